"""A corpus → its extract: the reports that are taken, their numbers twice (by organ, by cell), rates, outcomes, findings, likeness.

Every table is sorted by what it is asked by, so that a question reads a few pages of it. Only reports with organ and year are in it;
how many are not stands in the manifest.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gongkai.corpus.measures import put_views
from gongkai.corpus.opening import Corpus, opened, put_rows
from gongkai.corpus.similar import similar
from gongkai.corpus.store import manifest_of
from gongkai.corpus.tables import NUMBER, VARIANTS, places
from gongkai.errors import GongkaiError, MissingExtraError
from gongkai.report.forms import COLUMNS, OUTCOMES
from gongkai.report.series import members, series

SCHEMA = "gongkai.extract/1"
MANIFEST = "extract.json"
RESULTS = "requests.result_total.total"
MIX = (*(f"requests.{name}.total" for name in OUTCOMES if not name.startswith("other")), "requests.other.total")
"""What becomes of requests, as both forms can say it; they add up to 办理结果总计."""

TABLES: dict[str, str] = {
    "organs": "机关：名称、地区、最早和最近的年度、几份报告",
    "reports": "每个机关每个年度取用的一份报告：版式、错误和疑点几处、文件",
    "numbers": "两版接成一个序列的每一格，按机关、年度、格排列；place 是格在序列中的次序",
    "places": "同一张表，按格、年度、机关排列",
    "rates": "每份报告的每个比率：分子、分母、没有数字的格",
    "mix": "办理结果各行都有数字的报告：每种结果各多少件",
    "carried": "每份报告的上年结转和结转下年度，总计和各列",
    "findings": "错误和疑点，每条一行",
    "cells": "place 是哪一格：路径和中文名称",
    "alike": "相互雷同的文字：哪一份报告的哪一部分，多像，共同的句子",
}
_PER_GROUP = 60_000


def extracted(folder: Path) -> dict[str, Any] | None:
    """The manifest of the extract in this folder; None where there is none, or one with other tables than today's."""
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if found.get("schema") == SCHEMA and set(found.get("rows", ())) == set(TABLES) else None


