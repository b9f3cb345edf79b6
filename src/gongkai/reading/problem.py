"""What can go wrong before there is a report: one error a person can act on, and the limits that end a reading in time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from gongkai.errors import GongkaiError

MEGABYTE = 1_000_000

Progress = Callable[[int, int], None]
"""Told how many pages or files are done, and of how many; 0 where that is not known. Told the same again as a sign of life."""


def untold(done: int, total: int) -> None:
    """Nobody wants to know how far it is."""


class ReadingError(GongkaiError):
    """The file cannot be read as an annual report; `where` is the file's name."""


class SlowError(GongkaiError):
    """Under `Limits.quick`: this file takes many seconds. Ask again where there is time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`bytes` of a file, `unpacked` bytes of what it holds compressed, `seconds` of reading, `lines` of text or table rows,
    `cells` of all tables and words of all lines. `quick` refuses what takes another program or character recognition;
    `page_seconds` is what each page may take more whose characters are recognised."""

    bytes: int = 50 * MEGABYTE
    unpacked: int = 200 * MEGABYTE
    seconds: float = 20.0
    lines: int = 100_000
    cells: int = 500_000
    page_seconds: float = 20.0
    quick: bool = False


@dataclass(slots=True)
class Clock:
    """Asked now and then by every loop over the file's content, so that no input can hold the program for ever."""

    limits: Limits
    name: str = ""
    started: float = field(default_factory=time.monotonic)
    tell: Progress = untold

    @property
    def left(self) -> float:
        """Seconds that remain; not below 0."""
        return max(0.0, self.limits.seconds - (time.monotonic() - self.started))

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is done inside has limits of its own, and takes none of the time that remains."""
        began = time.monotonic()
        try:
            yield
        finally:
            self.started += time.monotonic() - began

    def check(self) -> None:
        if not self.left:
            raise ReadingError(
                f"读取超过 {self.limits.seconds:g} 秒，已停止",
                "请确认这是一份年度报告；文件确实很大时可以放宽时间限制",
                self.name,
                "READ_TIME",
            )

    def begin_slow(self) -> None:
        """Asked before work of many seconds: another program, character recognition."""
        if self.limits.quick:
            raise SlowError("这个文件要先转换或识别，不能马上读出来", "请在有时间时再读", self.name, "READ_SLOW")

    def lines(self, count: int) -> None:
        self._count(count, self.limits.lines, "行", "READ_LINES")

    def cells(self, count: int) -> None:
        self._count(count, self.limits.cells, "个单元格", "READ_CELLS")

    def _count(self, count: int, most: int, unit: str, code: str) -> None:
        if count > most:
            text = f"文件有 {count} {unit}，超过上限 {most} {unit}"
            raise ReadingError(text, "请确认这是一份年度报告", self.name, code)
