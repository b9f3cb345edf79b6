"""A request's clocks as its page shows them: each with days left in words, and how each date came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.errors import GongkaiError
from gongkai.procedure import Caution
from gongkai.procedure import Step as Line
from gongkai.procedure.steps import Option, Standing, options, standing
from gongkai_web.requests.deriving import CLOCK_NAMES, CORRECTION, NOTICE, REPLY, history_of
from gongkai_web.requests.models import Clock, Request
from gongkai_web.requests.recomputing import holding_acts
from gongkai_web.requests.services.receiving import notice_of
from gongkai_web.workflow.deadlines import working_calendar
from gongkai_web.workflow.due_words import due_words

SOON = 5
"""Working days: what falls due within them is shown as near."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One clock. `tone`: late, soon, running, ended."""

    name: str
    start: date
    due: date | None
    ended_on: date | None
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Clockwork:
    standing: Standing | None
    clocks: tuple[Shown, ...]
    lines: tuple[Line, ...]
    warnings: tuple[Caution, ...]
    options: tuple[Option, ...]
    problem: GongkaiError | None = None

    @property
    def allowed(self) -> list[Option]:
        return [one for one in self.options if one.allowed]

    @property
    def refused(self) -> list[Option]:
        return [one for one in self.options if not one.allowed]


def clockwork(request: Request, today: date) -> Clockwork:
    """Computed anew from the acts each time it is shown. `problem`: why it cannot be counted."""
    calendar = working_calendar()
    try:
        history = history_of(request.received_on, holding_acts(request))
        found = standing(history, on=today, calendar=calendar)
        offered = options(history, today, calendar=calendar)
    except GongkaiError as error:
        return Clockwork(None, (), (), (), (), error)
    clocks = found.clocks
    return Clockwork(
        standing=found,
        clocks=tuple(_shown(request, today)),
        lines=clocks.steps if clocks else (),
        warnings=clocks.warnings if clocks else (),
        options=offered,
    )


def _shown(request: Request, today: date) -> list[Shown]:
    clocks = sorted(request.clocks.all(), key=lambda one: (one.ended_on is not None, one.kind != REPLY, one.pk))
    return [_one(clock, today, _from_receipt(clock, request)) for clock in clocks]


def _from_receipt(clock: Clock, request: Request) -> str:
    """Of a notice to correct whose receipt is not recorded: no last day is certain yet."""
    if clock.kind != CORRECTION or clock.due:
        return ""
    notice = notice_of(request)
    return f"送达后 {notice.data['working_days']} 个工作日，还没有登记送达" if notice else "告知书没有写明期限"


def _one(clock: Clock, today: date, undated: str = "") -> Shown:
    """Nobody is late who had nothing to have corrected: that period passes by itself."""
    passed = clock.kind == NOTICE and clock.ended_on is None and clock.due is not None and clock.due < today
    words, tone = undated or words_of(clock.due, today), tone_of(clock.due, today)
    if passed:
        words, tone = "已过，没有告知补正", "ended"
    return Shown(
        name=CLOCK_NAMES[clock.kind] + (f"（{clock.party}）" if clock.party else ""),
        start=clock.start,
        due=clock.due,
        ended_on=clock.ended_on,
        words="" if clock.ended_on else words,
        tone="ended" if clock.ended_on else tone,
    )


def words_of(due: date | None, today: date) -> str:
    return due_words(due, today) if due else "法律没有规定期限，暂不能确定"


def tone_of(due: date | None, today: date) -> str:
    if due is None:
        return "running"
    if due < today:
        return "late"
    try:
        return "soon" if working_calendar().count(today, due) <= SOON else "running"
    except GongkaiError:
        return "running"
