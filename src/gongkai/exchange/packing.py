"""A county's reports of one year as one zip: a manifest, and for each organ its report as data, workbook and text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.exchange.comparing import content_digest
from gongkai.exchange.manifest import MANIFEST, File, Kind, Manifest, Organ, PackageError, digest, dumps, safe_name
from gongkai.exchange.workbook_writing import workbook
from gongkai.report import AnnualReport
from gongkai.report import dumps as report_json
from gongkai.writing.layout import printed_report

REPORT_FILE, WORKBOOK_FILE, TEXT_FILE, ATTACHMENTS = "report.json", "report.xlsx", "report.txt", "attachments"
_DAY = (1980, 1, 1, 0, 0, 0)
"""The same reports give the same bytes, whenever they are packed."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """`what` it is in the words of who asked for it ("签字盖章扫描件"), or ""."""

    name: str
    data: bytes
    what: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What goes in for one organ; Without `name` the report's own agency is taken."""

    report: AnnualReport
    name: str = ""
    code: str = ""
    attachments: Sequence[Attachment] = ()

    @property
    def organ(self) -> str:
        return self.name or self.report.agency or ""


def package(entries: Iterable[Entry], *, year: int, county: str = "", workbooks: bool = True) -> bytes:
    """The zip. Organs stand in the order of their names; without `workbooks` it is made much faster.

    Raises PackageError for a report of another year, one without an organ, and two of the same organ.
    """
    chosen = sorted(entries, key=lambda entry: (entry.organ, entry.code))
    _check(chosen, year)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        organs = [_organ(archive, number, entry, workbooks) for number, entry in enumerate(chosen, 1)]
        _write(archive, MANIFEST, dumps(Manifest(county, year, tuple(organs))))
    return stream.getvalue()


def _check(entries: Sequence[Entry], year: int) -> None:
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        if not entry.organ.strip():
            raise PackageError("有一份报告没有机关名称", "请写明机关", code="NO_ORGAN")
        if entry.report.year != year:
            text = f"报告的统计年度是{entry.report.year or '（没有写明）'}，不是{year}"
            raise PackageError(text, "一个交换包只放同一年度的报告", entry.organ, "OTHER_YEAR")
        if (entry.organ, entry.code) in seen:
            raise PackageError("同一机关有两份报告", "请只留一份，或者写明不同的代码", entry.organ, "TWICE")
        seen.add((entry.organ, entry.code))


def _organ(archive: zipfile.ZipFile, number: int, entry: Entry, workbooks: bool) -> Organ:
    folder = f"organs/{number:04d}-{safe_name(entry.organ)}"
    files = []
    for name, kind, data, what in _files(entry, workbooks):
        path = f"{folder}/{name}"
        _write(archive, path, data)
        files.append(File(path, kind, len(data), digest(data), what))
    return Organ(entry.organ, entry.code, folder, content_digest(entry.report), tuple(files))


def _files(entry: Entry, workbooks: bool) -> Iterator[tuple[str, Kind, bytes, str]]:
    yield REPORT_FILE, Kind.REPORT, f"{report_json(entry.report, indent=1)}\n".encode(), ""
    if entry.report.form and workbooks:
        yield WORKBOOK_FILE, Kind.WORKBOOK, workbook(entry.report), ""
    yield TEXT_FILE, Kind.TEXT, _text(entry.report).encode(), ""
    for number, one in enumerate(entry.attachments, 1):
        yield f"{ATTACHMENTS}/{number:02d}-{safe_name(one.name)}", Kind.ATTACHMENT, one.data, one.what


def _text(report: AnnualReport) -> str:
    """The words without the tables, as they are read from top to bottom."""
    printed = printed_report(report)
    lines = [*printed.title, *printed.opening]
    for section in printed.sections:
        lines += [section.heading, *section.paragraphs]
    lines += [line for line in (printed.signature, printed.signed_on) if line]
    return "".join(f"{line}\n" for line in lines)


def _write(archive: zipfile.ZipFile, path: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(path, _DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)
