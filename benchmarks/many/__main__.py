"""python -m benchmarks.many [--reports N] [--files N] [--seed N] [--folder F] [--page]: the table, and what was compared."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import harness
from benchmarks.many.measured import run

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "corpus-speed.md"


_TOLD = """Made from a seed: reports of 200 cells, five years of every organ, one text of section one for every fifth report. The peers are
given whole organs, about 20,000 reports, and the same relations; rates are compared, seconds stand in the notes. Where other
programs run at the same time (see the load: above 2, two cores are shared), the seconds of a core say what an idle machine
would take, over one to two cores."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.many", description=__doc__)
    parser.add_argument("--reports", type=int, default=2_000, help="reports in the corpus, of 200 cells each")
    parser.add_argument(
        "--files", type=int, default=60, help="files that are read: here, on a cluster, and by a killed run"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep the corpus here")
    parser.add_argument("--page", action="store_true", help=f"write {PAGE.name}")
    chosen = parser.parse_args()
    print("  ".join(f"{key}: {value}" for key, value in harness.machine().items()))
    rows = run(chosen.reports, files=chosen.files, seed=chosen.seed, keep=chosen.folder)
    print(f"\n{harness.table(rows)}\nwritten to {harness.save('many', rows)}")
    if chosen.page:
        command = f"python -m benchmarks.many --reports {chosen.reports} --files {chosen.files} --page"
        PAGE.write_text(harness.page("corpus", rows, command, _TOLD), encoding="utf-8")


if __name__ == "__main__":
    main()
