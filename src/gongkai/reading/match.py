"""Which line of a table is which row of the form: one scored, monotone alignment of the whole table.

A beam search over the lines, from top to bottom. A reading of the lines so far says which row of the form it has reached,
how much of that row's label it has seen, and whether the row has its values. Labels may be cut over lines, stand above,
beside or below their values, or be missing; lines may be heads, furniture or belong to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.reading.labels import LONGEST, Fit, Label
from gongkai.reading.lines import Line
from gongkai.reading.problem import Clock


class FormRows:
    """The rows of one form's table, in their order, as the matcher sees them. Made once; remembers what it was asked."""

    def __init__(self, labels: Iterable[Label], widths: Iterable[int]) -> None:
        self.labels = tuple(labels)
        self.widths = tuple(widths)
        self._known: dict[tuple[str, ...], tuple[tuple[int, Fit], ...]] = {}

    def __len__(self) -> int:
        return len(self.labels)

    def fits(self, line: Line) -> tuple[tuple[int, Fit], ...]:
        """The rows that the words of a line may name, the best fit for each; faint ones beside a clear one are dropped."""
        words = tuple(line.labels)
        if words not in self._known:
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            self._known[words] = self._fits(words)
        return self._known[words]

    def _fits(self, labels: tuple[str, ...]) -> tuple[tuple[int, Fit], ...]:
        best: dict[int, Fit] = {}
        for words in labels:
            for index, label in enumerate(self.labels if len(words) <= LONGEST else ()):
                fit = label.fit(words)
                if fit and (index not in best or fit.score > best[index].score):
                    best[index] = fit
        clear = max((fit.score for fit in best.values()), default=0.0)
        return tuple((i, fit) for i, fit in best.items() if fit.score > clear - 0.45)


_MOST_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Step:
    """One line taken for a row: with which strength its label spoke (0: only the order did), and whether it brought values."""

    line: int
    row: int
    label: float
    values: bool


@dataclass(slots=True)
class MatchedRow:
    """The lines of one row of the form. `label` is the best label score, `beside` that of the words on the line of the
    values itself; `lines` are those with values."""

    row: int
    label: float = 0.0
    beside: float = 0.0
    lines: list[int] = field(default_factory=list)
    label_lines: list[int] = field(default_factory=list)

    @property
    def is_below(self) -> bool:
        """The values stand right below a piece of the row's label."""
        return bool(self.lines) and self.lines[0] - 1 in self.label_lines


@dataclass(slots=True)
class Alignment:
    """The rows found, by their index in the form; `orphans` are lines with values that fit nowhere."""

    score: float
    rows: dict[int, MatchedRow]
    orphans: list[int]

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


KNOWN = 0.6
"""A label that fits this well names its row."""


def _is_stray(line: Line, width: int) -> bool:
    """Far fewer values than a row has, and not all of them run together: perhaps no row at all."""
    digits = sum(char.isdigit() for token in line.values for char in token.text)
    return 0 < line.value_count * _FAR_FEWER < width and digits < width


def _is_orderly(lines: Sequence[Line]) -> bool:
    """No values of two rows follow one another without a label between them."""
    return not any(a.value_count and b.only_values for a, b in pairwise(lines))


# What a reading gains and loses. Only their order of size matters: a whole label for its row is worth most, and a line of
# values left over costs most.
_LABEL = 6.0
_BEGINNING = 1.0
_IN_THE_MIDDLE = -1.0
_ELSEWHERE = 0.5
_LATE = -1.0
_BARE_ROW = -2.0
_ROW_LEFT_OUT = -3.0
_ROW_WITHOUT_VALUES = -2.0
_WRONG_COUNT = -3.0
_ORPHAN = -8.0
_STRAY_NUMBER = -3.0
_WORDS_LEFT_OVER = -0.7
_STRANGE_WORDS = -3.0
_BEAM = 16
_HOPELESS = 25.0
_FURTHEST_BARE = 6
_NAMED = 0.85
_FAR_FEWER = 4


@dataclass(frozen=True, slots=True)
class _Reading:
    score: float
    row: int
    seen: int
    labelled: bool
    filled: bool
    steps: tuple[Step, _Reading] | None

    @property
    def key(self) -> tuple[int, int, bool, bool]:
        return self.row, self.seen, self.labelled, self.filled


@dataclass(frozen=True, slots=True)
class _Event:
    """A line as the search sees it: which rows its words may name, how many values and blanks it has."""

    line: int
    fits: tuple[tuple[int, Fit], ...]
    values: int
    is_blank_row: bool
    neutral: bool

    @property
    def has_values(self) -> bool:
        return self.values > 0

    @property
    def named(self) -> bool:
        """The words beside the values name a row: no other row may take them."""
        return any(fit.score >= _NAMED for _, fit in self.fits)


def align(lines: Sequence[Line], rows: FormRows, heads: frozenset[str], clock: Clock) -> Alignment:
    """The best reading of these lines against these rows; `heads` are words that cost nothing to pass over."""
    beam = [_Reading(0.0, -1, 0, True, True, None)]
    for i, line in enumerate(lines):
        if i % 50 == 0:
            clock.check()
        event = _event(i, line, rows, heads)
        if event is None:
            continue
        best: dict[tuple[int, int, bool, bool], _Reading] = {}
        for reading in beam:
            for after in _readings(reading, event, rows):
                if after.key not in best or best[after.key].score < after.score:
                    best[after.key] = after
        beam = sorted(best.values(), key=lambda r: -r.score)[:_BEAM]
        beam = [reading for reading in beam if reading.score > beam[0].score - _HOPELESS]
    last = max(beam, key=lambda r: r.score + _missing(r, len(rows)))
    return _alignment(last, lines)


