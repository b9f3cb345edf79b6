"""Cut, mutated and misnamed files of every form: blocks or one clear error, never anything else."""

import random
from pathlib import Path

import pytest

from gongkai.errors import GongkaiError
from gongkai.reading import Limits
from gongkai.reading.loaders import LOADERS, load_as
from gongkai.reading.problem import Clock
from gongkai.reading.sniff import sniff

from .shapes import SAMPLES

FILES = Path(__file__).parent / "files"
SEEDS = {path.name: path.read_bytes() for path in [
    SAMPLES / "web-page.html", SAMPLES / "web-page-gb18030.html", SAMPLES / "web-interface.json",
    SAMPLES / "workbook.xlsx", SAMPLES / "markdown.md", FILES / "merged.xls",
]}  # fmt: skip
SLOW = frozenset({"doc", "rtf", "odt", "wordml", "pdf", "zip", "report"})
LIMITS = Limits(seconds=20)


def read_as(kind: str, data: bytes) -> None:
    """Fails with whatever is not an error made for people."""
    try:
        load_as(kind, data, "x", Clock(LIMITS, "x"))
    except GongkaiError as error:
        assert error.text


def read_any(data: bytes) -> None:
    try:
        kind = sniff(data, "x", LIMITS)
    except GongkaiError:
        return
    if kind not in SLOW:
        read_as(kind, data)


def mutated(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice([1, 3, 30])):
        at = rng.randrange(len(changed))
        match rng.randrange(4):
            case 0:
                changed[at] = rng.randrange(256)
            case 1:
                del changed[at : at + rng.randrange(1, 200)]
            case 2:
                changed[at:at] = changed[at : at + rng.randrange(1, 200)]
            case _:
                changed[at:at] = rng.choice(
                    [b"<td>", b"</table>", b"\\", b'"', b"[[", b"\0", b"|", b"&#x110000;", b"\xff"]
                )
        changed = changed or bytearray(b"x")
    return bytes(changed)


@pytest.mark.parametrize("name", SEEDS)
def test_cut_anywhere(name: str) -> None:
    data = SEEDS[name]
    for i in range(1, 25):
        read_any(data[: len(data) * i // 25])


@pytest.mark.parametrize("name", SEEDS)
def test_mutated(name: str) -> None:
    rng = random.Random(name)
    for _ in range(40):
        read_any(mutated(SEEDS[name], rng))


@pytest.mark.parametrize("kind", sorted(LOADERS.keys() - SLOW))
def test_given_to_the_wrong_reader(kind: str) -> None:
    for data in SEEDS.values():
        read_as(kind, data)
