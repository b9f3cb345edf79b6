"""python -m benchmarks.chains OUT [--seed N] [--count N] [--only NAME] [--list]: files/ and truth/ in OUT."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from benchmarks.chains.build import build
from benchmarks.chains.plan import lasts, plans


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chains", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--only", default="", help="a part of a last form's name, or a pattern; --list shows them")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--workers", type=int, default=min(4, os.cpu_count() or 1))
    chosen = parser.parse_args()
    if chosen.list or not chosen.folder:
        print("\n".join(name for _, name in lasts(chosen.only)))
        return
    done = build(plans(chosen.seed, chosen.count, chosen.only), chosen.folder, chosen.workers)
    for way, why in done.skipped:
        print(f"left out: {way}: {why}")
    print(f"{done.files} files in {chosen.folder}")


if __name__ == "__main__":
    main()
