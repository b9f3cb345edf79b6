"""Which of a row's columns each printed value belongs to.

A relation may choose between placements of printed digits; it never supplies, drops or changes one. What one placement
alone explains, without a blank cell, is `repaired`; everything else that had to be moved, split or left out is `uncertain`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from gongkai.reading.broken import joined_values
from gongkai.reading.columns import Columns
from gongkai.reading.lines import Geometry, Line, Token
from gongkai.reading.numbers import Shape, printed
from gongkai.report import Certainty

Slots = tuple[Token | None, ...]
Holds = Callable[[Slots], bool | None]
"""Whether the row's relation holds for these slots; None where it decides nothing."""

_MOST_READINGS = 20_000
_LONGEST_NUMBER = 9
_LONGEST_PIECE = 2
_FEWEST_TOGETHER = 5


@dataclass(frozen=True, slots=True)
class Placed:
    """One token or None (no such cell) for each column of the row. `rule` is the READ-* rule that explains a doubt, `how` a
    few words for whoever asks how the values came to their columns."""

    slots: Slots
    certainty: Certainty = Certainty.READ
    rule: str = ""
    extra: tuple[Token, ...] = ()
    how: str = ""


def place(line: Line, width: int, columns: Columns | None, holds: Holds) -> Placed:
    """Place the values of one row; `columns` where they are known for lines like this one."""
    values = [token for token in line.values if not token.is_blank]
    if not values:
        return _blank_row(line, width)
    split = _whole_row_together(line, values, width, holds)
    if split:
        return split
    joined = joined_values(line, values, width, holds)
    if joined:
        return Placed(joined, Certainty.REPAIRED, how="一个数断成了几段，只有连起来才满足合计")
    by_column = _by_columns(line, width, columns) if columns else None
    if columns and by_column:
        return _trusted(line, by_column, columns, holds, len(values))
    if len(values) == width and _is_muddled(values):
        return Placed(tuple(values), Certainty.UNCERTAIN, "READ-PLACE")
    if len(values) == width and not columns:
        return Placed(tuple(values))
    if len(values) == width:
        return _moved(tuple(values), holds)
    if len(values) > width:
        return _without_extra(line, values, width, holds)
    if any(token.printed.shape in (Shape.SEVERAL, Shape.GLUED) for token in values):
        return _split(values, width, holds)
    return _short_row(line, values, width, holds)


def _is_muddled(values: Sequence[Token]) -> bool:
    """Two numbers in one cell of a row, and none in another: the count comes out even by accident."""
    shapes = {token.printed.shape for token in values}
    return Shape.SEVERAL in shapes and Shape.TEXT in shapes


def _blank_row(line: Line, width: int) -> Placed:
    """An empty row, also one merged over all its columns; one that ends before them has lost its cells."""
    blanks = [token for token in line.values if token.is_blank][-width:]
    if sum(token.end - token.x for token in blanks) < width:
        return Placed((None,) * width, Certainty.UNCERTAIN, "READ-LOST")
    return Placed(tuple(blanks) + (blanks[-1],) * (width - len(blanks)))


def _by_columns(line: Line, width: int, columns: Columns) -> Slots | None:
    """None where a printed value stands outside the columns or two stand in one."""
    slots: list[Token | None] = [None] * width
    for token in line.values:
        at = columns.of(token)
        if at is None or slots[at] is not None:
            if token.is_blank:
                continue
            return None
        slots[at] = token
    if line.geometry is Geometry.LAYOUT:
        return tuple(slot or _nothing(line) for slot in slots)
    return tuple(slots)


def _nothing(line: Line) -> Token:
    """On a printed line, empty space is an empty cell."""
    return Token("", printed(""), at=line.at)


