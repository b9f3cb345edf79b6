"""A corpus on disk: six Parquet tables and a manifest, replaced together, and a lock so that one program writes at a time.

New tables are made whole in `new/`. Its manifest is written last, and then each file is moved into place, the manifest last:
whoever finds `new/manifest.json` finishes the move; whoever finds `new/` without it begins again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gongkai.corpus.tables import SCHEMA, TABLES
from gongkai.errors import GongkaiError, system_reason

MANIFEST = "manifest.json"
GENERATION = "gongkai.generation"
"""Key in each table's metadata: the digest of what it was made of, the same in all tables of one writing."""


def table_file(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """The only writer of this corpus. Raises GongkaiError where another program is at it, or the folder holds other things."""
    try:
        _require_corpus(folder)
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as error:
        raise GongkaiError(f"不能写入（{system_reason(error)}）", "请换一个位置", str(folder), "WRITE") from error
    with lock:
        _lock(lock.fileno(), folder)
        finish(folder)
        yield


def _lock(number: int, folder: Path) -> None:
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise GongkaiError("另一个程序正在写这个语料", "请等它结束，或者换一个文件夹", str(folder), "BUSY") from error


def _require_corpus(folder: Path) -> None:
    if not folder.exists():
        return
    strange = [path for path in folder.iterdir() if path.name not in _OURS]
    if strange:
        remedy = "请用 -o 指定一个新的文件夹"
        raise GongkaiError(f"这个文件夹里有别的东西（{strange[0].name}）", remedy, str(folder), "NOT_A_CORPUS")


_OURS = {".lock", ".tmp", "parts", "new", MANIFEST, "failures.csv", *(f"{name}.parquet" for name in TABLES)}


def finish(folder: Path) -> None:
    """What a killed program left: tables that are whole are put in place, half ones are thrown away."""
    new = folder / "new"
    if (new / MANIFEST).exists():
        _move(folder)
    elif new.exists():
        shutil.rmtree(new)
    shutil.rmtree(folder / ".tmp", ignore_errors=True)


def replace_tables(folder: Path, manifest: dict[str, Any]) -> None:
    """The tables in `new/` become the corpus; the parts are in them now."""
    new = folder / "new"
    half = new / f"{MANIFEST}.half"
    half.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    half.rename(new / MANIFEST)
    _move(folder)


def _move(folder: Path) -> None:
    new = folder / "new"
    for file in sorted(new.iterdir(), key=lambda file: file.name == MANIFEST):
        if file.name == MANIFEST:
            shutil.rmtree(folder / "parts", ignore_errors=True)
        file.replace(folder / file.name)
    new.rmdir()


def manifest_of(folder: Path) -> dict[str, Any]:
    """The manifest of a whole corpus. Raises GongkaiError where there is none."""
    if (folder / "new" / MANIFEST).exists():
        raise GongkaiError("语料没有写完", "请再运行一次 gongkai corpus read", str(folder), "UNFINISHED")
    try:
        data: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except OSError as error:
        remedy = "请先运行：gongkai corpus read 文件夹 -o 语料"
        if (folder / "parts").exists():
            raise GongkaiError(
                "语料还没有读完", "请再运行一次 gongkai corpus read", str(folder), "UNFINISHED"
            ) from error
        raise GongkaiError("这里没有语料", remedy, str(folder), "NO_CORPUS") from error
    except ValueError as error:
        raise _damaged(folder, "manifest.json 不能读") from error
    if data.get("schema") != SCHEMA:
        raise _damaged(folder, f"manifest.json 写的不是 {SCHEMA}")
    return data


def _damaged(folder: Path, why: str) -> GongkaiError:
    return GongkaiError(f"语料损坏：{why}", "请删去这个文件夹，重新读取", str(folder), "DAMAGED")


def require_whole(folder: Path, generations: dict[str, str | None], manifest: dict[str, Any]) -> None:
    """All tables must be of one writing: a table copied from elsewhere would answer for the wrong reports."""
    for name, generation in generations.items():
        if generation != manifest.get("generation"):
            raise _damaged(folder, f"{name}.parquet 与 manifest.json 不是同一次写的")
