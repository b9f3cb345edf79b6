"""gongkai rollup: a government's report as the sum of its organs' reports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.options import Files, Jobs, LimitMegabytes, LimitSeconds, chosen_files, complain, limits, progress
from gongkai.errors import GongkaiError

if TYPE_CHECKING:
    from gongkai.reading import Limits
    from gongkai.report import AnnualReport, Finding
    from gongkai.report.rollup import RollUp


def rollup(
    files: Files,
    agency: Annotated[
        str | None, typer.Option(help="本级政府的名称，如“甲县人民政府”；给出 --typed 时可以省略。")
    ] = None,
    year: Annotated[int | None, typer.Option(help="统计年度；省略时按各份报告。")] = None,
    form: Annotated[str | None, typer.Option(help="汇总成哪一版表格：2021 或 2019；省略时按年度。")] = None,
    own: Annotated[
        str | None, typer.Option(help="哪一份是政府本身的数（机关名称）。不写时，本级政府名下的报告不计入。")
    ] = None,
    organs: Annotated[
        Path | None, typer.Option(help="应当计入的机关清单：每行一个名称，或带“机关,类别”表头的 csv。缺报的逐一列出。")
    ] = None,
    joint: Annotated[
        Path | None, typer.Option(help="合并计数的记录（JSON）：几个机关共同的文件或案件，只计一次。")
    ] = None,
    typed: Annotated[Path | None, typer.Option(help="已经填好的本级政府报告，逐格比较。")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="写成 .json（带各机关的数）、.xlsx（带各机关一页）或 .docx、.pdf、.html。"),
    ] = None,
    limit_seconds: LimitSeconds = None,
    limit_mb: LimitMegabytes = None,
    jobs: Jobs = 0,
) -> None:
    """汇总：本级＋部门＋乡镇街道。每格可以查到各机关的数，空白不当作 0，缺报的列出名称。"""
    from gongkai.checks import check_roll_up
    from gongkai.cli.rollup_parts import Gathered, gathered, joints_in, named_organs
    from gongkai.report.rollup import Options, roll_up

    bounds = limits(limit_seconds, limit_mb)
    beside = _typed(typed, bounds) if typed else None
    name = agency or (beside.agency if beside else None)
    if not name:
        raise GongkaiError("没有写本级政府的名称", "请加上 --agency 甲县人民政府", code="USAGE")
    chosen = [file for file in chosen_files(files) if not (typed and typed.exists() and file.samefile(typed))]
    expected = named_organs(organs) if organs else None
    found: Gathered = gathered(_read(chosen, bounds, jobs), name, own=own, expected=expected)
    for note in found.notes:
        complain(note)
    of_year = year or found.year()
    code = form or _form_of(of_year)
    records = joints_in(joint, found.parts) if joint else ()
    sums = roll_up(name, of_year, found.parts, Options(form=code, joint=records))
    findings = check_roll_up(sums, beside)
    _deliver(sums, findings, beside, output)
    raise typer.Exit(2 if found.failed else 0)


def _typed(file: Path, bounds: Limits) -> AnnualReport:
    from gongkai.reading.jobs import read_one

    reading = read_one(file, bounds)
    if reading.error:
        raise reading.error
    if len(reading.reports) > 1:
        raise GongkaiError("这个文件里不止一份年度报告", "请只给出本级政府的那一份", file.name, "SEVERAL")
    return reading.reports[0]


def _read(
    chosen: Sequence[Path], bounds: Limits, jobs: int
) -> list[tuple[Path, list[AnnualReport], GongkaiError | None]]:
    from gongkai.reading.jobs import read_many

    readings = progress(read_many(chosen, bounds, jobs), len(chosen), "读取")
    return [(reading.file, reading.reports, reading.error) for reading in readings]


def _form_of(year: int) -> str:
    from gongkai.report import form_for_year

    form = form_for_year(year)
    if form is None:
        raise GongkaiError(f"{year} 年度没有统一的表格，不能汇总", "统一的表格从 2019 年度开始", code="USAGE")
    return form.code


def _deliver(sums: RollUp, findings: list[Finding], beside: AnnualReport | None, output: Path | None) -> None:
    import json

    from gongkai.report.rollup import differences, to_json
    from gongkai.writing import write, write_bytes

    compared = differences(sums, beside) if beside else []
    suffix = output.suffix.lower() if output else ""
    if output and suffix == ".json":
        text = json.dumps(to_json(sums, findings, compared), ensure_ascii=False, indent=2)
        write_bytes(f"{text}\n".encode(), output, overwrite=True)
    elif output and suffix == ".xlsx":
        from gongkai.writing.rollup_xlsx import to_bytes

        write_bytes(to_bytes(sums, findings, compared), output, overwrite=True)
    elif output:
        write(sums.report.with_findings(findings), output, overwrite=True)
    _tell(sums, findings, len(compared) - sum(one.standing == "equal" for one in compared), compared=beside is not None)


def _tell(sums: RollUp, findings: list[Finding], unequal: int, *, compared: bool) -> None:
    from gongkai.rulebook import SEVERITY_NAMES

    typer.echo(f"{sums.agency}{sums.year}年度：计入 {len(sums.counted)} 个机关，缺 {len(sums.missing)} 个。")
    if compared:
        typer.echo(f"与本级政府报告相比：{unequal} 格不同或不能比较。" if unequal else "与本级政府报告逐格相符。")
    for finding in findings:
        typer.echo(f"{SEVERITY_NAMES[finding.severity]} {finding.rule}  {finding.message}")
