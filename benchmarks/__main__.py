"""Run all benchmarks, or those named."""

from __future__ import annotations

import sys

from benchmarks import harness


def main(chosen: list[str]) -> int:
    known = harness.names()
    unknown = sorted(set(chosen) - set(known))
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    print("  ".join(f"{key}: {value}" for key, value in harness.machine().items()))
    for name in chosen or known:
        rows = harness.run(name)
        print(f"\n## {name}\n{harness.table(rows)}\nwritten to {harness.save(name, rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
