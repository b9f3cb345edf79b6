"""What is measured of a corpus of many reports."""

from __future__ import annotations

import itertools
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.corpus.numbers import report as random_case
from benchmarks.harness import RUNS, Row, core_seconds
from benchmarks.many import peers
from benchmarks.many.making import make
from gongkai.checks.wording import pieces
from gongkai.corpus import TABLES, Corpus, Dask, Local, listing, opened, read_corpus
from gongkai.corpus.named import ask_named
from gongkai.corpus.similar import similar
from gongkai.corpus.sums import judge_all
from gongkai.report import AnnualReport, Cell, dumps

_ALL_PAIRS = 300
"""Texts of which every pair is compared by the plain way."""


def run(reports: int = 2_000, *, files: int = 60, seed: int = 1, keep: Path | None = None) -> list[Row]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary) / "corpus"
        rows = []
        if not (folder / "manifest.json").exists():
            seconds, cores, manifest = _timed(lambda: make(folder, reports, seed))
            note = f"{manifest['rows']['cells']:,} cells; {cores:,.0f} s of a core"
            rows.append(Row("make and compose", "gongkai", seconds, "s", ours=True, higher_is_better=False, note=note))
        rows += _relations_and_sums(folder, Path(temporary))
        rows += _texts(folder)
        return [*rows, *_reading(Path(temporary), files)]


