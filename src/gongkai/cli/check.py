"""gongkai check: what a careful reviewer would say of a report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.options import (
    Files,
    Jobs,
    LimitMegabytes,
    LimitSeconds,
    chosen_files,
    complain,
    limits,
    progress,
)
from gongkai.errors import GongkaiError

if TYPE_CHECKING:
    from gongkai.checks import Settings
    from gongkai.cli.verdicts import Predecessors
    from gongkai.reading import Limits


class OutputFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    XLSX = "xlsx"


def check(
    files: Files,
    previous: Annotated[
        Path | None, typer.Option(help="上一年度的报告，或存放上年报告的文件夹（按机关和年份配对）。")
    ] = None,
    output_format: Annotated[
        OutputFormat | None, typer.Option("--output-format", "-f", help="结果的格式；省略时按 -o 的后缀，否则为文字。")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="结果写入文件。")] = None,
    off: Annotated[list[str] | None, typer.Option(metavar="规则=原因", help="不用某条规则，须写明原因。")] = None,
    lower: Annotated[
        list[str] | None, typer.Option(metavar="规则=warning|info:原因", help="降低某条规则的级别，须写明原因。")
    ] = None,
    limit_seconds: LimitSeconds = None,
    limit_mb: LimitMegabytes = None,
    jobs: Jobs = 0,
) -> None:
    """检查年度报告：表内勾稽、表间衔接、文字与表格、格式。退出状态：0 无错误，1 有错误，2 有文件无法读取。"""
    from gongkai.cli import results
    from gongkai.cli.jobs import read_many
    from gongkai.cli.verdicts import exit_status, verdicts

    settings = _settings(off or [], lower or [])
    bounds = limits(limit_seconds, limit_mb)
    earlier = _predecessors(previous, bounds, jobs) if previous else None
    chosen = chosen_files(files)
    done = []
    with results.writer(output_format or _format_of(output), output, settings) as write:
        for verdict in progress(verdicts(read_many(chosen, bounds, jobs), earlier, settings), len(chosen), "检查"):
            if verdict.error:
                complain(verdict.error)
            write(verdict)
            done.append(verdict)
    if earlier:
        _list_unpaired(earlier)
    raise typer.Exit(exit_status(done))


def _format_of(output: Path | None) -> OutputFormat:
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return OutputFormat(suffix) if suffix in set(OutputFormat) else OutputFormat.TEXT


def _list_unpaired(earlier: Predecessors) -> None:
    for name in earlier.alone():
        complain(f"{name}：没有找到上年报告，没有做两年比对")
    for file in earlier.unpaired():
        complain(f"{file.name}：没有找到它的下一年度报告，没有用于比对")


def _predecessors(previous: Path, bounds: Limits, jobs: int) -> Predecessors:
    from gongkai.cli.jobs import read_many
    from gongkai.cli.verdicts import Predecessors

    readings = list(read_many(chosen_files([previous]), bounds, jobs))
    errors = [reading.error for reading in readings if reading.error]
    for error in errors:
        complain(error)
    if errors and not previous.is_dir():
        raise typer.Exit(2)
    return Predecessors(readings, single=not previous.is_dir())


def _settings(off: list[str], lower: list[str]) -> Settings:
    from gongkai.checks import Settings
    from gongkai.report import Severity

    lowered = {}
    for text in lower:
        rule, rest = _split(text, "=", "--lower T3-CARRY=info:机构改革，申请人类型有调整")
        level, reason = _split(rest, ":", "--lower T3-CARRY=info:机构改革，申请人类型有调整")
        if level not in ("warning", "info"):
            raise _wrong(f"“{level}”不能作为降低后的级别，只能是 warning 或 info")
        lowered[rule] = (Severity(level), reason)
    return Settings(off=dict(_split(text, "=", "--off TX-1=本级规定不同") for text in off), severity=lowered)


def _wrong(text: str) -> GongkaiError:
    return GongkaiError(text, code="USAGE")


def _split(text: str, mark: str, example: str) -> tuple[str, str]:
    left, found, right = text.replace("：", ":").partition(mark)
    if not found or not left.strip() or not right.strip():
        raise _wrong(f"“{text}”应写成：{example}")
    return left.strip(), right.strip()
