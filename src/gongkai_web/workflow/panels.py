"""What a page shows of an approval: the chain so far, and what this person may do about it. Pages of other apps include
`workflow/_progress.html` and `workflow/_decide.html` and give them a panel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai_web.organs.models import Person
from gongkai_web.workflow.models import Decision, Reminder, Round, State, Verdict
from gongkai_web.workflow.rules import may_remind, may_see_round, may_withdraw
from gongkai_web.workflow.selectors import StageView, may_decide, outcome_for, progress, rounds_of
from gongkai_web.workflow.standing import StageState
from gongkai_web.workflow.subjects import Outcome, Subject

EARLIER = 10


@dataclass(frozen=True, slots=True)
class Panel:
    """`mine` is the stage that asks this person now; `opinion` what they typed before something was refused."""

    round: Round
    stages: list[StageView]
    mine: StageState | None
    remind: bool
    withdraw: bool
    reminded: Reminder | None
    earlier: list[tuple[Round, list[StageView]]]
    opinion: str = ""
    as_whom: str = ""
    """Whom this person stands in for in `mine`."""
    outcome: Outcome | None = None
    """What follows by itself if this person approves; None where others still have to."""

    @property
    def turned_down(self) -> Decision | None:
        """The decision that ended the round without an approval: who sent it back, when, and why."""
        made = (one for stage in self.stages for one in stage.decisions)
        return next((one for one in made if one.verdict != Verdict.APPROVE), None)

    @property
    def settle(self) -> bool:
        return self.withdraw and any(one.settled for one in self.stages)

    @property
    def due(self) -> StageView | None:
        """The stage the round is in, if it has a day to end on."""
        return next((one for one in self.stages if one.due), None)


def panel_of(person: Person, subject: Subject, day: date) -> Panel | None:
    """Of the subject's last round; None where it has had none, or this person has no part in the organ's work."""
    rounds = list(rounds_of(subject).select_related("organ", "drafter", "submitted_by")[: EARLIER + 1])
    if not rounds or not may_see_round(person, rounds[0], day):
        return None
    return _panel(person, rounds[0], rounds[1:], day)


def panel_for(person: Person, round: Round, day: date, opinion: str = "") -> Panel:
    """Of exactly this round."""
    return _panel(person, round, [], day, opinion)


def _panel(person: Person, round: Round, earlier: list[Round], day: date, opinion: str = "") -> Panel:
    running = round.state == State.RUNNING
    mine = may_decide(person, round, day)
    reminded = round.reminders.select_related("by").filter(day=day).first() if running else None
    return Panel(
        round=round,
        stages=progress(round, day),
        mine=mine,
        remind=running and reminded is None and may_remind(person, round, day),
        withdraw=running and may_withdraw(person, round, day),
        reminded=reminded,
        earlier=[(one, progress(one, day)) for one in earlier],
        opinion=opinion,
        as_whom=mine.asked.people[person.pk].instead_of if mine else "",
        outcome=outcome_for(person, round, day),
    )
