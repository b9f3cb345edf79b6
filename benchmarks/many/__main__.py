"""python -m benchmarks.many [--reports N] [--files N] [--seed N] [--folder F]: the table, and what was compared."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import harness
from benchmarks.many.measured import run


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.many", description=__doc__)
    parser.add_argument("--reports", type=int, default=2_000, help="reports in the corpus, of 200 cells each")
    parser.add_argument(
        "--files", type=int, default=60, help="files that are read: here, on a cluster, and by a killed run"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep the corpus here")
    chosen = parser.parse_args()
    print("  ".join(f"{key}: {value}" for key, value in harness.machine().items()))
    rows = run(chosen.reports, files=chosen.files, seed=chosen.seed, keep=chosen.folder)
    print(f"\n{harness.table(rows)}\nwritten to {harness.save('many', rows)}")


if __name__ == "__main__":
    main()
