"""A letter with everything it prints: what was typed, what the organ always has, what the law says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from gongkai.letters import FilledLetter, Letter, Occasion, fill, remedy_lines, undated
from gongkai.statute import REMEDY_LAW, OrganKind
from gongkai_web.letters.kinds import DatedBy, organ_kind_of
from gongkai_web.letters.models import Habits, OutgoingLetter
from gongkai_web.organs.guide import particulars_of
from gongkai_web.organs.models import Organ

OWN_FIELDS = frozenset({"机关全称", "文号", "日期", "联系人", "联系电话"})
"""What nobody types: it stands in the organ's settings, or is given on submission."""
UNNUMBERED = "（提交审核时编号）"


def habits_of(organ: Organ) -> Habits:
    return Habits.objects.filter(organ=organ).first() or Habits(organ=organ)


def filled_of(letter: OutgoingLetter) -> FilledLetter:
    """The letter as it stands now; without its day where that is the day it is signed. Raises LetterError for what is
    missing, RemedyError."""
    found = filled(letter.organ, letter.kind, letter.given, occasion_of(letter), letter.number, letter.dated)
    return undated(found) if habits_of(letter.organ).dated_by == DatedBy.SIGNING else found


def filled(
    organ: Organ, kind: Letter, given: Mapping[str, Any], occasion: Occasion, number: str, dated: date
) -> FilledLetter:
    own = {name: value for name, value in own_values(organ, number, dated).items() if name in kind.fields}
    return fill(kind, {**given, **own}, occasion)


def own_values(organ: Organ, number: str, dated: date) -> dict[str, object]:
    """The fields of `OWN_FIELDS`. What the habits do not say is taken from the organ's particulars."""
    habits, stated = habits_of(organ), particulars_of(organ)
    return {
        "机关全称": organ.name_on(dated),
        "文号": number or UNNUMBERED,
        "日期": dated,
        "联系人": habits.contact or (stated.name if stated else ""),
        "联系电话": habits.phone or (stated.phone if stated else ""),
    }


def occasion_of(letter: OutgoingLetter, on: date | None = None) -> Occasion:
    """The occasion of this letter; `on` is the day it goes out, as long as that is not known its own date."""
    habits = habits_of(letter.organ)
    return Occasion(
        dispatched=on or letter.dated,
        organ=OrganKind(habits.organ_kind) if habits.organ_kind else organ_kind_of(letter.organ),
        reply=letter.reply if len(letter.kind.replies) > 1 else "",
        grounds=tuple(letter.grounds) if letter.grounds is not None else None,
        reviewer=habits.reviewer,
        court=habits.court,
        website=habits.website if letter.electronic else "",
        law=replace(REMEDY_LAW, untold=frozenset(habits.untold)),
    )


def remedies_differ(letter: OutgoingLetter, on: date) -> bool:
    """Whether the law or the organ's settings ask for other remedies on this day than the letter tells."""
    return list(remedy_lines(letter.kind, occasion_of(letter, on))) != letter.told
