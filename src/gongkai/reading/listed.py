"""Table two in other shapes: two of its rows side by side, columns in another order, heads inside the row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.reading.labels import bare, is_piece_of
from gongkai.reading.lines import DRAWN, Geometry, Line, Token
from gongkai.reading.match import FormRows
from gongkai.reading.place import Placed
from gongkai.report import FORMS, Certainty, Role
from gongkai.report.forms import PROACTIVE

_CLEAR = 0.85


def _heads_of_rows(code: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    heads: tuple[str, ...] = ()
    for row in FORMS[code].table(PROACTIVE).rows:
        path = next((cell.path for cell in row if cell.path), None)
        if path:
            yield path.split(".")[1], heads
        elif len(row) > 1:
            heads = tuple(bare(cell.text) for cell in row[1:] if cell.role is Role.HEAD)


HEADS = {code: dict(_heads_of_rows(code)) for code in FORMS}
"""Form → row of table two → the heads of its values, in the order of the form."""


def one_row_a_line(lines: Sequence[Line], rows: FormRows) -> list[Line]:
    """Where two rows of the form stand side by side in a drawn table: each on a line of its own."""
    out: list[Line] = []
    for line in lines:
        starts = _row_starts(line, rows) if line.geometry in DRAWN and line.value_count > 1 else []
        if len(starts) < 2:
            out.append(line)
            continue
        for first, last in zip(starts, [*starts[1:], len(line.tokens)], strict=True):
            tokens = line.tokens[0 if first == starts[0] else first : last]
            out.append(Line(tokens, line.geometry, line.block, line.gap, line.text, line.page))
    return out


def _row_starts(line: Line, rows: FormRows) -> list[int]:
    """Where the label of a row stands that values follow before the next one."""
    named = [i for i, token in enumerate(line.tokens) if token.is_label and _names_row(token, rows)]
    bounds = pairwise([*named, len(line.tokens)])
    return [a for a, b in bounds if any(token.is_value for token in line.tokens[a:b])]


def _names_row(token: Token, rows: FormRows) -> bool:
    return any((fit := label.fit(token.words)) is not None and fit.score >= _CLEAR for label in rows.labels)


def by_heads(lines: Sequence[Line], at: int, heads: Sequence[str]) -> Placed | None:
    """The values of a row under its heads, or behind heads that stand in the row itself; None where the heads do not
    name every value, or say no more than the order does."""
    line = lines[at]
    if line.geometry not in DRAWN or not line.value_count:
        return None
    return _behind_heads(line, heads) or _below_heads(line, lines[:at], heads)


def _behind_heads(line: Line, heads: Sequence[str]) -> Placed | None:
    """制发 3 废止 0 有效 12: every value behind its head."""
    found: dict[int, Token] = {}
    head: int | None = None
    for token in line.tokens:
        if token.is_value:
            if head is None or head in found:
                return None
            found[head] = token
        elif words := token.words:
            named = [i for i, whole in enumerate(heads) if len(words) > 1 and is_piece_of(words, (whole,))]
            head = named[0] if len(named) == 1 else None
    return Placed(tuple(found[i] for i in range(len(heads)))) if len(found) == len(heads) else None


def _below_heads(line: Line, above: Sequence[Line], heads: Sequence[str]) -> Placed | None:
    spans = _spans(line, above, heads)
    if spans is None:
        return None
    values = [token for token in line.tokens if not token.is_label]
    slots = [_only([token for token in values if _meet(token, head)]) for head in spans]
    extra = [token for token in values if not token.is_blank and not any(_meet(token, head) for head in spans)]
    moved = [head.x for head in spans] != sorted(head.x for head in spans)
    if None in slots or not (extra or moved):
        return None
    if line.geometry is Geometry.COUNTED and (extra or any(slot and slot.is_blank for slot in slots)):
        return None
    return Placed(tuple(slots), Certainty.READ, "READ-EXTRA" if extra else "", tuple(extra))


def _spans(line: Line, above: Sequence[Line], heads: Sequence[str]) -> list[Token] | None:
    """The heads of the row, from the nearest line above that names them all once."""
    for other in reversed(above):
        if other.block != line.block or other.value_count:
            continue
        found = [[token for token in other.tokens if token.words == words] for words in heads]
        if all(len(tokens) == 1 for tokens in found):
            return [tokens[0] for tokens in found]
    return None


def _only(tokens: Sequence[Token]) -> Token | None:
    """The one value, also where a merged cell came back once for each of its columns."""
    filled = [token for token in tokens if not token.is_blank]
    if len({token.text for token in filled}) > 1:
        return None
    return filled[0] if filled else tokens[0] if tokens else None


def _meet(token: Token, head: Token) -> bool:
    return token.x < head.end and head.x < token.end
