"""Table three by its heads: where all seven stand over columns of values, they say whose column each is, wherever it is."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.reading.columns import Columns, Key, headed_columns, key_of
from gongkai.reading.lines import DRAWN, Geometry, Line, Token
from gongkai.reading.place import Placed, Slots, all_numbers
from gongkai.reading.sums import row_holds
from gongkai.report import Certainty
from gongkai.report.forms import COLUMNS

WIDTH = len(COLUMNS)
_FEWEST_HEADS, _MOST = 5, 0.8
Span = tuple[int, int]
Heads = dict[int, Span]
"""Column of the form → where its head stands."""


def deciding_heads(lines: Sequence[Line], heads: Sequence[Line]) -> dict[Key, Heads]:
    """Heads that say more than the order of the values does: columns in another order, or columns that the form does not
    have. A piece of the table without heads has those of the piece before.

    Empty where they say nothing more, where the pieces differ, or where the rows do not add up under them.
    """
    found: dict[Key, Heads] = {}
    spans: Heads = {}
    for key in dict.fromkeys(key for line in lines if line.value_count and (key := key_of(line)) and key[0] in DRAWN):
        own = headed_columns(heads, key)
        if len(own) == WIDTH and spans and _order(own) != _order(spans):
            return {}
        spans = own if len(own) == WIDTH else spans
        if not spans:
            return {}
        found[key] = spans
    rows = [(key, line) for line in lines if line.value_count and (key := key_of(line)) in found]
    if not spans or not _says_more(spans, [line for line in lines if line.value_count]):
        return {}
    placed = {key: [under_heads(line, spans).slots for own, line in rows if own == key] for key, spans in found.items()}
    if not all(map(_stand_over_values, placed.values())):
        return {}
    return (
        found
        if _adds_up([under_heads(line, found[key]).slots for line in lines if (key := key_of(line)) in found])
        else {}
    )


def is_rearranged(heads: dict[Key, Heads]) -> bool:
    """The columns stand in another order than the form's."""
    return any(_order(spans) != list(range(WIDTH)) for spans in heads.values())


def _order(spans: Heads) -> list[int]:
    return sorted(spans, key=lambda at: spans[at])


def _stand_over_values(rows: Sequence[Slots]) -> bool:
    """Nearly every row has a cell of its own, no label, below each head."""
    full = sum(all(slot is not None for slot in row) for row in rows)
    return full >= _MOST * len(rows)


def _says_more(spans: Heads, rows: Sequence[Line]) -> bool:
    """Where cells were only counted, single rows that stand elsewhere have moved: a column too many is in nearly all."""
    outside = [any(not token.is_blank and not _over(spans, token) for token in row.values) for row in rows]
    exact = all(row.geometry is Geometry.EXACT for row in rows)
    extra = any(outside) if exact else sum(outside) >= _MOST * len(rows)
    return extra or _order(spans) != list(range(WIDTH))


def _adds_up(rows: Sequence[Slots]) -> bool:
    verdicts = [row_holds(row) for row in rows if any(token and token.text != "0" for token in row)]
    return verdicts.count(False) <= (1 - _MOST) * len(verdicts)


def better_heads(lines: Sequence[Line], heads: Sequence[Line], key: Key, columns: Columns) -> Heads:
    """Where the heads stand, if whole rows stand elsewhere and no row adds up there: those rows held a note, not a value."""
    spans = headed_columns(heads, key) if key[0] in DRAWN else {}
    apart = any(not _meet(span, columns.spans[at]) for at, span in spans.items())
    if not apart or len(spans) < _FEWEST_HEADS:
        return {}
    rows = [line.values for line in lines if key_of(line) == key and line.value_count == WIDTH]
    printed_rows = [tuple(token for token in row if token.is_value) for row in rows]
    adds_up = any(row_holds(row) and any(token.text != "0" for token in row) for row in printed_rows)
    return {} if adds_up else spans


def under_heads(line: Line, heads: Heads, *, whole: bool = False) -> Placed:
    """Each value under its head. What stands under no head makes a doubt, unless the heads are known for the whole table
    (`whole`) or it stands behind the last one."""
    slots: list[Token | None] = [None] * WIDTH
    extra: list[Token] = []
    for token in line.values:
        at = _over(heads, token)
        if at and slots[at[0]] is None:
            slots[at[0]] = token
        elif token.is_value:
            extra.append(token)
    moved = _moved_as_a_whole(line.values, heads) if extra else None
    if moved:
        return moved
    last = max(end for _, end in heads.values())
    placed = all(slots[at] is not None for at in heads)
    if whole and placed:
        # Where cells were only counted, the row itself may have moved.
        sure = line.geometry is Geometry.EXACT or row_holds(tuple(slots)) is True
        return Placed(tuple(slots)) if sure else Placed(tuple(slots), Certainty.UNCERTAIN, "READ-PLACE")
    sure = placed and all(token.x >= last for token in extra)
    rule = "READ-EXTRA" if extra else "" if sure else "READ-PLACE"
    return Placed(tuple(slots), Certainty.READ if sure else Certainty.UNCERTAIN, rule, tuple(extra))


def _moved_as_a_whole(values: Sequence[Token], heads: Heads) -> Placed | None:
    """A merged cell that takes a row too many or too few moves all the others of its row: a value for every head, in their
    order, if the row adds up."""
    if len(values) != len(heads) or len(heads) != WIDTH:
        return None
    slots = tuple(values[at] for at in map(_order(heads).index, range(WIDTH)))
    if not (all_numbers(slots) and row_holds(slots)):
        return None
    return Placed(slots, Certainty.REPAIRED, how="整行移了位，按次序放，本行合计相符")


def left_out(lines: Sequence[Line], heads: dict[Key, Heads]) -> list[Token]:
    """What is printed under none of the heads."""
    return [
        token
        for line in lines
        if (key := key_of(line)) in heads
        for token in line.values
        if not token.is_blank and not _over(heads[key], token)
    ]


def _over(heads: Heads, token: Token) -> list[int]:
    return [at for at, span in heads.items() if _meet(span, (token.x, token.end))]


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
