"""File names as people give them, made fit to be shown, stored and saved again on any computer."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST_BYTES = 240
"""Of a name in UTF-8: the usual file systems take 255, and whoever exports adds a little of their own."""

_FORBIDDEN = frozenset('"\\/:*?<>|')
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{i}" for port in ("com", "lpt") for i in range(1, 10))})
_NAMELESS = "未命名"
_ENDING = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,9})$")


def safe_name(name: str) -> str:
    """The last part of the name without anything that steers a program or misleads a reader: no path, no control
    character, none that turns the direction of writing, no name of a Windows device, and not too long."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    shown = "".join(
        sign
        for sign in " ".join(last.split())
        if sign not in _FORBIDDEN and unicodedata.category(sign) not in _INVISIBLE
    )
    plain = " ".join(shown.split()).strip(". ") or _NAMELESS
    if plain.partition(".")[0].strip().lower() in _DEVICES:
        plain = f"_{plain}"
    return _shortened(plain)


def suffix_of(name: str) -> str:
    """In small letters, without the dot; empty where there is none: of 会议纪要2026.11.20 nothing is an ending."""
    found = _ENDING.search(name)
    return found[1].lower() if found else ""


def with_suffix(name: str, suffix: str) -> str:
    """The name with this ending instead of its own, if it has one."""
    return _shortened(f"{_ENDING.sub('', name) or _NAMELESS}.{suffix}")


def _shortened(name: str) -> str:
    """Cut at the end of the stem, between characters."""
    if len(name.encode()) <= LONGEST_BYTES:
        return name
    found = _ENDING.search(name)
    suffix = found[0] if found else ""
    stem = name.removesuffix(suffix).encode()[: LONGEST_BYTES - len(suffix.encode())].decode(errors="ignore")
    return stem.rstrip(". ") + suffix
