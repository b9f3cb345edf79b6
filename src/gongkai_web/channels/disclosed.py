"""When something was first made public, on whatever channel, and whether that was in time (《条例》第二十六条)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.calendar import MissingYearError
from gongkai.statute.periods import PUBLICATION_DAYS
from gongkai_web.channels.kinds import Precision
from gongkai_web.channels.models import Record
from gongkai_web.publishing.models import Item
from gongkai_web.workflow.deadlines import working_calendar


def first_disclosed(item: Item) -> date | None:
    """The earliest day on which a valid channel had it: the portal, or a record that is not struck out and whose day is
    known. None for what has not been disclosed. Any lawful channel keeps the period (第二十三条)."""
    return first_disclosed_of([item]).get(item.pk)


def first_disclosed_of(items: Iterable[Item]) -> dict[int, date]:
    """The same for many at once, by the key of the item; what has not been disclosed is missing."""
    known = {item.pk: item for item in items}
    days = {pk: item.published_on for pk, item in known.items() if item.public == "published" and item.published_on}
    records = Record.objects.filter(item__in=known, struck_at=None, precision=Precision.DAY).select_related("channel")
    for record in records:
        item = known[record.item_id]
        if record.channel.runs_on(record.on) and not (item.formed_on and record.on < item.formed_on):
            days[record.item_id] = min(record.on, days.get(record.item_id, record.on))
    return days


@dataclass(frozen=True, slots=True)
class Timeliness:
    """`working_days` after the day of formation, the first not counted; `due` is the last day of the period."""

    formed: date
    first: date | None
    due: date
    working_days: int | None
    period: int = PUBLICATION_DAYS

    def is_late(self, day: date) -> bool:
        return (self.first or day) > self.due


def timeliness(item: Item, formed: date | None) -> Timeliness | None:
    """None where the day of formation, or the year's working days, are not known."""
    if formed is None:
        return None
    calendar, first = working_calendar(), first_disclosed(item)
    try:
        due = calendar.add(formed, PUBLICATION_DAYS)
        counted = calendar.count(formed, first) if first else None
    except MissingYearError:
        return None
    return Timeliness(formed, first, due, counted)
