"""gongkai build: a year's facts become the report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gongkai.errors import GongkaiError, system_reason

MOST_BYTES = 200_000_000


def build(
    facts: Annotated[Path, typer.Argument(metavar="FACTS", help="一年台账的 JSON 文件（gongkai.facts/1）。")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写成 .docx、.pdf、.xlsx、.html 或 .json；省略时输出 JSON。")
    ] = None,
) -> None:
    """由一年的台账生成年度报告。"""
    from gongkai.checks import checked
    from gongkai.report import dumps
    from gongkai.report import facts as ledger
    from gongkai.report.build import build as built
    from gongkai.writing import write

    try:
        report = checked(built(ledger.loads(_text(facts))))
    except GongkaiError as error:
        error.where = f"{facts.name}：{error.where}" if error.where else facts.name
        raise
    if output:
        write(report, output, overwrite=True)
    else:
        typer.echo(dumps(report, indent=2))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise GongkaiError("文件过大", "请只导出一个年度的台账", code="TOO_LARGE")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GongkaiError(f"不能读取（{system_reason(error)}）", "请检查文件名和权限", code="CANNOT_OPEN") from error
    except UnicodeDecodeError as error:
        raise GongkaiError("不是 UTF-8 编码的文本", "请把文件另存为 UTF-8 编码的 JSON", code="ENCODING") from error
