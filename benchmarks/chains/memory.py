"""python -m benchmarks.chains.memory FILE …: reads the files one after another, prints the most memory held, in MB.

For Linux."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path


def peak(files: Sequence[bytes], suffix: str) -> float:
    """MB that a fresh process and its helper processes hold at most, reading these files; both peaks added."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.{suffix}") for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        command = [sys.executable, "-m", "benchmarks.chains.memory", *map(str, paths)]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    from gongkai.reading import read_bytes

    for name in sys.argv[1:]:
        read_bytes(Path(name).read_bytes(), name)
    print(sum(_highest(process) for process in _family()))


def _family() -> Iterator[Path]:
    """This process and those it has started and that still run."""
    yield Path("/proc/self/status")
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            if f"PPid:\t{os.getpid()}\n" in status.read_text():
                yield status


def _highest(status: Path) -> float:
    """`ru_maxrss` would not do: Linux starts it with what the parent held."""
    lines = status.read_text().splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


if __name__ == "__main__":
    main()
