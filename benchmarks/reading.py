"""Reading: files a second, beside the bare floor of the same file and the libraries one would take instead; memory; and
how soon what is no report is refused."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.chains.build import made
from benchmarks.chains.memory import peak
from benchmarks.chains.peers import Work, peers
from benchmarks.chains.plan import Plan
from benchmarks.chains.quiet import quiet
from benchmarks.corpus.forms import TEXT_LAYOUTS
from benchmarks.corpus.make import Recipe, make
from benchmarks.harness import Row, core_seconds, rate
from gongkai.errors import GongkaiError
from gongkai.reading import read_bytes

SAMPLES = Path(__file__).parent.parent / "tests" / "samples"
KINDS = {"text": (".txt", ".md"), "docx": (".docx",), "html": (".html",), "xlsx": (".xlsx",), "pdf": (".pdf",)}
WAYS = {
    "docx": ("docx official", "docx split", "docx landscape", "own docx"),
    "html": ("site whole", "site index", "html word", "own html"),
    "xlsx": ("xlsx", "xlsx sheets", "own xlsx"),
    "pdf": ("pdf ruled", "pdf many pages", "pdf unruled pages", "own pdf"),
}
NOISE = random.Random(2019).randbytes(20_000_000)


def run() -> list[Row]:
    quiet()
    rows = [row for kind in KINDS for row in _of(kind)]
    seconds = 1 / rate(lambda: _refused(NOISE), 1)
    return [*rows, Row("20 MB of noise refused", "gongkai", seconds, "s", ours=True, higher_is_better=False)]


def _of(kind: str) -> Iterator[Row]:
    files = [*_samples(kind), *_made(kind)]
    measure = f"{kind}: file to report"
    readers: dict[str, Work] = {"gongkai": partial(read_bytes, name=f"report.{_suffix(kind)}"), **peers(kind)}
    for who, work in readers.items():
        value = rate(partial(_each, files, work), len(files), clock=core_seconds)
        note = f"{1000 / value:,.1f} ms of a core a file, {len(files)} files"
        yield Row(measure, who, value, "files a second of a core", ours=who == "gongkai", note=note)
    memory = peak(files, _suffix(kind))
    note = "the process and its helper, at their highest"
    yield Row(f"{kind}: memory", "gongkai", memory, "MB", ours=True, higher_is_better=False, note=note)


def _suffix(kind: str) -> str:
    return KINDS[kind][0].removeprefix(".")


def _samples(kind: str) -> list[bytes]:
    paths = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in KINDS[kind] and path.stem != "README"]
    return [data for data in (path.read_bytes() for path in paths) if kind != "html" or b"gb2312" not in data[:500]]


def _made(kind: str) -> Iterator[bytes]:
    if kind == "text":
        for layout in TEXT_LAYOUTS:
            yield make(Recipe(layout, "county", "2021", False, []), random.Random(layout), layout).data
    for number, writer in enumerate(WAYS.get(kind, ())):
        yield made(Plan(number, writer, (), "county", "2021", False, ()))[1]


def _each(files: Sequence[bytes], work: Work) -> None:
    for data in files:
        work(data)


def _refused(data: bytes) -> None:
    try:
        read_bytes(data, "noise")
    except GongkaiError:
        return
    raise AssertionError("noise was read as a report")
