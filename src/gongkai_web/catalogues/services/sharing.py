"""Rows are given to units, said not to apply, and given a period where the printed one is no number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.catalogue import Period, PeriodKind
from gongkai_web.audit.services import record
from gongkai_web.catalogues.errors import CatalogueActError
from gongkai_web.catalogues.models import Catalogue, Duty, Row
from gongkai_web.catalogues.rules import may_keep
from gongkai_web.organs.models import Person, Unit

_COUNTED = (PeriodKind.WORKING_DAYS, PeriodKind.DAYS, PeriodKind.HOURS)
_MOST_DAYS = 3660


@transaction.atomic
def assign(*, by: Person, catalogue: Catalogue, rows: Sequence[int], unit: Unit | None, day: date) -> int:
    """Give these rows to a unit, or to none; open duties go along. Returns how many rows changed."""
    _require(by, catalogue, day)
    if unit is not None and (unit.organ_id != catalogue.organ_id or unit.ended_on is not None):
        raise CatalogueActError("这个站所（科室）不在本机关，或者已经撤销", "请重新选择")
    chosen = Row.objects.select_for_update().filter(catalogue=catalogue, pk__in=rows)
    changed = [row.pk for row in chosen if row.unit_id != (unit.pk if unit else None)]
    if not rows:
        raise CatalogueActError("没有选中事项", "请先在表里勾选要指定的事项")
    Row.objects.filter(pk__in=changed).update(unit=unit)
    Duty.objects.filter(row__in=changed, settled_on=None, dropped_on=None).update(unit=unit)
    if changed:
        _log("catalogue.assigned", by, catalogue, rows=changed, unit=unit.name if unit else "")
    return len(changed)


@transaction.atomic
def set_applies(*, by: Person, catalogue: Catalogue, rows: Sequence[int], applies: bool, reason: str, day: date) -> int:
    """Say that the organ has nothing of this kind, and why; such rows are not counted. Returns how many changed."""
    _require(by, catalogue, day)
    if not rows:
        raise CatalogueActError("没有选中事项", "请先在表里勾选事项")
    if not applies and not reason.strip():
        raise CatalogueActError("没有写明为什么不适用", "请写明原因，例如“本乡没有国有土地上房屋征收”")
    why = "" if applies else reason.strip()
    chosen = Row.objects.select_for_update().filter(catalogue=catalogue, pk__in=rows)
    changed = [row.pk for row in chosen if (row.applies, row.applies_reason) != (applies, why)]
    Row.objects.filter(pk__in=changed).update(applies=applies, applies_reason=why)
    if changed:
        _log("catalogue.applies_set", by, catalogue, rows=changed, applies=applies, reason=why)
    return len(changed)


@transaction.atomic
def settle_period(*, by: Person, row: Row, period: Period, day: date) -> Row:
    """A person says what the printed period means; the printed text stays."""
    _require(by, row.catalogue, day)
    _check(period)
    row.period_kind, row.period_number = period.kind.value, period.number
    row.period_month, row.period_day, row.period_working = period.month, period.day, period.working
    row.period_certain = row.period_settled = True
    row.fallen_on = None
    fields = ["period_kind", "period_number", "period_month", "period_day", "period_working"]
    row.save(update_fields=[*fields, "period_certain", "period_settled", "fallen_on"])
    data = {"kind": period.kind.value, "number": period.number, "month": period.month, "day": period.day}
    _log("catalogue.period_settled", by, row.catalogue, row=row.pk, **data)
    return row


def _check(period: Period) -> None:
    if period.kind in _COUNTED and not 1 <= (period.number or 0) <= _MOST_DAYS:
        raise CatalogueActError("没有写明是多少天（小时）", "请填一个 1 以上的整数")
    if period.number is not None and not 1 <= period.number <= _MOST_DAYS:
        raise CatalogueActError("天数不对", "请填一个 1 以上的整数")
    if period.kind is PeriodKind.YEARLY and period.day and not period.month:
        raise CatalogueActError("写了几日，没有写几月", "请补上月份")
    if period.month is not None and not _is_day(period.month, period.day or 1):
        raise CatalogueActError("没有这一天", "请核对月份和日期")


def _is_day(month: int, day: int) -> bool:
    try:
        date(2024, month, day)
    except ValueError:
        return False
    return True


def _require(by: Person, catalogue: Catalogue, day: date) -> None:
    if not may_keep(by, catalogue.organ, day):
        raise CatalogueActError("您没有管理目录的岗位", "请经办人或者政府信息公开工作机构负责人办理")


def _log(key: str, by: Person, catalogue: Catalogue, **data: object) -> None:
    record(key=key, actor=by, organ=catalogue.organ.code, target=f"catalogue:{catalogue.pk}", **data)
