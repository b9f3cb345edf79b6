"""A program beside the web server that is started again whenever it ends."""

from __future__ import annotations

import subprocess
import sys
import time

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
_HEALTHY_SECONDS = 60.0
_GRACE_SECONDS = 8.0


class Keeper:
    """Keeps `gongkai-web ARGUMENTS` running; one that ends at once is started less and less often."""

    def __init__(self, *arguments: str) -> None:
        self._command = [sys.executable, "-m", "gongkai_web", *arguments]
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._pause = _FIRST_PAUSE

    def keep(self) -> None:
        """Start it if it does not run; to be called every second or so."""
        if self._process is not None:
            if self._process.poll() is None:
                return
            self._process = None
            lived = time.monotonic() - self._started
            self._pause = _FIRST_PAUSE if lived > _HEALTHY_SECONDS else min(2 * self._pause, _LONGEST_PAUSE)
        if time.monotonic() - self._started >= self._pause:
            self._started = time.monotonic()
            self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL)

    def end(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
