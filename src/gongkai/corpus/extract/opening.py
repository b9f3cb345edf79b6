"""Extracts opened together for questions: views over one or several, in which no organ's year stands twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.corpus.extract.making import TABLES, require_extract
from gongkai.corpus.opening import OFFLINE, Answer
from gongkai.errors import MissingExtraError


@dataclass(frozen=True, slots=True)
class Part:
    """One extract. `gone`: files of it that are shown no more. `barred`: organ and year that it may not show."""

    folder: Path
    gone: frozenset[str] = frozenset()
    barred: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Extract:
    """Views named as the tables; `part` (the number of the extract it is from) is a column of `reports`."""

    parts: tuple[Part, ...]
    db: Any = field(repr=False)

    def ask(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> Answer:
        """On a cursor of its own: threads may ask at the same time."""
        with self.db.cursor() as cursor:
            done = cursor.execute(sql, values or None)
            columns = tuple(column[0] for column in done.description or ())
            return Answer(columns, done.fetchall() if columns else [])

    def close(self) -> None:
        self.db.close()


def open_extract(parts: Sequence[Part], *, memory_mb: int = 512, threads: int = 2) -> Extract:
    """Of an organ's year in several parts the first has it. Raises GongkaiError where a folder holds no extract."""
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtraError.of("a corpus", "corpus") from error
    settings = {**OFFLINE, "python_enable_replacements": "false", "threads": threads, "memory_limit": f"{memory_mb}MB"}
    db = duckdb.connect(config=settings)
    try:
        db.execute("SET parquet_metadata_cache = true")
        _put_parts(db, parts)
        folders = ", ".join(f"'{_text(part.folder)}'" for part in parts)
        db.execute(f"SET allowed_directories = [{folders}]")
        db.execute("SET enable_external_access = false")
    except BaseException:
        db.close()
        raise
    return Extract(tuple(parts), db)


def _text(path: Path) -> str:
    return str(path).replace("'", "''")


def _put_parts(db: Any, parts: Sequence[Part]) -> None:
    """`away` holds the reports of each part that are not shown: gone, or of an organ's year that an earlier part has."""
    db.execute("CREATE TABLE away (part INTEGER, report VARCHAR)")
    db.execute("CREATE TABLE held (organ VARCHAR, year SMALLINT)")
    for number, part in enumerate(parts):
        require_extract(part.folder)
        if part.barred:
            db.executemany("INSERT INTO held VALUES (?, ?)", sorted(part.barred))
        reports = f"read_parquet('{_text(part.folder / 'reports.parquet')}')"
        db.execute(f"INSERT INTO away SELECT {number}, report FROM {reports} SEMI JOIN held USING (organ, year)")
        if part.gone:
            db.execute(
                f"INSERT INTO away SELECT {number}, report FROM {reports} WHERE file IN (SELECT unnest($gone::VARCHAR[]))",
                {"gone": sorted(part.gone)},
            )
        if number + 1 < len(parts):
            db.execute(f"INSERT INTO held SELECT organ, year FROM {reports}")
    for name in (name for name in TABLES if name not in ("cells", "organs")):
        db.execute(f"CREATE VIEW {name} AS {_all(name, parts, db)}")
    if parts:
        db.execute(f"CREATE VIEW cells AS {_one('cells', 0, parts[0], db)}")
        made = f"TABLE organs AS {_ORGANS}" if _mixed(db, parts) else f"VIEW organs AS {_all('organs', parts, db)}"
        db.execute(f"CREATE {made}")


_ORGANS = """SELECT organ, arg_max(name, year) AS name, any_value(region) AS region, min(year) AS first_year,
    max(year) AS last_year, count(*)::INTEGER AS reports FROM reports GROUP BY organ ORDER BY organ"""


def _mixed(db: Any, parts: Sequence[Part]) -> bool:
    return len(parts) > 1 or bool(db.execute("SELECT count(*) FROM away").fetchone()[0])


def _all(name: str, parts: Sequence[Part], db: Any) -> str:
    return " UNION ALL ".join(_one(name, number, part, db) for number, part in enumerate(parts))


def _one(name: str, number: int, part: Part, db: Any) -> str:
    """Without a filter where nothing is away: most questions then read what they need and no more."""
    columns = f"*, {number} AS part" if name == "reports" else "*"
    select = f"SELECT {columns} FROM read_parquet('{_text(part.folder / f'{name}.parquet')}')"
    away = db.execute("SELECT count(*) FROM away WHERE part = ?", [number]).fetchone()[0]
    if not away or name in ("cells", "organs"):
        return select
    gone = f"(SELECT report FROM away WHERE part = {number})"
    both = f" AND other_report NOT IN {gone}" if name == "alike" else ""
    return f"{select} WHERE report NOT IN {gone}{both}"
