"""A text as a row of units: each Chinese character one, each run of letters or of digits one, each stretch of punctuation one.

What is searched for exactly is a part of that row. Spaces and quotation marks only part letters from letters: 关 于 is 关于, and
“三公”经费 is 三公经费. Line ends, tabs and every other mark count as one separator.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gongkai_web.search.folding import SKIPPED, fold

SEPARATOR = "|"
JOINT = "_"
"""Between the two units of a pair; never part of a unit."""

LONGEST_UNIT = 64

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\ufaff\U00020000-\U0003ffff\U000f0000-\U0010fffd"
LETTER = rf"[^\W_0-9{HAN}]"
MARK = rf"(?:[^\w{HAN}{SKIPPED}]|_)"
_MARKS = re.compile(rf"{MARK}+(?:[{SKIPPED}]+{MARK}+)*")
_RUN = re.compile(rf"[{HAN}]+|[0-9]{{1,{LONGEST_UNIT}}}|{LETTER}{{1,{LONGEST_UNIT}}}|[|]")
_BEGINS_HAN = re.compile(rf"[{HAN}]").match


def units_of_folded(folded: str) -> list[str]:
    units: list[str] = []
    for run in _RUN.findall(_MARKS.sub(SEPARATOR, folded)):
        if _BEGINS_HAN(run):
            units.extend(run)
        else:
            units.append(run)
    if units and units[0] == SEPARATOR:
        del units[0]
    if units and units[-1] == SEPARATOR:
        del units[-1]
    return units


def units_of(text: str) -> list[str]:
    """Without a separator at either end."""
    return units_of_folded(fold(text))


def pairs_of(units: Sequence[str]) -> str:
    """Each unit with the next, parted by spaces, as the index takes them in."""
    return " ".join(map(JOINT.join, pairwise(units)))


def is_han(unit: str) -> bool:
    return bool(_BEGINS_HAN(unit))
