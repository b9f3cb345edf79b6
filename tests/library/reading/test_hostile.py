"""A few of the files that `python -m benchmarks.fuzz` makes by the thousand: read or refused, never anything else."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from benchmarks.fuzz.crafted import crafted
from benchmarks.fuzz.mutate import mutated
from benchmarks.fuzz.seeds import seeds

from gongkai.errors import GongkaiError
from gongkai.reading import Limits, read_bytes

SECONDS = 3.0
CHEAP = {".txt", ".html", ".md", ".json", ".docx", ".xlsx"}
SLOW = {"hundred-thousand-rows.xlsx", "bomb.docx", "tabs.tsv", "digits.txt"}
CRAFTED = [(name, make) for name, make in crafted() if not name.endswith((".pdf", ".rtf", ".zip")) and name not in SLOW]
GOOD = {name: data for name, data in seeds().items() if any(name.endswith(suffix) for suffix in CHEAP)}


def is_read_or_refused(data: bytes, name: str) -> bool:
    try:
        return bool(read_bytes(data, name, limits=Limits(seconds=SECONDS)))
    except GongkaiError as error:
        return bool(error.text and error.remedy)


@pytest.mark.parametrize(("name", "make"), CRAFTED, ids=[name for name, _ in CRAFTED])
def test_a_file_made_to_harm(name: str, make: Callable[[], bytes]) -> None:
    assert is_read_or_refused(make(), name)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_made_bad(name: str) -> None:
    rng = Random(name)
    assert all(is_read_or_refused(mutated(GOOD[name], rng), name) for _ in range(8))
