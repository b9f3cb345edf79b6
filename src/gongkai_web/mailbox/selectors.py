"""Letters as the office lists and reads them; the writer's own letter by number and code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from gongkai_web.audit.services import record
from gongkai_web.mailbox.kinds import OPEN, Kind, State
from gongkai_web.mailbox.limits import GUESS, count, refuse_too_many
from gongkai_web.mailbox.models import Letter, Publication
from gongkai_web.mailbox.rules import units_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.rules import sees_all
from gongkai_web.vault.codes import matches

PAGE = 50
_NOBODYS = "0" * 64
WAITING, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for; what does not exist is not asked."""

    state: str = WAITING
    kind: str = ""
    unit: int | None = None
    number: str = ""
    page: int = 1

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Wanted:
        state, kind, unit, page = (given.get(name, "") for name in ("state", "kind", "unit", "page"))
        return cls(
            state=state if state in (*State.values, CLOSED) else WAITING,
            kind=kind if kind in Kind.values else "",
            unit=int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 10 else None,
            number=given.get("number", "").strip()[:60],
            page=max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 5 else 1,
        )

    def letters(self, letters: QuerySet[Letter]) -> QuerySet[Letter]:
        """A number is looked for everywhere."""
        if self.number:
            return letters.filter(Q(number__icontains=self.number) | Q(outer_number__icontains=self.number))
        if self.state == WAITING:
            letters = letters.filter(state__in=OPEN)
        elif self.state == CLOSED:
            letters = letters.exclude(state__in=OPEN)
        else:
            letters = letters.filter(state=self.state)
        if self.kind:
            letters = letters.filter(kind=self.kind)
        return letters.filter(unit=self.unit) if self.unit else letters


@dataclass(frozen=True, slots=True)
class Sheet:
    rows: list[Letter]
    count: int
    page: int
    more: bool


def seen_by(person: Person, organ: Organ, day: date) -> QuerySet[Letter]:
    letters = Letter.objects.filter(organ=organ)
    if sees_all(person, organ, day):
        return letters
    mine = units_of(person, organ, day)
    return letters.filter(Q(unit__in=mine) | Q(helps__unit__in=mine)).distinct()


def sheet(person: Person, organ: Organ, wanted: Wanted, day: date) -> Sheet:
    """Open ones by their clock, the nearest first; closed ones by the day they were closed, the latest first."""
    letters = wanted.letters(seen_by(person, organ, day)).select_related("unit", "organ")
    order = (F("due").asc(nulls_last=True), "pk") if wanted.state not in (CLOSED, *_CLOSED) else ("-closed_on", "-pk")
    begin = (wanted.page - 1) * PAGE
    rows = list(letters.order_by(*order)[begin : begin + PAGE + 1])
    return Sheet(rows[:PAGE], letters.count(), wanted.page, len(rows) > PAGE)


_CLOSED = tuple(state.value for state in State if state not in OPEN)


def waiting(organ: Organ) -> QuerySet[Letter]:
    return Letter.objects.filter(organ=organ, state__in=OPEN)


def repeats_of(letter: Letter, most: int = 10) -> list[Letter]:
    """Other letters of the same writer to this organ, the latest first: whether one is a repeat is for a person to say."""
    if not letter.writer_digest:
        return []
    same = Letter.objects.filter(organ=letter.organ, writer_digest=letter.writer_digest).exclude(pk=letter.pk)
    return list(same.order_by("-received_at")[:most])


def by_code(organ: Organ, number: str, code: str, source: str, now: datetime) -> Letter | None:
    """The letter of this organ, to who knows both. A wrong guess is in the log, and counts against where it came from; raises
    TooManyError."""
    refuse_too_many(GUESS, source, now)
    asked = number.strip().upper()
    letter = Letter.objects.select_related("organ").filter(organ=organ, number__iexact=asked).first()
    bound_to, kept = (letter.number, letter.code_digest) if letter else (asked, _NOBODYS)
    # A number that does not exist is compared, too: how long it takes tells nothing.
    if matches(bound_to, code, kept) and letter:
        return letter
    count(GUESS, source, now)
    record(key="mail.code_refused", actor=None, organ=organ.code, source=source)
    return None


def overdue(organ: Organ, now: datetime) -> QuerySet[Letter]:
    return waiting(organ).filter(due__lt=timezone.localdate(now))


def published() -> QuerySet[Publication]:
    """What the public may read, the latest first."""
    return Publication.objects.filter(published_at__isnull=False, taken_down_at=None).order_by("-published_at", "-pk")


def published_letters(organ: Organ) -> QuerySet[Publication]:
    return published().filter(organ=organ).select_related("letter")