def _trusted(line: Line, slots: Slots, columns: Columns, holds: Holds, count: int) -> Placed:
    """Values under their columns. Labels that reach into the columns, or a blank where a shift would fit, are doubtful."""
    if any(token.end > columns.start for token in line.tokens if token.is_label):
        return Placed(slots, Certainty.UNCERTAIN, "READ-PLACE", how="行名伸进了数字的列")
    if count == len(slots) or (line.geometry is Geometry.EXACT and None not in slots):
        return Placed(slots)
    if None in slots or holds(slots) is not True:
        return Placed(slots, Certainty.UNCERTAIN, "READ-PLACE", how="数字不满一行，左右移动也讲得通")
    return Placed(slots)


def _moved(slots: Slots, holds: Holds) -> Placed:
    """All values are there, but not under their columns: in order, if the row's relation agrees."""
    if holds(slots) and all_numbers(slots):
        return Placed(slots, Certainty.REPAIRED, how="数字不在其列之下，按次序放，本行合计相符")
    return Placed(slots, Certainty.UNCERTAIN, "READ-PLACE", how="数字不在其列之下，按次序放，没有合计可以确认")


def all_numbers(slots: Slots) -> bool:
    """A relation confirms a repair only where it has no blank cell and no "/" (spec/report-json: `repaired`)."""
    return all(token is not None and token.printed.shape is Shape.NUMBER for token in slots)


def _without_extra(line: Line, values: Sequence[Token], width: int, holds: Holds) -> Placed:
    """More values than cells: the relation may say which do not belong; the rest in order."""
    if len(values) > width + 3:
        return Placed((None,) * width, Certainty.UNCERTAIN, "READ-EXTRA", tuple(values))
    kept = [tuple(chosen) for chosen in combinations(values, width)]
    fitting = [slots for slots in kept if holds(slots)]
    texts = {tuple(token.text for token in slots) for slots in fitting}
    slots = fitting[0] if fitting else kept[0]
    extra = tuple(token for token in values if token not in slots)
    certainty = Certainty.REPAIRED if len(texts) == 1 and all_numbers(slots) else Certainty.UNCERTAIN
    if len({token.text for token in values}) == 1 and all_numbers(slots) and not may_be_pieces(line, values[0].text):
        certainty = Certainty.READ  # whichever is left out, the others say the same
    how = f"{len(values)} 个数放 {width} 格：{len(kept)} 种取法中 {len(fitting)} 种满足合计"
    return Placed(slots, certainty, "READ-EXTRA", extra, how)


def may_be_pieces(line: Line, text: str) -> bool:
    """3 3 may be 33 with its digits apart, unless the file says that they are two cells; longer numbers are no pieces."""
    return line.geometry is not Geometry.EXACT and len(text) <= _LONGEST_PIECE and text != "0"


def _whole_row_together(line: Line, values: Sequence[Token], width: int, holds: Holds) -> Placed | None:
    """All values of a row in one cell, or in one merged cell that came back once for each of its columns: taken apart
    where that can be done in one way only."""
    only = values[0]
    repeated = len(values) == width and all(token.text == only.text for token in values)
    if width < _FEWEST_TOGETHER or not (len(values) == 1 or repeated):
        return None
    parts = only.text.split()
    together = len(parts) == width or (len(parts) == 1 and only.text.isdigit() and len(only.text) >= width)
    if not together:
        return None
    placed = _split([only], width, holds)
    return placed if placed.certainty is Certainty.REPAIRED or repeated else None


def _split(values: Sequence[Token], width: int, holds: Holds) -> Placed:
    """Numbers of several cells that stand together: split where exactly one way satisfies the relation."""
    if len(values) == 1 and values[0].text == "0" * width:
        return Placed(_tokens("0" * width, values[0]), Certainty.REPAIRED)
    if _ways(values, width) > _MOST_READINGS:
        return Placed((None,) * width, Certainty.UNCERTAIN, "READ-GLUED", tuple(values))
    fitting: set[tuple[str, ...]] = set()
    tried = 0
    for tried, texts in enumerate(_splits([_digits(token, alone=len(values) == 1) for token in values], width), 1):
        if tried > _MOST_READINGS:
            how = f"连在一起的数字有 {_MOST_READINGS} 种以上拆法"
            return Placed((None,) * width, Certainty.UNCERTAIN, "READ-GLUED", tuple(values), how)
        if holds(_tokens(texts, values[0])):
            fitting.add(texts)
    how = f"连在一起的数字有 {tried} 种拆法，{len(fitting)} 种满足合计"
    if len(fitting) == 1:
        return Placed(_tokens(fitting.pop(), values[0]), Certainty.REPAIRED, how=how)
    return Placed((None,) * width, Certainty.UNCERTAIN, "READ-GLUED", tuple(values), how)


