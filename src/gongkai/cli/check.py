"""gongkai check: what a careful reviewer would say of a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.options import (
    AskedFormat,
    Files,
    Jobs,
    LimitMegabytes,
    LimitSeconds,
    Lower,
    Off,
    Output,
    adjustments,
    chosen_files,
    complain,
    limits,
    progress,
)

if TYPE_CHECKING:
    from gongkai.checks import Settings
    from gongkai.cli.verdicts import Predecessors
    from gongkai.reading import Limits


def check(
    files: Files,
    previous: Annotated[
        Path | None, typer.Option(help="上一年度的报告，或存放上年报告的文件夹（按机关和年份配对）。")
    ] = None,
    output_format: AskedFormat = None,
    output: Output = None,
    off: Off = None,
    lower: Lower = None,
    limit_seconds: LimitSeconds = None,
    limit_mb: LimitMegabytes = None,
    jobs: Jobs = 0,
) -> None:
    """检查年度报告：表内勾稽、表间衔接、文字与表格、格式。退出状态：0 无错误，1 有错误，2 有文件无法读取。"""
    from gongkai.cli.delivery import format_of, writer
    from gongkai.cli.results import CheckForms
    from gongkai.cli.verdicts import exit_status, verdicts
    from gongkai.reading.jobs import read_many

    settings = _settings(off or [], lower or [])
    bounds = limits(limit_seconds, limit_mb)
    earlier = _predecessors(previous, bounds, jobs) if previous else None
    chosen = chosen_files(files)
    done = []
    with writer(format_of(output_format, output), output, CheckForms(settings)) as write:
        for verdict in progress(verdicts(read_many(chosen, bounds, jobs), earlier, settings), len(chosen), "检查"):
            if verdict.error:
                complain(verdict.error)
            write(verdict)
            done.append(verdict)
    if earlier:
        _list_unpaired(earlier)
    raise typer.Exit(exit_status(done))


def _list_unpaired(earlier: Predecessors) -> None:
    for name in earlier.alone():
        complain(f"{name}：没有找到上年报告，没有做两年比对")
    for file in earlier.unpaired():
        complain(f"{file.name}：没有找到它的下一年度报告，没有用于比对")


def _predecessors(previous: Path, bounds: Limits, jobs: int) -> Predecessors:
    from gongkai.cli.verdicts import Predecessors
    from gongkai.reading.jobs import read_many

    readings = list(read_many(chosen_files([previous]), bounds, jobs))
    errors = [reading.error for reading in readings if reading.error]
    for error in errors:
        complain(error)
    if errors and not previous.is_dir():
        raise typer.Exit(2)
    return Predecessors(readings, single=not previous.is_dir())


def _settings(off: list[str], lower: list[str]) -> Settings:
    from gongkai.checks import Settings

    switched, lowered = adjustments(off, lower, "T3-CARRY")
    return Settings(off=switched, severity=lowered)
