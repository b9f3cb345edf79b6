"""What waits for whom, how far a round has come, which chains an organ can use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.selectors import held
from gongkai_web.workflow.deadlines import left
from gongkai_web.workflow.models import Chain, Decision, Purpose, Reminder, Round, State, Verdict
from gongkai_web.workflow.refusing import needed_text, who
from gongkai_web.workflow.rules import NOT_AT_WORK
from gongkai_web.workflow.staffing import staff_of
from gongkai_web.workflow.standing import StageState, ends_with, standing
from gongkai_web.workflow.subjects import Outcome, Subject, SubjectView, handler_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for a person's decision."""

    round: Round
    state: StageState
    view: SubjectView
    overdue: bool
    reminded: Reminder | None

    @property
    def due(self) -> date | None:
        return self.state.due.on if self.state.due else None

    @property
    def provisional(self) -> bool:
        return self.state.due is not None and self.state.due.provisional


def waiting_for(person: Person, day: date) -> list[Waiting]:
    """Everything this person is asked to decide, nearest deadline first, then what has waited longest."""
    organs = {one.organ_id for one in held(person, day) if one.role not in NOT_AT_WORK}
    found: list[tuple[Round, StageState]] = []
    for organ in Organ.objects.filter(pk__in=organs):
        found += _in_organ(organ, person, day)
    found.sort(key=lambda one: (one[1].due.on if one[1].due else date.max, one[0].started_at, one[0].pk))
    views = _views(round for round, _ in found)
    return [
        Waiting(round, state, views[round.target], state.overdue(day), _reminder(round, state))
        for round, state in found
    ]


def _in_organ(organ: Organ, person: Person, day: date) -> list[tuple[Round, StageState]]:
    rounds = (
        Round.objects.filter(organ=organ, state=State.RUNNING)
        .select_related("organ")
        .prefetch_related("decisions", "reminders__by")
    )
    staff = staff_of(organ, day)
    states = ((round, one) for round in rounds for one in standing(round, round.decisions.all(), staff))
    return [(round, one) for round, one in states if one.may(person.pk)]


def _views(rounds: Iterable[Round]) -> dict[str, SubjectView]:
    ids: dict[str, set[int]] = defaultdict(set)
    for round in rounds:
        ids[round.subject_kind].add(round.subject_id)
    return {
        f"{kind}:{one}": view for kind, chosen in ids.items() for one, view in handler_of(kind).views(chosen).items()
    }


def _reminder(round: Round, state: StageState) -> Reminder | None:
    """The last one since the stage began; an earlier one was for somebody else."""
    last = next(iter(round.reminders.all()), None)
    return last if last and state.opened_at and last.at >= state.opened_at else None


def may_decide(person: Person, round: Round, day: date) -> StageState | None:
    """The stage that asks this person now; of several the first."""
    if round.state != State.RUNNING:
        return None
    states = standing(round, round.decisions.all(), staff_of(round.organ, day))
    return next((one for one in states if one.may(person.pk)), None)


def outcome_for(person: Person, round: Round, day: date) -> Outcome | None:
    """What follows by itself if this person approves now; None where they are not asked, or others still are."""
    if round.state != State.RUNNING:
        return None
    states = standing(round, round.decisions.all(), staff_of(round.organ, day))
    mine = next((one for one in states if one.may(person.pk)), None)
    if mine is None or not ends_with(states, person.pk, mine):
        return None
    return handler_of(round.subject_kind).outcome(round.subject_id)


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage as it is shown: its decisions, and while it is open, whom it waits for."""

    name: str
    order: int
    roles: str
    needed: str
    status: str
    decisions: tuple[Decision, ...]
    asked: tuple[str, ...]
    due: date | None
    left: int | None
    """Working days until `due`; negative when it is past."""
    provisional: bool
    overdue: bool
    relaxed: bool
    stuck: bool
    settled: bool
    """Everybody who is still asked has approved, but nobody's decision closed the stage: `services.settle` does."""


def progress(round: Round, day: date) -> list[StageView]:
    """The stages in order: done, open, waiting; after a return or a rejection, skipped."""
    staff = staff_of(round.organ, day)
    decisions = round.decisions.select_related("by")
    return [_view(round, one, day) for one in standing(round, decisions, staff)]


def _view(round: Round, one: StageState, day: date) -> StageView:
    return StageView(
        name=one.stage.name,
        order=one.stage.order,
        roles=who(one.stage),
        needed=needed_text(one.stage),
        status=_status(round, one),
        decisions=one.decisions,
        asked=tuple(actor.said for actor in one.people) if one.open else (),
        due=one.due.on if one.open and one.due else None,
        left=left(day, one.due.on) if one.open and one.due else None,
        provisional=one.open and one.due is not None and one.due.provisional,
        overdue=one.overdue(day),
        relaxed=one.open and one.asked.relaxed,
        stuck=one.stuck,
        settled=one.open and one.complete,
    )


def _status(round: Round, one: StageState) -> str:
    """done | returned | rejected | open | waiting | skipped"""
    if one.passed:
        return "done"
    last = one.decisions[-1].verdict if one.decisions else ""
    if last in (Verdict.RETURN, Verdict.REJECT):
        return "returned" if last == Verdict.RETURN else "rejected"
    if one.open:
        return "open"
    return "waiting" if round.state == State.RUNNING else "skipped"


def rounds_of(subject: Subject) -> QuerySet[Round]:
    """Every round of a subject, the latest first."""
    return Round.objects.filter(subject_kind=subject.kind, subject_id=subject.id).order_by("-pk")


def running_round(subject: Subject) -> Round | None:
    return rounds_of(subject).filter(state=State.RUNNING).first()


def usable_chains(organ: Organ, purpose: Purpose = Purpose.PUBLISHING) -> QuerySet[Chain]:
    """What can be submitted to, the usual one first: the organ's own; while it has none, the examples."""
    found = Chain.objects.filter(purpose=purpose, retired=False)
    own = found.filter(organ=organ)
    return own if own.exists() else found.filter(organ=None)


def chain_for(organ: Organ, code: str = "", purpose: Purpose = Purpose.PUBLISHING) -> Chain:
    """The chain that a setting names by its code: the organ's own, else the example; without a code, or where that one is
    out of use, the organ's usual one."""
    known = Chain.objects.filter(Q(organ=organ) | Q(organ=None), purpose=purpose, retired=False, code=code)
    named = known.order_by(F("organ").asc(nulls_last=True)).first()
    return named or usable_chains(organ, purpose)[0]


def copyable(organ: Organ) -> QuerySet[Chain]:
    """What a chain of this organ may be drawn up like: its own, those out of use too, and the examples."""
    return Chain.objects.filter(Q(organ=organ) | Q(organ=None, retired=False))


def stuck_rounds(organ: Organ, day: date) -> list[tuple[Round, StageState]]:
    """What lies in a stage that nobody can decide; for whoever keeps the organ's disclosure."""
    staff = staff_of(organ, day)
    rounds = (
        Round.objects.filter(organ=organ, state=State.RUNNING).select_related("organ").prefetch_related("decisions")
    )
    states = ((round, one) for round in rounds for one in standing(round, round.decisions.all(), staff))
    return [(round, one) for round, one in states if one.stuck or (one.open and one.complete)]
