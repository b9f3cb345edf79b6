"""Letters that ask for an opinion, and the days they take out of the reply's count (《条例》第三十三条第三款)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.calendar import Calendar
from gongkai.procedure.events import Event, EventType, Role


@dataclass(slots=True)
class Letter:
    """One letter asking for an opinion. `limit`: last day for the opinion, None where the law sets none.

    `closed_on`: the day the request ended while no opinion had come; `lapsed`: what came after no longer waits for it.
    """

    event: Event
    received: date
    limit: date | None
    answered: date | None = None
    closed_on: date | None = None
    lapsed: bool = False

    @property
    def sent(self) -> date:
        return self.event.date

    @property
    def party(self) -> str | None:
        return self.event.party

    @property
    def to_organ(self) -> bool:
        return self.event.type is EventType.ORGAN_CONSULTED

    @property
    def is_late(self) -> bool:
        return bool(self.answered and self.limit and self.answered > self.limit)

    @property
    def excluded_through(self) -> date | None:
        """The last day that does not count: of the opinion or of the limit, whichever is earlier; None: still open."""
        ends = [day for day in (self.answered, self.limit) if day]
        return min(ends) if ends else None

    @property
    def whom(self) -> str:
        kind = "第三方"
        if self.to_organ:
            kind = "共同制作机关" if self.event.role is Role.CO_MAKER else "其他机关"
        return f"{kind}（{self.party}）" if self.party else kind


def due_after(start: date, days: int, letters: Iterable[Letter], calendar: Calendar) -> date | None:
    """The `days`-th working day after `start` that no letter excludes; None while a letter without limit holds it up.

    A letter excludes the working days after it was sent, through `excluded_through`; several are united.
    """
    counted_through = start
    for letter in sorted(letters, key=lambda letter: letter.sent):
        end = letter.excluded_through
        if end is not None and end <= counted_through:
            continue
        if letter.sent > counted_through:
            free = calendar.count(counted_through, letter.sent)
            if free >= days:
                break
            days -= free
        if end is None:
            return None
        counted_through = end
    return calendar.add(counted_through, days)


def answered_by(reply: Event, letters: Sequence[Letter]) -> list[Letter]:
    """The letters an opinion answers: all open ones to its party; without a party, those to the only open party.

    Raises HistoryError when there is none, or when it could be one of several.
    """
    to_organ = reply.type is EventType.ORGAN_REPLIED
    waiting = [letter for letter in letters if letter.to_organ is to_organ and letter.answered is None]
    if reply.party is not None:
        waiting = [letter for letter in waiting if letter.party == reply.party]
    if not waiting:
        whom = f"向“{reply.party}”" if reply.party else ""
        raise reply.error("NO_CONSULTATION", f"此前没有{whom}发出尚未答复的征求意见书")
    if len(waiting) > 1 and (waiting[0].party is None or len({letter.party for letter in waiting}) > 1):
        raise reply.error(
            "AMBIGUOUS_PARTY", "有几份征求意见书尚未答复，分不清是哪一方的意见", "请用 party 写明是哪一方"
        )
    return waiting
