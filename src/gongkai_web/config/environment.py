"""What the environment says, read with its type. A wrong value is one clear line that names the variable."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    given = os.environ.get(name)
    if given is None:
        return default
    word = given.strip().lower()
    if word not in _TRUE | _FALSE:
        raise ImproperlyConfigured(f"{name} 应为 1 或 0，现在是“{given}”")
    return word in _TRUE


def number(name: str, default: int, *, least: int = 0) -> int:
    given = text(name)
    if not given:
        return default
    if not given.isascii() or not given.isdigit() or int(given) < least:
        raise ImproperlyConfigured(f"{name} 应为不小于 {least} 的整数，现在是“{given}”")
    return int(given)


def folder(name: str) -> Path | None:
    """A path on this machine; None where nothing is said."""
    given = text(name)
    return Path(given).absolute() if given else None


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
