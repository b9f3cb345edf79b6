"""The same questions put to pandas and to plain sqlite, by the same relations: the sums of one year, and the sum over a corpus."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from gongkai.corpus.sums import relation_rows

Peer = tuple[str, Callable[[], int], Callable[[], int]]
"""Name with version, checking (how many sums fail), summing (how many rows come out)."""
MOST_REPORTS = 20_000
"""Of a larger corpus the peers are given every so manyeth organ whole: all of it does not fit in their memory."""
_CELLS = "SELECT report, variant, seq, value::DOUBLE AS value, year, region, row_label, path FROM cells WHERE current"
_OF_SOME = " AND report IN (SELECT report FROM reports WHERE hash(organ_key) % {share} = 0)"


def share_of(corpus: Any) -> int:
    """One in how many reports the peers are given."""
    reports = corpus.ask("SELECT count(*) FROM reports WHERE current").rows[0][0]
    return max(1, round(reports / MOST_REPORTS))


def given(share: int) -> str:
    """The cells that every peer is given, of one in `share` organs."""
    return _CELLS + _OF_SOME.format(share=share)


def members() -> list[tuple[Any, ...]]:
    """Relation, variant, seq, sign: of the relations inside one year."""
    return [(rel, variant, seq, 1 if part else -1) for rel, variant, seq, part in relation_rows()]


def _batches(answer: Any) -> Iterator[tuple[Any, ...]]:
    while rows := answer.fetchmany(100_000):
        yield from rows


def sqlite(corpus: Any, cells: str, folder: Path) -> Peer:
    db = sqlite3.connect(folder / "peer.sqlite")
    db.execute("CREATE TABLE cells (report, variant, seq INTEGER, value REAL, year INTEGER, region, row_label, path)")
    db.executemany("INSERT INTO cells VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _batches(corpus.db.execute(cells)))
    db.execute("CREATE TABLE members (rel INTEGER, variant, seq INTEGER, sign INTEGER)")
    db.executemany("INSERT INTO members VALUES (?, ?, ?, ?)", members())
    db.execute("CREATE INDEX by_cell ON members (variant, seq)")
    db.commit()

    def check() -> int:
        sql = (
            "SELECT count(*) FROM (SELECT 1 FROM cells JOIN members USING (variant, seq)"
            " GROUP BY report, rel HAVING count(value) = count(*) AND sum(value * sign) <> 0)"
        )
        return int(db.execute(sql).fetchone()[0])

    def add_up() -> int:
        sql = (
            "SELECT year, region, row_label, sum(value) FROM cells WHERE path LIKE 'requests.%.total' GROUP BY 1, 2, 3"
        )
        return len(db.execute(sql).fetchall())

    return f"sqlite {sqlite3.sqlite_version}", check, add_up


def pandas(corpus: Any, cells: str) -> Peer | None:
    """None where it is not installed: it stands in the dependency group `bench`."""
    try:
        import pandas as pd
    except ImportError:
        return None
    table = corpus.db.execute(cells).df()
    relations = pd.DataFrame(members(), columns=["rel", "variant", "seq", "sign"])

    def check() -> int:
        both = table[["report", "variant", "seq", "value"]].merge(relations, on=["variant", "seq"])
        both["signed"] = both["value"] * both["sign"]
        sums = both.groupby(["report", "rel"], sort=False)["signed"].agg(["sum", "count", "size"])
        return int(((sums["sum"] != 0) & (sums["count"] == sums["size"])).sum())

    def add_up() -> int:
        rows = table[table["path"].str.startswith("requests.") & table["path"].str.endswith(".total")]
        return len(rows.groupby(["year", "region", "row_label"], dropna=False)["value"].sum())

    return f"pandas {pd.__version__}", check, add_up
