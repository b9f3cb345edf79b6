"""A step takes files of one kind and gives files of another; a writer begins with the report on paper."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from random import Random

from benchmarks.corpus.case import Case
from benchmarks.corpus.paper import Paper

SECONDS = 90
"""No program may take longer over one file."""


class Unusable(Exception):  # noqa: N818 — not an error of this program: the step has no result for this file
    """The step gives nothing for this file."""


@dataclass(frozen=True)
class Writer:
    """`group` is the name of its files in the table; `as_the_form`: prints the numbers itself, not the paper.
    `hides`: holds text that is not to be seen, or tables that converters miss or tear to pieces: never taken further, or
    the truth would not be that of the file."""

    suffix: str
    group: str
    write: Callable[[Case, Paper, Random], bytes]
    needs: tuple[str, ...] = ()
    as_the_form: bool = False
    hides: bool = False


@dataclass(frozen=True)
class Step:
    """`one` turns the bytes of a file into others; `many` does so for a list of files in one go (path → bytes).

    `shows_blanks`: an empty box still leaves a trace; `glues`: nothing stands between numbers. `needs`: programs, or
    Python packages with a leading ":".
    """

    takes: str
    suffix: str
    group: str
    one: Callable[[bytes], bytes] | None = None
    many: Callable[[Sequence[Path]], dict[Path, bytes]] | None = None
    shows_blanks: bool = True
    glues: bool = False
    needs: tuple[str, ...] = ()


def missing(needs: Sequence[str]) -> list[str]:
    """Which of these programs and packages are not here."""
    return [need for need in needs if not (find_spec(need[1:]) if need[0] == ":" else shutil.which(need))]


def run(*command: str, given: bytes = b"") -> bytes:
    """What the program prints."""
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as late:
        raise Unusable(f"{command[0]}: over {SECONDS} s") from late
    if done.returncode:
        raise Unusable(f"{command[0]}: {done.stderr.decode(errors='replace')[-200:]}")
    return done.stdout


def on_file(data: bytes, suffix: str, *command: str, gives: str = "") -> bytes:
    """The program run on a file of these bytes: {} in its arguments is the file, {out} a file it writes, if it does."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, f"report.{suffix}"), Path(folder, f"out.{gives}")
        path.write_bytes(data)
        said = run(*(part.replace("{out}", str(out)).replace("{}", str(path)) for part in command))
        return out.read_bytes() if gives else said
