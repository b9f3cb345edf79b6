"""Reading: files a second, beside the bare floor of the same file; and how soon what is no report is refused."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from lxml import etree

from benchmarks.harness import Row, rate
from gongkai.errors import GongkaiError
from gongkai.reading import read_bytes

SAMPLES = Path(__file__).parent.parent / "tests" / "samples"
KINDS = {"text": (".txt", ".md"), "docx": (".docx",), "html": (".html",), "xlsx": (".xlsx",), "pdf": (".pdf",)}
NOISE = random.Random(2019).randbytes(20_000_000)


def run() -> list[Row]:
    rows = [row for kind, suffixes in KINDS.items() for row in _speed(kind, _files(suffixes))]
    return [
        *rows,
        Row(
            "20 MB of noise refused",
            "gongkai",
            1 / rate(lambda: _refused(NOISE), 1),
            "s",
            ours=True,
            higher_is_better=False,
        ),
    ]


def _files(suffixes: Sequence[str]) -> list[bytes]:
    return [
        path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.suffix in suffixes and path.stem != "README"
    ]


def _speed(kind: str, files: Sequence[bytes]) -> list[Row]:
    measure, note = f"{kind}: file to report", f"{len(files)} sample files"
    rows = [
        Row(measure, "gongkai", rate(lambda: _each(files, _read), len(files)), "files a second", ours=True, note=note)
    ]
    if kind in _FLOORS:
        what, floor = _FLOORS[kind]
        rows.append(Row(measure, what, rate(lambda: _each(files, floor), len(files)), "files a second"))
    return rows


def _each(files: Sequence[bytes], work: Callable[[bytes], object]) -> None:
    for data in files:
        work(data)


def _read(data: bytes) -> object:
    return read_bytes(data, "sample")


def _refused(data: bytes) -> None:
    try:
        read_bytes(data, "noise")
    except GongkaiError:
        return
    raise AssertionError("noise was read as a report")


def _parsed_word(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


_FLOORS: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "text": ("decode and split lines only", lambda data: data.decode().splitlines()),
    "docx": ("unzip and parse the XML only", _parsed_word),
    "html": ("parse the page only", lambda data: etree.HTML(data)),
}
