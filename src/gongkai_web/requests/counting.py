"""Requests as the annual report counts them: by the day of receipt and by the first ending, read from the acts that hold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from gongkai.procedure import Event
from gongkai.procedure.steps import Ending, first_ending
from gongkai_web.organs.models import Organ
from gongkai_web.requests.models import Act, Fee, Request

ENDINGS = ("replied", "closed", "withdrawn")
"""Events of which the first ends a request, as `first_ending` takes them."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A request in the years it counts in. `ending` None: it is not answered yet."""

    request: Request
    received_on: date
    ending: Ending | None


def counted(organ: Organ, year: int) -> list[Counted]:
    """Received by 31 December, and not ended before 1 January. A correction moves the clock, never the day of receipt; a
    reply ordered anew is the same request, counted by its first reply."""
    found = Request.objects.filter(organ=organ, received_on__year__lte=year).select_related("applicant", "organ")
    endings = _endings(organ)
    told = [Counted(one, one.received_on, endings.get(one.pk)) for one in found.order_by("pk") if one.received_on]
    return [one for one in told if one.ending is None or one.ending.on.year >= year]


def _endings(organ: Organ) -> dict[int, Ending]:
    events: dict[int, list[Event]] = defaultdict(list)
    for act in Act.objects.filter(request__organ=organ, event__in=ENDINGS, voiding=None).order_by("pk"):
        event = act.to_event()
        if event:
            events[act.request_id].append(event)
    found = {pk: first_ending(some) for pk, some in events.items()}
    return {pk: ending for pk, ending in found.items() if ending}


def unconfirmed(organ: Organ, year: int) -> list[Request]:
    """What has arrived by the end of the year and whose day of receipt nobody has confirmed (第三十一条): in no row yet."""
    waiting = Request.objects.filter(organ=organ, received_on=None, is_open=True, arrived_on__year__lte=year)
    return list(waiting.order_by("arrived_on", "pk"))


def paid_fees(organ: Organ, year: int) -> list[Fee]:
    """信息处理费 that was paid in the year, by the day of payment."""
    paid = Fee.objects.filter(request__organ=organ, payment__on__year=year, payment__voiding=None)
    return list(paid.select_related("request__organ", "payment").order_by("payment__on", "pk"))
