"""An organ's own report on the platform, as the campaign sees it: how far it is, and since when it is public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gongkai_web.annual.models import Report
from gongkai_web.annual.standing import Standing, standing_of
from gongkai_web.publishing.models import Item

FILEABLE = (Standing.SIGNED, Standing.PUBLISHED)
"""What may be filed: signed to the last stage of its chain."""
_NOT_READ = ("opening", "overall", "problems", "other", "frozen", "frozen_facts")


@dataclass(frozen=True, slots=True)
class Own:
    """`published_on`: the day on which the platform put it out, None where the public does not see it now."""

    report: Report
    standing: Standing
    published_on: date | None


def own_reports(organs: Iterable[int], year: int) -> dict[int, Own]:
    """The newest version of each organ's report, in one query however many."""
    rows = Report.objects.filter(organ__in=list(organs), year=year).select_related("revision", "item")
    rows = rows.defer(*_NOT_READ, "revision__body", "revision__summary").order_by("number")
    return {row.organ_id: Own(row, standing_of(row), _published_on(row.item)) for row in rows}


def _published_on(item: Item | None) -> date | None:
    if item is None or item.public != Item.Public.PUBLISHED or item.published_at is None:
        return None
    return timezone.localdate(item.published_at)
