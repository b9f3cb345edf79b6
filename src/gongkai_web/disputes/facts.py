"""The disputes of a year for the annual report, in the `disputes` form of `gongkai.facts/1`; nobody is named."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gongkai_web.disputes.kinds import Role
from gongkai_web.disputes.models import Dispute
from gongkai_web.organs.models import Organ


def disputes_in(organ: Organ, year: int) -> QuerySet[Dispute]:
    """Those of table four: filed by 31 December and not ended before 1 January. Where the reviewing organ is defendant
    beside the one whose act it is, only the latter counts it (国办公开办函〔2016〕201号)."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    pending_then = Q(closed_on=None) | Q(closed_on__gte=first)
    found = Dispute.objects.filter(pending_then, organ=organ, filed_on__lte=last, struck_reason="")
    return found.exclude(role=Role.REVIEWER).order_by("filed_on", "pk")


def disputes_of(organ: Organ, year: int) -> list[dict[str, Any]]:
    """One dict a dispute. What ended after the year is pending in it, as it was on 31 December."""
    return [_fact(one, date(year, 12, 31)) for one in disputes_in(organ, year)]


def _fact(one: Dispute, last: date) -> dict[str, Any]:
    ended = one.closed_on is not None and one.closed_on <= last
    return {
        "id": one.number,
        "kind": one.kind,
        "after_reconsideration": one.after_reconsideration,
        "filed_on": one.filed_on.isoformat(),
        "result": one.result if ended else None,
        "closed_on": one.closed_on.isoformat() if ended and one.closed_on else None,
    }
