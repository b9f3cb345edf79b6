"""Beginning a report, writing its text, setting a cell by hand and undoing that. Nothing typed is overwritten."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.report import FORM_2021, cell_name
from gongkai_web.annual.building import MONEY, computed_tables
from gongkai_web.annual.collecting import collect
from gongkai_web.annual.errors import AnnualError, ChangedError
from gongkai_web.annual.kinds import years_until
from gongkai_web.annual.models import Change, Report
from gongkai_web.annual.rules import may_keep
from gongkai_web.annual.standing import current, standing_of
from gongkai_web.annual.wording import LONGEST, beginning
from gongkai_web.audit.services import record
from gongkai_web.organs.models import Organ, Person
from gongkai_web.reports.sheets import figure
from gongkai_web.reports.typed import typed_number

TEXTS = ("opening", "overall", "problems", "other")


@transaction.atomic
def begin(*, by: Person, organ: Organ, year: int, now: datetime) -> Report:
    """The year's report, with a text to go on from. One that is there already is returned as it is."""
    day = timezone.localdate(now)
    require_keeper(by, organ, day)
    if year not in years_until(day):
        raise AnnualError(f"{year} 年的年报不能在这里编制", "2021 年以前的，请读取已经公布的报告")
    kept = current(organ, year)
    if kept is not None:
        return kept
    texts = beginning(organ, year)
    try:
        with transaction.atomic():
            kept = Report.objects.create(organ=organ, year=year, by=by, at=now, saved_by=by, saved_at=now, **texts)
    except IntegrityError:
        raise ChangedError("另一位同事刚刚开始编制这一年的年报", "请刷新页面") from None
    log("annual.begun", by, kept, year=year)
    return kept


@transaction.atomic
def write(
    *,
    by: Person,
    report: Report,
    lock: int,
    texts: dict[str, str],
    signed_on: date | None,
    now: datetime,
    correction_note: str = "",
) -> Report:
    """Keep the text. `lock` is what the page was opened with."""
    report = held(by, report, now)
    if report.lock != lock:
        at = timezone.localtime(report.saved_at)
        said = f"您打开这一页以后，{report.saved_by}（{at:%-m月%-d日 %H:%M}）又保存过，您的修改还没有存入"
        raise ChangedError(said, "请对照下面的新内容，把要改的地方改好再保存")
    given = {name: texts[name].replace("\r\n", "\n").strip() for name in TEXTS}
    for name, text in given.items():
        if len(text) > LONGEST:
            raise AnnualError(f"有一部分有 {len(text)} 字，太长了", f"每部分最多 {LONGEST} 字")
        setattr(report, name, text)
    if report.number > 1 and not correction_note.strip():
        raise AnnualError("没有写更正说明", "请写明改了哪里、为什么，会同报告一起公布")
    report.signed_on = signed_on
    report.correction_note = correction_note.strip() if report.number > 1 else ""
    touch(report, by, now)
    log("annual.text_saved", by, report, year=report.year, signed_on=signed_on.isoformat() if signed_on else None)
    return report


@transaction.atomic
def change_cell(*, by: Person, report: Report, path: str, typed: str, reason: str, seen: str, now: datetime) -> Change:
    """Set a cell by hand. `seen` is the number the person had before them: if it is another by now, they look again."""
    report = held(by, report, now)
    if path not in FORM_2021.paths:
        raise AnnualError("表里没有这一格", "请从表格里点开要改的格")
    number = typed_number(typed, money=path in MONEY)
    if number is None or number < 0:
        raise AnnualError(
            f"“{typed}”不是可以填在这一格的数", "请填整数；行政事业性收费填万元，最多四位小数；没有的填 0"
        )
    if path in MONEY and number != round(number, 4):
        raise AnnualError("万元最多四位小数", "请核对金额")
    if not reason.strip():
        raise AnnualError("没有写明改的原因", "请写明记录为什么不对，例如“平台启用前的 3 件在纸质台账里”")
    before = computed_tables(collect(report.organ, report.year, now))[path].value
    computed = figure(before) if before is not None else ""
    shown = _shown(report, path, computed)
    if seen != shown:
        raise ChangedError(
            f"这一格现在是 {shown or '没有填'}，与您打开时看到的 {seen or '没有填'} 不一样", "请看一遍再改"
        )
    _undo(by, report, path, now)
    change = Change.objects.create(
        report=report, path=path, value=figure(number), computed=computed, reason=reason.strip()[:300], by=by, at=now
    )
    touch(report, by, now)
    log(
        "annual.cell_changed",
        by,
        report,
        year=report.year,
        cell=cell_name(path),
        changed=[shown, change.value],
        reason=change.reason,
    )
    return change


@transaction.atomic
def undo_change(*, by: Person, report: Report, path: str, now: datetime) -> None:
    """The cell is what the records give, again."""
    report = held(by, report, now)
    before = _undo(by, report, path, now)
    if before is None:
        raise AnnualError("这一格没有手工改过", "请刷新页面")
    touch(report, by, now)
    log("annual.change_undone", by, report, year=report.year, cell=cell_name(path), value=before.value)


def _shown(report: Report, path: str, computed: str) -> str:
    change = report.changes.filter(path=path, undone_at=None).first()
    return change.value if change else computed


def _undo(by: Person, report: Report, path: str, now: datetime) -> Change | None:
    before = report.changes.filter(path=path, undone_at=None).first()
    if before is not None:
        before.undone_at, before.undone_by = now, by
        before.save(update_fields=["undone_at", "undone_by"])
    return before


def held(by: Person, report: Report, now: datetime) -> Report:
    """The report's row, held until the transaction ends, as long as its numbers do not stand yet."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("organ", "saved_by", "revision", "item")
    kept = rows.get(pk=report.pk)
    require_keeper(by, kept.organ, timezone.localdate(now))
    if standing_of(kept).is_frozen:
        raise AnnualError("年报已经送签或者公布，不能再改", "要改，请先撤回审核；已经公布的，请办理更正")
    return kept


def touch(report: Report, by: Person, now: datetime) -> None:
    report.saved_by, report.saved_at, report.lock = by, now, report.lock + 1
    report.save()


def require_keeper(by: Person, organ: Organ, day: date) -> None:
    if not may_keep(by, organ, day):
        raise AnnualError("您没有编制年报的岗位", "请经办人或者政府信息公开工作机构负责人编制")


def log(key: str, by: Person | None, report: Report, **data: object) -> None:
    record(key=key, actor=by, organ=report.organ.code, target=f"annual:{report.pk}", **data)
