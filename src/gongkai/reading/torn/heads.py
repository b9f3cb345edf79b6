"""Table two with its labels torn from its values: the values that follow the head of a column are that column's.

Values that follow one head stand in the order of the rows. Those that follow several heads may be printed row by row or
column by column: only what is the same both ways is certain then. Nothing is certain unless every head of the form has
exactly the values of its rows, nor what a page's number may stand among.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.reading.assemble import is_furniture
from gongkai.reading.labels import PROACTIVE_ROWS, bare
from gongkai.reading.lines import DRAWN, Line, Token
from gongkai.reading.numbers import Shape
from gongkai.reading.place import Placed
from gongkai.report import FORMS, Certainty, Role
from gongkai.report.forms import PROACTIVE

_LARGEST_PAGE = 99


class _Column(NamedTuple):
    """One column of one article's block: its head and the paths of its cells from top to bottom."""

    head: str
    paths: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    """Heads with nothing but words between them, and the values that follow them."""

    columns: list[_Column] = field(default_factory=list)
    values: list[Token] = field(default_factory=list)

    @property
    def is_even(self) -> bool:
        return len(self.values) == sum(len(column.paths) for column in self.columns)

    @property
    def may_hold_a_page(self) -> bool:
        """Among the values a page's number may stand for one that was left blank."""
        numbers = [number for token in self.values for number in token.printed.numbers]
        return any(0 < number <= _LARGEST_PAGE and number == int(number) for number in numbers)

    def by_column(self) -> dict[str, Token]:
        return dict(zip((path for column in self.columns for path in column.paths), self.values, strict=True))

    def by_row(self) -> dict[str, Token]:
        """As by column where the columns belong to blocks of different height."""
        if len({len(column.paths) for column in self.columns}) > 1:
            return self.by_column()
        rows = zip(*(column.paths for column in self.columns), strict=True)
        return dict(zip((path for row in rows for path in row), self.values, strict=True))


def under_torn_heads(lines: Sequence[Line], code: str) -> dict[str, tuple[Token, bool]]:
    """Path → its value, and whether it is certain."""
    if any(line.geometry in DRAWN for line in lines) or not _in_form_order(lines, code):
        return {}
    groups = list(_groups(lines, code))
    named = Counter(column.head for group in groups for column in group.columns)
    if not groups or not groups[0].columns or named != _COUNTS[code]:
        return {}
    is_whole = all(group.is_even for group in groups) and not any(map(has_loose_digits, lines))
    even = [group for group in groups if group.is_even]
    rows_first = sum(_likelihood(group.by_row()) - _likelihood(group.by_column()) for group in even) > 0
    found: dict[str, tuple[Token, bool]] = {}
    for group in even:
        one, other = group.by_row(), group.by_column()
        for path, token in (one if rows_first else other).items():
            same = one[path].text == other[path].text and token.printed.shape is Shape.NUMBER
            found[path] = token, is_whole and same and not group.may_hold_a_page
    return found


def _in_form_order(lines: Sequence[Line], code: str) -> bool:
    """The rows whose label still stands beside its values follow one another as in the form."""
    order = list(PROACTIVE_ROWS[code])
    rows = {row.words: order.index(row.key) for row in PROACTIVE_ROWS[code].values()}
    named = [rows[words] for line in lines if line.value_count for words in line.labels if words in rows]
    return named == sorted(named)


def torn_row(found: dict[str, tuple[Token, bool]], paths: Sequence[str]) -> Placed | None:
    if not all(path in found for path in paths):
        return None
    slots = tuple(found[path][0] for path in paths)
    return Placed(slots) if all(found[path][1] for path in paths) else Placed(slots, Certainty.UNCERTAIN, "READ-ORDER")


def _columns(code: str) -> list[_Column]:
    """The columns of table two in the order of the form, those of one block from left to right."""
    blocks: list[tuple[list[str], list[list[str]]]] = []
    for row in FORMS[code].table(PROACTIVE).rows:
        paths = [cell.path for cell in row if cell.path]
        if paths:
            blocks[-1][1].append(paths)
        elif len(row) > 1:
            blocks.append(([bare(cell.text) for cell in row[1:] if cell.role is Role.HEAD], []))
    return [
        _Column(head, paths)
        for heads, rows in blocks
        for head, paths in zip(heads, zip(*rows, strict=True), strict=True)
    ]


_COLUMNS = {code: _columns(code) for code in FORMS}
_COUNTS = {code: Counter(column.head for column in columns) for code, columns in _COLUMNS.items()}
_HEADS = {code: re.compile("|".join(sorted(counts, key=len, reverse=True))) for code, counts in _COUNTS.items()}


def _groups(lines: Sequence[Line], code: str) -> Iterator[_Group]:
    """Heads and values as they follow one another. A head that stands over several blocks is that of the next block each
    time: what stands in one column is printed from top to bottom."""
    left = {head: [column for column in _COLUMNS[code] if column.head == head] for head in _COUNTS[code]}
    group = _Group()
    for line in lines:
        heads = [head for words in line.labels for head in _HEADS[code].findall(words)]
        if heads and group.values:
            yield group
            group = _Group()
        group.columns += [left[head].pop(0) if left[head] else _Column(head, ()) for head in heads]
        if not is_furniture(line):
            group.values += [token for token in line.values if token.is_value and not token.is_lone_word]
    yield group


def has_loose_digits(line: Line) -> bool:
    """Digits that are neither a label's nor a value: perhaps a piece of a number."""
    tokens = () if is_furniture(line) else line.tokens
    loose = (t for t in tokens if is_whole_part(t) or not (t.is_label or t.is_value))
    return any(char.isdigit() for token in loose for char in token.text)


def is_whole_part(token: Token) -> bool:
    """4. with nothing behind it: no number of a paragraph, but perhaps the whole part of the value that follows."""
    return _POINTED.fullmatch(token.text) is not None


_POINTED = re.compile(r"\d+[.．,，]")


def _likelihood(values: dict[str, Token]) -> int:
    """Nothing in the first row, the largest number in the last column, less than nothing only for a change."""
    rows: dict[str, list[float]] = {}
    score = 0
    for path, token in values.items():
        number = float(token.printed.numbers[0]) if token.printed.numbers else 0.0
        score -= 2 * (number < 0 and not path.endswith(".change"))
        rows.setdefault(path.split(".")[1], []).append(number)
    for row in rows.values():
        score += row[-1] == max(row)
    return score + 2 * (not any(next(iter(rows.values()))))
