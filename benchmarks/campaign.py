"""A county's campaign of annual reports: the board, one copy before the county, today (`benchmarks.platform.campaign`)."""

from __future__ import annotations

import os

from benchmarks.harness import Row
from benchmarks.platform.campaign import ORGANS, rows_of


def run() -> list[Row]:
    """GONGKAI_BENCH_DATABASE_URL names an empty PostgreSQL database that may be filled, GONGKAI_BENCH_ORGANS how many."""
    organs = int(os.environ.get("GONGKAI_BENCH_ORGANS", ORGANS))
    return rows_of(organs, os.environ.get("GONGKAI_BENCH_DATABASE_URL", ""))
