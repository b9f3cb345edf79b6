"""`python -m benchmarks.fuzz`: bad files of every form, and what the reading did with them, as a table.

Exit status 1 where a file made the reading crash, hang, take more memory than allowed, use the network, or write outside
the folder for temporary files; those files are kept (`--keep`) and named.
"""

from __future__ import annotations

import argparse
import json
import select
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.fuzz.crafted import crafted
from benchmarks.fuzz.mutate import mutated
from benchmarks.fuzz.seeds import seeds
from benchmarks.harness import machine

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "hostile-files.md"
_HEAD = """# Hostile files

<!-- Written by `make fuzz`. Do not edit by hand. -->

Good files of every form – the published samples, and what this library writes – cut, flipped, spliced and filled with what
does not belong there, also inside the members of their archives; and files made to harm: bombs, entities, loops, endless
tables, deep nests (`benchmarks/fuzz`). Each is read in a process that is watched: it must give reports, or one error that
says what to do, within {seconds:.0f} seconds and {grace:.0f} of grace, with at most {megabytes} MB, without the network, and
without writing outside the folder for temporary files. Python's own audit events are what is watched; programs that are
called (LibreOffice) are watched by the tests of their loader.

{cases} mutations of each good file, seed {seed}, {date}, {cpu}.

"""
LIMIT_SECONDS = 20.0
_GRACE = 10.0
_MOST_MEGABYTES = 1000
_WORTH_SAYING = 3.0
_SLOW_FORMS = {".doc", ".rtf", ".odt"}
_SLOW_SHARE = 15
"""A file that LibreOffice must convert takes seconds: so many times fewer of them are tried."""


@dataclass
class Tally:
    """What became of the files of one form."""

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    megabytes: int = 0
    bad: list[str] = field(default_factory=list)

    def add(self, name: str, answer: dict[str, Any]) -> bool:
        """Whether the reading did what it must."""
        self.outcomes[answer["outcome"]] += 1
        self.slowest = max(self.slowest, answer["seconds"])
        self.megabytes = max(self.megabytes, answer["megabytes"])
        wrong = [answer["detail"]] if answer["outcome"] not in ("read", "refused") else []
        wrong += answer["forbidden"]
        wrong += [f"{answer['seconds']:.1f} s"] if answer["seconds"] > LIMIT_SECONDS + _GRACE / 2 else []
        wrong += [f"{answer['megabytes']} MB"] if answer["megabytes"] > _MOST_MEGABYTES else []
        self.bad += [f"{name}: {what}" for what in wrong]
        return not wrong


class Child:
    """The process that reads; a new one where the last one had to be ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def read(self, path: Path) -> dict[str, Any]:
        process = self._process or self._start()
        assert process.stdin and process.stdout
        start = time.monotonic()
        process.stdin.write(f"{path}\n")
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], LIMIT_SECONDS + _GRACE)
        line = process.stdout.readline() if ready else ""
        if line:
            return json.loads(line)
        self.end()
        outcome = "DIED" if ready else "HANG"
        seconds = time.monotonic() - start
        return {"outcome": outcome, "detail": outcome, "seconds": seconds, "megabytes": 0, "forbidden": []}

    def _start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "benchmarks.fuzz.child", str(LIMIT_SECONDS)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self._process

    def end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    pipe.close()
        self._process = None


def cases(count: int, seed: int) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Form, file name and what makes the file: crafted ones first, then `count` mutations of each good file."""
    for name, make in crafted():
        yield "crafted", name, make
    for name, data in seeds().items():
        suffix = Path(name).suffix
        rng = Random(f"{seed} {name}")
        for number in range(max(1, count // _SLOW_SHARE) if suffix in _SLOW_FORMS else count):
            bad = mutated(data, rng)
            yield suffix.lstrip("."), f"{number}-{name}", lambda bad=bad: bad


def run(count: int, seed: int, keep: Path | None, only: set[str]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    child, last = Child(), ""
    with tempfile.TemporaryDirectory(prefix="gongkai-fuzz-") as folder:
        for form, name, make in cases(count, seed):
            if only and form not in only:
                continue
            if form != last:
                child.end()
                last = form
            path = Path(folder) / name
            path.write_bytes(make())
            answer = child.read(path)
            if answer["seconds"] > _WORTH_SAYING:
                print(f"{name}: {answer['outcome']} in {answer['seconds']:.1f} s: {answer['detail']}", file=sys.stderr)
            if not tallies.setdefault(form, Tally()).add(name, answer) and keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / name).write_bytes(path.read_bytes())
            path.unlink()
    child.end()
    return tallies


def table(tallies: dict[str, Tally]) -> str:
    lines = [
        "| form | files | read | refused | crashed | hung | slowest, s | memory, MB |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for form, tally in tallies.items():
        found = tally.outcomes
        counts = (found.total(), found["read"], found["refused"], found["CRASH"] + found["DIED"], found["HANG"])
        lines.append(f"| {form} | {' | '.join(map(str, counts))} | {tally.slowest:.1f} | {tally.megabytes} |")
    return "\n".join(lines)


def page(tallies: dict[str, Tally], bad: list[str], cases: int, seed: int) -> str:
    here = machine()
    head = _HEAD.format(
        seconds=LIMIT_SECONDS,
        grace=_GRACE,
        megabytes=_MOST_MEGABYTES,
        cases=cases,
        seed=seed,
        date=here["date"],
        cpu=here["cpu"],
    )
    found = "\n".join(f"- {line}" for line in bad) if bad else "None of them did what it must not."
    return f"{head}{table(tallies)}\n\n{found}\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=150, help="mutations of each good file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the files that did harm")
    parser.add_argument("--only", nargs="*", default=[], help="forms, such as docx pdf crafted")
    parser.add_argument("--page", action="store_true", help=f"write the table to docs/reference/{PAGE.name}")
    options = parser.parse_args()
    tallies = run(options.cases, options.seed, options.keep, set(options.only))
    bad = [line for tally in tallies.values() for line in tally.bad]
    print(table(tallies), *bad, sep="\n")
    if options.page:
        PAGE.write_text(page(tallies, bad, options.cases, options.seed), encoding="utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
