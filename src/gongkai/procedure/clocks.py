"""What is known of a request's periods: dates, where they come from, and what a lawyer would object to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.procedure.events import Role


@dataclass(frozen=True, slots=True)
class Clock:
    """A period. `start` is day 0; `due` its last day, None where it cannot be said yet; `ended_on` when it was met or
    became idle, None while it runs."""

    start: date
    due: date | None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpinionClock(Clock):
    """The period for an opinion; `due` is None where the law sets no limit. `role` only for an organ."""

    party: str | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation, in Chinese for a citizen, with the article it rests on where there is one."""

    date: date
    text: str
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """What does not stop the count but may be held against it. `date`: the date another reading would give."""

    code: str
    text: str
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Clocks:
    """The result. `due` is the reply's deadline, whether or not the reply has been sent.

    `provisional`: a day of the count lies in a year whose holidays are not arranged yet; `assumed`: an opinion that has
    not come is presumed to come on the last day of its limit. `correction` and `reasons` are the periods the organ set the
    applicant, to correct the request and to give reasons; None where no notice named a last day.
    """

    received: date
    due: date | None
    provisional: bool
    assumed: bool
    reply: Clock
    correction_notice: Clock | None
    third_party: tuple[OpinionClock, ...]
    organ: tuple[OpinionClock, ...]
    payment: Clock | None
    steps: tuple[Step, ...]
    warnings: tuple[Caution, ...]
    correction: Clock | None = None
    reasons: Clock | None = None
