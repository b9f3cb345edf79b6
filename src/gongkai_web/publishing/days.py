"""What changes by itself when a day begins: a document takes effect or ends, a list of names is over."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gongkai_web.audit.models import Entry
from gongkai_web.audit.services import record
from gongkai_web.publishing.editions import next_edition_around
from gongkai_web.publishing.models import Item

TURNED = "publishing.day_turned"


@transaction.atomic
def turn_day(now: datetime) -> list[Item]:
    """Note in the log every item that reads differently since the last day noted, so that index and export follow it.

    Done once for each day, however often it is called; days on which nothing ran are made up for.
    """
    today = timezone.localdate(now)
    last = _last_turned()
    if last is not None and last >= today:
        return []
    since = last or today - timedelta(days=1)
    items = list(_touched(since, today))
    record(key=TURNED, actor=None, day=today.isoformat(), items=len(items))
    for item in items:
        record(key="item.day_passed", actor=None, organ=item.organ.code, target=f"item:{item.pk}", day=str(today))
    if items:
        next_edition_around(*items)
    return items


def _last_turned() -> date | None:
    entry = Entry.objects.filter(key=TURNED).order_by("-number").first()
    return date.fromisoformat(json.loads(entry.data)["day"]) if entry else None


def _touched(since: date, today: date) -> list[Item]:
    """A last day ends with the day after it."""
    began = (since + timedelta(days=1), today)
    ended = (since, today - timedelta(days=1))
    changed = (
        Q(effective_on__range=began)
        | Q(repealed_on__range=began)
        | Q(expires_on__range=ended)
        | Q(names_until__range=ended)
    )
    published = Item.objects.filter(public=Item.Public.PUBLISHED).filter(changed)
    return list(published.select_related("organ").order_by("pk"))
