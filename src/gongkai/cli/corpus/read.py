"""gongkai corpus read: a folder or a list of files into a corpus."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.console import console, table
from gongkai.cli.options import MOST_NAMES, Jobs, LimitMegabytes, LimitSeconds, complain, limits
from gongkai.errors import GongkaiError

if TYPE_CHECKING:
    from gongkai.corpus.engines import Engine
    from gongkai.corpus.reading import Done, Told

_MOST_ROWS = 50
_FAILURES = "failures.csv"


class EngineName(StrEnum):
    LOCAL = "local"
    DASK = "dask"


def read(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER|LIST",
            help="文件夹；或清单：每行一个文件，或带“文件,机关,地区,统计范围”表头的 csv。",
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="语料放在哪个文件夹。")],
    jobs: Jobs = 0,
    engine: Annotated[EngineName, typer.Option(help="在本机读，还是交给 Dask 集群。")] = EngineName.LOCAL,
    scheduler: Annotated[str | None, typer.Option(help="Dask 调度程序的地址，例如 tcp://10.0.0.1:8786。")] = None,
    region_by_folder: Annotated[bool, typer.Option(help="第一层子文件夹的名称就是地区。")] = False,
    again: Annotated[bool, typer.Option("--again", help="读过的也重新读。")] = False,
    limit_seconds: LimitSeconds = None,
    limit_mb: LimitMegabytes = None,
) -> None:
    """把很多份年度报告读成一个语料。中断后再运行会接着读；以后再运行只读新的和改过的。退出状态：0 全部读出，2 有文件没有读出。"""
    from gongkai.corpus import failures, listing, read_corpus

    found = listing(source, region_by_folder=region_by_folder, without=output)
    if found.left:
        names = "、".join(path.name for path in found.left[:MOST_NAMES]) + (
            "等" if len(found.left) > MOST_NAMES else ""
        )
        complain(f"跳过文件夹里 {len(found.left)} 个不是报告格式的文件：{names}")
    chosen, bounds = _engine(engine, scheduler, jobs), limits(limit_seconds, limit_mb)
    try:
        with _bar() as tell:
            done = read_corpus(output, found.entries, engine=chosen, limits=bounds, again=again, tell=tell)
    except KeyboardInterrupt:
        complain("已停止。读完的都已保存，再运行一次会接着读")
        raise
    failed = failures(output)
    _write_failures(output / _FAILURES, failed)
    _show(output, done, failed)
    raise typer.Exit(2 if failed else 0)


def _engine(name: EngineName, scheduler: str | None, jobs: int) -> Engine:
    from gongkai.corpus import Dask, Local

    if name is EngineName.LOCAL and scheduler is None:
        return Local(jobs)
    if scheduler is None:
        raise GongkaiError("没有写 Dask 调度程序的地址", "请加 --scheduler tcp://地址:端口", "--scheduler", "USAGE")
    return Dask(scheduler)


@contextmanager
def _bar() -> Iterator[Told]:
    """A bar on a terminal; silence elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("读取"), BarColumn(), MofNCompleteColumn(), TextColumn("还需"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("读取", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _write_failures(file: Path, failed: Sequence[tuple[str, str, str]]) -> None:
    """With a byte order mark, so that a spreadsheet takes it for what it is; none is left where nothing failed."""
    from gongkai.writing.neutral import neutral

    if not failed:
        file.unlink(missing_ok=True)
        return
    with file.open("w", encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(("文件", "原因", "怎样补救"))
        rows.writerows([neutral(text) for text in row] for row in failed)


def _show(folder: Path, done: Done, failed: Sequence[tuple[str, str, str]]) -> None:
    out, rows = console(), done.manifest["rows"]
    if failed:
        title = f"没有读出的文件 {len(failed)} 个"
        out.print(table(title, ("文件", "原因", "怎样补救"), failed[:_MOST_ROWS]))
        if len(failed) > _MOST_ROWS:
            out.print(f"只列出前 {_MOST_ROWS} 个，全部见 {folder / _FAILURES}", soft_wrap=True)
    _tell_versions(folder)
    text = f"语料 {folder}：{done.files} 个文件（这次读 {done.read_now} 份），{rows['reports']} 份报告，{rows['cells']} 格。"
    out.print(text, soft_wrap=True)


def _tell_versions(folder: Path) -> None:
    """Which of several differing reports of one organ and year counts is a guess unless they are dated: it is said."""
    from gongkai.corpus import opened

    with opened(folder) as corpus:
        guessed = corpus.ask(
            "SELECT organ, year, region, versions, file FROM reports r WHERE current AND versions > 1"
            " AND chosen_by <> 'signed_on' AND EXISTS (SELECT 1 FROM reports o WHERE o.organ_key = r.organ_key"
            " AND o.year = r.year AND o.region IS NOT DISTINCT FROM r.region AND NOT o.same_numbers)"
        ).rows
    for organ, year, _, versions, file in guessed[:_MOST_ROWS]:
        complain(
            f"{organ} {year} 年有 {versions} 份数字不同的报告，没有落款日期可以分先后，暂取用 {Path(file).name}；"
            "如果是不同的机关，请用清单写明机关或地区"
        )
