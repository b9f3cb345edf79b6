"""Run all benchmarks, or those named; with --pages also write docs/reference/NAME-speed.md of each."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import harness

PAGES = Path(__file__).parents[1] / "docs" / "reference"


def main(arguments: list[str]) -> int:
    chosen = [name for name in arguments if name != "--pages"]
    known = harness.names()
    unknown = sorted(set(chosen) - set(known))
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    print("  ".join(f"{key}: {value}" for key, value in harness.machine().items()))
    for name in chosen or known:
        rows = harness.run(name)
        print(f"\n## {name}\n{harness.table(rows)}\nwritten to {harness.save(name, rows)}")
        if "--pages" in arguments:
            (PAGES / f"{name}-speed.md").write_text(harness.page(name, rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
