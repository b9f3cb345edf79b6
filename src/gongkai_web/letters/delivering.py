"""电子送达: what of a case its addressee may take over the internet, and that it was taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gongkai_web.audit.services import together
from gongkai_web.files.models import StoredFile
from gongkai_web.letters import after_dispatch
from gongkai_web.letters.drafting import log
from gongkai_web.letters.filling import habits_of
from gongkai_web.letters.kinds import GONE, State, Way
from gongkai_web.letters.models import Dispatch, OutgoingLetter, Reading

_APPLICANT = "申请人"
"""The field that names the addressee of a letter to whoever began the case; others are for third parties and organs."""

Reached = Callable[[int], bool]
_reached: dict[str, Reached] = {}


def register_reached(subject_kind: str, reached: Reached) -> None:
    """Called from an app's `ready`: whether whoever began this case has a page of their own to take letters from."""
    _reached[subject_kind] = reached


def reaches(letter: OutgoingLetter) -> bool | None:
    """Whether the letter can be taken over the internet once it has gone out electronically; None where no part knows."""
    ask = _reached.get(letter.subject_kind)
    if ask is None or letter.subject_id is None:
        return None
    return letter.kind.to == _APPLICANT and ask(letter.subject_id)


def has_page(subject_kind: str, subject_id: int) -> bool:
    """Whether whoever began this case has a page of their own; False where no part knows."""
    ask = _reached.get(subject_kind)
    return ask is not None and ask(subject_id)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A letter that went out electronically. `files`: the letter, then what was enclosed. `website`: where to file for
    reconsideration online, where the letter tells of remedies (《行政复议法》第二十二条第二款)."""

    letter: OutgoingLetter
    dispatch: Dispatch
    files: tuple[StoredFile, ...]
    website: str
    read_at: datetime | None


def deliveries(subject_kind: str, subject_id: int) -> list[Delivery]:
    """Of one case, the newest first. Nothing that has not gone out, that came back, or that is for somebody else."""
    letters = OutgoingLetter.objects.filter(subject_kind=subject_kind, subject_id=subject_id, state__in=GONE)
    rows = letters.filter(dispatches__way=Way.ELECTRONIC, dispatches__bounced_on=None).distinct()
    found = [_delivery(one) for one in rows.select_related("organ", "pdf").order_by("-dispatched_on", "-pk")]
    return [one for one in found if one is not None]


def letters_about(subject_kind: str, subject_id: int) -> QuerySet[OutgoingLetter]:
    """All letters of one case, the oldest first, with how they went out and were read."""
    found = OutgoingLetter.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("pk")
    return found.select_related("organ", "pdf").prefetch_related("dispatches__readings")


def _delivery(letter: OutgoingLetter) -> Delivery | None:
    sent = letter.dispatches.filter(way=Way.ELECTRONIC, bounced_on=None).last()
    if sent is None or letter.pdf is None or letter.kind.to != _APPLICANT:
        return None
    enclosed = [one.file for one in letter.enclosures.select_related("file") if not one.file.sealed]
    read = sent.readings.filter(file=letter.pdf).first()
    website = habits_of(letter.organ).website if letter.told else ""
    return Delivery(letter, sent, (letter.pdf, *enclosed), website, read.first_at if read else None)


@transaction.atomic
def record_read(*, dispatch: Dispatch, file: StoredFile, now: datetime) -> Reading:
    """The addressee took a file. The first time it was the letter itself, the letter is served on that day."""
    letter = OutgoingLetter.objects.select_for_update(of=("self",)).select_related("organ").get(pk=dispatch.letter_id)
    with together():
        reading, first = Reading.objects.get_or_create(
            dispatch=dispatch, file=file, defaults={"first_at": now, "last_at": now}
        )
        if not first:
            reading.times, reading.last_at = reading.times + 1, now
            reading.save(update_fields=["times", "last_at"])
            return reading
        if file.pk == letter.pdf_id and letter.state == State.DISPATCHED:
            _served(letter, dispatch, now)
        log("read", None, letter, file=file.pk, sm3=file.sm3)
    return reading


def _served(letter: OutgoingLetter, dispatch: Dispatch, now: datetime) -> None:
    on = timezone.localdate(now)
    Dispatch.objects.filter(pk=dispatch.pk, served_on=None).update(served_on=on)
    letter.state, letter.lock = State.SERVED, letter.lock + 1
    letter.save(update_fields=["state", "lock"])
    dispatch.refresh_from_db()
    after_dispatch.tell_served(letter, dispatch, None, now)
    log("served", None, letter, on=on.isoformat())
