"""Which of the orders that torn values may stand in is believed, and how far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter

from gongkai.reading.candidate import Candidate
from gongkai.reading.explain import tell
from gongkai.reading.lines import Line
from gongkai.reading.place import Placed
from gongkai.reading.torn.orders import Arrangement, by_headed_columns, by_order
from gongkai.report import Certainty, Form

_SPEAKING = 0.6


def untorn(printed: Sequence[Line], lines: Sequence[Line], best: Candidate, forms: Sequence[Form]) -> Candidate:
    """Labels and values do not come out even: the one reading that satisfies every relation; else the likeliest, doubtful."""
    others = [c for c in _candidates(by_order(printed, forms)) if c.agrees(best)]
    fitting = _distinct(c for c in (best, *others) if c.is_whole and c.holding() == 1)
    tell("表三", f"行名与数字没有一一对上：另试 {len(others)} 种排法，{len(fitting)} 种满足全部勾稽关系")
    if fitting:
        return _agreed(fitting)
    torn = sorted(((c.holding(), c) for c in _distinct(others)), key=itemgetter(0), reverse=True)
    if torn and torn[0][0] >= _SPEAKING and all(share < torn[0][0] for share, _ in torn[1:]):
        return torn[0][1].doubted_everywhere()
    headed = [c for c in _candidates(by_headed_columns(lines, forms)) if c.agrees(best)]
    return headed[0].doubted_everywhere() if len(headed) == 1 else best.doubted()


def _agreed(fitting: Sequence[Candidate]) -> Candidate:
    """One reading; of several, what they all say: where they differ, every cell of the row is doubtful."""
    first, *others = fitting
    same_form = all(other.form is first.form for other in others)
    differ = {
        name for name in first.names if not same_form or any(_texts(o, name) != _texts(first, name) for o in others)
    }
    return replace(first, loose=frozenset(differ), in_doubt=True) if differ else first


def _texts(candidate: Candidate, row: str) -> list[str]:
    return [token.text if token else "" for token in candidate.placed[row].slots]


def _candidates(arrangements: Iterable[Arrangement]) -> Iterator[Candidate]:
    for form, rows in arrangements:
        yield Candidate(form, {name: Placed(slots, Certainty.REPAIRED) for name, slots in rows.items()})


def _distinct(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Readings that differ in what they say, not only in how they came to it."""
    seen = {
        tuple(token.text if token else "" for token in chain.from_iterable(p.slots for p in c.placed.values())): c
        for c in candidates
    }
    return list(seen.values())
