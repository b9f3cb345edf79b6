"""Files that are zip archives inside: Office documents, OFD, and plain archives, with all they hold."""

from __future__ import annotations

import io
import zipfile
import zlib

from gongkai.reading import Limits, ReadingError
from gongkai.reading.loaders.archive import members
from gongkai.reading.problem import Clock
from gongkai_web.files import errors
from gongkai_web.files.harmful import harm_in
from gongkai_web.files.kinds import DANGEROUS
from gongkai_web.files.names import safe_name, suffix_of

_KINDS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
    "OFD.xml": "ofd",
}
_CONTENT_TYPES = "[Content_Types].xml"
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_MACRO_FOLDERS = ("xl/macrosheets/", "basic/", "scripts/")
_MACRO_TYPES = (b"macroenabled", b"vbaproject", b"macrosheet")
_OTHERS = {"xl/workbook.bin", "content.xml", "AndroidManifest.xml", "META-INF/MANIFEST.MF"}
"""Signs of workbooks that cannot be looked into, OpenDocument, and packages of programs."""

_ENCRYPTED = 0x1
_MOST_PARTS = 10_000
_MOST_RATIO, _SMALL = 200, 10_000_000
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
_SECONDS = 20.0


def zip_kind(content: bytes, name: str) -> str:
    """docx, xlsx, pptx, ofd or zip. Raises FileError for macros, programs, bombs, passwords, and other packages."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_size(entries, name)
            if any(entry.flag_bits & _ENCRYPTED for entry in entries):
                raise errors.protected(name)
            kind = _kind({entry.filename for entry in entries}, name)
            if kind != "zip":
                _look_into_document(archive, name)
    except _BROKEN as error:
        raise errors.broken(name) from error
    if kind == "zip":
        _look_into_archive(content, [entry.filename for entry in entries], name)
    return kind


def _refuse_size(entries: list[zipfile.ZipInfo], name: str) -> None:
    """By what the archive itself declares: no reader here takes out more than that."""
    total = sum(entry.file_size for entry in entries)
    blown = any(entry.file_size > max(_SMALL, entry.compress_size * _MOST_RATIO) for entry in entries)
    if total > Limits().unpacked or len(entries) > _MOST_PARTS or blown:
        raise errors.bomb(name)


def _kind(names: set[str], name: str) -> str:
    found = [kind for part, kind in _KINDS.items() if part in names]
    if not found and names & _OTHERS:
        raise errors.unknown(name)
    return found[0] if found else "zip"


def _look_into_document(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.namelist()
    types = archive.read(_CONTENT_TYPES).lower() if _CONTENT_TYPES in parts else b""
    if any(sign in types for sign in _MACRO_TYPES) or any(_is_macro(part.lower()) for part in parts):
        raise errors.macros(name)
    for part in parts:
        if "/embeddings/" in part and (harm := harm_in(archive.read(part), name)):
            raise harm


def _is_macro(part: str) -> bool:
    return part.endswith(_MACRO_PARTS) or part.startswith(_MACRO_FOLDERS)


def _look_into_archive(content: bytes, names: list[str], name: str) -> None:
    """Every file inside is looked at as if it came alone; the names also of those that systems leave behind unseen."""
    for inside in names:
        if suffix_of(inside) in DANGEROUS:
            raise errors.program(f"{name}：{safe_name(inside)}")
    clock = Clock(Limits(bytes=Limits().unpacked, seconds=_SECONDS), name)
    try:
        for member in members(content, clock):
            if member.error:
                raise member.error
            _look_at(member.data or b"", f"{name}：{safe_name(member.name)}")
    except ReadingError as error:
        raise _said_of_archive(error, name) from error


def _look_at(content: bytes, name: str) -> None:
    if harm := harm_in(content, name):
        raise harm
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_size(archive.infolist(), name)
            _look_into_document(archive, name)


_SAID = {"READ_PASSWORD": errors.protected, "READ_BROKEN": errors.broken, "READ_BOMB": errors.bomb}


def _said_of_archive(error: ReadingError, name: str) -> errors.FileError:
    """What the archive's reader refused, in the words for an upload."""
    where = f"{name}：{safe_name(error.where)}" if error.where and error.where != name else name
    if said := _SAID.get(error.code):
        return said(where)
    return errors.FileError(error.text, error.remedy, where, "FILE_ARCHIVE")
