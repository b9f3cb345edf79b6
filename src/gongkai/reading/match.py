"""Which line of a table is which row of the form: the rows of a form, and what one alignment of a table with them says.

The alignment itself is sought in `search`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import NamedTuple

from gongkai.reading.labels import GROUP_WORDS, LONGEST, Fit, Label
from gongkai.reading.lines import Line

KNOWN = 0.6
"""A label that fits this well names its row."""
_MOST_REMEMBERED = 4096
_FAINT = 0.45
_FAR_FEWER = 4


class Named(NamedTuple):
    """A row of the form that some words may name, and how well they fit its label."""

    row: int
    fit: Fit


class FormRows:
    """The rows of one form's table, in their order, as the matcher sees them. Made once; remembers what it was asked."""

    def __init__(self, labels: Iterable[Label], widths: Iterable[int]) -> None:
        self.labels = tuple(labels)
        self.widths = tuple(widths)
        self.narrowest = min(self.widths)
        self._known: dict[tuple[str, ...], tuple[Named, ...]] = {}

    def __len__(self) -> int:
        return len(self.labels)

    def fits(self, words: tuple[str, ...]) -> tuple[Named, ...]:
        """The rows that the words of a line may name, the best fit for each; faint ones beside a clear one are dropped."""
        if words not in self._known:
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            self._known[words] = self._fits(words)
        return self._known[words]

    def _fits(self, labels: tuple[str, ...]) -> tuple[Named, ...]:
        best: dict[int, Fit] = {}
        for words in _naming(labels):
            for index, label in enumerate(self.labels if len(words) <= LONGEST else ()):
                fit = label.fit(words)
                if fit and (index not in best or fit.score > best[index].score):
                    best[index] = fit
        clear = max((fit.score for fit in best.values()), default=0.0)
        return tuple(Named(i, fit) for i, fit in best.items() if fit.score > clear - _FAINT or _is_beginning(fit))


def _naming(labels: Sequence[str]) -> tuple[str, ...]:
    """The words that may name a row: not a group in front of another label, for the group 其他处理 is a row of one form."""
    return tuple(
        words
        for words, after in zip_longest(labels, labels[1:], fillvalue="")
        if words not in GROUP_WORDS or len(after) < 2 or after in GROUP_WORDS
    )


def _is_beginning(fit: Fit) -> bool:
    """A label broken behind its first words may show another label whole: 2.其他 begins 2.其他法律行政法规禁止公开."""
    return fit.start == 0 and fit.end > 1


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """The lines of one row of the form. `label` is the best label score, `beside` that of the words on the line of the
    values itself; `lines` are those with values."""

    row: int
    label: float = 0.0
    beside: float = 0.0
    lines: tuple[int, ...] = ()
    label_lines: tuple[int, ...] = ()

    @property
    def is_below(self) -> bool:
        """The values stand right below a piece of the row's label."""
        return bool(self.lines) and self.lines[0] - 1 in self.label_lines


@dataclass(frozen=True, slots=True)
class Alignment:
    """The rows found, by their index in the form; `orphans` are lines with values that fit nowhere."""

    score: float
    rows: Mapping[int, MatchedRow]
    orphans: tuple[int, ...]

    def doubtful(self, rows: FormRows, lines: Sequence[Line]) -> set[int]:
        """Rows whose values may belong to another row, when labels and values do not come out even.

        Values beside their label are sure. Where values follow labels one row at a time, those right below their label
        are doubtful only next to a row without its values; where values were left over as well, all of them are.
        """
        found = {index for index, row in self.rows.items() if row.lines}
        whole = {i for i in found if not _is_stray(lines[self.rows[i].lines[0]], rows.widths[i])}
        gaps = set(range(len(rows))) - whole
        loose = {index for index in found if self.rows[index].beside < KNOWN}
        if not gaps and not self.orphans:
            return set()
        if not gaps:
            return {i for i in loose if not self.rows[i].is_below}
        if self.orphans or not _is_orderly(lines):
            return loose
        return {i for i in loose if not self.rows[i].is_below or {i - 1, i + 1} & gaps}


def _is_stray(line: Line, width: int) -> bool:
    """Far fewer values than a row has, and not all of them run together: perhaps no row at all."""
    digits = sum(char.isdigit() for token in line.values for char in token.text)
    return line.value_count > 0 and far_fewer(line.value_count, width) and digits < width


def _is_orderly(lines: Sequence[Line]) -> bool:
    """No values of two rows follow one another without a label between them."""
    return not any(a.value_count and b.only_values for a, b in pairwise(lines))


def far_fewer(count: int, width: int) -> bool:
    """So few values that they are perhaps no row at all."""
    return count * _FAR_FEWER < width
