"""What a step would do to the clocks, before it is taken: the history computed again with the event added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.calendar import Calendar, chinese_date
from gongkai.procedure.clocks import Caution, Clock, Clocks
from gongkai.procedure.events import Event
from gongkai.procedure.steps.standing import History, Standing, standing


@dataclass(frozen=True, slots=True)
class Change:
    """One period before and after. `provisional`: the new date lies in a year whose holidays are not arranged yet."""

    name: str
    before: date | None
    after: date | None
    provisional: bool = False
    ends: bool = False

    @property
    def text(self) -> str:
        if self.ends:
            return f"{self.name}停止计算"
        after = f"{chinese_date(self.after)}{'（暂定）' if self.provisional else ''}" if self.after else "暂不能确定"
        if self.before is None or self.before == self.after:
            return f"{self.name}：{after}"
        return f"{self.name}由{chinese_date(self.before)}变为{after}"


@dataclass(frozen=True, slots=True)
class Preview:
    before: Standing
    after: Standing
    changes: tuple[Change, ...]
    warnings: tuple[Caution, ...]

    @property
    def unchanged(self) -> bool:
        return not self.changes


def preview(history: History, event: Event, *, calendar: Calendar | None = None) -> Preview:
    """Raises HistoryError where the event cannot have happened in this history."""
    return _compared(history, history.plus(event), event.date, calendar)


def preview_confirmation(history: History, received: date, *, calendar: Calendar | None = None) -> Preview:
    """What setting the day of receipt would do."""
    return _compared(history, History.of(received, history.events), received, calendar)


def _compared(old: History, new: History, on: date, calendar: Calendar | None) -> Preview:
    before, after = (standing(history, on=on, calendar=calendar) for history in (old, new))
    warned = set(before.clocks.warnings) if before.clocks else set()
    warnings = tuple(warning for warning in after.clocks.warnings if warning not in warned) if after.clocks else ()
    return Preview(before, after, tuple(_changes(before.clocks, after.clocks)), warnings)


def _changes(before: Clocks | None, after: Clocks | None) -> Iterator[Change]:
    if after is None:
        return
    old = _periods(before)
    for name, clock in _periods(after).items():
        known = old.get(name)
        provisional = after.provisional and name == _REPLY
        ends = clock.ended_on is not None
        if known is None:
            if not ends:
                yield Change(name, None, clock.due, provisional)
        elif ends != (known.ended_on is not None) or known.due != clock.due:
            yield Change(name, known.due, clock.due, provisional, ends)


_REPLY = "答复期限"


def _periods(clocks: Clocks | None) -> dict[str, Clock]:
    if clocks is None:
        return {}
    named: dict[str, Clock | None] = {
        _REPLY: clocks.reply,
        "补正告知期限": clocks.correction_notice,
        "申请人补正期限": clocks.correction,
        "说明理由期限": clocks.reasons,
        "缴费期限": clocks.payment,
    }
    for number, opinion in enumerate(clocks.third_party, 1):
        named[f"第三方（{opinion.party or number}）提出意见的期限"] = opinion
    for number, opinion in enumerate(clocks.organ, 1):
        named[f"机关（{opinion.party or number}）提出意见的期限"] = opinion
    return {name: clock for name, clock in named.items() if clock}
