"""Parts and the tables there were → the tables: each content once, each organ's year with its versions, in one order.

The order and the content of the tables depend on the files alone, not on who read them, when, or in how many parts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai import __version__
from gongkai.checks.organs import core_name
from gongkai.corpus.listing import Entry
from gongkai.corpus.opening import connection, put_rows
from gongkai.corpus.parts import arrow, part_folders
from gongkai.corpus.store import GENERATION, manifest_of, replace_tables, table_file
from gongkai.corpus.tables import FILES, PARTS, SCHEMA, TABLES, Column, catalogue
from gongkai.corpus.workers import Failure

_ROWS_A_GROUP = 200_000


@dataclass(frozen=True, slots=True)
class Filed:
    """A file as it is now: its digest, or why it could not be opened."""

    entry: Entry
    sm3: str | None
    failure: Failure | None = None


def compose(folder: Path, files: Sequence[Filed], *, threads: int | None = None) -> dict[str, Any]:
    """Write the tables anew from these files; returns the manifest."""
    (folder / "new").mkdir()
    with connection(folder, threads=threads) as db:
        _put_sources(db, folder)
        _put_files(db, files)
        _put_reports(db)
        generation = _generation(db)
        rows = {name: _write(db, folder, name, generation) for name in TABLES}
    manifest = {"schema": SCHEMA, "gongkai": __version__, "generation": generation, "rows": rows}
    replace_tables(folder, manifest)
    return manifest


def _put_sources(db: Any, folder: Path) -> None:
    """One view a table over all parts and the tables there were, and for each content the newest that has it."""
    parts = part_folders(folder)
    old = table_file(folder, "files").exists()
    for name, columns in PARTS.items():
        sources = [_select(columns, part / f"{name}.parquet", number) for number, part in enumerate(parts, start=1)]
        if old:
            sources.append(_old(name, columns, folder))
        db.execute(f"CREATE VIEW all_{name} AS {' UNION ALL '.join(sources) or _nothing(columns)}")
    db.execute("""CREATE TABLE readings AS SELECT * FROM all_readings
        QUALIFY row_number() OVER (PARTITION BY sm3 ORDER BY source DESC) = 1""")


def _select(columns: Iterable[Column], file: Path, source: int) -> str:
    casts = ", ".join(f"CAST({c.name} AS {c.type}) AS {c.name}" for c in columns)
    return f"SELECT {casts}, {source} AS source FROM read_parquet({quoted(file)})"


def _old(name: str, columns: tuple[Column, ...], folder: Path) -> str:
    if name != "readings":
        return _select(columns, table_file(folder, name), 0)
    names = ", ".join(c.name for c in columns)
    file = quoted(table_file(folder, "files"))
    return f"SELECT DISTINCT {names}, 0 AS source FROM read_parquet({file}) WHERE sm3 IS NOT NULL"


def _nothing(columns: Iterable[Column]) -> str:
    casts = ", ".join(f"CAST(NULL AS {c.type}) AS {c.name}" for c in columns)
    return f"SELECT {casts}, 0 AS source WHERE false"


def _put_files(db: Any, files: Sequence[Filed]) -> None:
    """The table `files`. Of files with one content the first by name was read."""
    rows = []
    for filed in sorted(files, key=lambda filed: filed.entry.file):
        entry, failure = filed.entry, filed.failure
        told = (failure.code, failure.text, failure.remedy) if failure else (None, None, None)
        rows.append((entry.file, filed.sm3, None, entry.organ, entry.region, entry.scope, None, None, *told, None))
    db.register("given_files", arrow(FILES, rows))
    db.execute("""CREATE TABLE files AS
        SELECT g.file, g.sm3, nullif(first_value(g.file) OVER one, g.file) AS same_as, g.organ, g.region, g.scope,
            coalesce(r.outcome, 'failed') AS outcome, coalesce(r.reports, 0)::INTEGER AS reports,
            coalesce(r.code, g.code) AS code, coalesce(r.error, g.error) AS error,
            coalesce(r.remedy, g.remedy) AS remedy, r.reader
        FROM given_files g LEFT JOIN readings r ON r.sm3 = g.sm3
        WINDOW one AS (PARTITION BY coalesce(g.sm3, g.file) ORDER BY g.file)""")


def _put_reports(db: Any) -> None:
    """The table `reports`, with which version of an organ's year is taken: that with the later day of signing; else that
    with fewer cells in doubt; else that whose file name comes later. A report without organ or year stands alone."""
    db.execute("""CREATE TABLE named AS
        SELECT r.* EXCLUDE (source), f.file, f.region, f.scope, coalesce(f.organ, r.agency) AS organ
        FROM all_reports r
        JOIN readings ON readings.sm3 = r.sm3 AND readings.source = r.source AND readings.outcome = 'read'
        JOIN files f ON f.sm3 = r.sm3 AND f.same_as IS NULL""")
    _put_keys(db)
    db.execute("""CREATE TABLE reports AS
        WITH keyed AS (
            SELECT named.*, nullif(keys.key, '') AS organ_key, ranks.rank AS place, unsure + unread AS doubts,
                CASE WHEN keys.key <> '' AND year IS NOT NULL
                     THEN coalesce(region, '') || '|' || keys.key || '|' || year ELSE report END AS one
            FROM named LEFT JOIN keys ON keys.organ IS NOT DISTINCT FROM named.organ JOIN ranks USING (file)),
        ordered AS (
            SELECT *, row_number() OVER (best) AS version, count(*) OVER (PARTITION BY one) AS versions,
                first_value(digest) OVER (best) AS best_digest,
                nth_value(signed_on, 1) OVER whole AS day_1, nth_value(signed_on, 2) OVER whole AS day_2,
                nth_value(doubts, 1) OVER whole AS doubts_1, nth_value(doubts, 2) OVER whole AS doubts_2
            FROM keyed
            WINDOW best AS (PARTITION BY one ORDER BY signed_on DESC NULLS LAST, doubts, place DESC, report),
                whole AS (best ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))
        SELECT *, version = 1 AS current, best_digest = digest AS same_numbers,
            CASE WHEN versions = 1 THEN 'only' WHEN day_1 IS DISTINCT FROM day_2 THEN 'signed_on'
                 WHEN doubts_1 <> doubts_2 THEN 'certainty' ELSE 'name' END AS chosen_by
        FROM ordered""")
    columns = (("variant", "VARCHAR"), ("seq", "SMALLINT"), *((name, "VARCHAR") for name in _OF_CELL_NAMES))
    put_rows(db, "cell_names", columns, catalogue())


def _put_keys(db: Any) -> None:
    """What SQL does not know: by which name an organ is filed, and the natural order of file names."""
    names = [(name, core_name(name)) for (name,) in db.execute("SELECT DISTINCT organ FROM named").fetchall()]
    files = sorted((file for (file,) in db.execute("SELECT DISTINCT file FROM named").fetchall()), key=natural)
    db.register("keys", _two_columns(("organ", "key"), names))
    db.register("ranks", _two_columns(("file", "rank"), [(file, f"{rank:010}") for rank, file in enumerate(files)]))


def _two_columns(names: tuple[str, str], rows: list[tuple[Any, ...]]) -> Any:
    return arrow(tuple(Column(name, "VARCHAR", "") for name in names), rows)


def natural(name: str) -> tuple[Any, ...]:
    """“第2稿” before “第10稿”."""
    return tuple((int(p), "") if p.isdecimal() else (-1, p) for p in re.split(r"(\d+)", name))


_ORDER = "r.year NULLS FIRST, r.organ_key NULLS FIRST, r.region NULLS FIRST, r.version, r.report"
_FROM = {
    "files": "SELECT {columns} FROM files t ORDER BY t.file",
    "reports": "SELECT {columns} FROM reports r ORDER BY " + _ORDER,
    "cells": "SELECT {columns} FROM all_cells t JOIN taken r ON r.report = t.report AND r.source = t.source"
    " JOIN cell_names n ON n.variant = t.variant AND n.seq = t.seq ORDER BY " + _ORDER + ", t.seq",
    "findings": "SELECT {columns} FROM all_findings t JOIN taken r ON r.report = t.report AND r.source = t.source"
    " ORDER BY " + _ORDER + ", t.seq",
    "texts": "SELECT {columns} FROM all_texts t JOIN taken r ON r.report = t.report AND r.source = t.source"
    " ORDER BY " + _ORDER + ", t.seq",
    "sums": "SELECT {columns} FROM (SELECT year, region, scope, variant, seq, sum(value) AS value, count(value) AS reports,"
    " count(*) - count(value) AS without_number, count(*) FILTER (doubted) AS doubted"
    " FROM read_parquet({cells}) WHERE current GROUP BY ALL) t JOIN cell_names n ON n.variant = t.variant AND n.seq = t.seq"
    " ORDER BY t.year NULLS FIRST, t.region NULLS FIRST, t.scope NULLS FIRST, t.variant, t.seq",
}  # fmt: skip
_OF_CELL_NAMES = ("path", "label", "row_label", "column_label")


def _write(db: Any, folder: Path, name: str, generation: str) -> int:
    """One table, sorted; returns how many rows it has."""
    db.execute(
        "CREATE OR REPLACE VIEW taken AS SELECT reports.*, readings.source FROM reports JOIN readings USING (sm3)"
    )
    columns = ", ".join(f"CAST({_home(name, c)}.{c.name} AS {c.type}) AS {c.name}" for c in TABLES[name])
    file = quoted(table_file(folder / "new", name))
    asked = _FROM[name].format(columns=columns, cells=quoted(table_file(folder / "new", "cells")))
    written = db.execute(
        f"COPY ({asked}) TO {file} (FORMAT parquet, COMPRESSION zstd,"
        f" ROW_GROUP_SIZE {_ROWS_A_GROUP}, KV_METADATA {{'{GENERATION}': '{generation}'}})"
    ).fetchone()
    return int(written[0])


def _home(table: str, column: Column) -> str:
    """Which side of the join a column comes from."""
    if column.name in _OF_CELL_NAMES and table in ("cells", "sums"):
        return "n"
    if table == "sums":
        return "t"
    return "r" if table == "reports" or not column.own else "t"


def _generation(db: Any) -> str:
    """The digest of everything the tables depend on."""
    seen = hashlib.new("sm3", f"{SCHEMA} {__version__}\n".encode())
    for row in db.execute("SELECT * FROM files ORDER BY file").fetchall():
        seen.update(f"{row}\n".encode("utf-8", "surrogatepass"))
    return seen.hexdigest()[:32]


def quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class Known:
    """A file of the corpus there was."""

    entry: Entry
    sm3: str
    read: bool


def known_files(folder: Path) -> list[Known]:
    """None where there is no whole corpus."""
    if not table_file(folder, "files").exists():
        return []
    manifest_of(folder)
    with connection(folder) as db:
        rows = db.execute(
            "SELECT file, organ, region, scope, sm3, outcome = 'read' FROM read_parquet(?) WHERE sm3 IS NOT NULL",
            [str(table_file(folder, "files"))],
        ).fetchall()
    return [Known(Entry(*row[:4]), *row[4:]) for row in rows]
