"""python -m benchmarks.chains.score FOLDER [--only NAME] [--by group|way] [--worst N]: every file of a folder read and counted.

Prints a line per form and then the worst files, so that one sees what to look at.
"""

from __future__ import annotations

import argparse
import json
import operator
import os
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial, reduce
from pathlib import Path

from benchmarks.chains.limit import limited
from benchmarks.corpus.score import Reading, Score, reading, score
from gongkai.checks import checked
from gongkai.errors import GongkaiError
from gongkai.reading import read_bytes

SECONDS = 120
"""A scan of eight pages takes most of a minute."""
COLUMNS = (
    "files",
    "perfect",
    "cells",
    "exact",
    "null",
    "wrong",
    "SILENT",
    "unsure ok",
    "unsure bad",
    "needless",
    "accused",
    "s/file",
)


@dataclass
class Marked:
    """One file's figures. `status`: "ok", or why there is no reading; `accused`: rules of a false accusation."""

    name: str
    group: str
    form: str
    score: Score
    status: str = "ok"
    seconds: float = 0.0
    accused: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chains.score", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="a part of the file's name")
    parser.add_argument("--by", choices=("group", "way"), default="group")
    parser.add_argument("--worst", type=int, default=40)
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    chosen = parser.parse_args()
    paths = [path for path in sorted((chosen.folder / "files").iterdir()) if chosen.only in path.name]
    with ProcessPoolExecutor(chosen.workers) as pool:
        marks = list(pool.map(partial(mark, truths=chosen.folder / "truth"), paths, chunksize=4))
    print("\n".join((*_table(marks, by_way=chosen.by == "way"), "", *_worst(marks, chosen.worst))))


def mark(path: Path, truths: Path) -> Marked:
    """The file read within the time limit and held against its truth (the nearest one, where it has several)."""
    start = time.perf_counter()
    readings, status = _read(path)
    seconds = time.perf_counter() - start
    files = [truths / f"{path.stem}.json"]
    files = files if files[0].exists() else sorted(truths.glob(f"{path.stem}_*.json"))
    wanted = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    total = Score()
    for truth in wanted:
        total.add(score(truth, readings))
    rules = sorted({rule for one in readings for rule in one.accused}) if total.accused else []
    return Marked(path.name, str(wanted[0]["group"]), str(wanted[0]["form"]), total, status, seconds, rules)


def _read(path: Path) -> tuple[list[Reading], str]:
    data = path.read_bytes()
    try:
        return limited(SECONDS, lambda: [reading(checked(report)) for report in read_bytes(data, path.name)]), "ok"
    except GongkaiError as error:
        return [], f"refused: {error}".split("\n")[0][:110]
    except Exception as error:  # a crash is a result too
        return [], f"CRASH {type(error).__name__}: {error}"[:110]


def _table(marks: Iterable[Marked], *, by_way: bool) -> Iterator[str]:
    parts: dict[str, list[Marked]] = defaultdict(list)
    for one in marks:
        parts[one.form.split(" + ")[0] if by_way else one.group].append(one)
    yield f"{'':<44}" + "".join(f"{name:>11}" for name in COLUMNS)
    for name, some in (*sorted(parts.items()), ("ALL", reduce(operator.iadd, parts.values(), []))):
        yield f"{name[:44]:<44}" + "".join(f"{cell:>11}" for cell in _cells(some))


def _cells(some: list[Marked]) -> list[str]:
    total = Score()
    for one in some:
        total.add(one.score)
    exact = f"{100 * total.right / total.cells:.2f}%" if total.cells else "-"
    counts = (
        total.null,
        total.silent_null,
        total.wrong,
        total.silent,
        total.unsure_right,
        total.unsure_wrong,
        total.needless,
        total.accused,
    )
    seconds = sum(one.seconds for one in some) / len(some)
    return [str(len(some)), str(total.perfect), str(total.cells), exact, *map(str, counts), f"{seconds:.2f}"]


def _worst(marks: Iterable[Marked], count: int) -> Iterator[str]:
    bad = [one for one in marks if not one.score.perfect or one.score.accused]
    bad.sort(key=lambda one: (one.score.silent, one.score.accused, one.score.cells - one.score.right), reverse=True)
    for one in bad[:count]:
        s = one.score
        said = f"silent {s.silent:<3} wrong {s.wrong:<3} null {s.null:<3} of {s.cells:<3}"
        more = f" accused {','.join(one.accused)}" if one.accused else ""
        yield f"{said} {one.name}  [{one.form.partition(' + ')[2]}]{more}{'' if one.status == 'ok' else ' ' + one.status}"


if __name__ == "__main__":
    main()
