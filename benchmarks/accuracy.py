"""Accuracy: made reports in every file form, read by this library and by two simple ways that people write themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from benchmarks.corpus.make import corpus, make
from benchmarks.corpus.readers import OURS, READERS
from benchmarks.corpus.score import Score, score
from benchmarks.harness import Row

SEED = 20190515
FILES = 306
ALL = "all kinds"


def run() -> list[Row]:
    """The corpus is the same on every machine: fixed seed, no program from outside."""
    scores: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    for stem, plan, chance in corpus(SEED, FILES):
        made = make(plan, chance, stem)
        for who, reader in READERS.items():
            readings = reader(made.data, f"{made.stem}.{made.suffix}")
            for truth in made.truths:
                one = score(truth, readings)
                scores[str(truth["group"])][who].add(one)
                scores[ALL][who].add(one)
    return [row for kind in sorted(scores, key=lambda name: (name == ALL, name)) for row in _rows(kind, scores[kind])]


def _rows(kind: str, scores: dict[str, Score]) -> Iterator[Row]:
    for who, got in scores.items():
        own = who == OURS
        yield Row(
            f"{kind}: cells right", who, 100 * got.right / got.cells, "%", ours=own, note=f"{got.right} of {got.cells}"
        )
        yield Row(f"{kind}: reports perfect", who, got.perfect, "reports", ours=own, note=f"of {got.files}")
        yield Row(f"{kind}: silent errors", who, got.silent, "cells", ours=own, higher_is_better=False)
        if own:
            note = f"of {got.clean_right} right numbers in reports without fault"
            yield Row(
                f"{kind}: needless flags", who, got.needless, "cells", ours=True, higher_is_better=False, note=note
            )
