"""Deadlines: requests with their events, computed with every step explained, as lines of JSON."""

from __future__ import annotations

import json
import random

from tests.library.procedure.histories import history
from tests.library.procedure.naive import ImpossibleError, answer

from benchmarks.harness import Row, rate
from gongkai.procedure import answers, compute, request_from_json

CASES = 5_000


def run() -> list[Row]:
    cases = _possible(CASES)
    lines = [json.dumps({"received": received, "events": events}).encode() for received, events in cases]
    read = [request_from_json({"received": received, "events": events}) for received, events in cases]
    few = cases[:1000]
    per_case = f"{sum(len(events) for _, events in cases) / len(cases):.1f} events a case"
    return [
        Row(
            "batch, JSON in and out",
            "gongkai",
            rate(lambda: [a.dumps() for a in answers(lines)], CASES),
            "cases a second",
            ours=True,
            note=per_case,
        ),
        Row(
            "one case with its steps",
            "gongkai",
            rate(lambda: [compute(*case) for case in read], CASES),
            "cases a second",
            ours=True,
        ),
        Row(
            "one case with its steps",
            "walking day by day, dates only",
            rate(lambda: [answer(*case) for case in few], len(few)),
            "cases a second",
        ),
    ]


def _possible(count: int) -> list[tuple[str, list[dict]]]:
    """Random histories that can have happened; on each both ways of counting agree."""
    chance, cases = random.Random(2019), []
    while len(cases) < count:
        received, events = history(chance)
        try:
            walked = answer(received, events)
        except ImpossibleError:
            continue
        due = compute(*request_from_json({"received": received, "events": events})).due
        assert (due.isoformat() if due else None) == walked["due"], (received, events)
        cases.append((received, events))
    return cases
