"""Whether the heads of a table stand in the order of the official form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from gongkai.reading.lines import Line


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
        runs = 1 + sum(b < a for a, b in pairwise(named))
        allowed = max(map(named.count, named)) if repeats else 1
        if runs > allowed:
            return True
    return False
