"""What the pages of letters show: the list, one letter with its acts, its text as blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.errors import GongkaiError
from gongkai.letters import Block
from gongkai_web.letters.approving import may_redate
from gongkai_web.letters.doubting import doubts_of
from gongkai_web.letters.drafting import KIND
from gongkai_web.letters.filling import filled_of
from gongkai_web.letters.kinds import EDITABLE, GONE, OPEN, State
from gongkai_web.letters.masking import masked, persons_in
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.owners import about
from gongkai_web.letters.reviewing import REVIEWABLE, held_back, standing_review
from gongkai_web.letters.rules import may_dispatch, may_review, may_see, may_write
from gongkai_web.letters.sending import SENDABLE
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.rules import sees_all
from gongkai_web.workflow.panels import panel_of
from gongkai_web.workflow.subjects import Subject

PAGE = 50
TABS: Mapping[str, tuple[str, frozenset[State]]] = {
    "open": ("办理中", EDITABLE | {State.IN_REVIEW}),
    "waiting": ("待发出", frozenset({State.APPROVED, State.BOUNCED})),
    "sent": ("已发出", frozenset({State.DISPATCHED})),
    "served": ("已送达", frozenset({State.SERVED})),
    "void": ("已作废", frozenset({State.VOID})),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the list. `count` is of all there are for whoever sees the organ's whole work, else None."""

    rows: Sequence[OutgoingLetter]
    count: int | None
    after: int | None


def sheet(organ: Organ, person: Person, day: date, tab: str, before: int | None) -> Sheet:
    """The latest first, those this person may see."""
    found = OutgoingLetter.objects.filter(organ=organ, state__in=TABS[tab][1]).select_related("organ", "drafted_by")
    count = found.count() if sees_all(person, organ, day) else None
    page = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    rows = [one for one in page[:PAGE] if may_see(person, one, day)]
    return Sheet(rows, count, page[PAGE - 1].pk if len(page) > PAGE else None)


@dataclass(frozen=True, slots=True)
class Acts:
    """Each says whether the act is open to this person now. The services check the same again."""

    edit: bool
    submit: bool
    void: bool
    review: bool
    dispatch: bool
    record: bool
    redate: bool


def acts_of(person: Person, letter: OutgoingLetter, day: date) -> Acts:
    writes, sends = may_write(person, letter, day), may_dispatch(person, letter.organ, day)
    return Acts(
        edit=writes and letter.state in OPEN,
        submit=writes and letter.state in EDITABLE,
        void=writes and letter.state in OPEN,
        review=letter.state in REVIEWABLE and letter.hands_out and may_review(person, letter, day),
        dispatch=sends and letter.state in SENDABLE,
        record=sends and letter.state == State.DISPATCHED,
        redate=writes and may_redate(letter, day),
    )


def blocks_of(letter: OutgoingLetter) -> tuple[list[Block], GongkaiError | None]:
    """The letter's text: what was submitted, or of a draft what it would say now; an error where it cannot be filled."""
    if letter.printed or letter.erased_at:
        return letter.blocks, None
    try:
        return list(filled_of(letter).blocks), None
    except GongkaiError as error:
        return [], error


def letter_page(person: Person, letter: OutgoingLetter, day: date, *, revealed: bool = False) -> dict[str, Any]:
    """Names of persons are masked until somebody reveals them by the logged act."""
    blocks, unfilled = blocks_of(letter)
    acts = acts_of(person, letter, day)
    persons = persons_in(letter)
    return {
        "organ": letter.organ,
        "office_section": "letters",
        "letter": letter,
        "blocks": blocks if revealed else masked(blocks, letter),
        "revealed": revealed,
        "has_names": bool(persons),
        "unfilled": unfilled,
        "doubts": [] if letter.state == State.VOID else doubts_of(letter),
        "about": about(letter),
        "acts": acts,
        "held": held_back(letter) if acts.dispatch else None,
        "panel": panel_of(person, Subject(KIND, letter.pk), day),
        "review": standing_review(letter),
        "reviews": letter.reviews.select_related("by"),
        "dispatches": letter.dispatches.select_related("by").prefetch_related("readings"),
        "enclosures": letter.enclosures.select_related("file"),
        "gone": letter.state in GONE,
    }
