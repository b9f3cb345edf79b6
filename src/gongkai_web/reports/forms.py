"""How a report begins: whose, which year, and from what."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongkai.errors import GongkaiError
from gongkai.report import AnnualReport, facts
from gongkai.report.build import build
from gongkai_web.reports import state
from gongkai_web.reports.editing import Edit
from gongkai_web.reports.opening import OpeningError, begin
from gongkai_web.reports.single import read_one
from gongkai_web.reports.typed import normal
from gongkai_web.reports.uploads import Upload, accepted, uploaded

LONGEST_AGENCY = 100
WAYS = ("previous", "empty", "facts", "saved")


@dataclass
class Start:
    """The first page's answers as typed, and what is wrong with them by field. `kept` is last year's report once read,
    so that a mistake in another field does not ask for the file again."""

    agency: str = ""
    year: str = ""
    way: str = "previous"
    kept: AnnualReport | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def packed_kept(self) -> str:
        return state.packed(self.kept) if self.kept else ""

    def fail(self, name: str, text: str) -> None:
        self.errors.setdefault(name, text)


def start_from(request: HttpRequest) -> tuple[Start, Edit | None]:
    """The answers, and the report they begin if nothing is wrong."""
    post = request.POST
    way = post.get("way", "")
    start = Start(post.get("agency", "").strip(), post.get("year", "").strip(), way if way in WAYS else "previous")
    try:
        edit = _begin(start, request)
    except OpeningError as error:
        start.fail(error.where, str(OpeningError(error.text, error.remedy)))
        return start, None
    except GongkaiError as error:
        start.fail("file", str(error))
        return start, None
    return start, None if start.errors else edit


def _begin(start: Start, request: HttpRequest) -> Edit | None:
    if start.way == "empty":
        return _opened(start, None)
    upload = _upload(request)
    if start.way == "previous":
        return _from_previous(start, upload, request.POST.get("kept", ""))
    if upload is None:
        start.fail("file", _("还没有选择文件"))
        return None
    return _from_facts(upload) if start.way == "facts" else _continued(upload)


def _upload(request: HttpRequest) -> Upload | None:
    return accepted(uploaded(request, "file")) if "file" in request.FILES else None


def _from_previous(start: Start, upload: Upload | None, kept: str) -> Edit | None:
    if upload is not None:
        start.kept = read_one(upload)
    elif kept:
        start.kept = state.unpacked(kept)
    else:
        start.fail("file", _("还没有选择上年的报告。没有的话，可以从空白表格开始"))
        return None
    if start.kept.year and not start.year:
        start.year = str(start.kept.year + 1)
    start.agency = start.agency or start.kept.agency or ""
    return _opened(start, start.kept)


def _opened(start: Start, previous: AnnualReport | None) -> Edit | None:
    year = _year(start)
    if not start.agency:
        start.fail("agency", _("请填写机关全称，例如“大峪镇人民政府”"))
    if len(start.agency) > LONGEST_AGENCY:
        start.fail("agency", _("机关名称太长，最多 %(most)d 个字") % {"most": LONGEST_AGENCY})
    if start.errors or year is None:
        return None
    opening = begin(agency=start.agency, year=year, previous=previous)
    return Edit(opening.report, previous, notes=opening.notes)


def _year(start: Start) -> int | None:
    plain = normal(start.year).removesuffix("年")
    if plain.isascii() and plain.isdigit() and len(plain) == 4 and int(plain) in state.YEARS:
        return int(plain)
    start.fail("year", _("请填写统计年度，例如 2025。统计年度是报告所写的那一年，不是公布的那一年"))
    return None


def _from_facts(upload: Upload) -> Edit:
    return Edit(build(facts.loads(_utf8(upload))))


def _continued(upload: Upload) -> Edit:
    report = state.unpacked(_utf8(upload))
    if report.form is None:
        raise OpeningError(_("这份报告没有表格"), _("请从空白表格开始"), "file", "NO_FORM")
    note = _("JSON 里没有上年报告，两年之间的衔接不核对。")
    return Edit(report, notes=(note,))


def _utf8(upload: Upload) -> str:
    try:
        return upload.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OpeningError(
            _("“%(name)s”不是 JSON 文件") % {"name": upload.name}, _("请选择本系统下载的 JSON 文件"), "file", "NOT_JSON"
        ) from error
