"""Whether the heads of a table stand in the order of the official form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from gongkai.reading.lines import Line


def out_of_order(
    lines: Sequence[Line], heads: Mapping[str, str], order: Sequence[str], *, repeats: bool = False
) -> bool:
    """Whether a line of heads names them in another order. Lines with values are not heads.

    `heads` maps normalised words to keys, `order` is the official order of the keys; with `repeats` a line may begin
    anew once it has named the last one.
    """
    place = {key: i for i, key in enumerate(order)}
    for line in lines:
        if line.value_count:
            continue
        named = [place[key] for words in line.labels if (key := heads.get(words)) in place]
        if any(b < a and not (repeats and a == len(place) - 1) for a, b in pairwise(named)):
            return True
    return False
