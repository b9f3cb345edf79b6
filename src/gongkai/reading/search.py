"""The search for the best alignment of a whole table with the form: scored, monotone, from top to bottom.

A beam search over the lines. A reading of the lines so far says which row of the form it has reached, how much of that
row's label it has seen, and whether the row has its values. Labels may be cut over lines, stand above, beside or below
their values, or be missing; lines may be heads, furniture or belong to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from gongkai.reading.labels import Fit, Label
from gongkai.reading.lines import Line
from gongkai.reading.match import Alignment, FormRows, MatchedRow, far_fewer
from gongkai.reading.problem import Clock

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

State = tuple[int, int, bool, bool]
"""Row reached, how much of its label was seen, whether it was named at all, whether it has its values. Two readings in one
state go on alike, so the better one is enough."""
Way = tuple[float, State, tuple[int, float] | None]
"""One way to go on: the score then, the state then, and the row taken with the strength of its label (-1: no row)."""


class _Step(NamedTuple):
    """One line taken for a row (-1: for none): with which strength its label spoke (0: only the order did), whether it
    brought values, and the step before."""

    line: int
    row: int
    label: float
    values: bool
    before: _Step | None


class _Reading(NamedTuple):
    score: float
    state: State
    steps: _Step | None


class _Seen(NamedTuple):
    """All that the search sees of a line: its words, how many values it has, whether it brings values or blanks."""

    labels: tuple[str, ...]
    values: int
    brings: bool


class _Start(NamedTuple):
    """A row of the form that a line may begin, and what the line is worth there."""

    row: int
    fit: Fit
    gain: float


@dataclass(frozen=True, slots=True)
class _Event:
    """What a line may mean. `named`: its words name a row, so that no other may take its values; `neutral`: its words may
    be passed over at no cost; `costs` is what its number of values costs, row by row."""

    values: int
    brings: bool
    starts: tuple[_Start, ...]
    named: bool
    neutral: bool
    costs: tuple[float, ...]


_MOST_REMEMBERED, _LONGEST_REMEMBERED = 256, 200
_remembered: dict[tuple[FormRows, frozenset[str], tuple[_Seen, ...]], Alignment] = {}
"""Most offices print the same words in the same lines: how such a table was aligned once, it is aligned again."""


def align(lines: Sequence[Line], rows: FormRows, heads: frozenset[str], clock: Clock) -> Alignment:
    """The best reading of these lines against these rows; `heads` are words that cost nothing to pass over."""
    table = tuple(_Seen(line.labels, line.value_count, bool(line.values)) for line in lines)
    key = (rows, heads, table)
    known = _remembered.get(key)
    if known is None:
        known = _searched(table, rows, heads, clock)
        if len(_remembered) >= _MOST_REMEMBERED:
            _remembered.clear()
        if len(table) <= _LONGEST_REMEMBERED:
            _remembered[key] = known
    return known


def _searched(table: Sequence[_Seen], rows: FormRows, heads: frozenset[str], clock: Clock) -> Alignment:
    beam = [_Reading(0.0, (-1, 0, True, True), None)]
    for i, seen in enumerate(table):
        if i % 50 == 0:
            clock.check()
        event = _event(seen, rows, heads)
        if event is not None:
            beam = _after(beam, i, event, rows)
    last = max(beam, key=lambda reading: reading.score + _missing(reading.state, len(rows)))
    return _alignment(last)


@lru_cache(maxsize=4096)
def _event(seen: _Seen, rows: FormRows, heads: frozenset[str]) -> _Event | None:
    """None for a line that no reading gains or loses by."""
    labels, values, brings = seen
    if not labels and not values:
        return None
    is_head = sum(words in heads for words in labels) * 2 > max(2, len(labels)) and not values
    fits = () if is_head else rows.fits(labels)
    neutral = is_head or all(words in heads or len(words) == 1 for words in labels)
    if neutral and not fits and not values:
        return None
    costs = tuple(_WRONG_COUNT if values and values != width else 0.0 for width in rows.widths)
    starts = tuple(_Start(index, fit, _worth(fit, rows.labels[index]) + costs[index]) for index, fit in fits)
    named = any(fit.score >= _NAMED for _, fit in fits)
    return _Event(values, brings, starts, named, neutral, costs)


def _after(beam: Sequence[_Reading], line: int, event: _Event, rows: FormRows) -> list[_Reading]:
    """The best readings of the lines up to this one."""
    best: dict[State, _Reading] = {}
    for reading in beam:
        for score, state, taken in _ways(reading, event, rows):
            known = best.get(state)
            if known is None or known.score < score:
                steps = _Step(line, *taken, event.brings, reading.steps) if taken else reading.steps
                best[state] = _Reading(score, state, steps)
    ranked = sorted(best.values(), key=itemgetter(0), reverse=True)[:_BEAM]
    least = ranked[0].score - _HOPELESS
    return [reading for reading in ranked if reading.score > least]


def _ways(reading: _Reading, event: _Event, rows: FormRows) -> Iterator[Way]:
    """Every way to go on with this line."""
    score, state, _ = reading
    row, filled = state[0], state[3]
    for index, fit, gain in event.starts:
        if index > row:
            begun = score + gain + _leave(filled) + _skipped(row, index)
            yield begun, (index, fit.end, True, event.brings), (index, fit.score)
        elif index == row:
            yield from _go_on(score, state, event, fit, rows.labels[row])
    if event.values and not event.named:
        yield from _without_label(score, state, event, len(rows))
    yield _pass_over(score, state, event, rows.narrowest)


def _worth(fit: Fit, label: Label) -> float:
    """What a fragment is worth at the start of a row: its share of the label, whole labels in full."""
    length = fit.end - fit.start
    if length == len(label.words) or fit.score >= _NAMED:
        return _LABEL * fit.score
    bonus = _IN_THE_MIDDLE if fit.start else _BEGINNING if length > 1 else 0.0
    return _LABEL * length / len(label.words) + bonus


def _go_on(score: float, state: State, event: _Event, fit: Fit, label: Label) -> Iterator[Way]:
    """The rest of the label; or the label itself, below or beside values that came first."""
    row, seen, labelled, filled = state
    if event.values and filled:
        return
    if not labelled:
        yield score + _worth(fit, label) + _LATE, (row, fit.end, True, True), (row, fit.score)
    elif fit.start >= seen:
        on = fit.start <= seen + 1
        gain = _LABEL * (fit.end - fit.start) / len(label.words) * (1.0 if on else _ELSEWHERE)
        strength = fit.end / len(label.words) if on else 0.0
        yield score + gain + event.costs[row], (row, fit.end, True, filled or event.values > 0), (row, strength)


def _without_label(score: float, state: State, event: _Event, count: int) -> Iterator[Way]:
    row, seen, labelled, filled = state
    strange = 0.0 if event.neutral else _STRANGE_WORDS
    if not filled:
        yield score + 1 + strange + event.costs[row], (row, seen, labelled, True), (row, 0.0)
    leave = _leave(filled)
    for index in range(row + 1, min(row + 1 + _FURTHEST_BARE, count)):
        gain = _BARE_ROW + strange + event.costs[index]
        yield score + gain + leave + _skipped(row, index), (index, 0, False, True), (index, 0.0)


def _pass_over(score: float, state: State, event: _Event, width: int) -> Way:
    if not event.values:
        return score + (0.0 if event.neutral else _WORDS_LEFT_OVER), state, None
    return score + (_STRAY_NUMBER if far_fewer(event.values, width) else _ORPHAN), state, (-1, 0.0)


def _leave(filled: bool) -> float:
    return 0.0 if filled else _ROW_WITHOUT_VALUES


def _skipped(before: int, row: int) -> float:
    return _ROW_LEFT_OUT * (row - before - 1)


def _missing(state: State, count: int) -> float:
    return _leave(state[3]) + _skipped(state[0], count)


def _alignment(last: _Reading) -> Alignment:
    steps: list[_Step] = []
    step = last.steps
    while step is not None:
        steps.append(step)
        step = step.before
    taken = [step for step in steps if step.row >= 0]
    rows = {
        index: _matched(index, [step for step in reversed(taken) if step.row == index])
        for index in dict.fromkeys(step.row for step in taken)
    }
    return Alignment(last.score, rows, tuple(step.line for step in reversed(steps) if step.row < 0))


def _matched(row: int, steps: Sequence[_Step]) -> MatchedRow:
    return MatchedRow(
        row,
        max(step.label for step in steps),
        max(step.label if step.values else 0.0 for step in steps),
        tuple(step.line for step in steps if step.values),
        tuple(step.line for step in steps if not step.values),
    )
