"""The same question answered by walking through the days with a counter; shares no code with the library.

Written from docs/reference/deadline-json.md. Every morning one asks whether the day counts, ticks the letters' own
counters, and then takes the day's events. Working days are those of chinesecalendar, 2027 those of its statutory days.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import chinese_calendar

OFF_2027 = {
    (1, 1), (2, 5), (2, 8), (2, 9), (2, 10), (4, 5), (5, 3), (5, 4), (6, 9), (9, 15), (10, 1), (10, 4), (10, 5),
}  # fmt: skip
LAST_KNOWN = date(2027, 12, 31)
ONE = timedelta(days=1)


class ImpossibleError(Exception):
    """The history cannot have happened, or the days run out."""


def works(day: date) -> bool:
    if day.year == 2027:
        return day.weekday() < 5 and (day.month, day.day) not in OFF_2027
    return chinese_calendar.is_workday(day)


WORKS = {
    day: works(day) for day in (date(2019, 1, 1) + ONE * n for n in range((LAST_KNOWN - date(2019, 1, 1)).days + 1))
}


@dataclass
class Paper:
    kind: str
    party: str | None
    received: date
    left: int | None  # working days left for the opinion; None: no limit
    answered: bool = False
    dead: bool = False
    open_since: date | None = None  # first day of the running clock on which it was waited for

    def waits(self) -> bool:
        return not self.answered and not self.dead

    def holds_up(self) -> bool:
        return self.waits() and (self.left is None or self.left > 0)


@dataclass
class Walk:
    day: date
    start: date
    needed: int
    old_law: bool
    restart: bool
    counted: list[date] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    until: date | None = None
    ended: bool = False
    working_days: int = 0
    seventh: date | None = None
    notice_late: bool = False
    late_replies: int = 0

    def morning(self) -> None:
        """A new day: does it count?"""
        self.day += ONE
        if self.day > LAST_KNOWN:
            raise ImpossibleError
        held_up = [paper for paper in self.papers if paper.holds_up()]
        for paper in held_up:
            paper.open_since = paper.open_since or self.day
        if not WORKS[self.day]:
            return
        self.working_days += 1
        if self.working_days == 7:
            self.seventh = self.day
        for paper in self.papers:
            if paper.left is not None and self.day > paper.received:
                paper.left -= 1
        if not held_up:
            self.counted.append(self.day)

    def finished(self) -> "Walk | None":
        """This walk gone on, without more events, until enough days are counted; None if it never is."""
        ahead = replace(self, counted=[*self.counted], papers=[replace(paper) for paper in self.papers])
        while len(ahead.counted) < ahead.needed:
            if any(paper.waits() and paper.left is None for paper in ahead.papers):
                return None
            ahead.morning()
        return ahead

    def stands(self) -> date | None:
        """The deadline as it stands."""
        ahead = self.finished()
        return max(ahead.counted[self.needed - 1], self.until or self.start) if ahead else None

    def anew(self, days: int) -> None:
        self.start, self.needed, self.counted, self.until = self.day, days, [], None
        for paper in self.papers:
            paper.open_since = None

    def take(self, event: dict) -> None:
        kind = event["type"]
        known_before_2019 = {"extended", "third_party_consulted", "third_party_replied", "replied", "withdrawn"}
        if self.old_law and kind not in known_before_2019:
            raise ImpossibleError
        if self.ended and kind not in {"reply_ordered", "third_party_replied", "organ_replied"}:
            raise ImpossibleError
        getattr(self, kind)(event)

    def once(self, what: str) -> None:
        if what in self.done:
            raise ImpossibleError
        self.done.add(what)

    def correction_requested(self, event: dict) -> None:
        self.once("notice")
        self.notice_late = self.seventh is not None and self.day > self.seventh

    def corrected(self, event: dict) -> None:
        if self.restart:
            self.anew(20)

    def third_party_consulted(self, event: dict) -> None:
        self.papers.append(Paper("third", event.get("party"), self.arrival(event), 15))

    def organ_consulted(self, event: dict) -> None:
        limit = 15 if event["role"] == "co_maker" else None
        self.papers.append(Paper("organ", event.get("party"), self.arrival(event), limit))

    def arrival(self, event: dict) -> date:
        received = date.fromisoformat(event.get("received", event["date"]))
        if received < self.day:
            raise ImpossibleError
        return received

    def third_party_replied(self, event: dict) -> None:
        self.answer("third", event.get("party"))

    def organ_replied(self, event: dict) -> None:
        self.answer("organ", event.get("party"))

    def answer(self, kind: str, party: str | None) -> None:
        waiting = [p for p in self.papers if p.kind == kind and not p.answered]
        if party is not None:
            waiting = [p for p in waiting if p.party == party]
        elif len(waiting) > 1 and (len({p.party for p in waiting}) > 1 or waiting[0].party is None):
            raise ImpossibleError
        if not waiting:
            raise ImpossibleError
        for paper in waiting:
            paper.answered = True

    def extended(self, event: dict) -> None:
        stands = self.stands()
        if stands is not None and self.day > stands:
            if not self.restart:
                return
            raise ImpossibleError
        self.once("extension")
        if not 1 <= event["days"] <= (15 if self.old_law else 20):
            raise ImpossibleError
        self.needed += event["days"]

    def delayed(self, event: dict) -> None:
        until = date.fromisoformat(event["until"])
        stands = self.stands()
        if until <= self.day or (stands is not None and until <= stands):
            if not self.restart:
                return
            raise ImpossibleError
        self.until = until

    def fee_notified(self, event: dict) -> None:
        if self.day < date(2021, 1, 1):
            raise ImpossibleError
        self.once("fee")

    def fee_paid(self, event: dict) -> None:
        if "fee" not in self.done:
            raise ImpossibleError
        self.once("payment")
        self.anew(20)

    def withdrawn(self, event: dict) -> None:
        self.ended = True

    def replied(self, event: dict) -> None:
        stands = self.stands()
        self.late_replies += stands is not None and self.day > stands
        self.ended = True

    def reply_ordered(self, event: dict) -> None:
        for paper in self.papers:
            paper.dead = paper.dead or (self.ended and not paper.answered)
        self.ended = False
        self.anew(event.get("days", 20))


def answer(received: str, events: list[dict], *, restart: bool = True) -> dict:
    """{due, provisional, assumed, late_replies, late_notice, otherwise}. Raises ImpossibleError."""
    first = date.fromisoformat(received)
    old_law = first < date(2019, 5, 15)
    walk = Walk(first, first, 15 if old_law else 20, old_law, restart)
    for event in sorted(events, key=lambda event: event["date"]):
        day = date.fromisoformat(event["date"])
        if day < first:
            raise ImpossibleError
        while walk.day < day:
            walk.morning()
        walk.take(event)
    due, ahead = walk.stands(), walk.finished()
    reached = ahead.counted[walk.needed - 1] if ahead else first
    waiting = [p for p in (ahead.papers if ahead else ()) if p.waits() and p.open_since and p.open_since <= reached]
    return {
        "due": due.isoformat() if due else None,
        "provisional": bool(due) and due.year == 2027,
        "assumed": bool(waiting),
        "late_replies": walk.late_replies,
        "late_notice": walk.notice_late,
        "otherwise": answer(received, events, restart=False)["due"] if restart and walk.notice_late else None,
    }
