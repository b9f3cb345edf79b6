"""Which printed numbers may be all the values of a torn table: as many as its form has, without the pages' numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb

from gongkai.reading.assemble import is_furniture
from gongkai.reading.lines import Line, Token
from gongkai.reading.numbers import Shape, whole

_MOST_POOLS, _LARGEST_PAGE = 64, 999
Run = list[Token]
"""Values with nothing between them."""


def pools(lines: Sequence[Line], count: int) -> Iterator[list[Run]]:
    """Every way to leave out numbers that stand alone between words, such as the page's, so that `count` are left."""
    runs = _runs(lines)
    lone = [at for at, run in enumerate(runs) if _may_be_page(run)]
    excess = sum(map(len, runs)) - count
    if not 0 <= excess <= len(lone) or comb(len(lone), excess) > _MOST_POOLS:
        return
    for left_out in combinations(lone, excess):
        yield [run for at, run in enumerate(runs) if at not in left_out]


def _runs(lines: Sequence[Line]) -> list[Run]:
    runs: list[Run] = [[]]
    for line in lines:
        if line.labels or is_furniture(line):
            runs.append([])
        for token in () if is_furniture(line) else line.values:
            if _may_be_count(token):
                runs[-1].append(token)
            else:
                runs.append([])
    return [run for run in runs if run]


def _may_be_count(token: Token) -> bool:
    """Not 三 or 四 of a label that is written downwards, nor a number below 0."""
    return token.is_value and not token.is_lone_word and not token.text.startswith("-")


def _may_be_page(run: Run) -> bool:
    only = run[0].printed
    number = whole(only.numbers[0]) if len(run) == 1 and only.shape is Shape.NUMBER else None
    return number is not None and 0 < number <= _LARGEST_PAGE
