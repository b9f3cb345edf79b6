"""gongkai exchange form | write | read | check: workbooks to fill in, and a whole county's reports as one zip."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.options import File, Files, chosen_files, complain, progress
from gongkai.errors import GongkaiError, system_reason

if TYPE_CHECKING:
    from gongkai.exchange import Compared, Package
    from gongkai.report import AnnualReport

exchange_app = typer.Typer(
    help="机关之间交换年度报告：可以填写的工作簿，全县一年的交换包。", rich_markup_mode=None, no_args_is_help=False
)
_MOST_SHOWN = 10


@exchange_app.command()
def form(
    output: Annotated[Path, typer.Option("--output", "-o", help="新的工作簿（.xlsx）。")],
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="已有的报告；省略时做一份空表。")] = None,
    agency: Annotated[str, typer.Option(help="空表的机关名称。")] = "",
    year: Annotated[int | None, typer.Option(help="空表的统计年度。")] = None,
    previous: Annotated[Path | None, typer.Option(help="上一年度的报告：用来核对上年结转和现行有效件数。")] = None,
) -> None:
    """把年度报告（或者一份空表）做成填报工作簿：只有数字格和正文可以填，勾稽关系是公式。"""
    from gongkai.exchange import blank_report, workbook
    from gongkai.writing import write_bytes

    if file is None and (not agency or year is None):
        raise GongkaiError("要写明报告文件，或者用 --agency 和 --year 做一份空表", code="USAGE")
    report = _one(file) if file else blank_report(agency, year or 0)
    write_bytes(workbook(report, _one(previous) if previous else None), output, overwrite=True)
    _unsure([report])


@exchange_app.command()
def write(
    files: Files,
    output: Annotated[Path, typer.Option("--output", "-o", help="交换包（.zip）。")],
    year: Annotated[int | None, typer.Option(help="统计年度；省略时按报告写明的年度。")] = None,
    county: Annotated[str, typer.Option(help="由谁汇总，如 青川县人民政府办公室。")] = "",
) -> None:
    """把各机关同一年度的报告（任何格式）汇总成一个交换包：每个机关一个文件夹，附清单和 SM3。"""
    from gongkai.exchange import Entry, package
    from gongkai.writing import write_bytes

    chosen = chosen_files(files)
    reports = [_one(path) for path in progress(chosen, len(chosen), "读取")]
    stated = year or next((report.year for report in reports if report.year), None)
    if stated is None:
        raise GongkaiError("报告没有写明统计年度", "请用 --year 写明", code="NO_YEAR")
    data = package([Entry(report) for report in reports], year=stated, county=county)
    write_bytes(data, output, overwrite=True)
    typer.echo(f"{output}：{len(reports)} 个机关，{stated} 年度")
    _unsure(reports)


@exchange_app.command()
def read(
    file: File,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="把交换包里的报告收进这个文件夹。")] = None,
) -> None:
    """读填报工作簿（输出 JSON），或者收下交换包：新的收下，相同的不动，不同的列出差别，不覆盖。有差别或拒收时退出状态为 1。"""
    from gongkai.exchange import compared, into_folder, is_workbook, opened
    from gongkai.report import dumps

    try:
        with file.open("rb") as stream:
            if is_workbook(_head(file)):
                from gongkai.checks import checked

                typer.echo(dumps(checked(_one(file)), indent=2))
                return
            package = opened(stream, file.name)
            done = into_folder(package, output) if output else list(compared(package, lambda _: None))
    except OSError as error:
        raise _cannot_open(file, error) from error
    raise typer.Exit(_tell(package, done, kept=output is not None))


@exchange_app.command()
def check(file: File) -> None:
    """核对交换包：每个文件的 SM3、报告与工作簿是否一致、每份报告查出几个错误。有不符时退出状态为 1。"""
    from gongkai.checks import checked
    from gongkai.exchange import opened, workbook_differs
    from gongkai.report import Severity

    bad = 0
    try:
        with file.open("rb") as stream:
            package = opened(stream, file.name)
            for taken in package.organs():
                errors = sum(found.severity is Severity.ERROR for found in checked(taken.report).findings)
                told = [str(refused) for refused in taken.refused]
                if not taken.refused:
                    told += [f"工作簿与数据不一致，{found}" for found in workbook_differs(package, taken)]
                bad += bool(told)
                state = "；".join(told[:_MOST_SHOWN]) or "完整"
                typer.echo(f"{taken.organ.name}：{state}。报告中的错误：{errors} 个")
    except OSError as error:
        raise _cannot_open(file, error) from error
    for refused in package.refused:
        typer.echo(f"拒收 {refused}")
    raise typer.Exit(1 if bad or package.refused else 0)


def _tell(package: Package, done: list[Compared], *, kept: bool) -> int:
    """What became of each organ; the exit status."""
    from gongkai.exchange import Standing

    words = {
        Standing.NEW: "收下" if kept else "完整",
        Standing.SAME: "已有，相同，没有改动",
        Standing.DIFFERS: "已有，内容不同，没有覆盖",
    }
    for item in done:
        typer.echo(f"{item.taken.organ.name}：{words[item.standing]}")
        for found in item.differences[:_MOST_SHOWN]:
            typer.echo(f"  {found}")
        if len(item.differences) > _MOST_SHOWN:
            typer.echo(f"  另有 {len(item.differences) - _MOST_SHOWN} 处")
        for refused in item.taken.refused:
            typer.echo(f"  拒收 {refused}")
    for refused in package.refused:
        typer.echo(f"拒收 {refused}")
    wrong = package.refused or any(item.differences or item.taken.refused for item in done)
    return 1 if wrong else 0


def _one(path: Path) -> AnnualReport:
    """The report in any file; a workbook of ours cell by cell."""
    from gongkai.exchange import is_workbook, read_workbook
    from gongkai.reading import Limits, read_all

    try:
        if path.stat().st_size <= Limits().bytes:
            data = path.read_bytes()
            if is_workbook(data):
                return read_workbook(data, path.name)
    except OSError as error:
        raise _cannot_open(path, error) from error
    reports = read_all(path)
    if len(reports) > 1:
        text = f"这个文件里有 {len(reports)} 份年度报告，一次只能用一份"
        raise GongkaiError(text, "请拆开或解压后再试", path.name, "SEVERAL")
    return reports[0]


def _head(path: Path) -> bytes:
    """The file, if it is small enough to be a workbook."""
    return path.read_bytes() if path.stat().st_size < 20_000_000 else b""


def _unsure(reports: list[AnnualReport]) -> None:
    from gongkai.report import CellState, Certainty

    for report in reports:
        cells = report.tables.values()
        unsure = sum(cell.certainty is Certainty.UNCERTAIN for cell in cells)
        lost = sum(cell.state in (CellState.UNREADABLE, CellState.MISSING) for cell in cells)
        if unsure or lost:
            complain(f"{report.agency or '（没有写明机关）'}：有 {unsure} 格待核对、{lost} 格没有读出，请对照原文核对")


def _cannot_open(path: Path, error: OSError) -> GongkaiError:
    return GongkaiError(f"打不开文件：{system_reason(error)}", "请检查文件名和权限", str(path), "CANNOT_OPEN")
