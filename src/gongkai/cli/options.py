"""What several commands share: their options, progress, and how a failure is said."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from gongkai.cli.delivery import OutputFormat
from gongkai.errors import GongkaiError
from gongkai.reading.folders import expand, skipped

if TYPE_CHECKING:
    from gongkai.reading import Limits
    from gongkai.report import Severity

Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="年度报告文件；给出文件夹时读取其中所有报告文件。")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="年度报告文件。")]
LimitSeconds = Annotated[
    float | None,
    typer.Option("--limit-seconds", min=0.1, help="每个文件最多读取多少秒；扫描件和图片识别时，每页另有 20 秒。"),
]
LimitMegabytes = Annotated[float | None, typer.Option("--limit-mb", min=0.001, help="每个文件最大多少 MB。")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, help="同时读取几个文件；0 表示按处理器核数。")]

AskedFormat = Annotated[
    OutputFormat | None,
    typer.Option("--output-format", "--format", "-f", help="结果的格式；省略时按 -o 的后缀，否则为文字。"),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="结果写入文件。")]
Off = Annotated[list[str] | None, typer.Option(metavar="规则=原因", help="不用某条规则，须写明原因。")]
Lower = Annotated[
    list[str] | None, typer.Option(metavar="规则=warning|info:原因", help="降低某条规则的级别，须写明原因。")
]

T = TypeVar("T")
MOST_NAMES = 8


def limits(seconds: float | None, megabytes: float | None, usual: Limits | None = None) -> Limits:
    """What one file may cost. The reading is imported only where something is read: a deadline needs none of it."""
    from gongkai.reading import Limits

    usual = usual or Limits()
    return replace(usual, seconds=seconds or usual.seconds, bytes=int((megabytes or 0) * 1_000_000) or usual.bytes)


def chosen_files(paths: list[Path], what: str = "年度报告") -> list[Path]:
    """The files a command is about; ends the command where a folder holds none."""
    from gongkai.reading import SUFFIXES

    files = expand(paths, SUFFIXES)
    left = skipped(paths, SUFFIXES)
    if left:
        names = "、".join(path.name for path in left[:MOST_NAMES]) + ("等" if len(left) > MOST_NAMES else "")
        complain(f"跳过文件夹里 {len(left)} 个不是报告格式的文件：{names}")
    if files:
        return files
    complain(f"没有找到{what}文件。请检查文件夹里有没有{what}，或者直接写出文件名")
    raise typer.Exit(2)


def adjustments(off: list[str], lower: list[str], rule: str) -> tuple[dict[str, str], dict[str, tuple[Severity, str]]]:
    """What --off and --lower say; `rule` is one to show how they are written."""
    from gongkai.report import Severity

    lowered = {}
    for text in lower:
        name, rest = _split(text, "=", f"--lower {rule}=info:机构改革，口径有调整")
        level, reason = _split(rest, ":", f"--lower {rule}=info:机构改革，口径有调整")
        if level not in ("warning", "info"):
            raise GongkaiError(f"“{level}”不能作为降低后的级别，只能是 warning 或 info", code="USAGE")
        lowered[name] = (Severity(level), reason)
    return dict(_split(text, "=", f"--off {rule}=本级规定不同") for text in off), lowered


def _split(text: str, mark: str, example: str) -> tuple[str, str]:
    left, found, right = text.replace("：", ":").partition(mark)
    if not found or not left.strip() or not right.strip():
        raise GongkaiError(f"“{text}”应写成：{example}", code="USAGE")
    return left.strip(), right.strip()


def complain(error: GongkaiError | str) -> None:
    """A failure is one line on standard error, whatever its text."""
    print(f"gongkai: {' '.join(str(error).split())}", file=sys.stderr)  # noqa: T201


def progress(items: Iterable[T], total: int, label: str) -> Iterator[T]:
    """The items, with a bar on a terminal when there are many: silence elsewhere keeps logs and pipes clean."""
    if total < 3 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, label, total, console=Console(stderr=True), transient=True)
