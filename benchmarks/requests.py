"""An office's requests in the platform: the board, a case, and all clocks counted anew (`benchmarks.platform.requests`)."""

from __future__ import annotations

import os

from benchmarks.harness import Row
from benchmarks.platform.requests import CASES, rows_of


def run() -> list[Row]:
    """GONGKAI_BENCH_DATABASE_URL names an empty PostgreSQL database that may be filled, GONGKAI_BENCH_CASES how many."""
    cases = int(os.environ.get("GONGKAI_BENCH_CASES", CASES))
    return rows_of(cases, os.environ.get("GONGKAI_BENCH_DATABASE_URL", ""))
