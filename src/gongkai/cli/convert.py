"""gongkai convert: a report in another file form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.options import File, LimitMegabytes, LimitSeconds, complain, limits
from gongkai.errors import GongkaiError


def convert(
    file: File,
    output: Annotated[Path, typer.Option("--output", "-o", help="新文件：.docx、.pdf、.xlsx、.html 或 .json。")],
    limit_seconds: LimitSeconds = None,
    limit_mb: LimitMegabytes = None,
) -> None:
    """把年度报告转成规范的 Word、PDF、表格、网页或 JSON；按后缀决定格式。"""
    from gongkai.checks import checked
    from gongkai.reading.jobs import read_one
    from gongkai.report import CellState, Certainty
    from gongkai.writing import write

    if output.exists() and file.exists() and output.samefile(file):
        raise GongkaiError("新文件不能与原文件相同", "请用 -o 另起一个文件名", str(output), "SAME_FILE")
    reading = read_one(file, limits(limit_seconds, limit_mb))
    if reading.error:
        raise reading.error
    if len(reading.reports) > 1:
        text = f"这个文件里有 {len(reading.reports)} 份年度报告，一次只能转一份"
        raise GongkaiError(text, "请拆开或解压后逐份转换", file.name, "SEVERAL")
    report = checked(reading.reports[0])
    write(report, output, overwrite=True)
    unsure = sum(cell.certainty is Certainty.UNCERTAIN for cell in report.tables.values())
    lost = sum(cell.state in (CellState.UNREADABLE, CellState.MISSING) for cell in report.tables.values())
    if unsure or lost:
        complain(f"{file.name}：有 {unsure} 格待核对、{lost} 格没有读出，请对照原文核对：gongkai check {file}")
