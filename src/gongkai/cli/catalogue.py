"""gongkai catalogue: a standard catalogue as its rows, with everything that could not be taken in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.options import complain
from gongkai.errors import GongkaiError

if TYPE_CHECKING:
    from gongkai.catalogue import CatalogueFile, Note, Table

_SIGNS = {"refused": "✗", "finding": "✗", "doubt": "？", "assumption": "※", "aside": "·"}


def catalogue(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="公开标准目录：xlsx、xls、docx、html 或 csv。")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON（gongkai.catalogue/1），每个文件一行。")] = False,
    rows: Annotated[bool, typer.Option("--rows", help="逐行列出事项。")] = False,
) -> None:
    """读取基层政务公开标准目录。退出状态：0 全部读出，1 有没导入的行或者目录有误，2 有文件无法读取。"""
    from gongkai.catalogue import read, to_json

    status = 0
    for file in files:
        try:
            read_file = read(file)
        except GongkaiError as error:
            complain(error)
            status = 2
            continue
        if as_json:
            typer.echo(json.dumps(to_json(read_file), ensure_ascii=False))
        else:
            _show(read_file, rows=rows)
        status = max(status, _status(read_file))
    raise typer.Exit(status)


def _status(file: CatalogueFile) -> int:
    from gongkai.catalogue import NoteKind

    return int(bool(file.of(NoteKind.REFUSED, NoteKind.FINDING)))


def _show(file: CatalogueFile, *, rows: bool) -> None:
    from gongkai.cli.console import console, table

    out = console()
    heads = ("领域", "一级事项", "二级事项", "行", "标题")
    lines = [_counts(one) for one in file.tables]
    out.print(table(file.name, heads, lines, right=(1, 2, 3)))
    if rows:
        for one in file.tables:
            out.print(table(one.field_name, ("一级事项", "二级事项", "公开时限", "公开主体"), _rows(one)))
    for note in file.notes:
        out.print(_sentence(note), soft_wrap=True)


def _counts(table: Table) -> tuple[str, ...]:
    firsts = {first for first, _ in table.items()}
    name = table.field_name if table.field else f"{table.field_name}（未识别）"
    return name, str(len(firsts)), str(len(table.items())), str(len(table.rows)), table.title


def _rows(table: Table) -> list[tuple[str, ...]]:
    return [(row.first, row.second, row.period.text, row.responsible) for row in table.rows]


def _sentence(note: Note) -> str:
    from gongkai.catalogue import NOTE_NAMES

    remedy = f"。{note.remedy}" if note.remedy else ""
    return f"{_SIGNS[note.kind]} {NOTE_NAMES[note.kind]}  {note.at}：{note.text}{remedy}"
