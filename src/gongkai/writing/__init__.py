"""Reports as files: docx in the official form, PDF, xlsx, HTML and JSON, chosen by the suffix of the file's name."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from gongkai.errors import GongkaiError, system_reason
from gongkai.report import AnnualReport, dumps

__all__ = ["FORMATS", "WritingError", "to_bytes", "write", "write_bytes"]


class WritingError(GongkaiError):
    """A file cannot be written; `where` names it. What was there before is unharmed."""


def _docx(report: AnnualReport) -> bytes:
    from gongkai.writing.docx import to_bytes

    return to_bytes(report)


def _html(report: AnnualReport) -> bytes:
    from gongkai.writing.html import to_text

    return to_text(report).encode()


def _json(report: AnnualReport) -> bytes:
    return f"{dumps(report, indent=2)}\n".encode()


def _pdf(report: AnnualReport) -> bytes:
    from gongkai.writing.pdf import to_bytes

    return to_bytes(report)


def _xlsx(report: AnnualReport) -> bytes:
    from gongkai.writing.xlsx import to_bytes

    return to_bytes(report)


FORMATS: Mapping[str, Callable[[AnnualReport], bytes]] = {
    ".docx": _docx,
    ".pdf": _pdf,
    ".xlsx": _xlsx,
    ".html": _html,
    ".json": _json,
}
"""Suffix → the function that makes the file's bytes. A library that is missing is named by MissingExtraError."""


def to_bytes(report: AnnualReport, suffix: str) -> bytes:
    """The report in the form of this suffix (".docx"). Raises WritingError for one that is not in FORMATS."""
    writer = FORMATS.get(suffix.lower())
    if writer is None:
        known = "、".join(FORMATS)
        raise WritingError(f"不能写成“{suffix or '没有后缀'}”的文件", f"可以写成：{known}", code="UNKNOWN_FORMAT")
    return writer(report)


def write(report: AnnualReport, path: Path | str, *, overwrite: bool = False) -> None:
    """Write the report to `path`, whole or not at all: a full disk leaves the old file as it was.

    Raises WritingError where the suffix is unknown, the place cannot be written, or a file is there already and
    `overwrite` was not asked for.
    """
    target = Path(path)
    try:
        data = to_bytes(report, target.suffix)
    except WritingError as error:
        error.where = str(path)
        raise
    write_bytes(data, target, overwrite=overwrite)


def write_bytes(data: bytes, path: Path | str, *, overwrite: bool = False) -> None:
    """Write these bytes to `path`, whole or not at all. Raises WritingError as `write` does."""
    target = Path(path)
    try:
        if target.exists() and not overwrite:
            raise WritingError("已经有同名的文件", "请换一个文件名，或者明确要求覆盖", code="FILE_EXISTS")
        _replace(target.resolve(), data)
    except WritingError as error:
        error.where = str(path)
        raise
    except OSError as error:
        raise WritingError(
            f"不能写入（{system_reason(error)}）", "请检查文件夹、权限和磁盘空间", str(path), "CANNOT_WRITE"
        ) from error


def _replace(target: Path, data: bytes) -> None:
    """Beside the old file first, then in its place: a rename is all or nothing."""
    beside = target.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
