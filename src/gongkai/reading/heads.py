"""Whether the heads of a table stand in the order of the official form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from gongkai.reading.labels import REQUEST_HEAD_LINE, REQUEST_HEADS
from gongkai.reading.lines import Geometry, Line
from gongkai.report.forms import COLUMNS

_ONE_HEAD = re.compile("|".join(sorted(REQUEST_HEADS, key=len, reverse=True)))
_TELLING = tuple(COLUMNS.values())[1:5]
"""Heads that are heads of nothing else, and stand in one row of the form. Only when whole: a piece of one that was broken
over lines may stand above the others."""


def out_of_order(
    lines: Sequence[Line], heads: Mapping[str, str], order: Sequence[str], *, repeats: bool = False
) -> bool:
    """Whether a line of heads names them in another order. Lines with values are not heads.

    `heads` maps normalised words to keys, `order` is the official order of the keys; with `repeats` a line may name the
    whole order several times over, perhaps without some of them.
    """
    place = {key: i for i, key in enumerate(order)}
    for line in lines:
        named = [at for words in line.labels if (at := place.get(heads.get(words, ""))) is not None]
        if not named or line.value_count:
            continue
        allowed = max(map(named.count, named)) if repeats else 1
        if _runs(named) > allowed:
            return True
    return False


def applicants_out_of_order(lines: Sequence[Line]) -> bool:
    """Whether the heads of table three, one below the other or joined to one word, name the applicants in another order.

    On laid-out pages a head of two lines begins above one of one line: there they stand in the order of their positions.
    """
    listed: list[int] = []
    laid_out: list[tuple[int, int]] = []
    for line in lines:
        for token in () if line.value_count else line.tokens:
            heads = _ONE_HEAD.findall(token.words) if REQUEST_HEAD_LINE.fullmatch(token.words) else []
            named = [_TELLING.index(head) for head in heads if head in _TELLING]
            if line.geometry is Geometry.LAYOUT and len(line.labels) > 1:
                laid_out += [(token.x, at) for at in named]
            else:
                listed += named
    by_position = [at for _, at in sorted(laid_out)]
    return any(_runs(places) > max(map(places.count, places), default=1) for places in (listed, by_position))


def _runs(places: Sequence[int]) -> int:
    return 1 + sum(b < a for a, b in pairwise(places))
