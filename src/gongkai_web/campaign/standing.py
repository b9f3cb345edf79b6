"""Where a filing stands on a day, derived from what was filed, decided and published. Pure: nothing is asked of the database.

The days are plain calendar days (《条例》第四十九条): one that falls on a weekend is not put off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gongkai_web.campaign.copies import accepted, decision_on, latest
from gongkai_web.campaign.kinds import Outcome, State
from gongkai_web.campaign.models import Decision, Filing, Submission
from gongkai_web.campaign.own import FILEABLE, Own

SOON = 5
"""Days before a due day from which it is shown in yellow."""
SUBMIT, AGAIN, PUBLISH = "报送", "改好再报", "公布"


@dataclass(frozen=True, slots=True)
class Standing:
    """`due` is the nearest day of what the organ has still to do, `what` that; None where nothing is left to it.

    `days` to it, negative when it has passed. `filed_late`, `published_late`: by how many days it was, 0 if in time.
    """

    state: State
    submission: Submission | None = None
    decision: Decision | None = None
    accepted: Submission | None = None
    published_on: date | None = None
    due: date | None = None
    what: str = ""
    days: int | None = None
    filed_late: int = 0
    published_late: int = 0

    @property
    def is_late(self) -> bool:
        return self.days is not None and self.days < 0

    @property
    def is_soon(self) -> bool:
        return self.days is not None and 0 <= self.days <= SOON

    @property
    def tone(self) -> str:
        return "late" if self.is_late else "soon" if self.is_soon else "calm"

    @property
    def words(self) -> str:
        """还剩 3 天（1月31日到期）."""
        if self.due is None or self.days is None:
            return ""
        if self.days < 0:
            return f"{self.what}逾期 {-self.days} 天（{self.due:%-m月%-d日}到期）"
        return (
            f"{self.what}还剩 {self.days} 天（{self.due:%-m月%-d日}到期）"
            if self.days
            else f"今天是{self.what}最后一天"
        )


def standing(filing: Filing, own: Own | None, day: date) -> Standing:
    """`filing` with its submissions and their decisions fetched."""
    if filing.excused:
        return Standing(State.EXCUSED)
    submission = latest(filing)
    decision = decision_on(submission)
    published_on = (own.published_on if own else None) or filing.published_on
    state = _state(submission, decision, own, published_on)
    due, what = _due(filing, state, decision, published_on)
    return Standing(
        state=state,
        submission=submission,
        decision=decision,
        accepted=accepted(filing),
        published_on=published_on,
        due=due,
        what=what,
        days=(due - day).days if due else None,
        filed_late=_filed_late(filing),
        published_late=max(0, (published_on - filing.publish_by).days) if published_on else 0,
    )


def _state(
    submission: Submission | None, decision: Decision | None, own: Own | None, published_on: date | None
) -> State:
    if submission is None:
        if own is None:
            return State.NOT_BEGUN
        return State.SIGNED if own.standing in FILEABLE else State.DRAFTING
    if decision is None:
        return State.SUBMITTED
    if decision.outcome == Outcome.RETURNED:
        return State.RETURNED
    return State.PUBLISHED if published_on else State.ACCEPTED


def _due(filing: Filing, state: State, decision: Decision | None, published_on: date | None) -> tuple[date | None, str]:
    """The nearest of what is left to do: to file, or to answer a return; and to publish, whatever was filed."""
    left: list[tuple[date, str]] = []
    if state in (State.NOT_BEGUN, State.DRAFTING, State.SIGNED):
        left.append((filing.submit_by, SUBMIT))
    if state is State.RETURNED and decision and decision.answer_by:
        left.append((decision.answer_by, AGAIN))
    if published_on is None:
        left.append((filing.publish_by, PUBLISH))
    return min(left, key=lambda one: one[0]) if left else (None, "")


def _filed_late(filing: Filing) -> int:
    first = next((one for one in filing.submissions.all() if one.withdrawn_at is None), None)
    return max(0, (timezone.localdate(first.at) - filing.submit_by).days) if first else 0
