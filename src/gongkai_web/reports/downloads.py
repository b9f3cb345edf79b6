"""The finished report as a file to take away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpResponse

from gongkai.report import AnnualReport, dumps
from gongkai_web.reports.uploads import safe_name


@dataclass(frozen=True, slots=True)
class FileForm:
    media_type: str
    to_bytes: Callable[[AnnualReport], bytes]


def _docx(report: AnnualReport) -> bytes:
    from gongkai.writing import docx

    return docx.to_bytes(report)


def _xlsx(report: AnnualReport) -> bytes:
    from gongkai.writing import xlsx

    return xlsx.to_bytes(report)


def _pdf(report: AnnualReport) -> bytes:
    from gongkai.writing import pdf

    return pdf.to_bytes(report)


def _json(report: AnnualReport) -> bytes:
    return (dumps(report, indent=2) + "\n").encode()


DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILE_FORMS: dict[str, FileForm] = {
    "docx": FileForm(DOCX_TYPE, _docx),
    "xlsx": FileForm("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "pdf": FileForm("application/pdf", _pdf),
    "json": FileForm("application/json", _json),
}
"""Libraries that write a form are loaded when it is asked for: the pages start without them."""


def download(report: AnnualReport, suffix: str) -> HttpResponse:
    form = FILE_FORMS[suffix]
    return attachment(form.to_bytes(report), file_name(report, suffix), form.media_type)


def published_bytes(report: AnnualReport, suffix: str) -> bytes:
    """What everybody may have: nothing in it says what was found in the office."""
    bare = report.with_findings([])
    if suffix != "xlsx":
        return FILE_FORMS[suffix].to_bytes(bare)
    from gongkai.writing import xlsx

    return xlsx.to_bytes(bare, findings_sheet=False)


def file_name(report: AnnualReport, suffix: str) -> str:
    """The report's title as a file name: 大峪镇人民政府2023年政府信息公开工作年度报告.docx."""
    stem = report.title or f"{report.agency or ''}{report.year or ''}年政府信息公开工作年度报告"
    return safe_name(f"{''.join(stem.split())}.{suffix}")


def attachment(data: bytes, name: str, media_type: str) -> HttpResponse:
    """A file the browser saves and never opens in the page; the name also in a form that old programs understand."""
    response = HttpResponse(data, content_type=media_type)
    suffix = name.rpartition(".")[2]
    names = f"filename=\"report.{suffix}\"; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Disposition"] = f"attachment; {names}"
    return response
