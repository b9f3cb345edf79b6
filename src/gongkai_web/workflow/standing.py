"""Where a round stands on a day: each stage with what was decided, who is asked now, until when, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from gongkai_web.workflow.asking import Asked, adds, asked, enough
from gongkai_web.workflow.deadlines import Due, due
from gongkai_web.workflow.models import Decision, Round, State, Verdict
from gongkai_web.workflow.staffing import Actor, Staff
from gongkai_web.workflow.stages import Stage


@dataclass(frozen=True, slots=True)
class StageState:
    """One stage of a running round. It is `open` when the stages before it have passed and it has not."""

    stage: Stage
    asked: Asked
    decisions: tuple[Decision, ...]
    opened_at: datetime | None
    passed: bool
    due: Due | None
    barred: frozenset[int]
    """Who decided another stage, where nobody may decide two."""

    @property
    def open(self) -> bool:
        return self.opened_at is not None and not self.passed

    @property
    def approvals(self) -> list[Sequence[int]]:
        return [one.seats for one in self.decisions if one.verdict == Verdict.APPROVE]

    @property
    def complete(self) -> bool:
        return enough(self.stage, self.approvals, self.asked)

    def decided(self, person_id: int) -> bool:
        return any(one.by_id == person_id for one in self.decisions)

    def may(self, person_id: int) -> bool:
        """Whether this person is asked now."""
        if not self.open or self.decided(person_id) or person_id in self.barred:
            return False
        mine = self.asked.seats_of(person_id)
        return bool(mine) and adds(self.stage, self.approvals, mine)

    def complete_with(self, person_id: int) -> bool:
        """Whether this person's approval would be the one the stage still needs."""
        return enough(self.stage, [*self.approvals, self.asked.seats_of(person_id)], self.asked)

    @property
    def people(self) -> list[Actor]:
        """Whom the stage waits for."""
        return [actor for person_id, actor in self.asked.people.items() if self.may(person_id)]

    @property
    def stuck(self) -> bool:
        """Open, not complete, and nobody there to decide."""
        return self.open and not self.complete and not self.people

    def overdue(self, day: date) -> bool:
        return self.open and self.due is not None and self.due.on < day


def standing(round: Round, decisions: Iterable[Decision], staff: Staff) -> list[StageState]:
    """Every stage in order. Pure: `decisions` are the round's, `staff` its organ's on the day that is asked about."""
    made = list(decisions)
    return [_state(round, stage, made, staff) for stage in round.parts]


def ends_with(states: Sequence[StageState], person_id: int, mine: StageState) -> bool:
    """Whether the approval of this person in this stage would end the round."""
    others_passed = all(one.passed for one in states if one.stage.key != mine.stage.key)
    return others_passed and mine.complete_with(person_id)


def _state(round: Round, stage: Stage, made: Sequence[Decision], staff: Staff) -> StageState:
    opened = _opened(round, stage)
    elsewhere = frozenset(one.by_id for one in made if one.stage != stage.key)
    return StageState(
        stage=stage,
        asked=asked(stage, round.unit_id, round.writers, staff),
        decisions=tuple(one for one in made if one.stage == stage.key),
        opened_at=opened,
        passed=stage.key in round.passed,
        due=due(timezone.localtime(opened).date(), stage.working_days) if opened else None,
        barred=frozenset() if staff.two_people else elsewhere,
    )


def _opened(round: Round, stage: Stage) -> datetime | None:
    """When the last stage before it passed; None while it waits for them, or the round ended before."""
    before = [one for one in round.parts if one.order < stage.order]
    if not all(one.key in round.passed for one in before):
        return None
    if round.state != State.RUNNING and stage.key not in round.passed:
        return None
    times = (datetime.fromisoformat(round.passed[one.key]) for one in before)
    return max(times, default=round.started_at)
