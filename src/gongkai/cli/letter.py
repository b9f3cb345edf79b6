"""gongkai letter: the documents of a disclosure request, listed and filled."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.console import console, day_option, table, today_in_china
from gongkai.cli.options import complain
from gongkai.errors import GongkaiError, system_reason

if TYPE_CHECKING:
    from gongkai.statute import OrganKind

letter_app = typer.Typer(help="依申请公开的各种文书：列出、下载模板、填写成 Word 或者 PDF。", no_args_is_help=True)

_MOST_BYTES = 1_000_000

Code = Annotated[str, typer.Argument(metavar="CODE", help="文书的代码，见 gongkai letter list。")]
Template = Annotated[Path | None, typer.Option(metavar="FILE", help="用本机关自己的模板（.docx）；省略时用默认模板。")]


@letter_app.command("list")
def list_(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="一种文书的代码；写了就列出它的字段。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """列出各种文书，或者一种文书的字段。"""
    from gongkai.letters import LETTERS, letter

    chosen = [letter(code)] if code else list(LETTERS.values())
    if as_json:
        sys.stdout.write(json.dumps([_to_json(one.code) for one in chosen], ensure_ascii=False) + "\n")
        return
    if code:
        _show_fields(code)
        return
    rows = [(one.code, one.name, one.when, "、".join(one.replies)) for one in chosen]
    console().print(table(f"文书 {len(rows)} 种", ("代码", "名称", "用于", "答复种类"), rows))


@letter_app.command("template")
def template(code: Code, output: Annotated[Path, typer.Option("--output", "-o", help="写入哪个 .docx 文件。")]) -> None:
    """下载一种文书的默认模板，改成本机关自己的。"""
    from gongkai.letters import default_template, letter

    _write(output, default_template(letter(code)))


@letter_app.command("check")
def check(code: Code, file: Annotated[Path, typer.Argument(metavar="FILE", help="本机关的模板（.docx）。")]) -> None:
    """检查本机关的模板：没有这种字段的、缺少字段的，逐条列出。退出状态：0 可以用，1 有问题。"""
    from gongkai.letters import letter
    from gongkai.letters.template import problems

    with _named(file):
        found = problems(_read(file), letter(code))
    for problem in found:
        complain(problem)
    if not found:
        console().print("可以使用。")
    raise typer.Exit(int(bool(found)))


@letter_app.command("fill")
def fill(
    code: Code,
    values: Annotated[Path, typer.Option(metavar="JSON", help="各字段的值：{“申请人”: “……”}，- 为标准输入。")],
    output: Annotated[Path, typer.Option("--output", "-o", help="写成 .docx 或者 .pdf。")],
    dispatched: Annotated[
        str | None, typer.Option(metavar="DATE", help="发出的日期，决定适用哪时的法律；默认今天。")
    ] = None,
    organ: Annotated[str, typer.Option(help="机关的种类，如 department、township。")] = "department",
    reply: Annotated[str, typer.Option(help="答复种类的代码；文书只有一种时不必写。")] = "",
    ground: Annotated[
        list[str] | None, typer.Option(help="部分公开时不予公开的理由，14a 至 16c；都不是的写 none。")
    ] = None,
    reviewer: Annotated[str, typer.Option(help="行政复议机关的名称。")] = "",
    court: Annotated[str, typer.Option(help="管辖法院的名称。")] = "",
    website: Annotated[str, typer.Option(help="网上送达的，提交行政复议申请书的网址。")] = "",
    template: Template = None,
) -> None:
    """填写一种文书。

    例：gongkai letter fill granted --values 值.json --reviewer 青石县人民政府 --court 青石县人民法院 -o 答复书.docx
    """
    from gongkai.letters import Occasion, letter, to_bytes
    from gongkai.letters import fill as filled

    occasion = Occasion(
        dispatched=day_option(dispatched, "--dispatched") if dispatched else today_in_china(),
        organ=_organ(organ),
        reply=reply,
        grounds=_grounds(ground),
        reviewer=reviewer,
        court=court,
        website=website,
    )
    made = filled(letter(code), _values(values), occasion)
    _write(output, to_bytes(made, output.suffix, _read(template) if template else None))


def _organ(text: str) -> OrganKind:
    from gongkai.statute import OrganKind

    try:
        return OrganKind(text)
    except ValueError as error:
        known = "、".join(f"{kind.value}（{kind.label}）" for kind in OrganKind)
        raise GongkaiError(f"没有“{text}”这种机关", f"请写：{known}", "--organ", "USAGE") from error


def _grounds(codes: list[str] | None) -> tuple[str, ...] | None:
    if not codes:
        return None
    return () if codes == ["none"] else tuple(codes)


def _values(file: Path) -> dict[str, object]:
    with _named(file):
        data = sys.stdin.buffer.read(_MOST_BYTES) if str(file) == "-" else _read(file)
        try:
            values = json.loads(data.decode("utf-8-sig"))
        except ValueError as error:
            raise GongkaiError("不是 JSON 文件", "请写成 {“字段”: “值”}，UTF-8 编码", code="NOT_JSON") from error
        if not isinstance(values, dict):
            raise GongkaiError("不是字段和值的对照", "请写成 {“字段”: “值”}", code="NOT_JSON")
        return values


def _show_fields(code: str) -> None:
    from gongkai.letters import FIELDS, letter

    one = letter(code)
    out = console()
    out.print(f"{one.name}：{one.when}", style="bold")
    rows = [(name, _need(code, name), FIELDS[name].hint) for name in one.fields]
    out.print(table("字段", ("名称", "填写", "内容"), rows))


def _need(code: str, name: str) -> str:
    from gongkai.letters import FIELDS, letter

    if FIELDS[name].by_law:
        return "依法生成"
    one = letter(code)
    if any(name in names for names in one.one_of):
        return "几项选一"
    if name in one.ground_fields:
        return "按理由"
    return "选填" if name in one.may_be_blank else "必填"


def _to_json(code: str) -> dict[str, object]:
    from gongkai.letters import letter

    one = letter(code)
    return {
        "code": one.code,
        "name": one.name,
        "when": one.when,
        "articles": list(one.articles),
        "replies": list(one.replies),
        "outcomes": list(one.outcomes),
        "remedy": one.remedy.value,
        "fields": [{"name": name, "need": _need(code, name)} for name in one.fields],
    }


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Errors inside say which file they are about."""
    try:
        yield
    except OSError as error:
        raise GongkaiError(
            f"不能读取（{system_reason(error)}）", "请检查文件名和权限", str(file), "CANNOT_OPEN"
        ) from error
    except GongkaiError as error:
        error.where = f"{file.name}：{error.where}" if error.where else file.name
        raise


def _read(file: Path) -> bytes:
    with _named(file):
        return file.read_bytes()


def _write(file: Path, data: bytes) -> None:
    from gongkai.writing import write_bytes

    write_bytes(data, file, overwrite=True)
