"""gongkai redact: boxes burned into the pages of a document, and a proof that nothing is left below them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gongkai.errors import GongkaiError, system_reason


def redact(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="PDF、图片或 Word 文件；原件不改动。")],
    boxes: Annotated[Path, typer.Option(metavar="boxes.json", help="遮盖框：页码、四边占页面的比例、理由。")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="out.pdf", help="写到这个文件；已有的不覆盖。")],
) -> None:
    """遮盖一份文件的部分内容，生成只有图片的 PDF，并用各种方法核验取不出文字。没有通过核验的，不生成文件。"""
    from gongkai.redaction import boxes_from
    from gongkai.redaction import redact as redacted

    if output.exists():
        raise GongkaiError("文件已经有了，不覆盖", "请换一个文件名", str(output), "OUTPUT_EXISTS")
    content = _bytes(file)
    try:
        wanted = boxes_from(_bytes(boxes).decode("utf-8", "replace"))
    except GongkaiError as error:
        # Of the two files it is this one.
        error.where = "，".join(filter(None, (boxes.name if error.code != "INPUT" else "", error.where)))
        raise
    done = redacted(content, wanted, name=file.name)
    _write(output, done.pdf)
    typer.echo(f"{output}：{done.pages} 页，遮盖 {done.boxes} 处；核验通过（{'、'.join(done.proven_by)}）。")
    for page, word in done.elsewhere:
        typer.echo(f"请核对：遮盖掉的“{word}”在第 {page} 页别处还看得见。")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GongkaiError(f"打不开：{system_reason(error)}", "请检查文件名和位置", str(path), "INPUT") from error


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as out:
            out.write(content)
    except OSError as error:
        raise GongkaiError(f"写不了：{system_reason(error)}", "请换一个位置", str(path), "OUTPUT") from error
