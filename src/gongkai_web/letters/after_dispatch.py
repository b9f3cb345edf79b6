"""What another part does when a letter of its own has gone out or was served, inside the transaction of that act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from gongkai_web.organs.models import Person

if TYPE_CHECKING:
    from gongkai_web.letters.models import Dispatch, OutgoingLetter

Heard = Callable[["OutgoingLetter", "Dispatch", Person, datetime], None]
"""Of the letter, its first dispatch, who sent it, and when. What it raises keeps the letter from going out; it takes its
rows before it writes to the log, as every service does."""

_heard: dict[str, Heard] = {}


def register(subject_kind: str, heard: Heard) -> None:
    """Called from an app's `ready`; of one kind the last one counts."""
    _heard[subject_kind] = heard


def tell(letter: OutgoingLetter, dispatch: Dispatch, by: Person, now: datetime) -> None:
    """Only of the first dispatch: its day is the one the periods know."""
    heard = _heard.get(letter.subject_kind)
    if heard:
        heard(letter, dispatch, by, now)


Served = Callable[["OutgoingLetter", "Dispatch", Person | None, datetime], None]
"""Of the letter, the dispatch by which it arrived, who recorded it (None: the addressee took it over the internet), when.
It keeps nothing from being recorded: that a letter arrived is a fact."""

_served: dict[str, Served] = {}


def register_served(subject_kind: str, heard: Served) -> None:
    _served[subject_kind] = heard


def tell_served(letter: OutgoingLetter, dispatch: Dispatch, by: Person | None, now: datetime) -> None:
    heard = _served.get(letter.subject_kind)
    if heard:
        heard(letter, dispatch, by, now)
