"""Rows as pages show them: grouped by 一级事项, and everything printed with its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from gongkai.catalogue import (
    AUDIENCE_NAMES,
    CHOICE_NAMES,
    LEVEL_NAMES,
    MANNER_NAMES,
    Audience,
    Choice,
    Period,
    PeriodKind,
)
from gongkai_web.catalogues.coverage import RowState
from gongkai_web.catalogues.models import Row
from gongkai_web.publishing.models import Item, Revision

MOST_ITEMS = 20


@dataclass(frozen=True, slots=True)
class Group:
    """The rows under one 一级事项, as they follow one another."""

    first: str
    states: list[RowState]


def grouped(states: Sequence[RowState]) -> list[Group]:
    return [Group(first, list(under)) for first, under in groupby(states, key=lambda state: state.row.first)]


def printed(row: Row) -> list[tuple[str, str]]:
    """Head and text of every filled cell, in the order of the form."""
    cells = [
        (_("序号"), row.number),
        (_("过程"), row.process),
        (_("一级事项"), row.first),
        (_("三级事项"), row.third),
        (_("公开内容（要素）"), row.content),
        (_("公开依据"), row.basis),
        (_("公开时限"), row.period_text),
        (_("公开主体"), row.responsible),
        (_("公开渠道和载体"), channels_of(row)),
        (_("公开对象"), audience_of(row)),
        (_("公开方式"), names(row.manners, {str(key): name for key, name in MANNER_NAMES.items()})),
        (_("公开层级"), levels_of(row)),
        *((str(head), str(text)) for head, text in row.more.items()),
    ]
    return [(head, text) for head, text in cells if text]


def channels_of(row: Row) -> str:
    """By choice: 必选：政府网站、公示栏；可选：…"""
    by_choice: dict[str, list[str]] = {}
    for name, choice in row.channels:
        by_choice.setdefault(choice, []).append(name)
    if list(by_choice) == [Choice.LISTED]:
        return "、".join(by_choice[Choice.LISTED])
    return "；".join(f"{CHOICE_NAMES[Choice(choice)]}：{'、'.join(found)}" for choice, found in by_choice.items())


def audience_of(row: Row) -> str:
    said = names(row.audience, {str(key): name for key, name in AUDIENCE_NAMES.items()})
    return f"{said}（{row.group}）" if row.group and Audience.GROUP in row.audience else said


def levels_of(row: Row) -> str:
    return names(row.levels, {str(key): name for key, name in LEVEL_NAMES.items()})


def names(codes: Sequence[str], labels: dict[str, str]) -> str:
    return "、".join(labels[code] for code in codes if code in labels)


def titled(items: QuerySet[Item]) -> QuerySet[Item]:
    """With `last_title`, what the latest revision is called."""
    last = Revision.objects.filter(item=OuterRef("pk")).order_by("-number")
    return items.select_related("organ", "unit").annotate(last_title=Subquery(last.values("title")[:1]))


def shown_items(row: Row, works: bool) -> tuple[list[Item], bool]:
    """What stands on the row, the newest first, and whether there is more; from outside only what is public."""
    items = Item.objects.filter(placements__row=row, discarded_at=None)
    if not works:
        items = items.filter(public=Item.Public.PUBLISHED)
    found = list(titled(items).order_by(F("published_at").desc(nulls_first=True), "-pk")[: MOST_ITEMS + 1])
    return found[:MOST_ITEMS], len(found) > MOST_ITEMS


def period_words(period: Period) -> str:
    """What is counted with, in words: 20个工作日以内, 每年3月31日前."""
    number = period.number
    match period.kind:
        case PeriodKind.WORKING_DAYS:
            return _("%(number)s 个工作日以内") % {"number": number}
        case PeriodKind.DAYS:
            return _("%(number)s 日以内") % {"number": number}
        case PeriodKind.HOURS:
            return _("%(number)s 小时以内") % {"number": number}
        case PeriodKind.AT_ONCE:
            return _("及时公开，最迟不超过法定期限")
        case PeriodKind.STANDING:
            return _("长期公开，变更后不超过法定期限")
        case PeriodKind.YEARLY | PeriodKind.QUARTERLY | PeriodKind.MONTHLY:
            return _periodic(period)
    return _("由人判断，最迟不超过法定期限")


def _periodic(period: Period) -> str:
    every = {PeriodKind.YEARLY: _("每年"), PeriodKind.QUARTERLY: _("每季度"), PeriodKind.MONTHLY: _("每月")}[
        period.kind
    ]
    if period.number:
        unit = _("个工作日") if period.working else _("日")
        return _("%(every)s结束后 %(number)s %(unit)s以内") % {"every": every, "number": period.number, "unit": unit}
    if period.month:
        day = _("%(day)s日") % {"day": period.day} if period.day else _("底")
        return _("%(every)s%(month)s月%(day)s前") % {"every": every, "month": period.month, "day": day}
    if period.day:
        return _("%(every)s%(day)s日前") % {"every": every, "day": period.day}
    return _("%(every)s一次") % {"every": every}
