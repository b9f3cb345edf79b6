"""The platform as a user meets it: how long a start takes, and from dropping a file to seeing what is wrong with it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import median

from benchmarks.harness import Row

SAMPLES = Path(__file__).parents[2] / "tests" / "samples"
ROUNDS = 5
PATIENCE = 60


def run() -> list[Row]:
    with tempfile.TemporaryDirectory() as data:
        first = _start_seconds(data)
        again = median(_start_seconds(data) for _ in range(ROUNDS))
        with _running(data) as (_, address):
            seen = {name: median(_check_seconds(address, name) for _ in range(ROUNDS)) for name in FILES}
    rows = [
        Row(
            "start until the home page answers",
            "first start, empty data folder",
            first,
            "s",
            ours=True,
            higher_is_better=False,
        ),
        Row("start until the home page answers", "second start", again, "s", ours=True, higher_is_better=False),
    ]
    return rows + [
        Row("from dropping a file to its findings", name, value, "s", ours=True, higher_is_better=False)
        for name, value in seen.items()
    ]


FILES = ("seed-000.txt", "seed-002.txt", "word.docx")


def _start_seconds(data: str) -> float:
    with _running(data) as (seconds, _):
        return seconds


@contextmanager
def _running(data: str) -> Iterator[tuple[float, str]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    begun = time.perf_counter()
    command = [sys.executable, "-m", "gongkai_web", "run", "--port", str(port)]
    server = subprocess.Popen(command, env={**os.environ, "GONGKAI_DATA_DIR": data}, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait(address, server)
        yield time.perf_counter() - begun, address
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE * 50):
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).read()
            return
        except urllib.error.URLError:
            assert server.poll() is None, "the server ended"
            time.sleep(0.02)
    raise TimeoutError(address)


def _check_seconds(address: str, name: str) -> float:
    """What a browser does: fetch the page with its token, send the form, read the whole answer."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{address}check/", timeout=PATIENCE).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    body, kind = _form(token[1], SAMPLES / name)
    request = urllib.request.Request(f"{address}check/", body, {"Content-Type": kind, "Referer": address})
    begun = time.perf_counter()
    answer = browser.open(request, timeout=PATIENCE).read().decode()
    seconds = time.perf_counter() - begun
    assert "requests.new.total" in answer, "the answer shows no report"
    return seconds


def _form(token: str, file: Path) -> tuple[bytes, str]:
    mark = "gongkai-benchmark-boundary"
    head = "Content-Disposition: form-data; name="
    parts = [
        f'--{mark}\r\n{head}"csrfmiddlewaretoken"\r\n\r\n{token}\r\n'.encode(),
        f'--{mark}\r\n{head}"files"; filename="{file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode(),
        file.read_bytes(),
        f"\r\n--{mark}--\r\n".encode(),
    ]
    return b"".join(parts), f"multipart/form-data; boundary={mark}"
