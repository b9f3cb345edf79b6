"""What every benchmark shares: a row of figures, a fair clock, the machine it ran on, the table and the file."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import platform
import resource
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

RUNS, FEW_RUNS = 5, 2
SLOW = 5.0
"""Seconds."""
OUT = Path(__file__).parent / "out"
_NOT_BENCHMARKS = {"harness", "__main__", "corpus", "chains", "fuzz"}


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure. Rows of one `measure` are compared; the first that is `ours` is held against each peer."""

    measure: str
    who: str
    value: float
    unit: str
    ours: bool = False
    higher_is_better: bool = True
    note: str = ""


Clock = Callable[[], float]


def rate(work: Callable[[], object], units: int, *, runs: int = RUNS, clock: Clock = time.perf_counter) -> float:
    """Units a second: the median of several runs, after one to warm up; of slow work, fewer."""
    if _seconds(work, clock) > SLOW:
        runs = min(runs, FEW_RUNS)
    return units / statistics.median(_seconds(work, clock) for _ in range(runs))


def _seconds(work: Callable[[], object], clock: Clock) -> float:
    start = clock()
    work()
    return clock() - start


def core_seconds() -> float:
    """Seconds of one core that this process, its helpers and those that ended have used: what else runs does not count.

    For Linux; a helper's helpers count when they have ended.
    """
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + sum(_of_helpers())


def _of_helpers() -> Iterator[float]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[1]) == os.getpid():
                yield sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def version(distribution: str) -> str:
    """`name 1.2.3` of an installed peer."""
    return f"{distribution} {metadata.version(distribution)}"


def names() -> list[str]:
    """The benchmarks there are: every module beside this one with a `run`."""
    found = pkgutil.iter_modules([str(Path(__file__).parent)])
    return sorted(module.name for module in found if module.name not in _NOT_BENCHMARKS)


def run(name: str) -> list[Row]:
    return list(importlib.import_module(f"benchmarks.{name}").run())


def machine() -> dict[str, str | int]:
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count() or 0,
        "system": platform.platform(),
        "python": platform.python_version(),
        "gongkai": metadata.version("gongkai"),
        "load": f"{os.getloadavg()[0]:.1f}",
        "date": datetime.now(tz=UTC).date().isoformat(),
        "runs": RUNS,
    }


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def ratio(row: Row, rows: Iterable[Row]) -> str:
    """How many times better ours is than this peer, in the same run."""
    ours = next((other for other in rows if other.ours and other.measure == row.measure), None)
    if row.ours or ours is None or not row.value or not ours.value:
        return ""
    times = ours.value / row.value if row.higher_is_better else row.value / ours.value
    return f"ours {times:.1f} ×" if times < 100 else f"ours {times:,.0f} ×"


def table(rows: Sequence[Row]) -> str:
    lines = [("measure", "who", "value", "unit", "against", "note")]
    for row in rows:
        value = f"{row.value:,.0f}" if row.value >= 100 else f"{row.value:,.3g}"
        lines.append((row.measure, row.who, value, row.unit, ratio(row, rows), row.note))
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def page(name: str, rows: Sequence[Row], command: str = "", told: str = "") -> str:
    """The table as a page of the documentation."""
    command = command or f"python -m benchmarks --pages {name}"
    here = "; ".join(f"{key}: {value}" for key, value in machine().items())
    lines = [
        f"# Benchmark: {name}\n",
        f"<!-- Written by `{command}`. Do not edit by hand. -->\n",
        f"{here}.\n",
        *([f"{told}\n"] if told else []),
    ]
    lines += ["| measure | who | value | unit | against | note |", "|---|---|---:|---|---:|---|"]
    for row in rows:
        value = f"{row.value:,.0f}" if row.value >= 100 else f"{row.value:,.3g}"
        lines.append(f"| {row.measure} | {row.who} | {value} | {row.unit} | {ratio(row, rows)} | {row.note} |")
    return "\n".join(lines) + "\n"


def save(name: str, rows: Sequence[Row]) -> Path:
    OUT.mkdir(exist_ok=True)
    path = OUT / f"{name}.json"
    data = {"machine": machine(), "rows": [{**asdict(row), "against": ratio(row, rows)} for row in rows]}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path
