"""A platform that runs for as long as it is needed, on a free port, with a data folder of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.migrated import DATABASE, copy_to

CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
BROWSER_ARGUMENTS = ["--no-sandbox"]
"""Chromium refuses its sandbox to root, as whom containers run."""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _environment(data: str | Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    return kept | {"GONGKAI_DATA_DIR": str(data)}


@contextmanager
def platform(data: Path | None = None, whole: bool = False, **environment: str) -> Iterator[str]:
    """The address of a running platform; its data folder is `data`, or one that ends with it. Its demonstration is the five
    townships, or the `whole` county."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        _migrated(Path(data or folder))
        command = [sys.executable, "-m", "gongkai_web", "run", "--port", str(port), *([] if whole else ["--small"])]
        server = subprocess.Popen(command, env=_environment(data or folder) | environment, stdout=subprocess.DEVNULL)
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", server, 600 if whole else 180)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _migrated(data: Path) -> None:
    """A new data folder begins with a database that has all migrations; one that is there stays as it is."""
    if not (data / DATABASE).exists():
        copy_to(data / DATABASE)


def demo_passwords(data: Path) -> dict[str, str]:
    """New passwords for the demonstration accounts of a running platform, by account."""
    command = [sys.executable, "-m", "gongkai_web", "demo-passwords"]
    said = subprocess.run(command, env=_environment(data), capture_output=True, text=True, check=True).stdout
    pairs = (line.split()[:2] for line in said.splitlines() if line.lstrip().startswith("demo-"))
    return {found[0]: found[1] for found in pairs}


def _wait_for(address: str, server: subprocess.Popen[bytes], seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"no answer from {address}")
