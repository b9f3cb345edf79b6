"""A county's package → every organ's report whose bytes are those of the manifest, and the name of everything else.

Bounded in number, size, ratio and time; no member is written anywhere by its own name.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from gongkai.exchange.comparing import content_digest
from gongkai.exchange.manifest import MANIFEST, File, Kind, Manifest, Organ, PackageError, digest, loads, wrong_path
from gongkai.exchange.packing import Attachment
from gongkai.reading import Limits, ReadingError
from gongkai.reading.problem import MEGABYTE, Clock
from gongkai.report import AnnualReport, ReportJsonError
from gongkai.report import loads as load_report

PACKAGE_LIMITS = Limits(bytes=500 * MEGABYTE, unpacked=1_000 * MEGABYTE, seconds=300)
"""Of a whole county: three hundred organs take about twelve megabytes without attachments."""
MOST_MEMBERS = 20_000
_LARGEST_MEMBER, _LARGEST_MANIFEST = 50 * MEGABYTE, 20 * MEGABYTE
_MOST_RATIO, _SMALL, _CHUNK = 200, 10 * MEGABYTE, 1 << 16
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Refused:
    """A member or an organ that was not taken: its name as it stands in the package, and why."""

    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}：{self.text}"


@dataclass(frozen=True, slots=True)
class Taken:
    """One organ whose report is whole. `refused` are files of its own that are not, such as a workbook changed by hand."""

    organ: Organ
    report: AnnualReport
    attachments: tuple[Attachment, ...] = ()
    refused: tuple[Refused, ...] = ()


@dataclass(slots=True)
class Package:
    """An opened package. `organs` goes through it once, and adds to `refused` what it could not take."""

    manifest: Manifest
    refused: list[Refused]
    _archive: zipfile.ZipFile
    _entries: dict[str, zipfile.ZipInfo]
    _clock: Clock
    _left: int = field(default=0)

    def organs(self) -> Iterator[Taken]:
        for organ in self.manifest.organs:
            self._clock.check()
            try:
                yield self._organ(organ)
            except ReadingError as error:
                if error.code == "READ_TIME":
                    raise
                self.refused.append(Refused(f"{organ.name}（{error.where}）", error.text))

    def _organ(self, organ: Organ) -> Taken:
        data = self._content(organ.report)
        report = _report(data, organ, self.manifest.year)
        attachments: list[Attachment] = []
        refused: list[Refused] = []
        for file in organ.files:
            if file.kind is Kind.REPORT:
                continue
            try:
                content = self._content(file)
                if file.kind is Kind.ATTACHMENT:
                    attachments.append(Attachment(_own_name(file.path), content, file.what))
            except ReadingError as error:
                refused.append(Refused(error.where, error.text))
        return Taken(organ, report, tuple(attachments), tuple(refused))

    def content(self, file: File) -> bytes:
        """The bytes of one file of the manifest. Raises ReadingError."""
        return self._content(file)

    def _content(self, file: File) -> bytes:
        entry = self._entries.get(file.path)
        if entry is None:
            raise ReadingError("清单里有，压缩包里没有", "请让对方重新导出", file.path, "MEMBER_MISSING")
        data, self._left = _content(self._archive, entry, _LARGEST_MEMBER, self._left)
        if len(data) != file.size or digest(data) != file.sm3:
            raise ReadingError(
                "内容与清单的 SM3 不符，导出之后被改动过", "请让对方重新导出", file.path, "MEMBER_CHANGED"
            )
        return data


def opened(stream: IO[bytes], name: str, *, limits: Limits = PACKAGE_LIMITS) -> Package:
    """Opens the package, which `stream` must let one seek in. Raises PackageError where it has no usable manifest."""
    size = stream.seek(0, 2)
    if size > limits.bytes:
        text = f"压缩包有 {size // MEGABYTE} MB，超过上限 {limits.bytes // MEGABYTE} MB"
        raise PackageError(text, "请分几次导入", name, "PACKAGE_SIZE")
    try:
        archive = zipfile.ZipFile(stream)
        infos = archive.infolist()
    except _BROKEN as error:
        raise PackageError("压缩包已损坏，打不开", "请重新下载后再试", name, "PACKAGE_BROKEN") from error
    if len(infos) > MOST_MEMBERS:
        raise PackageError(f"压缩包里超过 {MOST_MEMBERS} 个文件", "请分几次导入", name, "PACKAGE_SIZE")
    entries, refused = _members(infos)
    if MANIFEST not in entries:
        text = "压缩包里没有 manifest.json，不是全县年报交换包"
        raise PackageError(text, "一般的压缩包请用“读取”逐份读入", name, "NO_MANIFEST")
    try:
        data, left = _content(archive, entries[MANIFEST], _LARGEST_MANIFEST, limits.unpacked)
    except ReadingError as error:
        raise PackageError(error.text, error.remedy, f"{name} 的 {MANIFEST}", "MANIFEST") from error
    manifest = loads(data)
    listed = {MANIFEST, *(file.path for organ in manifest.organs for file in organ.files)}
    refused += [Refused(path, "清单里没有这个文件，没有采用") for path in entries if path not in listed]
    return Package(manifest, refused, archive, entries, Clock(limits, name), left)


def _own_name(path: str) -> str:
    """Without the number that keeps two of one name apart."""
    return path.rpartition("/")[2].partition("-")[2] or path.rpartition("/")[2]


def _members(infos: list[zipfile.ZipInfo]) -> tuple[dict[str, zipfile.ZipInfo], list[Refused]]:
    """Members whose names are plain and stand once; of two with one name neither, since programs differ in which they take."""
    files = [info for info in infos if not info.is_dir()]
    counts = Counter(info.filename.casefold() for info in files)
    entries: dict[str, zipfile.ZipInfo] = {}
    refused: dict[str, Refused] = {}
    for info in files:
        # zipfile cuts a name at a null byte and turns backslashes on Windows: what the file says is what is judged.
        said = info.orig_filename
        why = wrong_path(said) or _strange(info)
        if counts[info.filename.casefold()] > 1:
            why = "同一个名称在压缩包里有两份"
        if why:
            refused[said] = Refused(said.replace("\x00", "�")[:200], f"{why}，没有采用")
        else:
            entries[info.filename] = info
    return entries, list(refused.values())


def _strange(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & _ENCRYPTED:
        return "文件有密码"
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "不是普通文件（链接或设备）"
    return None


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, left: int) -> tuple[bytes, int]:
    """The member's bytes, and how many bytes may still be unpacked. Raises ReadingError."""
    name = entry.filename
    bomb = ReadingError("解压后过大，没有读取", "请让对方重新导出", name, "READ_BOMB")
    if entry.file_size > min(most, max(_SMALL, entry.compress_size * _MOST_RATIO)):
        raise bomb
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > most or size > left:
                    raise bomb
                parts.append(chunk)
    except _BROKEN as error:
        raise ReadingError("文件已损坏，解不开", "请让对方重新导出", name, "READ_BROKEN") from error
    return b"".join(parts), left - size


def _report(data: bytes, organ: Organ, year: int) -> AnnualReport:
    """The report, if it is of the year and states what the manifest says it states."""
    path = organ.report.path
    try:
        report = load_report(data)
    except ReportJsonError as error:
        raise ReadingError(error.text, error.remedy, f"{path} {error.where}".strip(), error.code) from error
    except (RecursionError, ValueError, TypeError, KeyError) as error:
        raise ReadingError("不是有效的年度报告数据", "请让对方重新导出", path, "JSON_FIELD") from error
    if report.year != year:
        raise ReadingError(f"报告的统计年度是{report.year or '（没有写明）'}，不是{year}", "", path, "OTHER_YEAR")
    if content_digest(report) != organ.content:
        raise ReadingError("报告的内容与清单的摘要不符", "请让对方重新导出", path, "MEMBER_CHANGED")
    return report
