"""gongkai-web search: build the index anew, and see how far it has come."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gongkai_web.search import errors, keeping, shelf, source
from gongkai_web.search.engine import EngineError


def rebuild() -> int:
    """Exit status 0 when it is in place, 1 where another process is at it, 2 where it cannot be done."""
    registered = source.registered()
    if registered is None:
        return _fail("没有可以检索的内容：公开的部分没有装上")
    columns = (TextColumn("重建索引"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("", total=registered.total())
            done = keeping.rebuild(shelf.index(), registered, lambda at: _show(bar, task, at))
    except (EngineError, OSError) as error:
        return _fail(
            f"索引没有建成，原来的索引还在用：{error}。请检查 {shelf.index().generations.folder} 的磁盘空间和权限"
        )
    if not done:
        return _fail("另一个程序正在重建索引，请等它完成", 1)
    print("索引已重建。", file=sys.stderr)  # noqa: T201
    return 0


def _show(bar: Progress, task: object, at: errors.Progress) -> None:
    bar.update(task, completed=at.done, total=at.total)  # type: ignore[arg-type]


def _fail(text: str, status: int = 2) -> int:
    print(f"gongkai-web: {text}", file=sys.stderr)  # noqa: T201
    return status
