"""A corpus of many reports from a seed, made inside DuckDB: the parts as reading leaves them, then composed as reading does.

A few hundred reports whose relations hold are multiplied: any multiple of such a report holds too. Each organ keeps its numbers over
the years, so that what is carried over fits; then one report in a hundred gets one wrong cell, and some cells are left empty.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from benchmarks.corpus.numbers import report
from gongkai import __version__
from gongkai.corpus.compose import Filed, compose
from gongkai.corpus.listing import Entry
from gongkai.corpus.opening import connection
from gongkai.corpus.tables import NUMBER, PARTS, places
from gongkai.report.forms import COLUMNS, OTHER_OUTCOMES

YEARS = (2019, 2020, 2021, 2022, 2023)
_PROTOTYPES, _REGIONS = 300, 100
_WORDS = "主动公开依法申请办理答复机关政务平台更新目录培训监督考核评议整改问题措施机制责任人员栏目信息解读回应"


def make(folder: Path, reports: int, seed: int) -> dict[str, Any]:
    """A corpus of so many reports, a fifth as many texts; its manifest."""
    part = folder / "parts" / "00000001"
    part.mkdir(parents=True)
    rng = Random(seed)
    organs = max(1, reports // len(YEARS))
    with connection(folder) as db:
        _put_prototypes(db, rng)
        db.execute(
            _REPORTS.format(reports=reports, seed=seed, years=len(YEARS), first=YEARS[0], prototypes=_PROTOTYPES)
        )
        db.execute("CREATE TABLE texts (report VARCHAR, seq SMALLINT, section SMALLINT, title VARCHAR, text VARCHAR)")
        _put_texts(db, rng, organs, max(10, reports // 5))
        for name, sql in _PARTS.items():
            columns = ", ".join(c.name for c in PARTS[name])
            db.execute(
                f"COPY (SELECT {columns} FROM ({sql})) TO '{part / name}.parquet' (FORMAT parquet, COMPRESSION zstd)"
            )
        files = db.execute("SELECT file, sm3, region FROM made ORDER BY file").fetchall()
    return compose(folder, [Filed(Entry(file, region=region), sm3) for file, sm3, region in files])


def _put_prototypes(db: Any, rng: Random) -> None:
    db.execute("CREATE TABLE prototypes (prototype INTEGER, variant VARCHAR, seq SMALLINT, value DECIMAL(18,6))")
    rows = []
    for number in range(_PROTOTYPES):
        values = report(rng, rng.choice(("few", "county", "county", "city")), "2021").values
        values = {path: value or 0 for path, value in values.items()}
        for column in COLUMNS:
            values[f"requests.carried_in.{column}"] = values[f"requests.carried_out.{column}"]
            values[f"requests.new.{column}"] = values[f"requests.result_total.{column}"]
            values[f"requests.other.{column}"] = sum(int(values[f"requests.{o}.{column}"]) for o in OTHER_OUTCOMES)
        for item in ("rules", "normative_documents"):
            values[f"proactive.{item}.repealed"] = values[f"proactive.{item}.issued"]
        for variant in ("2019", "2021"):
            rows += [(number, variant, seq, values.get(path, 1)) for seq, path in enumerate(places(variant), start=1)]
    import pyarrow as pa

    table = pa.table({n: [str(row[i]) for row in rows] for i, n in enumerate(("prototype", "variant", "seq", "value"))})
    db.register("given", table)
    db.execute(
        "INSERT INTO prototypes SELECT prototype::INTEGER, variant, seq::SMALLINT, value::DECIMAL(18,6) FROM given"
    )


_REPORTS = """CREATE TABLE made AS
    SELECT *, CASE WHEN year < 2021 THEN '2019' ELSE '2021' END AS form, left(sm3, 16) || '-1' AS report,
        'r' || lpad(organ_number::VARCHAR, 7, '0') || '/' || year || '.docx' AS file,
        '第' || organ_number || '乡人民政府' AS agency, '第' || (organ_number % 100) || '县' AS region,
        (hash(organ_number, {seed}) % {prototypes})::INTEGER AS prototype, 1 + hash(organ_number, {seed} + 1) % 17 AS factor,
        hash(sm3, {seed}) % 100 = 0 AS wrong
    FROM (SELECT range // {years} AS organ_number, ({first} + range % {years})::SMALLINT AS year,
        md5(range::VARCHAR || '-{seed}') || md5('x' || range) AS sm3 FROM range({reports}))"""
_CELL = f"""SELECT report, seq, variant, CASE WHEN gap THEN NULL ELSE (value * factor + slip)::{NUMBER} END AS value,
        CASE WHEN gap THEN 'blank' ELSE 'number' END AS state, 'read' AS certainty, false AS doubted,
        CASE WHEN gap THEN '' ELSE (value * factor + slip)::BIGINT::VARCHAR END AS raw, NULL AS unit, 3 AS page, 2 AS table_no,
        seq // 7 AS row_no, seq % 7 AS column_no, NULL AS line
    FROM (SELECT m.report, p.seq, p.variant, p.value, m.factor, hash(m.report, p.seq) % 5000 = 0 AS gap,
        CASE WHEN m.wrong AND p.seq = 20 + hash(m.report) % 150 THEN 1 ELSE 0 END AS slip
        FROM made m JOIN prototypes p ON p.prototype = m.prototype AND p.variant = m.form)"""
_PARTS = {
    "readings": f"SELECT sm3, 'read' AS outcome, 1 AS reports, NULL AS code, NULL AS error, NULL AS remedy,"
    f" '{__version__}' AS reader FROM made",
    "reports": "SELECT report, year, form, agency, false AS collapsed_other, agency || year AS title, agency AS signature,"
    " NULL AS signed_on, 200 AS numbers, 0 AS unsure, 0 AS unread, 0 AS errors, 0 AS warnings, false AS reorganised,"
    " sm3 AS digest, 1 AS ordinal, file AS member, 'docx' AS media_type, 'docx' AS loader, sm3 FROM made",
    "cells": _CELL,
    "findings": "SELECT report, 1 AS seq, 'T3-SUM' AS rule, 'error' AS severity, 'filing' AS kind, '' AS message,"
    " ['requests.new.total'] AS cells, 1 AS expected, 2 AS actual, NULL AS quote, NULL AS section FROM made WHERE wrong",
    "texts": "FROM texts",
}  # fmt: skip


def _put_texts(db: Any, rng: Random, organs: int, count: int) -> None:
    """Texts of section one of the last two years, some hundred characters each. A third repeats most of last year's, a tenth most of
    a pattern that sister organs use too."""
    import pyarrow as pa

    patterns = [[_sentence(rng) for _ in range(18)] for _ in range(20)]
    reports = dict(db.execute("SELECT file, report FROM made").fetchall())
    rows = []
    for organ in range(min(organs, count // 2)):
        old = [_sentence(rng) for _ in range(18)]
        kind = rng.random()
        base = rng.choice(patterns) if kind < 0.1 else old if kind < 0.43 else []
        new = [*base[: rng.randint(9, 18)], *(_sentence(rng) for _ in range(4 if base else 18))]
        for year, lines in ((YEARS[-2], old), (YEARS[-1], new)):
            rows.append((reports[f"r{organ:07}/{year}.docx"], "。".join(lines) + "。"))
    db.register("given_texts", pa.table({"report": [r for r, _ in rows], "text": [t for _, t in rows]}))
    db.execute("INSERT INTO texts SELECT report, 1, 1, '总体情况', text FROM given_texts")


def _sentence(rng: Random) -> str:
    return "".join(rng.choices(_WORDS, k=rng.randint(18, 34)))
