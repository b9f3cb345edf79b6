"""Numbers that are not counted from the organ's own records but taken from elsewhere, many cells at once: a government's
report takes the sums of its organs' reports. Each cell keeps where its number is from, and can be undone like any change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gongkai.report import FORM_2021, Number
from gongkai_web.annual.building import computed_tables
from gongkai_web.annual.collecting import collect
from gongkai_web.annual.errors import AnnualError, ChangedError
from gongkai_web.annual.keeping import held, log, touch
from gongkai_web.annual.models import Change, Report
from gongkai_web.organs.models import Person
from gongkai_web.reports.sheets import figure


@transaction.atomic
def take(
    *,
    by: Person,
    report: Report,
    lock: int,
    values: Mapping[str, Number],
    reason: str,
    origins: Mapping[str, str],
    now: datetime,
) -> int:
    """Set these cells; how many are another number now. What a person typed into one by hand is not touched."""
    report = held(by, report, now)
    if report.lock != lock:
        raise ChangedError("您打开这一页以后，年报又有改动，汇总数没有放进去", "请看一遍现在的年报再试")
    strange = [path for path in values if path not in FORM_2021.paths]
    if strange:
        raise AnnualError(f"汇总数有年报表格里没有的格：{strange[0]}", "“其他处理”只有一行的，请先退回分项填写")
    computed = computed_tables(collect(report.organ, report.year, now))
    standing = {one.path: one for one in report.changes.filter(undone_at=None)}
    replaced, made = [], []
    for path, number in values.items():
        before, value = standing.get(path), figure(number)
        if before and (not before.origin or (before.value, before.reason) == (value, reason[:300])):
            continue
        own = computed[path].value
        replaced += [before] if before else []
        said = figure(own) if own is not None else ""
        origin = origins[path][:200]
        made.append(
            Change(
                report=report, path=path, value=value, computed=said, reason=reason[:300], origin=origin, by=by, at=now
            )
        )
    _undo(replaced, by, now)
    Change.objects.bulk_create(made)
    if made:
        touch(report, by, now)
        log("annual.cells_taken", by, report, year=report.year, cells=len(made), reason=reason[:300])
    return len(made)


@transaction.atomic
def give_back(*, by: Person, report: Report, lock: int, now: datetime) -> int:
    """Every cell that was taken from elsewhere is what the organ's own records give, again."""
    report = held(by, report, now)
    if report.lock != lock:
        raise ChangedError("您打开这一页以后，年报又有改动，没有撤销", "请看一遍现在的年报再试")
    taken = list(report.changes.filter(undone_at=None).exclude(origin=""))
    _undo(taken, by, now)
    if taken:
        touch(report, by, now)
        log("annual.taking_undone", by, report, year=report.year, cells=len(taken))
    return len(taken)


def _undo(changes: list[Change], by: Person, now: datetime) -> None:
    for one in changes:
        one.undone_at, one.undone_by = now, by
    Change.objects.bulk_update(changes, ["undone_at", "undone_by"])
