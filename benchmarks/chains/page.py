"""python -m benchmarks.chains.page [--seed N] [--count N]: makes the files, reads them, writes docs/reference/accuracy.md."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.chains.build import Built, build
from benchmarks.chains.limit import limited
from benchmarks.chains.plan import absent, plans
from benchmarks.chains.quiet import quiet
from benchmarks.corpus.readers import AFTER_LABELS, IN_ORDER, OURS, READERS
from benchmarks.corpus.score import Reading, Score, score
from benchmarks.harness import machine

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "accuracy.md"
SEED, COUNT = 20261121, 400
SECONDS = 300
FILES, TEXTS, PICTURES = "Files as an office publishes them", "Texts that a program extracted", "Scans and pictures"
_TEXT_SUFFIXES = {".txt", ".md", ".csv", ".rst"}
_HEAD = f"""# Accuracy of the reading

<!-- Written by `make bench-reading`. Do not edit by hand. -->

Random reports, two thirds of them from offices with few requests or none, some with broken relations, empty cells, an
old form or other words, go through the writers, converters and extractors that people use, drawn at random
(`benchmarks/chains`). Every file has its truth. None of these files was used to write the rules of the reading, and none
is stored: the seed makes them anew.

- **exact**: cells that equal the truth. A file that is refused loses all its cells.
- **perfect**: reports in which every cell is right.
- **uncertain**: numbers that the reading marks as uncertain: how many of them are right, and how many wrong.
- **silent**: a wrong number that is not marked and that no finding names. The worst that can happen.
- **needless**: right numbers that are marked or named, in reports without a fault.
- **accused**: reports without a broken relation that are called wrong (severity error, of the filing).
- *{IN_ORDER}*: the published method, the numbers between two headings in their order into the grid of the form.
  *{AFTER_LABELS}*: as many numbers as a row has boxes, from behind its label. Both get the text of our own loader, so
  only the understanding of the tables is compared. They mark nothing: every wrong number of theirs is silent.

Where an extractor leaves no trace of an empty cell, or loses or glues numbers, to say nothing is right as well.
"""


@dataclass(frozen=True)
class Marked:
    kind: str
    group: str
    scores: dict[str, Score]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chains.page", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--workers", type=int, default=min(4, os.cpu_count() or 1))
    parser.add_argument("--keep", type=Path, help="make the files in this folder; what is there already is read again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.keep or Path(scratch)
        built = (
            Built() if (folder / "files").exists() else build(plans(chosen.seed, chosen.count), folder, chosen.workers)
        )
        paths = sorted((folder / "files").iterdir())
        with ProcessPoolExecutor(chosen.workers, initializer=quiet) as pool:
            marks = list(pool.map(partial(mark, truths=folder / "truth"), paths, chunksize=2))
    PAGE.write_text("\n".join(_page(marks, built, chosen.seed)) + "\n", encoding="utf-8")
    print(f"{len(marks)} files read, {len(built.skipped)} not made; written to {PAGE.relative_to(Path.cwd())}")


def mark(path: Path, truths: Path) -> Marked:
    """What each reader makes of the file."""
    truth = json.loads((truths / f"{path.stem}.json").read_text(encoding="utf-8"))
    data = path.read_bytes()
    scores = {who: score(truth, _readings(who, data, path.name)) for who in READERS}
    return Marked(_kind(path, str(truth["group"])), str(truth["group"]), scores)


def _readings(who: str, data: bytes, name: str) -> list[Reading]:
    try:
        return limited(SECONDS, lambda: READERS[who](data, name))
    except Exception:  # a crash loses every cell, as a refusal does
        return []


def _kind(path: Path, group: str) -> str:
    if group.startswith(("scan", "picture")):
        return PICTURES
    return TEXTS if path.suffix in _TEXT_SUFFIXES else FILES


def _page(marks: list[Marked], built: Built, seed: int) -> Iterator[str]:
    here = machine()
    yield _HEAD
    yield f"{len(marks)} files, seed {seed}, gongkai {here['gongkai']}, {here['date']}."
    for kind in (FILES, TEXTS, PICTURES):
        yield f"\n## {kind}\n"
        yield from _table([one for one in marks if one.kind == kind])
    yield "\n## Left out\n"
    yield from _left_out(built)


def _table(marks: list[Marked]) -> Iterator[str]:
    peers = (IN_ORDER, AFTER_LABELS)
    own = ("form", "files", "exact", "perfect", "uncertain right/wrong", "silent", "needless", "accused")
    yield _row((*own, *(f"*{peer}* exact / perfect / silent" for peer in peers)))
    yield "|---|" + "---:|" * (len(own) + len(peers) - 1)
    groups: dict[str, list[Marked]] = defaultdict(list)
    for one in marks:
        groups[one.group].append(one)
    for name, some in (*sorted(groups.items()), ("**all**", marks)):
        s = _sum(some, OURS)
        cells = (s.files, _exact(s), s.perfect, f"{s.unsure_right} / {s.unsure_wrong}", s.silent, s.needless, s.accused)
        yield _row((name, *map(str, cells), *(_peer(_sum(some, peer)) for peer in peers)))


def _peer(total: Score) -> str:
    return f"{_exact(total)} / {total.perfect} / {total.silent}"


def _sum(marks: Iterable[Marked], who: str) -> Score:
    total = Score()
    for one in marks:
        total.add(one.scores[who])
    return total


def _exact(total: Score) -> str:
    return f"{100 * total.right / total.cells:.2f} %" if total.cells else "–"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _left_out(built: Built) -> Iterator[str]:
    lacking = sorted({need.removeprefix(":") for needs in absent().values() for need in needs})
    if lacking:
        yield f"Not on this machine, so their rows are missing or smaller: {', '.join(lacking)}.\n"
    others = [(way, why) for way, why in built.skipped if not why.startswith("not here")]
    yield "Where a program gave nothing, there is no file.\n"
    yield from (f"- {way}: {why.splitlines()[0]}" for way, why in others)


if __name__ == "__main__":
    main()
