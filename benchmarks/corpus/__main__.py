"""python -m benchmarks.corpus OUT_DIR [--seed N] [--count N] [--layout NAME …]: files/ and truth/ in OUT_DIR."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.corpus.forms import LAYOUTS
from benchmarks.corpus.make import corpus, make


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--layout", action="append", choices=list(LAYOUTS), default=[])
    chosen = parser.parse_args()
    for stem, plan, rng in corpus(chosen.seed, chosen.count, tuple(chosen.layout)):
        make(plan, rng, stem).save(chosen.folder)


if __name__ == "__main__":
    main()
