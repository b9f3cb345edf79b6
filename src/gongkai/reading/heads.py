"""Whether the heads of a table stand in the order of the official form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.reading.lines import Line


def out_of_order(
    lines: Sequence[Line], heads: Mapping[str, str], order: Sequence[str], *, repeats: bool = False
) -> bool:
    """Whether a line of heads names them in another order. Lines with values are not heads.

    `heads` maps normalised words to keys, `order` is the official order of the keys; with `repeats` a line may begin
    anew behind the last one, or behind what is nearly the whole order.
    """
    place = {key: i for i, key in enumerate(order)}
    for line in lines:
        if line.value_count:
            continue
        runs: list[list[int]] = [[]]
        for words in line.labels:
            at = place.get(heads.get(words, ""))
            if at is not None:
                if runs[-1] and at < runs[-1][-1]:
                    runs.append([])
                runs[-1].append(at)
        whole = [run for run in runs[:-1] if repeats and (run[-1] == len(place) - 1 or len(run) >= len(place) - 1)]
        if len(whole) < len(runs) - 1:
            return True
    return False
