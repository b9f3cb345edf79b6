"""What a person may do with an item as it stands: which buttons its page has. The services check the same again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai_web.organs.models import Person
from gongkai_web.publishing.drafting import EDITABLE, OPEN
from gongkai_web.publishing.keepers import said_of
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.publishing.rules import may_draft, may_edit, may_recall, may_release
from gongkai_web.publishing.secrecy import drafters
from gongkai_web.workflow.models import Round
from gongkai_web.workflow.models import State as RoundState
from gongkai_web.workflow.staffing import staff_of
from gongkai_web.workflow.standing import standing

State = Revision.State


@dataclass(frozen=True, slots=True)
class Acts:
    """Each says whether the act is open to this person now."""

    edit: bool = False
    submit: bool = False
    release: bool = False
    correct: bool = False
    discard: bool = False
    take_back: bool = False
    copy: bool = False
    recall: bool = False
    link: bool = False
    repeal: bool = False
    restore: bool = False
    review: bool = False
    answer: bool = False


def acts_of(person: Person, item: Item, revision: Revision, round: Round | None, day: date) -> Acts:
    """`revision` is the one that is open, else the last; `round` the last approval of the item."""
    put_away = item.discarded_at is not None
    edits = may_edit(person, item, day) and not put_away and not said_of(item)
    state, public = State(revision.state), item.public == Item.Public.PUBLISHED
    releases, idle = may_release(person, item.organ, day), revision.state not in OPEN
    running = round if round and round.state == RoundState.RUNNING else None
    return Acts(
        edit=edits and state in (*EDITABLE, State.APPROVED),
        submit=edits and state in EDITABLE,
        release=releases and state == State.APPROVED,
        correct=edits and idle,
        discard=edits and state in EDITABLE,
        take_back=put_away and may_edit(person, item, day),
        copy=may_draft(person, item.organ, day),
        recall=public and may_recall(person, item.organ, day),
        link=public and releases,
        repeal=public and releases and bool(item.normative) and item.repealed_on is None,
        restore=public and releases and item.repealed_on is not None,
        review=running is not None and reviews_secrecy(person, item, running, day),
        answer=state in OPEN and not put_away,
    )


def reviews_secrecy(person: Person, item: Item, round: Round, day: date) -> bool:
    """Whether a 保密审查 stage asks this person now (《条例》第十七条): never whoever had a hand in the text."""
    if person.pk in drafters(item):
        return False
    states = standing(round, round.decisions.all(), staff_of(round.organ, day))
    return any(one.stage.secrecy and one.may(person.pk) for one in states)
