"""Rates with their numerator and denominator in cells, and the cells of both forms as one series.

A rate is null where its denominator is 0 or a cell of it holds no number: a blank is not 0. Numbers in doubt are counted in, and
named beside the rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.corpus.opening import Corpus, put_rows
from gongkai.corpus.tables import NUMBER, VARIANTS, places
from gongkai.report import cell_name
from gongkai.report.forms import OUTCOMES
from gongkai.report.series import members, series

RESULTS = "requests.result_total.total"


@dataclass(frozen=True, slots=True)
class Measure:
    """`minus` is taken off the denominator."""

    name: str
    title: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    minus: tuple[str, ...] = ()

    def terms(self) -> Iterator[tuple[str, str, int]]:
        """Cell of the series, side, sign."""
        yield from ((path, "numerator", 1) for path in self.numerator)
        yield from ((path, "denominator", 1) for path in self.denominator)
        yield from ((path, "denominator", -1) for path in self.minus)

    def definition(self) -> str:
        over = "＋".join(map(cell_name, self.denominator)) + "".join(f"－{cell_name(path)}" for path in self.minus)
        return f"（{'＋'.join(map(cell_name, self.numerator))}）÷（{over}）"


def _totals(*prefixes: str) -> tuple[str, ...]:
    return tuple(f"requests.{name}.total" for name in OUTCOMES if name.startswith(prefixes))


def _suits(result: str) -> tuple[str, ...]:
    return tuple(f"disputes.{group}.{result}" for group in ("litigation_direct", "litigation_after_reconsideration"))


_RECONSIDERATION = "disputes.reconsideration."
MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure("disclosure_rate", "公开率", _totals("granted", "partial"), (RESULTS,)),
        Measure("granted_share", "予以公开占比", _totals("granted"), (RESULTS,)),
        Measure("partial_share", "部分公开占比", _totals("partial"), (RESULTS,)),
        Measure("denied_share", "不予公开占比", _totals("denied_"), (RESULTS,)),
        Measure("unable_share", "无法提供占比", _totals("unable_"), (RESULTS,)),
        Measure("refused_share", "不予处理占比", _totals("refused_"), (RESULTS,)),
        Measure("other_share", "其他处理占比", ("requests.other.total",), (RESULTS,)),
        Measure(
            "carried_out_share",
            "结转下年占比",
            ("requests.carried_out.total",),
            ("requests.new.total", "requests.carried_in.total"),
        ),
        Measure(
            "reconsideration_overturn_rate",
            "复议纠错率",
            (f"{_RECONSIDERATION}corrected",),
            (f"{_RECONSIDERATION}total",),
            (f"{_RECONSIDERATION}pending",),
        ),
        Measure("litigation_overturn_rate", "诉讼纠错率", _suits("corrected"), _suits("total"), _suits("pending")),
    )
}
"""By name. 纠错率 is of the cases that were closed: 总计 without 尚未审结."""
OUTCOME_MIX = ("granted_share", "partial_share", "denied_share", "unable_share", "refused_share", "other_share")


def put_views(corpus: Corpus) -> None:
    """The views `series` (a cell of the series in each report that is taken) and `measures` (each rate of each report)."""
    db = corpus.db
    if db.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'series_cells'").fetchone():
        return
    put_rows(db, "series_cells", _SERIES_CELLS, list(_series_rows()))
    put_rows(db, "measure_cells", _MEASURE_CELLS, list(_measure_rows()))
    db.execute(f"CREATE TEMP VIEW series AS {_SERIES}")
    db.execute(f"CREATE TEMP VIEW measures AS {_MEASURES}")


_SERIES_CELLS = (
    *(("series", "VARCHAR"), ("label", "VARCHAR"), ("place", "INTEGER"), ("variant", "VARCHAR"), ("seq", "SMALLINT")),
)
_MEASURE_CELLS = (
    *(("measure", "VARCHAR"), ("title", "VARCHAR"), ("place", "INTEGER"), ("side", "VARCHAR"), ("sign", "TINYINT")),
    *(("variant", "VARCHAR"), ("seq", "SMALLINT")),
)


def _series_rows() -> Iterator[tuple[Any, ...]]:
    for place, path in enumerate(series()):
        for variant in VARIANTS:
            for seq in _seqs(path, variant):
                yield (path, cell_name(path), place, variant, seq)


def _seqs(path: str, variant: str) -> list[int]:
    cells = members(path, variant.rstrip("+"), collapsed_other=variant.endswith("+"))
    return [places(variant).index(cell) + 1 for cell in cells]


def _measure_rows() -> Iterator[tuple[Any, ...]]:
    """A measure of which a form lacks a cell is none of that form."""
    for place, measure in enumerate(MEASURES.values()):
        for variant in VARIANTS:
            terms = [(side, sign, _seqs(path, variant)) for path, side, sign in measure.terms()]
            if all(seqs for _, _, seqs in terms):
                for side, sign, seqs in terms:
                    yield from ((measure.name, measure.title, place, side, sign, variant, seq) for seq in seqs)


_SERIES = f"""
    SELECT report, any_value(organ) AS organ, any_value(organ_key) AS organ_key, any_value(region) AS region,
        any_value(year) AS year, any_value(form) AS form, series AS cell, any_value(label) AS label,
        any_value(place) AS place,
        CASE WHEN count(value) = count(*) THEN sum(value)::{NUMBER} END AS value,
        CASE WHEN count(value) = count(*) THEN 'number' ELSE min(state) FILTER (value IS NULL) END AS state,
        count(*) FILTER (doubted) AS doubted, list(cell_label ORDER BY seq) FILTER (doubted) AS doubted_cells,
        any_value(file) AS file
    FROM (SELECT c.*, r.organ_key, s.series, s.label, s.place FROM (SELECT * EXCLUDE (label), label AS cell_label FROM cells
        WHERE current) c JOIN series_cells s ON s.variant = c.variant AND s.seq = c.seq JOIN reports r USING (report))
    GROUP BY report, series"""
_SIDE = (
    "CASE WHEN count(value) FILTER (side = '{0}') = count(*) FILTER (side = '{0}')"
    f" THEN sum(sign * value) FILTER (side = '{{0}}')::{NUMBER} END AS {{0}}"
)
_MEASURES = f"""
    SELECT *, CASE WHEN denominator > 0 THEN numerator::DOUBLE / denominator::DOUBLE END AS rate FROM (
        SELECT report, any_value(organ) AS organ, any_value(region) AS region, any_value(year) AS year,
            any_value(form) AS form, measure, any_value(title) AS title, any_value(place) AS place,
            {_SIDE.format("numerator")}, {_SIDE.format("denominator")},
            count(*) FILTER (doubted) AS doubted, list(label ORDER BY seq) FILTER (doubted) AS doubted_cells,
            list(label ORDER BY seq) FILTER (value IS NULL) AS without_number, any_value(file) AS file
        FROM (SELECT c.*, m.measure, m.title, m.place, m.side, m.sign FROM cells c
            JOIN measure_cells m ON m.variant = c.variant AND m.seq = c.seq WHERE c.current)
        GROUP BY report, measure)"""
