"""What an organ has not set and its letters need: said before somebody has typed a letter, not after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.letters import Letter, RemedyRule
from gongkai_web.letters.filling import habits_of
from gongkai_web.letters.rules import may_configure
from gongkai_web.organs.models import Organ, Person


@dataclass(frozen=True, slots=True)
class Unready:
    """`names`: what is missing, in words. `may_set`: whether this person fills it in themselves."""

    organ: Organ
    names: tuple[str, ...]
    may_set: bool


def unready(person: Person, organ: Organ, day: date, kind: Letter | None = None) -> Unready | None:
    """None where nothing is missing, or where this letter tells no remedies."""
    if kind is not None and kind.remedy is RemedyRule.NONE:
        return None
    habits = habits_of(organ)
    wanted = (("行政复议机关", habits.reviewer), ("管辖法院", habits.court))
    names = tuple(name for name, value in wanted if not value.strip())
    return Unready(organ, names, may_configure(person, organ, day)) if names else None


def lacks_website(person: Person, organ: Organ, day: date) -> Unready | None:
    """《行政复议法》第二十二条第二款: what is served over the internet offers the way to file over the internet."""
    if habits_of(organ).website:
        return None
    return Unready(organ, ("网上提交行政复议申请书的网址",), may_configure(person, organ, day))