def _event(i: int, line: Line, rows: FormRows, heads: frozenset[str]) -> _Event | None:
    if not line.labels and not line.value_count:
        return None
    is_head = sum(words in heads for words in line.labels) * 2 > max(2, len(line.labels)) and not line.value_count
    fits = () if is_head else rows.fits(line)
    blanks = len(line.values) - line.value_count
    neutral = is_head or all(words in heads or len(words) == 1 for words in line.labels)
    return _Event(i, fits, line.value_count, line.value_count == 0 and blanks > 0, neutral)


def _readings(reading: _Reading, event: _Event, rows: FormRows) -> Iterator[_Reading]:
    """Every way to go on with this line."""
    for index, fit in event.fits:
        if index > reading.row:
            yield _begin(reading, event, index, fit, rows)
        elif index == reading.row:
            yield from _go_on(reading, event, fit, rows)
    if event.has_values and not event.named:
        yield from _without_label(reading, event, rows)
    yield _pass_over(reading, event, rows)


def _step(reading: _Reading, event: _Event, row: int, label: float) -> tuple[Step, _Reading]:
    return Step(event.line, row, label, event.has_values or event.is_blank_row), reading


def _worth(fit: Fit, label: Label) -> float:
    """What a fragment is worth at the start of a row: its share of the label, whole labels in full."""
    length = fit.end - fit.start
    if length == len(label.words) or fit.score >= _NAMED:
        return _LABEL * fit.score
    bonus = _IN_THE_MIDDLE if fit.start else _BEGINNING if length > 1 else 0.0
    return _LABEL * length / len(label.words) + bonus


def _count(event: _Event, row: int, rows: FormRows) -> float:
    return _WRONG_COUNT if event.values and event.values != rows.widths[row] else 0.0


def _begin(reading: _Reading, event: _Event, row: int, fit: Fit, rows: FormRows) -> _Reading:
    gain = _worth(fit, rows.labels[row]) + _count(event, row, rows)
    score = reading.score + gain + _leave(reading) + _skipped(reading.row, row)
    filled = event.has_values or event.is_blank_row
    return _Reading(score, row, fit.end, True, filled, _step(reading, event, row, fit.score))


def _go_on(reading: _Reading, event: _Event, fit: Fit, rows: FormRows) -> Iterator[_Reading]:
    """The rest of the label; or the label itself, below or beside values that came first."""
    fresh, label = event.has_values, rows.labels[reading.row]
    if fresh and reading.filled:
        return
    if not reading.labelled:
        late = reading.score + _worth(fit, label) + _LATE
        yield _Reading(late, reading.row, fit.end, True, True, _step(reading, event, reading.row, fit.score))
    elif fit.start >= reading.seen:
        on = fit.start <= reading.seen + 1
        gain = _LABEL * (fit.end - fit.start) / len(label.words) * (1.0 if on else _ELSEWHERE)
        score = reading.score + gain + _count(event, reading.row, rows)
        step = _step(reading, event, reading.row, fit.end / len(label.words) if on else 0.0)
        yield _Reading(score, reading.row, fit.end, True, reading.filled or fresh, step)


def _without_label(reading: _Reading, event: _Event, rows: FormRows) -> Iterator[_Reading]:
    strange = 0.0 if event.neutral else _STRANGE_WORDS
    if not reading.filled:
        step = _step(reading, event, reading.row, 0.0)
        score = reading.score + 1 + strange + _count(event, reading.row, rows)
        yield _Reading(score, reading.row, reading.seen, reading.labelled, True, step)
    for row in range(reading.row + 1, min(reading.row + 1 + _FURTHEST_BARE, len(rows))):
        gain = _BARE_ROW + strange + _count(event, row, rows)
        score = reading.score + gain + _leave(reading) + _skipped(reading.row, row)
        yield _Reading(score, row, 0, False, True, _step(reading, event, row, 0.0))


def _pass_over(reading: _Reading, event: _Event, rows: FormRows) -> _Reading:
    if not event.has_values:
        cost = 0.0 if event.neutral else _WORDS_LEFT_OVER
        return _Reading(reading.score + cost, *reading.key, reading.steps)
    stray = event.values * _FAR_FEWER < min(rows.widths)
    steps = (Step(event.line, -1, 0.0, True), reading)
    return _Reading(reading.score + (_STRAY_NUMBER if stray else _ORPHAN), *reading.key, steps)


def _leave(reading: _Reading) -> float:
    return 0.0 if reading.filled else _ROW_WITHOUT_VALUES


def _skipped(before: int, row: int) -> float:
    return _ROW_LEFT_OUT * (row - before - 1)


def _missing(reading: _Reading, count: int) -> float:
    return _leave(reading) + _skipped(reading.row, count)


def _alignment(last: _Reading, lines: Sequence[Line]) -> Alignment:
    rows: dict[int, MatchedRow] = {}
    orphans: list[int] = []
    step = last.steps
    while step is not None:
        taken, before = step
        if taken.row < 0:
            orphans.append(taken.line)
        else:
            row = rows.setdefault(taken.row, MatchedRow(taken.row))
            row.label = max(row.label, taken.label)
            row.beside = max(row.beside, taken.label if taken.values else 0.0)
            (row.lines if taken.values else row.label_lines).insert(0, taken.line)
        step = before.steps
    return Alignment(last.score, rows, orphans[::-1])
