"""The process that reads the bad files, one after another, and watches itself: what it opened, connected to, and took.

Reads a line with a file's path, answers a line of JSON. The parent ends it when it takes too long.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from gongkai.errors import GongkaiError
from gongkai.reading import Limits, read_bytes

# Asked for before anything is watched: finding it opens files itself.
_FOLDER = Path(tempfile.gettempdir())
_forbidden: list[str] = []
_watching = False


def _watch(event: str, args: tuple[object, ...]) -> None:
    if not _watching:
        return
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
        _forbidden.append(event)
    if event == "open" and isinstance(args[0], str) and _writes(args) and not _may_write(args[0]):
        _forbidden.append(f"open {args[0]}")


def _may_write(path: str) -> bool:
    return _FOLDER in Path(path).absolute().parents or path.startswith(("/dev/", "/proc/"))


def _writes(args: tuple[object, ...]) -> bool:
    mode, flags = (*args, None, None)[1:3]
    return (isinstance(mode, str) and any(c in mode for c in "wax+")) or (
        isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    )


def _outcome(path: Path, limits: Limits) -> tuple[str, str]:
    try:
        reports = read_bytes(path.read_bytes(), path.name, limits=limits)
    except GongkaiError as error:
        return "refused", f"{error.code}: {error}"
    except BaseException as error:
        return "CRASH", f"{type(error).__name__}: {error}"[:300]
    doubts = sum(len(report.findings) for report in reports)
    return "read", f"{len(reports)} reports, {doubts} findings"


def _peak(process: str) -> int:
    """Kilobytes that this process has held at most; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _helpers() -> list[str]:
    try:
        return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="utf-8").split()
    except OSError:
        return []


def _ended() -> int:
    """Kilobytes that a process which has ended (LibreOffice, a helper) held at most."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def main() -> None:
    global _watching
    seconds = float(sys.argv[1])
    sys.addaudithook(_watch)
    for line in sys.stdin:
        _forbidden.clear()
        _watching, start = True, time.monotonic()
        outcome, detail = _outcome(Path(line.rstrip("\n")), Limits(seconds=seconds))
        _watching = False
        answer = {
            "outcome": outcome,
            "detail": detail,
            "seconds": time.monotonic() - start,
            "megabytes": max(_peak("self"), _ended(), *map(_peak, _helpers())) // 1024,
            "forbidden": list(_forbidden),
        }
        print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