def _timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds, seconds of a core, what came of it."""
    start, cores = time.perf_counter(), core_seconds()
    done = work()
    return time.perf_counter() - start, core_seconds() - cores, done


def _best(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """The quickest after a first: what was read from disk is in memory then, for every peer alike."""
    work()
    return min((_timed(work) for _ in range(RUNS)), key=lambda timed: timed[0])


_RELATIONS, _SUM = "all relations", "year × region × row"


def _relations_and_sums(folder: Path, temporary: Path) -> Iterator[Row]:
    with opened(folder) as corpus:
        count = corpus.ask("SELECT count(*) FROM cells WHERE current").rows[0][0]
        timed = _timed(lambda: judge_all(corpus))
        judged, failing = corpus.ask("SELECT count(*), count(*) FILTER (verdict = 'fails') FROM judged").rows[0]
        what = f"{judged:,} relations of one and two years, every verdict; {failing:,} fail"
        yield _cells(_RELATIONS, "gongkai", count, timed, what, ours=True)
        timed = _best(lambda: ask_named(corpus, "year-region-row"))
        yield _cells(_SUM, "gongkai, the table of sums", count, timed, f"{len(timed[2].rows):,} rows", ours=True)
        timed = _best(lambda: corpus.ask(_OVER_CELLS))
        yield _cells(_SUM, "gongkai, over the cells", count, timed, "SQL of one's own")
        yield from _peers(corpus, temporary)


_OVER_CELLS = (
    "SELECT year, region, row_label, sum(value) FROM cells WHERE current AND path LIKE 'requests.%.total' GROUP BY ALL"
)


def _cells(
    measure: str, who: str, cells: int, timed: tuple[float, float, Any], what: str, *, ours: bool = False
) -> Row:
    seconds, cores, _ = timed
    note = f"{seconds:,.3g} s for {cells:,} cells, {cores:,.3g} s of a core; {what}"
    return Row(measure, who, cells / seconds / 1000, "thousand cells a second", ours=ours, note=note)


def _peers(corpus: Corpus, temporary: Path) -> Iterator[Row]:
    share = peers.share_of(corpus)
    cells = peers.given(share)
    count = corpus.ask(f"SELECT count(*) FROM ({cells})").rows[0][0]
    expected = corpus.ask(_SAME_SUMS.format(cells=cells)).rows[0][0]
    for begin in (lambda: peers.sqlite(corpus, cells, temporary), lambda: peers.pandas(corpus, cells)):
        peer = begin()
        if peer is None:
            print("pandas is not installed: left out")
            continue
        name, check, add_up = peer
        timed = _timed(check)
        what = f"the sums inside one year alone; {timed[2]:,} fail, we say {expected:,}"
        yield _cells(_RELATIONS, name, count, timed, what)
        yield _cells(_SUM, name, count, _best(add_up), "in memory already" if "pandas" in name else "in its own file")


_SAME_SUMS = """SELECT count(*) FROM judged JOIN relation_names USING (rel)
    WHERE verdict = 'fails' AND before IS NULL AND blanks = 0 AND report IN (SELECT report FROM ({cells}))"""
"""What the peers should find: they leave out a sum with a blank in it."""


def _texts(folder: Path) -> Iterator[Row]:
    with opened(folder) as corpus:
        count = corpus.ask("SELECT count(*) FROM texts").rows[0][0]
        seconds, cores, answer = _timed(lambda: similar(corpus))
        few = [text for (text,) in corpus.ask(f"SELECT text FROM texts WHERE year = 2023 LIMIT {_ALL_PAIRS}").rows]
    note = f"{seconds:,.1f} s for {count:,} texts, {cores:,.1f} s of a core; {len(answer.rows):,} pairs"
    yield Row("texts alike", "gongkai, MinHash by rensa", count / seconds, "texts a second", ours=True, note=note)
    seconds, _, _ = _timed(lambda: _every_pair(few))
    share = len(few) / max(count, 1)
    note = f"every pair of {len(few)} texts; for all texts {seconds / share**2:,.0f} s"
    yield Row("texts alike", "plain Python sets", len(few) * share / seconds, "texts a second", note=note)


def _every_pair(texts: list[str]) -> int:
    sets = [set(pieces(text)) for text in texts]
    return sum(len(a & b) >= 0.5 * len(a | b) for a, b in itertools.combinations(sets, 2))


def _reading(temporary: Path, files: int) -> Iterator[Row]:
    """The same files read here, by a cluster of two, and by a run that is killed and goes on: the tables must be the same bytes."""
    source = temporary / "in"
    source.mkdir()
    for number in range(files):
        (source / f"{number:06}.json").write_text(dumps(_report(number)), encoding="utf-8")
    entries = listing(source).entries
    seconds, _, _ = _timed(lambda: read_corpus(temporary / "here", entries, engine=Local(2)))
    yield Row("reading", "2 processes here", files / seconds, "files a second", ours=True, note=f"{files} files")
    _kill(source, temporary / "killed")
    read_corpus(temporary / "killed", entries, engine=Local(2))
    same = _bytes(temporary / "killed") == _bytes(temporary / "here")
    yield Row("killed and gone on", "same bytes", float(same), "1 is yes", ours=True)
    if (cluster := _cluster()) is not None:
        with cluster:
            work = lambda: read_corpus(temporary / "dask", entries, engine=Dask(cluster.scheduler_address))  # noqa: E731
            seconds, _, _ = _timed(work)
        same = _bytes(temporary / "dask") == _bytes(temporary / "here")
        yield Row("reading", "Dask, 2 workers", files / seconds, "files a second")
        yield Row("Dask and local", "same bytes", float(same), "1 is yes", ours=True)
    shutil.rmtree(source)


def _report(number: int) -> AnnualReport:
    case = random_case(Random(number), "county", "2021")
    cells = {path: Cell.number(value) for path, value in case.values.items()}
    return AnnualReport(f"第{number}乡人民政府", 2021 + number % 3, "2021", f"第{number}份", tables=cells)


_KILLED = (
    "import sys; import gongkai.corpus.reading as r; r._FILES_A_PART = 5; from gongkai.cli import main;"
    "sys.argv[0] = 'gongkai'; main()"
)


def _kill(source: Path, out: Path) -> None:
    command = [sys.executable, "-c", _KILLED, "corpus", "read", str(source), "-o", str(out), "-j", "2"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while running.poll() is None and len(list((out / "parts").glob("*[0-9]"))) < 3:
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait()


def _bytes(corpus: Path) -> list[bytes]:
    return [(corpus / f"{name}.parquet").read_bytes() for name in TABLES]


def _cluster() -> object | None:
    try:
        from distributed import LocalCluster
    except ImportError:
        print("distributed is not installed: left out")
        return None
    return LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1")
