"""The log of one organ: what was done in it, and by and to its people; searched, read back in pages, and written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web.audit.models import Entry
from gongkai_web.audit.sayings import words_of
from gongkai_web.office.log_words import GROUPS
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.models import Revision

SHOWN = 50
CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Search:
    """Empty fields ask nothing. `item` is the number of an item."""

    who: str = ""
    group: str = ""
    item: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it is read: when, who, what, about whom or what."""

    number: int
    at: datetime
    who: str
    what: str
    about: str
    key: str
    data: str
    digest: str


def entries_of(organ: Organ, search: Search) -> QuerySet[Entry]:
    """Signing in and out has no organ of its own: it is shown for those who hold or held a post here."""
    people = Person.objects.filter(posts__organ=organ).values_list("account", flat=True).distinct()
    accounts = list(people)
    theirs = Q(organ="") & (Q(actor__in=accounts) | Q(target__in=[f"person:{one}" for one in accounts]))
    return _narrowed(Entry.objects.filter(Q(organ=organ.code) | theirs), search).order_by("-number")


def _narrowed(entries: QuerySet[Entry], search: Search) -> QuerySet[Entry]:
    if search.who:
        named = Person.objects.filter(Q(full_name__contains=search.who) | Q(account__icontains=search.who))
        accounts = list(named.values_list("account", flat=True)[:200])
        targets = [f"person:{one}" for one in accounts]
        entries = entries.filter(Q(actor__in=accounts) | Q(actor_name__contains=search.who) | Q(target__in=targets))
    if search.group in GROUPS:
        begins = Q()
        for prefix in GROUPS[search.group][1]:
            begins |= Q(key__startswith=prefix)
        entries = entries.filter(begins)
    if search.item is not None:
        entries = entries.filter(target=f"item:{search.item}")
    if search.since:
        entries = entries.filter(at__gte=_midnight(search.since))
    if search.until:
        entries = entries.filter(at__lt=_midnight(search.until + timedelta(days=1)))
    return entries


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())


def page_of(entries: QuerySet[Entry], before: int | None) -> tuple[list[Line], int | None]:
    """SHOWN entries, the latest first, and the number to go on from; None at the end."""
    found = list((entries.filter(number__lt=before) if before else entries)[: SHOWN + 1])
    return list(lines(found[:SHOWN])), found[SHOWN - 1].number if len(found) > SHOWN else None


def lines(entries: Iterable[Entry]) -> Iterator[Line]:
    """In words; names and titles are asked for once, for all of these entries."""
    entries = list(entries)
    about = _subjects(entries)
    for entry in entries:
        yield Line(
            number=entry.number,
            at=entry.at,
            who=f"{entry.actor_name}（{entry.actor}）" if entry.actor else _("系统"),
            what=words_of(entry),
            about=about.get(entry.target, ""),
            key=entry.key,
            data=entry.data,
            digest=entry.digest,
        )


def every_line(entries: QuerySet[Entry]) -> Iterator[Line]:
    """All of them, a thousand at a time, for writing out."""
    last: int | None = None
    while True:
        found = list((entries.filter(number__lt=last) if last else entries)[:CHUNK])
        yield from lines(found)
        if len(found) < CHUNK:
            return
        last = found[-1].number


def _subjects(entries: Iterable[Entry]) -> dict[str, str]:
    """Targets (`person:demo-clerk1`, `item:12`, `organ:DEMO-1`) as people know them."""
    keys: dict[str, set[str]] = {"person": set(), "item": set(), "organ": set()}
    for entry in entries:
        kind, _colon, key = entry.target.partition(":")
        keys.get(kind, set()).add(key)
    people = Person.objects.filter(account__in=keys["person"])
    said = {f"person:{one.account}": f"{one.full_name}（{one.account}）" for one in people}
    organs = Organ.objects.filter(code__in=keys["organ"]).prefetch_related("names")
    said |= {f"organ:{one.code}": one.name for one in organs}
    numbers = [int(key) for key in keys["item"] if key.isdecimal()]
    titles = Revision.objects.filter(item__in=numbers).order_by("number").values_list("item_id", "title")
    return said | {f"item:{pk}": _("《%(title)s》（编号 %(pk)d）") % {"title": title, "pk": pk} for pk, title in titles}
