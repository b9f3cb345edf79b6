"""gongkai-web demo: make the demonstration anew, and who works in it."""

from __future__ import annotations

import sys
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from gongkai_web.organs.demo import everybody
from gongkai_web.organs.models import Person

_KEPT_BY_IT = ("files", "search", "research", "dossiers", "exports")
"""Folders of the data folder that say nothing without the database."""


def accounts() -> int:
    lines = everybody()
    if not lines:
        return _fail("没有演示账号。先用 make run 启动一次")
    more = "密码只在第一次启动时显示；换新的：gongkai-web demo-passwords [机关代码]，例如 gongkai-web demo-passwords DEMO-6"
    print("\n".join([*lines, more]))  # noqa: T201
    return 0


def clear(*, asked: bool) -> int:
    """Remove the demonstration, so that the next start makes it anew; whatever else is there stays as it is."""
    database = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or database.parent != settings.DATA_DIR:
        return _fail("只能重做数据文件夹里的演示数据库。用着别的数据库的，请换一个空的，再用 make run 启动")
    if not database.exists():
        return 0
    if _is_used():
        return _fail(f"{database} 里有不是演示的账号，不能删。要看演示，请用 GONGKAI_DATA_DIR 另指一个文件夹")
    if not asked and not _agreed(f"要删掉 {database} 里现有的演示数据，重新做一份吗？请先停下正在运行的平台。[y/N] "):
        return _fail("没有改动。直接启动用 make run")
    connection.close()
    for tail in ("", "-wal", "-shm"):
        database.with_name(database.name + tail).unlink(missing_ok=True)
    for name in _KEPT_BY_IT:
        _removed(settings.DATA_DIR / name)
    return 0


def _is_used() -> bool:
    try:
        return Person.objects.filter(is_demonstration=False).exists()
    except DatabaseError:
        return False  # No tables yet.


def _agreed(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("y", "yes", "是")
    except EOFError:
        return False


def _removed(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True) if folder.is_dir() and not folder.is_symlink() else ():
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()


def _fail(text: str) -> int:
    print(f"gongkai-web: {text}", file=sys.stderr)  # noqa: T201
    return 2
