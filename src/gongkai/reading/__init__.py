"""Reading: any file → the annual report in it, with what the reading is not sure of (READ-* findings).

One pipeline: a loader (bytes → paragraphs and grids), the assembler (tables out of lines), the matcher (lines to rows of
the form), the resolver (values to cells). Offline, and bounded in size and time.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from gongkai.errors import system_reason
from gongkai.reading.archives import each_its_own_file, only_member, reports_in_archive
from gongkai.reading.behind import behind_pdf
from gongkai.reading.blocks import Block, Document, Grid, GridCell, PageImage, Paragraph, Region
from gongkai.reading.loaders import load_as
from gongkai.reading.page_image import page_image
from gongkai.reading.page_part import page_part
from gongkai.reading.picture_pages import as_pdf, is_page_picture, natural_order
from gongkai.reading.problem import MEGABYTE, Clock, Limits, Progress, ReadingError, SlowError, untold
from gongkai.reading.reader import reports_in
from gongkai.reading.sniff import sniff
from gongkai.report import AnnualReport, ReportJsonError
from gongkai.report import loads as load_report

SUFFIXES = frozenset(
    {
        *(".txt", ".text", ".tsv", ".md", ".markdown", ".json", ".js"),
        *(".docx", ".doc", ".wps", ".rtf", ".odt", ".pdf"),
        *(".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml"),
        *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"),
        *(".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".zip"),
    }
)
"""Suffixes of the files that are taken from a folder. What a file is, is decided by its content."""

__all__ = [
    "SUFFIXES",
    "Block",
    "Document",
    "Grid",
    "GridCell",
    "Limits",
    "PageImage",
    "Paragraph",
    "Progress",
    "ReadingError",
    "Region",
    "SlowError",
    "as_pdf",
    "behind_pdf",
    "each_its_own_file",
    "is_page_picture",
    "load",
    "natural_order",
    "page_image",
    "page_part",
    "read",
    "read_all",
    "read_bytes",
    "read_with_source",
]

_DEFAULT = Limits()


def read(path: str | Path, *, limits: Limits = _DEFAULT) -> AnnualReport:
    """The report in this file; of several the first, with the error READ-SEVERAL. Raises ReadingError."""
    return read_all(path, limits=limits)[0]


def read_all(path: str | Path, *, limits: Limits = _DEFAULT, tell: Progress = untold) -> list[AnnualReport]:
    """Every report in this file; `tell` as for `read_with_source`. Raises ReadingError; a file that is not there or not
    readable is one too."""
    file = Path(path)
    return read_with_source(_bytes_of(file, limits), file.name, limits=limits, tell=tell)[0]


def read_bytes(data: bytes, name: str, *, limits: Limits = _DEFAULT) -> list[AnnualReport]:
    """As `read_all`, from bytes; `name` is only shown, never trusted."""
    return read_with_source(data, name, limits=limits)[0]


def read_with_source(
    data: bytes, name: str, *, limits: Limits = _DEFAULT, tell: Progress = untold
) -> tuple[list[AnnualReport], Document | None]:
    """As `read_bytes`, with the blocks the reports were read from; None for this program's JSON and for an archive.

    `tell` hears how many pages or files are done. Raises ReadingError, and under `Limits.quick` SlowError.
    """
    _check_size(len(data), name, limits)
    kind = sniff(data, name, limits)
    if kind == "report":
        return [_own(data, name)], None
    clock = Clock(limits, name, tell=tell)
    if kind == "zip":
        return reports_in_archive(data, clock, read_bytes), None
    document = _load(kind, data, name, clock)
    return reports_in(document, clock), document


def _own(data: bytes, name: str) -> AnnualReport:
    try:
        report = load_report(data)
    except ReportJsonError as error:
        where = f"{name}：{error.where}" if error.where else name
        raise ReadingError(error.text, error.remedy, where, error.code) from error
    if not (report.title or report.agency or report.tables or report.sections):
        raise ReadingError("JSON 里没有年度报告的内容", "请检查是否选错了文件", name, "READ_NOT_A_REPORT")
    return report


def load(data: bytes, name: str, *, limits: Limits = _DEFAULT) -> Document:
    """The blocks of the file, for showing the source beside the report. Raises ReadingError."""
    _check_size(len(data), name, limits)
    kind = sniff(data, name, limits)
    if kind == "zip":
        member = only_member(data, Clock(limits, name))
        return load(member.data or b"", member.name, limits=limits)
    return _load(kind, data, name, Clock(limits, name))


def _load(kind: str, data: bytes, name: str, clock: Clock) -> Document:
    document = load_as(kind, data, name, clock)
    document.sha256 = hashlib.sha256(data).hexdigest()
    return document


def _bytes_of(file: Path, limits: Limits) -> bytes:
    try:
        if file.is_dir():
            raise ReadingError("这是文件夹，不是文件", "请指定其中的文件", str(file), "READ_FOLDER")
        _check_size(file.stat().st_size, file.name, limits)
        with file.open("rb") as stream:
            return stream.read(limits.bytes + 1)
    except OSError as error:
        raise ReadingError(
            f"打不开文件：{system_reason(error)}", "请检查文件是否还在、是否有权限", str(file), "READ_OPEN"
        ) from error


def _check_size(size: int, name: str, limits: Limits) -> None:
    if size > limits.bytes:
        raise ReadingError(
            f"文件有 {_megabytes(size)} MB，超过上限 {_megabytes(limits.bytes)} MB",
            "请确认这是一份年度报告；确实这样大时可以放宽上限",
            name,
            "READ_SIZE",
        )


def _megabytes(size: int) -> str:
    """Never 0 for what is something."""
    return f"{size / MEGABYTE:.0f}" if size >= 10 * MEGABYTE else f"{size / MEGABYTE:.3g}"
