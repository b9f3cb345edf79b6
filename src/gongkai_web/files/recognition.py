"""What a file really is, by its content, whatever its name says."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _

from gongkai.reading import Limits, ReadingError
from gongkai.reading.sniff import sniff
from gongkai.reading.sniff_text import text_kind
from gongkai_web.files import errors
from gongkai_web.files.errors import FileError
from gongkai_web.files.harmful import OLE, harm_in, in_directory
from gongkai_web.files.kinds import KINDS, Kind
from gongkai_web.files.names import suffix_of, with_suffix
from gongkai_web.files.packages import zip_kind

_BLANK = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_PAGES = frozenset({"html", "mht", "wordml"})


def recognised(content: bytes, name: str) -> Kind:
    """The kind of an allowed file. Raises FileError for everything else."""
    if not content.strip(_BLANK):
        raise FileError(_("文件是空的"), _("请检查是否选错了文件，或者重新保存后再上传"), name, "FILE_EMPTY")
    if harm := harm_in(content, name):
        raise harm
    return KINDS[_code(content, name)]


def fitting_name(name: str, kind: Kind) -> str:
    """The name with an ending that tells the truth. Raises FileError.

    Word opens a docx that is called .doc without a word, so nobody could know: that ending is put right. An ending of
    something else altogether is a wrong file more often than a wrong name, and is asked about.
    """
    suffix = suffix_of(name)
    if suffix in kind.suffixes:
        return name
    if not suffix or suffix in _opened_alike(kind):
        return with_suffix(name, kind.suffixes[0])
    raise FileError(
        _("内容是%(kind)s，扩展名却是“.%(suffix)s”") % {"kind": kind.label, "suffix": suffix},
        _("请检查是否选错了文件；没有选错的，把扩展名改为“.%(right)s”后再上传") % {"right": kind.suffixes[0]},
        name,
        "FILE_SUFFIX",
    )


def _opened_alike(kind: Kind) -> set[str]:
    if kind.family == "text":
        return set()
    return {suffix for other in KINDS.values() if other.family == kind.family for suffix in other.suffixes}


def _code(content: bytes, name: str) -> str:
    if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zip_kind(content, name)
    if content.startswith(OLE):
        return _ole_kind(content, name)
    return _rtf(content, name) if content.startswith(b"{\\rtf") else _text(content, name)


def _ole_kind(content: bytes, name: str) -> str:
    """Word, Excel and PowerPoint before 2007, and WPS."""
    try:
        return sniff(content, name, Limits())
    except ReadingError as error:
        if error.code == "READ_PASSWORD":
            raise errors.protected(name) from error
        if in_directory(content, "PowerPoint Document"):
            return "ppt"
        raise errors.unknown(name) from error


def _rtf(content: bytes, name: str) -> str:
    if b"\\objdata" in content or b"\\objocx" in content:
        raise errors.embedded(name)
    return "rtf"


def _text(content: bytes, name: str) -> str:
    text = _decoded(content)
    if text is None or any(sign < " " and sign not in "\t\n\r\f\x1a" for sign in set(text)):
        raise errors.unknown(name)
    if text_kind(content) in _PAGES or "<svg" in text[:2000].lower():
        raise errors.page(name)
    if suffix_of(name) == "json" and _is_json(text):
        return "json"
    return "csv" if suffix_of(name) == "csv" else "txt"


def _is_json(text: str) -> bool:
    """Data that a program can read; anything else called so is a text, and asked about."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-16",) if content.startswith(_WIDE_MARKS) else ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
