"""Asks for pages over so many connections at once, and says how many were answered, and in what time.

By `wrk`, where it is installed; else by a program of ours in a process of its own: `python -m benchmarks.platform.load`.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

CONNECTIONS = 16
_LUA = """
local requests, at = {}, 0
for line in io.lines("%s") do requests[#requests + 1] = wrk.format("GET", line) end
request = function() at = at %% #requests + 1; return requests[at] end
"""


def by() -> str:
    return "wrk" if shutil.which("wrk") else "asyncio"


@dataclass(frozen=True, slots=True)
class Answered:
    pages: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.pages / self.seconds


def ask(base: str, paths: Sequence[str], seconds: int) -> Answered:
    """Over CONNECTIONS connections, in turn; every answer must be a 200."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "paths"
        listed.write_text("\n".join(paths) + "\n", encoding="ascii")
        return _wrk(base, listed, seconds) if shutil.which("wrk") else _own(base, listed, seconds)


def _wrk(base: str, listed: Path, seconds: int) -> Answered:
    script = listed.with_name("ask.lua")
    script.write_text(_LUA % listed, encoding="ascii")
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script), base]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said and "Socket errors" not in said, said
    pages, rate = re.search(r"(\d+) requests in", said), re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert pages and rate, said
    return Answered(int(pages[1]), int(pages[1]) / float(rate[1]))


def _own(base: str, listed: Path, seconds: int) -> Answered:
    command = [sys.executable, "-m", __name__, base, str(listed), str(seconds)]
    pages, took = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return Answered(int(pages), float(took))


async def _ask(base: str, paths: Sequence[str], seconds: float) -> str:
    host, port = urlsplit(base).hostname or "", urlsplit(base).port or 80
    begun, turn = time.perf_counter(), cycle(paths)
    counts = await asyncio.gather(*(_one(host, port, turn, begun + seconds) for _ in range(CONNECTIONS)))
    return f"{sum(counts)} {time.perf_counter() - begun}"


async def _one(host: str, port: int, turn: cycle[str], end: float) -> int:
    reader, writer = await asyncio.open_connection(host, port)
    done = 0
    while time.perf_counter() < end:
        writer.write(f"GET {next(turn)} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        assert b" 200 " in head.partition(b"\r\n")[0], head
        length = re.search(rb"(?i)content-length: (\d+)", head)
        assert length, head
        await reader.readexactly(int(length[1]))
        done += 1
    writer.close()
    return done


if __name__ == "__main__":
    base, listed, seconds = sys.argv[1:]
    print(asyncio.run(_ask(base, Path(listed).read_text("ascii").split(), float(seconds))))
