"""gongkai read: any report file as `gongkai.report/1`."""

from __future__ import annotations

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
from gongkai.report import AnnualReport, dumps

if TYPE_CHECKING:
    from gongkai.reading import Limits


def read(
    files: Files,
    every: Annotated[bool, typer.Option("--all", help="一个文件含多份报告时全部输出，每行一份。")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="不输出 JSON，而是说明每张表怎样对上的：试过哪些读法，由哪条关系决定。")
    ] = False,
    limit_seconds: LimitSeconds = None,
    limit_mb: LimitMegabytes = None,
    jobs: Jobs = 0,
) -> None:
    """把年度报告读成 JSON（gongkai.report/1）；多个文件时每行一份。扫描件和图片要先装 gongkai[ocr]。"""
    from gongkai.reading.jobs import read_many

    chosen = chosen_files(files)
    if explain:
        raise typer.Exit(_explain(chosen, limits(limit_seconds, limit_mb)))
    one_a_line = every or len(chosen) > 1 or any(path.is_dir() for path in files)
    failed = False
    for reading in progress(read_many(chosen, limits(limit_seconds, limit_mb), jobs), len(chosen), "读取"):
        if reading.error:
            complain(reading.error)
            failed = True
        for report in reading.reports if every else reading.reports[:1]:
            typer.echo(_json(report, one_a_line=one_a_line))
    raise typer.Exit(2 if failed else 0)


def _json(report: AnnualReport, *, one_a_line: bool) -> str:
    from gongkai.checks import checked

    return dumps(checked(report), indent=None if one_a_line else 2)


def _explain(files: list[Path], within: Limits) -> int:
    """How each file was read, one after the other; the exit status."""
    from gongkai.reading.explain import explaining
    from gongkai.reading.jobs import read_one

    failed = False
    for file in files:
        with explaining() as story:
            reading = read_one(file, within)
        typer.echo(story)
        for found in [found for report in reading.reports for found in report.findings]:
            typer.echo(f"  {found.rule} {found.message}")
        if reading.error:
            complain(reading.error)
            failed = True
    return 2 if failed else 0
