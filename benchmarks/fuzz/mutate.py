"""A good file made bad: cut, flipped, spliced – and for files that are archives, the same inside their members."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

_MARKS = [
    b"<",
    b">",
    b"&",
    b"\x00",
    b"\xff\xfe",
    b"]]>",
    b"<!--",
    b"%PDF",
    b"endobj",
    b"(",
    b"\\",
    b"{",
    b"|",
    b"\t",
    b'"',
]
_NUMBER = re.compile(rb"\d+")
_HUGE = [b"-1", b"0", b"65536", b"2147483648", b"99999999999999999999", b"1e400"]


def mutated(data: bytes, rng: Random) -> bytes:
    """One to three changes; an archive is opened, one of its members changed, and closed again, half of the time."""
    for _ in range(rng.randint(1, 3)):
        inside = data.startswith(b"PK\x03\x04") and rng.random() < 0.7
        data = _inside(data, rng) if inside else rng.choice(_CHANGES)(data, rng)
    return data


def _inside(data: bytes, rng: Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return data
    chosen = rng.randrange(len(members)) if members else -1
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for i, (name, content) in enumerate(members):
            archive.writestr(name, rng.choice(_CHANGES)(content, rng) if i == chosen else content)
    return out.getvalue()


def _cut(data: bytes, rng: Random) -> bytes:
    return data[: rng.randint(0, len(data))]


def _beheaded(data: bytes, rng: Random) -> bytes:
    return data[rng.randint(0, min(len(data), 4096)) :]


def _flipped(data: bytes, rng: Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 5, 50)) if out else 0):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def _without_piece(data: bytes, rng: Random) -> bytes:
    start = rng.randint(0, len(data))
    return data[:start] + data[start + rng.randint(1, 2000) :]


def _repeated_piece(data: bytes, rng: Random) -> bytes:
    start = rng.randint(0, len(data))
    piece = data[start : start + rng.randint(1, 400)]
    return data[:start] + piece * rng.choice((2, 20, 500)) + data[start:]


def _moved_piece(data: bytes, rng: Random) -> bytes:
    start, to = rng.randint(0, len(data)), rng.randint(0, len(data))
    end = start + rng.randint(1, 1000)
    rest = data[:start] + data[end:]
    return rest[:to] + data[start:end] + rest[to:]


def _marked(data: bytes, rng: Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(_MARKS) * rng.choice((1, 1, 100)) + data[at:]


def _other_number(data: bytes, rng: Random) -> bytes:
    found = list(_NUMBER.finditer(data[:200_000]))
    if not found:
        return data
    number = rng.choice(found)
    return data[: number.start()] + rng.choice(_HUGE) + data[number.end() :]


_CHANGES: list[Callable[[bytes, Random], bytes]] = [
    _cut,
    _beheaded,
    _flipped,
    _without_piece,
    _repeated_piece,
    _moved_piece,
    _marked,
    _other_number,
]