def make_extract(
    corpus: Path, target: Path, *, alike: bool = True, threads: int | None = None, memory_mb: int = 2048
) -> dict[str, Any]:
    """Write the extract of the corpus into `target`, which must not exist; it is there whole or not at all. Returns its manifest.

    Raises GongkaiError where there is no whole corpus.
    """
    half = target.with_name(f"{target.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    with opened(corpus, threads=threads, memory_mb=memory_mb, writes_to=half) as source:
        _put_names(source, _common(source))
        rows = {name: _write(source, half, name, sql) for name, sql in _TABLES.items()}
        rows["alike"] = _write_alike(source, half, alike=alike)
        left_out = source.ask("SELECT count(*) FROM reports WHERE current").rows[0][0] - rows["reports"]
    manifest = {
        "schema": SCHEMA,
        "generation": manifest_of(corpus)["generation"],
        "rows": rows,
        "left_out": left_out,
        "alike": alike,
    }
    shutil.rmtree(half / ".tmp", ignore_errors=True)
    (half / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    half.rename(target)
    return manifest


def _write(source: Corpus, folder: Path, name: str, sql: str) -> int:
    file = str(folder / f"{name}.parquet").replace("'", "''")
    done = source.db.execute(
        f"COPY ({sql}) TO '{file}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_PER_GROUP})"
    ).fetchone()
    return int(done[0])


def _common(source: Corpus) -> str:
    """What all file names begin with: where they lay is nobody's business."""
    files = [file for (file,) in source.ask("SELECT DISTINCT file FROM reports").rows]
    if not files or not all(Path(file).is_absolute() for file in files):
        return ""
    folder = os.path.commonpath({str(Path(file).parent) for file in files})
    return folder.rstrip("/") + "/"


def _put_names(source: Corpus, common: str) -> None:
    db = source.db
    put_views(source)
    rows = list(_members())
    columns = (("place", "SMALLINT"), ("variant", "VARCHAR"), ("seq", "SMALLINT"), ("several", "BOOLEAN"))
    put_rows(db, "members", columns, rows)
    from gongkai.report import cell_name

    names = [(place, path, cell_name(path)) for place, path in enumerate(series())]
    put_rows(db, "cell_places", (("place", "SMALLINT"), ("path", "VARCHAR"), ("label", "VARCHAR")), names)
    db.execute(
        """CREATE TEMP TABLE taken AS
        SELECT coalesce(region || '/', '') || organ_key AS organ, organ AS name, region, year, report, form, version, versions,
            chosen_by, collapsed_other, numbers, unsure, unread, errors, warnings, signed_on, title,
            CASE WHEN starts_with(file, $common) THEN substr(file, length($common) + 1) ELSE file END AS file
        FROM reports WHERE current AND organ_key IS NOT NULL AND year IS NOT NULL""",
        {"common": common},
    )


def _members() -> Iterator[tuple[Any, ...]]:
    for place, path in enumerate(series()):
        for variant in VARIANTS:
            cells = members(path, variant.rstrip("+"), collapsed_other=variant.endswith("+"))
            for cell in cells:
                yield place, variant, places(variant).index(cell) + 1, len(cells) > 1


_NUMBERS = f"""
    SELECT t.organ, t.year, m.place, c.value, c.state, coalesce(c.doubted, false) AS doubted, c.report
    FROM cells c JOIN members m ON m.variant = c.variant AND m.seq = c.seq AND NOT m.several JOIN taken t USING (report)
    UNION ALL
    SELECT any_value(t.organ), any_value(t.year), m.place,
        CASE WHEN count(c.value) = count(*) THEN sum(c.value)::{NUMBER} END,
        CASE WHEN count(c.value) = count(*) THEN 'number' ELSE min(c.state) FILTER (c.value IS NULL) END,
        coalesce(bool_or(c.doubted), false), c.report
    FROM cells c JOIN members m ON m.variant = c.variant AND m.seq = c.seq AND m.several JOIN taken t USING (report)
    GROUP BY c.report, m.place"""
_WIDE = ", ".join(f"max(n.value) FILTER (place = {series().index(path)}) AS o{at}" for at, path in enumerate(MIX))
_OF_MIX = ", ".join(str(series().index(path)) for path in (*MIX, RESULTS))
_CARRIED = {
    **{f"c{at}": series().index(f"requests.carried_in.{column}") for at, column in enumerate(COLUMNS)},
    **{f"l{at}": series().index(f"requests.carried_out.{column}") for at, column in enumerate(COLUMNS)},
}
_CARRIED_WIDE = ", ".join(f"max(n.value) FILTER (place = {place}) AS {name}" for name, place in _CARRIED.items())
_CARRIED_BITS = " + ".join(
    f"CASE WHEN bool_or(n.doubted) FILTER (place = {place}) THEN {1 << bit} ELSE 0 END"
    for bit, place in enumerate(_CARRIED.values())
)
_TABLES = {
    "cells": "SELECT * FROM cell_places ORDER BY place",
    "organs": """SELECT organ, arg_max(name, year) AS name, any_value(region) AS region, min(year) AS first_year,
        max(year) AS last_year, count(*)::INTEGER AS reports FROM taken GROUP BY organ ORDER BY organ""",
    "reports": "SELECT * FROM taken ORDER BY organ, year",
    "numbers": f"SELECT * FROM ({_NUMBERS}) ORDER BY organ, year, place",
    "places": f"SELECT place, year, organ, value, state, doubted, report FROM ({_NUMBERS}) ORDER BY place, year, organ",
    "rates": """SELECT m.measure, m.year, t.organ, t.region, m.numerator, m.denominator, m.rate, m.doubted > 0 AS doubted,
        coalesce(m.without_number, []) AS without_number, m.report
        FROM measures m JOIN taken t USING (report) ORDER BY m.measure, m.year, t.organ""",
    "mix": f"""SELECT any_value(t.year) AS year, any_value(t.organ) AS organ, any_value(t.region) AS region, {_WIDE},
        max(n.value) FILTER (place = {series().index(RESULTS)}) AS total, bool_or(n.doubted) AS doubted, n.report
        FROM ({_NUMBERS}) n JOIN taken t USING (report) WHERE place IN ({_OF_MIX})
        GROUP BY n.report HAVING count(n.value) = {len(MIX) + 1} ORDER BY year, organ""",
    "carried": f"""SELECT any_value(t.year) AS year, any_value(t.organ) AS organ, any_value(t.region) AS region, {_CARRIED_WIDE},
        ({_CARRIED_BITS})::INTEGER AS doubted_bits, n.report
        FROM ({_NUMBERS}) n JOIN taken t USING (report) WHERE place IN ({", ".join(map(str, _CARRIED.values()))})
        GROUP BY n.report ORDER BY year, organ""",
    "findings": """SELECT t.organ, t.year, f.report, f.seq, f.rule, f.severity, f.kind, f.message, f.cells
        FROM findings f JOIN taken t USING (report) ORDER BY t.organ, t.year, f.seq""",
}
_ALIKE = (
    *("section", "kind", "organ", "name", "year", "report", "other_organ", "other_name", "other_year", "other_report"),
    *("similarity", "share", "shared", "sentences"),
)


def _write_alike(source: Corpus, folder: Path, *, alike: bool) -> int:
    """Pairs of sections that say the same; none where that was not asked for or cannot be found out here."""
    found: list[dict[str, Any]] = []
    if alike:
        try:
            found = similar(source).dicts()
        except MissingExtraError:
            found = []
    source.db.execute("""CREATE TEMP TABLE pairs_alike (section SMALLINT, kind VARCHAR, file VARCHAR, other_file VARCHAR,
        organ VARCHAR, year SMALLINT, other_organ VARCHAR, other_year SMALLINT, region VARCHAR, other_region VARCHAR,
        similarity DOUBLE, share DOUBLE, shared INTEGER, sentences VARCHAR[])""")
    _insert(source.db, found)
    return _write(source, folder, "alike", _ALIKE_SQL)


def _insert(db: Any, found: list[dict[str, Any]]) -> None:
    import pyarrow as pa

    columns = [
        row[0] for row in db.execute("SELECT column_name FROM (DESCRIBE pairs_alike)").fetchall()
    ]  # in the order of the table
    kinds = {"section": pa.int16(), "year": pa.int16(), "other_year": pa.int16(), "shared": pa.int32()}
    kinds |= {"similarity": pa.float64(), "share": pa.float64(), "sentences": pa.list_(pa.string())}
    arrays = [pa.array([row[name] for row in found], type=kinds.get(name, pa.string())) for name in columns]
    db.register("given_pairs", pa.Table.from_arrays(arrays, names=columns))
    db.execute("INSERT INTO pairs_alike SELECT * FROM given_pairs")
    db.unregister("given_pairs")


_ALIKE_SQL = f"""SELECT {", ".join(_ALIKE)} FROM (
    SELECT p.section, p.kind, a.organ, a.name, a.year, a.report, b.organ AS other_organ, b.name AS other_name,
        b.year AS other_year, b.report AS other_report, p.similarity, p.share, p.shared, p.sentences
    FROM pairs_alike p
    JOIN (SELECT t.*, r.file AS whole FROM taken t JOIN reports r USING (report)) a
        ON a.whole = p.file AND a.year = p.year AND a.name = p.organ AND a.region IS NOT DISTINCT FROM p.region
    JOIN (SELECT t.*, r.file AS whole FROM taken t JOIN reports r USING (report)) b
        ON b.whole = p.other_file AND b.year = p.other_year AND b.name = p.other_organ
        AND b.region IS NOT DISTINCT FROM p.other_region)
    ORDER BY year, similarity DESC, organ, other_organ, section"""


def require_extract(folder: Path) -> dict[str, Any]:
    found = extracted(folder)
    if found is None:
        raise GongkaiError("这里没有语料的摘录", "请先做好摘录", str(folder), "NO_EXTRACT")
    return found
