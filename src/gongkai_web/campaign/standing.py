"""Where a filing stands on a day, derived from what was filed, decided and published. Pure: nothing is asked of the database.

The days are plain calendar days (《条例》第四十九条): one that falls on a weekend is not put off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from gongkai_web.campaign.copies import accepted, decision_on, latest
from gongkai_web.campaign.kinds import Outcome, State
from gongkai_web.campaign.models import Decision, Filing, Submission
from gongkai_web.campaign.own import FILEABLE, Own

SOON = 5
"""Days before a due day from which it is shown in yellow."""
_LAST = 100_000
SUBMIT, AGAIN, PUBLISH = "报送", "改好再报", "公布"


@dataclass(frozen=True, slots=True)
class Standing:
    """`what` the organ has to do next, and by when; None where nothing is left to it. To publish comes after filing.

    `first` is the submission that counts for being in time.

    `days` to it, negative when it has passed. `overdue`: for how many days it should have been public, while something
    else comes first. `filed_late`, `published_late`: by how many days it was, 0 if in time.
    """

    state: State
    submission: Submission | None = None
    first: Submission | None = None
    decision: Decision | None = None
    accepted: Submission | None = None
    published_on: date | None = None
    due: date | None = None
    what: str = ""
    days: int | None = None
    overdue: int = 0
    filed_late: int = 0
    published_late: int = 0

    @property
    def is_late(self) -> bool:
        return self.overdue > 0 or (self.days is not None and self.days < 0)

    @property
    def is_soon(self) -> bool:
        return not self.is_late and self.days is not None and self.days <= SOON

    @property
    def tone(self) -> str:
        return "late" if self.is_late else "soon" if self.is_soon else "calm"

    @property
    def urgency(self) -> int:
        """Days to the nearest of what is left; what has nothing left comes last."""
        if self.days is None:
            return _LAST
        return min(self.days, -self.overdue) if self.overdue else self.days

    @property
    def words(self) -> str:
        """报送还剩 3 天（1月31日到期）."""
        if self.due is None or self.days is None:
            return ""
        also = f"；{PUBLISH}逾期 {self.overdue} 天" if self.overdue else ""
        if self.days == 0:
            return f"今天是{self.what}最后一天{also}"
        left = f"还剩 {self.days} 天" if self.days > 0 else f"逾期 {-self.days} 天"
        return f"{self.what}{left}（{self._due_said}到期）{also}"

    @property
    def _due_said(self) -> str:
        """With its year where that is not this one."""
        assert self.due is not None and self.days is not None  # noqa: S101
        today = self.due - timedelta(days=self.days)
        return f"{self.due:%-m月%-d日}" if self.due.year == today.year else f"{self.due:%Y年%-m月%-d日}"


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
        first=_first(filing),
        decision=decision,
        accepted=accepted(filing),
        published_on=published_on,
        due=due,
        what=what,
        days=(due - day).days if due else None,
        overdue=max(0, (day - filing.publish_by).days) if published_on is None and what != PUBLISH else 0,
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
    """What comes next: to file, or to answer a return; else to publish, whatever is decided."""
    if state in (State.NOT_BEGUN, State.DRAFTING, State.SIGNED):
        return filing.submit_by, SUBMIT
    if state is State.RETURNED and decision and decision.answer_by:
        return decision.answer_by, AGAIN
    return (filing.publish_by, PUBLISH) if published_on is None else (None, "")


def _first(filing: Filing) -> Submission | None:
    return next((one for one in filing.submissions.all() if one.withdrawn_at is None), None)


def _filed_late(filing: Filing) -> int:
    first = _first(filing)
    return max(0, (timezone.localdate(first.at) - filing.submit_by).days) if first else 0
