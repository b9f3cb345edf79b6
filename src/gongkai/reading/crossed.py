"""Table four drawn in any shape: a number belongs to the group and the result whose words stand beside or above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.reading.labels import DISPUTE_COLUMNS, DISPUTE_HEADS, LITIGATION, is_of_last_year
from gongkai.reading.lines import DRAWN, Geometry, Line, Token
from gongkai.reading.place import Slots
from gongkai.report.forms import DISPUTE_GROUPS, DISPUTE_RESULTS

_PLACES = [(group, result) for group in DISPUTE_GROUPS for result in DISPUTE_RESULTS]


@dataclass(frozen=True, slots=True)
class Crossed:
    """`slots` in the order of the form. `extra` stand under no head; `rivals` where another number stands already, and
    `contested` are the places they claim. `in_order`: the form's order is also the order of the file."""

    slots: Slots
    extra: tuple[Token, ...]
    rivals: tuple[Token, ...]
    contested: frozenset[int]
    in_order: bool


@dataclass(slots=True)
class _Head:
    x: int
    end: int
    key: str


@dataclass(slots=True)
class _Heads:
    """Words of one kind that were met so far: those above a column, and the last one that stood alone in its line.
    `wide` are those that stand over several columns."""

    keys: dict[str, str]
    wide: bool
    above: list[_Head] = field(default_factory=list)
    last: str | None = None

    def meet(self, line: Line) -> None:
        found = [(i, key) for i, token in enumerate(line.tokens) if (key := _key(token, self.keys))]
        for i, key in found:
            end = _reach(line.tokens, i) if self.wide else line.tokens[i].end
            self.above.insert(0, _Head(line.tokens[i].x, end, key))
        if found:
            self.last = found[0][1] if len(found) == 1 else None

    def over(self, token: Token) -> str | None:
        return next((head.key for head in self.above if head.x < token.end and token.x < head.end), self.last)


def _key(token: Token, keys: dict[str, str]) -> str | None:
    words = token.words
    return keys.get(words) or keys.get(words.removeprefix(LITIGATION)) if words else None


def _reach(tokens: Sequence[Token], at: int) -> int:
    """A head reaches over the empty cells behind it, where merged cells come as one cell and empty ones."""
    end = tokens[at].end
    for token in tokens[at + 1 :]:
        if not token.is_blank:
            break
        end = token.end
    return end


def crossed(lines: Sequence[Line], year: int | None) -> Crossed | None:
    """None where the lines are not drawn, or some cell of the form has no place of its own among labels and heads.

    Where columns were only counted, a number too many or too few may have moved the others: heads decide nothing there.
    """
    if any(line.value_count and line.geometry not in DRAWN for line in lines):
        return None
    groups, results = _Heads(DISPUTE_HEADS, wide=True), _Heads(DISPUTE_COLUMNS, wide=False)
    taken: dict[tuple[str, str], Token] = {}
    extra: list[Token] = []
    rivals: list[tuple[tuple[str, str], Token]] = []
    for line in lines:
        if is_of_last_year(line.labels, year):
            continue
        if not _has_values(line):
            groups.meet(line)
            results.meet(line)
            continue
        for token, group, result in _beside(line, groups, results):
            if group is None or result is None:
                extra += [token] if token.is_value else []
            elif taken.setdefault((group, result), token) is not token and token.is_value:
                rivals.append(((group, result), token))
    counted = any(line.geometry is Geometry.COUNTED for line in lines)
    if len(taken) < len(_PLACES) or (counted and (extra or rivals or any(t.is_blank for t in taken.values()))):
        return None
    contested = frozenset(_PLACES.index(key) for key, token in rivals if token.text != taken[key].text)
    return Crossed(
        tuple(taken[place] for place in _PLACES),
        tuple(extra),
        tuple(token for key, token in rivals if token.text != taken[key].text),
        contested,
        list(taken) == _PLACES,
    )


def _has_values(line: Line) -> bool:
    return line.value_count > 0 or (not line.labels and len(line.values) >= len(_PLACES))


def _beside(line: Line, groups: _Heads, results: _Heads) -> list[tuple[Token, str | None, str | None]]:
    """The values of a line with the group and the result that stand before them in it, else above them."""
    group = result = None
    found: list[tuple[Token, str | None, str | None]] = []
    for token in line.tokens:
        own_group, own_result = _key(token, DISPUTE_HEADS), _key(token, DISPUTE_COLUMNS)
        if own_group or own_result:
            group, result = own_group or group, own_result or result
            if own_group:
                groups.last = own_group
        elif not token.is_label:
            found.append((token, group or groups.over(token), result or results.over(token)))
    return found
