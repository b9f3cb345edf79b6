"""Numbers whose digits stand apart in their own cell: broken over two lines of a narrow column, or letter-spaced.

The digits are those that are printed; only whether they are one number is open. The row's relation decides, where it has
every cell and only one way to join the digits makes it hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise

from gongkai.reading.lines import Geometry, Line, Token
from gongkai.reading.numbers import Shape, printed

_MOST_JOINS, _MOST_PLACES = 8, 12
_NEXT = 1


def joined_values(
    line: Line, values: Sequence[Token], width: int, holds: Callable[[tuple[Token, ...]], bool | None]
) -> tuple[Token, ...] | None:
    """The values of a row with the pieces of broken numbers joined; None where no way, or more than one, is left."""
    if len(values) == width:
        ways = _whole_cells(values)
    elif line.geometry is Geometry.LAYOUT and width < len(values) <= width + _MOST_JOINS:
        ways = _neighbours(values, len(values) - width)
    else:
        return None
    fitting = [way for way in ways if all(token.printed.shape is Shape.NUMBER for token in way) and holds(way)]
    return fitting[0] if len(fitting) == 1 else None


def _whole_cells(values: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Cells with several numbers beside cells with one: were they those of two rows, every cell had several. A number that
    is only repeated in its cell is no broken one."""
    several = [token.printed.shape is Shape.SEVERAL for token in values]
    parts = [token.text.split() for token, apart in zip(values, several, strict=True) if apart]
    if any(several) and not all(several) and any(len(set(part)) > 1 for part in parts):
        yield tuple(_one(token) if apart else token for token, apart in zip(values, several, strict=True))


def _one(token: Token) -> Token:
    text = "".join(token.text.split())
    return token._replace(text=text, printed=printed(text))


def _neighbours(values: Sequence[Token], joins: int) -> Iterator[tuple[Token, ...]]:
    """Every way to join so many neighbours that stand one space apart, where columns stand further apart."""
    places = [i for i, (left, right) in enumerate(pairwise(values)) if right.x - left.end <= _NEXT]
    if joins <= len(places) <= _MOST_PLACES and len(places) < len(values) - 1:
        yield from (_joined(values, frozenset(chosen)) for chosen in combinations(places, joins))


def _joined(values: Sequence[Token], after: frozenset[int]) -> tuple[Token, ...]:
    out: list[Token] = []
    for i, token in enumerate(values):
        if i - 1 in after:
            text = out[-1].text + token.text
            out[-1] = out[-1]._replace(text=text, printed=printed(text), end=token.end)
        else:
            out.append(token)
    return tuple(out)
