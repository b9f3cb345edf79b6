"""gongkai corpus export: a table of a corpus, or an answer, as a file for other programs."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gongkai.cli.console import console
from gongkai.cli.corpus.output import CorpusFolder, Year, plain, write_csv
from gongkai.errors import GongkaiError, system_reason

if TYPE_CHECKING:
    from gongkai.corpus import Answer

_MOST_ROWS_OF_A_SHEET = 1_048_575
_MOST_CHARACTERS = 32_767


def export(
    folder: CorpusFolder,
    output: Annotated[Path, typer.Option("--output", "-o", help="新文件：.csv、.xlsx 或 .json；按后缀决定格式。")],
    table: Annotated[str, typer.Option(help="哪张表：files、reports、cells、findings、texts。")] = "cells",
    sql: Annotated[str | None, typer.Option(help="不要整张表，而要这条 SQL 的结果。")] = None,
    year: Year = None,
    every: Annotated[
        bool, typer.Option("--all-versions", help="同一年有几份报告的，全部导出，而不只是取用的一份。")
    ] = False,
) -> None:
    """把语料的一张表或一条 SQL 的结果导出成 CSV、xlsx 或 JSON。"""
    from gongkai.corpus import TABLES, opened
    from gongkai.corpus.measures import put_views

    write = {".csv": _csv, ".xlsx": _xlsx, ".json": _json}.get(output.suffix.lower())
    if write is None:
        raise GongkaiError("不知道写成哪种格式", "文件名请以 .csv、.xlsx 或 .json 结尾", str(output), "USAGE")
    if table not in TABLES:
        raise GongkaiError(f"没有 {table} 这张表", f"有：{'、'.join(TABLES)}", "--table", "USAGE")
    with opened(folder) as corpus:
        put_views(corpus)
        answer = corpus.ask(sql) if sql else corpus.ask(*_table(table, year, every=every))
    try:
        write(output, answer)
    except OSError as error:
        raise GongkaiError(
            f"不能写入（{system_reason(error)}）", "请换一个位置或文件名", str(output), "WRITE"
        ) from error
    console().print(f"{output}：{len(answer.rows)} 行。", soft_wrap=True)


def _table(name: str, year: int | None, *, every: bool) -> tuple[str, dict[str, Any]]:
    if name == "files":
        return "FROM files", {}
    sql = f"FROM {name} WHERE (current OR $every) AND ($year IS NULL OR year = $year)"
    return sql, {"every": every, "year": year}


def _csv(output: Path, answer: Answer) -> None:
    """With a byte order mark, so that a spreadsheet takes it for what it is."""
    with output.open("w", encoding="utf-8-sig", newline="") as stream:
        write_csv(stream, answer.columns, answer.rows)


def _json(output: Path, answer: Answer) -> None:
    """A list of objects, one a line."""
    lines = (json.dumps(row, ensure_ascii=False, default=plain) for row in answer.dicts())
    with output.open("w", encoding="utf-8") as stream:
        stream.write("[\n")
        for number, line in enumerate(lines):
            stream.write(f",\n{line}" if number else line)
        stream.write("\n]\n")


def _xlsx(output: Path, answer: Answer) -> None:
    """Raises GongkaiError where a sheet cannot hold all rows: a part would be taken for the whole."""
    from gongkai.cli.workbook import write_rows

    if len(answer.rows) > _MOST_ROWS_OF_A_SHEET:
        text = f"有 {len(answer.rows)} 行，一张工作表放不下"
        raise GongkaiError(text, "请用 --year 或 --sql 缩小范围，或者导出成 .csv", str(output), "TOO_MANY")
    rows = [tuple(map(_of_sheet, row)) for row in answer.rows]
    with output.open("wb") as stream:
        write_rows(stream, "语料", answer.columns, [14] * len(answer.columns), rows)


def _of_sheet(value: Any) -> str | int | float | None:
    if isinstance(value, list):
        value = "、".join(map(str, value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        number: int | float = plain(value)
        return number
    if value is None or isinstance(value, int | float):
        return value
    return str(value)[:_MOST_CHARACTERS]
