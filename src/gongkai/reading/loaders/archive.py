"""A zip of many files → its members, one after the other, within limits of number, size, ratio and nesting.

A member that is too large, protected or damaged comes with its error, and harms no other.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from gongkai.reading.problem import MEGABYTE, Clock, ReadingError

MOST_MEMBERS = 1000
_DEEPEST = 3
_MOST_RATIO = 200
_SMALL = 10 * MEGABYTE
_CHUNK = 1 << 16
_ENCRYPTED, _UTF8 = 0x1, 0x800
_LEFT_BY_SYSTEMS = re.compile(
    r"(?:.*/)?(?:__MACOSX/.*|\.[^/]*|~\$[^/]*|Thumbs\.db|desktop\.ini)", re.IGNORECASE | re.DOTALL
)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
_OFFICE_PARTS = frozenset({"[Content_Types].xml", "content.xml"})


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive by its path inside; `data` is None where `error` says why it could not be taken out."""

    name: str
    data: bytes | None = None
    error: ReadingError | None = None


def members(data: bytes, clock: Clock) -> Iterator[Member]:
    """The files of the archive and of archives inside it. Raises ReadingError where the archive itself cannot be opened."""
    yield from _Opener(clock).members(data, "", 1)


class _Opener:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._left = clock.limits.unpacked
        self._count = 0

    def members(self, data: bytes, inside: str, depth: int) -> Iterator[Member]:
        with _opened(data, inside or self._clock.name) as archive:
            for entry in archive.infolist():
                self._clock.check()
                name = inside + name_of(entry)
                if entry.is_dir() or _LEFT_BY_SYSTEMS.fullmatch(name):
                    continue
                self._count += 1
                if self._count > MOST_MEMBERS:
                    raise ReadingError(
                        f"压缩包里超过 {MOST_MEMBERS} 个文件", "请分几次读", self._clock.name, "READ_ARCHIVE"
                    )
                yield from self._entry(archive, entry, name, depth)

    def _entry(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, depth: int) -> Iterator[Member]:
        try:
            content = self._content(archive, entry, name)
            if not _is_archive(content):
                yield Member(name, content)
                return
            if depth >= _DEEPEST:
                raise ReadingError(f"压缩包套了 {depth + 1} 层", "请解压后再试", name, "READ_ARCHIVE")
            yield from self.members(content, f"{name}/", depth + 1)
        except ReadingError as error:
            if error.code == "READ_TIME" or error.where == self._clock.name:
                raise
            yield Member(name, error=error)

    def _content(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
        if entry.flag_bits & _ENCRYPTED:
            raise ReadingError("文件有密码", "请去掉密码后再试", name, "READ_PASSWORD")
        if entry.file_size > max(_SMALL, entry.compress_size * _MOST_RATIO):
            raise ReadingError("文件解压后过大，没有读取", "请确认这是一份年度报告", name, "READ_BOMB")
        try:
            with archive.open(entry) as stream:
                return self._read(stream, name)
        except _BROKEN as error:
            raise ReadingError("文件已损坏，解不开", "请重新压缩或重新下载后再试", name, "READ_BROKEN") from error

    def _read(self, stream: IO[bytes], name: str) -> bytes:
        parts: list[bytes] = []
        size = 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            self._left -= len(chunk)
            if size > self._clock.limits.bytes or self._left < 0:
                raise ReadingError("文件解压后过大，没有读取", "请确认这是一份年度报告", name, "READ_BOMB")
            parts.append(chunk)
        return b"".join(parts)


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise ReadingError("压缩包已损坏，打不开", "请重新下载后再试", name, "READ_BROKEN") from error


def _is_archive(data: bytes) -> bool:
    """A zip that is not itself a document."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return not _OFFICE_PARTS & set(archive.namelist())
    except _BROKEN:
        return False


def name_of(entry: zipfile.ZipInfo) -> str:
    """The path inside, in Chinese where the program that made the archive wrote GB18030 without saying so."""
    name = entry.filename
    if not entry.flag_bits & _UTF8:
        name = _recoded(name)
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    return "/".join(parts) or "?"


def _recoded(name: str) -> str:
    """zipfile takes such names for code page 437."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
