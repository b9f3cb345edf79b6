"""A corpus opened for questions: views over its tables in a DuckDB that reads this folder and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.corpus.store import GENERATION, manifest_of, require_whole, table_file
from gongkai.corpus.tables import TABLES
from gongkai.errors import GongkaiError, MissingExtraError

OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
"""DuckDB would fetch an extension that a question needs."""


_MEMORY = "40%"
"""Of the machine's: other programs run there too, and what does not fit goes to the disk."""


@contextmanager
def connection(folder: Path, *, threads: int | None = None, memory_mb: int | None = None) -> Iterator[Any]:
    """A database in memory; what does not fit goes to a folder of the corpus and is removed."""
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtraError.of("a corpus", "corpus") from error
    memory = f"{memory_mb}MB" if memory_mb else _MEMORY
    settings: dict[str, Any] = {**OFFLINE, "memory_limit": memory, "temp_directory": str(folder / ".tmp")}
    if threads:
        settings["threads"] = threads
    db = duckdb.connect(config=settings)
    try:
        yield db
    finally:
        db.close()


def put_rows(db: Any, name: str, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[Any]]) -> None:
    """A small table of these rows: all at once, since one by one takes seconds."""
    import pyarrow as pa

    texts = [[None if row[at] is None else str(row[at]) for row in rows] for at in range(len(columns))]
    given = pa.table(
        {column: pa.array(text, type=pa.string()) for (column, _), text in zip(columns, texts, strict=True)}
    )
    db.register("given_rows", given)
    casts = ", ".join(f"CAST({column} AS {kind}) AS {column}" for column, kind in columns)
    db.execute(f"CREATE TEMP TABLE {name} AS SELECT {casts} FROM given_rows")
    db.unregister("given_rows")


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows with the names of their columns."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def dicts(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Views `files`, `reports`, `cells`, `findings`, `texts`, `sums` in `db`."""

    folder: Path
    db: Any

    def ask(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> Answer:
        """Raises GongkaiError for a question that is wrong."""
        import duckdb

        try:
            done = self.db.execute(sql, values or None)
            columns = tuple(column[0] for column in done.description or ())
            return Answer(columns, done.fetchall() if columns else [])
        except duckdb.PermissionException as error:
            raise GongkaiError("查询只能读语料，不能读写别的文件", "要保存结果请用 -o", "SQL", "SQL") from error
        except duckdb.Error as error:
            first = str(error).strip().splitlines()[0]
            remedy = "表和列见 docs/reference/corpus.md"
            raise GongkaiError(f"查询不对：{first}", remedy, "SQL", "SQL") from error


@contextmanager
def opened(
    folder: Path, *, threads: int | None = None, memory_mb: int | None = None, writes_to: Path | None = None
) -> Iterator[Corpus]:
    """Raises GongkaiError where there is no whole corpus in the folder. `writes_to`: one more folder that SQL may use, and where
    what does not fit in memory goes."""
    folder = folder.absolute()
    manifest = manifest_of(folder)
    with connection(writes_to or folder, threads=threads, memory_mb=memory_mb) as db:
        for name in TABLES:
            if not table_file(folder, name).exists():
                raise GongkaiError(f"语料缺少 {name}.parquet", "请删去这个文件夹，重新读取", str(folder), "DAMAGED")
            file = str(table_file(folder, name)).replace("'", "''")
            db.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{file}')")
        require_whole(folder, {name: _generation(db, folder, name) for name in TABLES}, manifest)
        folders = [str(path.absolute()).replace("'", "''") for path in (folder, writes_to) if path]
        directories = ", ".join(f"'{path}'" for path in folders)
        db.execute(f"SET allowed_directories = [{directories}]")
        db.execute("SET enable_external_access = false")
        yield Corpus(folder, db)


def _generation(db: Any, folder: Path, name: str) -> str | None:
    found = db.execute(
        "SELECT value::VARCHAR FROM parquet_kv_metadata(?) WHERE key::VARCHAR = ?",
        [str(table_file(folder, name)), GENERATION],
    ).fetchone()
    return found[0] if found else None
