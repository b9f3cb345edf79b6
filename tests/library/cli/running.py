"""Run the command line inside the test's process: what it prints, and how it ends."""

from __future__ import annotations

import contextlib
import io
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from gongkai.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"


@dataclass(frozen=True)
class Ran:
    returncode: int
    stdout: str
    stderr: str


def gongkai(*args: object) -> Ran:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    status = 0
    argv = mock.patch.object(sys, "argv", ["gongkai", *map(str, args)])
    with argv, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(bool(end.code))
    return Ran(status, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())