def _ways(values: Sequence[Token], width: int) -> int:
    """How many ways there are to cut one run of digits; 1 where several cells bound them better than this can say."""
    digits = len(values[0].text)
    return comb(digits - 1, width - 1) if len(values) == 1 and values[0].text.isdigit() else 1


def _digits(token: Token, *, alone: bool) -> tuple[str, bool]:
    """The printed text and whether it may be cut anywhere (glued) or at its spaces only."""
    return token.text, token.printed.shape is Shape.GLUED or (alone and token.printed.shape is Shape.NUMBER)


def _splits(cells: Sequence[tuple[str, bool]], width: int) -> Iterator[tuple[str, ...]]:
    """All ways to make `width` numbers of these cells, in order."""
    if not cells:
        if width == 0:
            yield ()
        return
    (text, glued), rest = cells[0], cells[1:]
    parts = text.split()
    if not glued:
        if len(parts) <= width - len(rest):
            yield from ((*parts, *more) for more in _splits(rest, width - len(parts)))
        return
    for count in range(1, width - len(rest) + 1):
        for cut in _cuts(text, count):
            yield from ((*cut, *more) for more in _splits(rest, width - count))


def _cuts(text: str, count: int) -> Iterator[tuple[str, ...]]:
    """Ways to cut a run of digits into numbers that do not begin with 0, unless they are 0."""
    if len(text) < count:
        return
    if count == 1:
        if text == "0" or (text[0] != "0" and len(text) <= _LONGEST_NUMBER):
            yield (text,)
        return
    longest = 1 if text[0] == "0" else min(len(text) - count + 1, _LONGEST_NUMBER)
    if len(text) <= count * _LONGEST_NUMBER:
        for end in range(1, longest + 1):
            yield from ((text[:end], *more) for more in _cuts(text[end:], count - 1))


def _tokens(texts: Sequence[str], like: Token) -> Slots:
    return tuple(Token(text, printed(text), like.x, like.end, like.at) for text in texts)


def _short_row(line: Line, values: Sequence[Token], width: int, holds: Holds) -> Placed:
    """Fewer values than cells, and no columns to go by."""
    slots = tuple(line.values)
    if line.geometry in (Geometry.COUNTED, Geometry.EXACT) and len(slots) == width:
        if not slots[0].is_blank and (line.geometry is Geometry.EXACT or holds(slots)):
            return Placed(slots)
        return Placed(slots, Certainty.UNCERTAIN, "READ-PLACE", how="有空格，数字在哪一列没有合计可以确认")
    if len(values) == width - 1 and width > 2:
        return Placed(_with_gap(values, holds), Certainty.UNCERTAIN, "READ-LOST", how="少一个数，空处按合计推定")
    how = f"{len(values)} 个数放不满 {width} 格，又不知各在哪一列"
    return Placed((None,) * width, Certainty.UNCERTAIN, "READ-LOST", tuple(values), how)


def _with_gap(values: Sequence[Token], holds: Holds) -> Slots:
    """One value is lost: the gap where the relation still holds with nothing in it, else where it decides nothing."""
    blank = Token("", printed(""))
    says = {at: holds((*values[:at], blank, *values[at:])) for at in range(len(values) + 1)}
    places = [at for at, verdict in says.items() if verdict] or [at for at, verdict in says.items() if verdict is None]
    if len(places) == len(says):
        return (None,) * len(says)
    at = places[-1] if places else len(values)
    return (*values[:at], None, *values[at:])
