"""What may do harm when it is opened, known by its first bytes and by the directory of an old Office file."""

from __future__ import annotations

import re

from gongkai_web.files.errors import FileError, macros, program
from gongkai_web.files.kinds import DANGEROUS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (
    *(b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe"),
    *(b"\xcf\xfa\xed\xfe", b"dex\n", b"#!", b"L\x00\x00\x00\x01\x14\x02\x00"),
)
"""Linux, macOS and Java programs, scripts, shortcuts."""
_PROGRAMS_OR_TEXTS = (b"MZ", b"ITSF")
"""Windows programs and old help files; a text may begin so too, but has no zero bytes."""

_OLE_MACROS = ("_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros", "VBA")
_OLE_ENTRY = 128
_CARRIED = "\x01Ole10Native".encode("utf-16-le")
_CARRIED_NAME = re.compile(rb"\.(%s)\x00" % "|".join(sorted(DANGEROUS)).encode(), re.IGNORECASE)


def harm_in(content: bytes, name: str) -> FileError | None:
    """Why this content is refused, whatever it is part of; `name` as the person knows it."""
    if _is_program(content) or _carries_program(content):
        return program(name)
    if content.startswith(OLE) and any(in_directory(content, entry) for entry in _OLE_MACROS):
        return macros(name)
    return None


def _is_program(content: bytes) -> bool:
    return content.startswith(_PROGRAMS) or (content.startswith(_PROGRAMS_OR_TEXTS) and b"\x00" in content[:1024])


def in_directory(content: bytes, entry: str) -> bool:
    """Whether the directory of a compound file has this name ([MS-CFB] §2.6.1: entries of 128 bytes)."""
    words = f"{entry}\x00".encode("utf-16-le")
    at = content.find(words)
    while at >= 0 and at % _OLE_ENTRY:
        at = content.find(words, at + 2)
    return at >= 0


def _carries_program(content: bytes) -> bool:
    """An object of an Office document that is another file as a whole names that file."""
    return content.startswith(OLE) and _CARRIED in content and _CARRIED_NAME.search(content) is not None
