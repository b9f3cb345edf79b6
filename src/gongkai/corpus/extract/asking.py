"""The questions of the research pages. A blank is no 0; what has no number is counted beside what has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from gongkai.corpus.extract.making import MIX
from gongkai.corpus.extract.opening import Extract
from gongkai.corpus.measures import MEASURES
from gongkai.report.forms import COLUMNS
from gongkai.report.series import series

Row = dict[str, Any]
SMALL = 10
"""A rate of fewer cases says little: one case more or less moves it by a tenth."""


def place_of(path: str) -> int | None:
    """Where a cell stands in the series; None for a path that is none of it."""
    return series().index(path) if path in series() else None


def years(extract: Extract) -> list[int]:
    return [year for (year,) in extract.ask("SELECT DISTINCT year FROM reports ORDER BY year DESC").rows]


def regions(extract: Extract) -> list[str]:
    rows = extract.ask("SELECT DISTINCT region FROM organs WHERE region IS NOT NULL ORDER BY region").rows
    return [region for (region,) in rows]


def standing(extract: Extract) -> list[Row]:
    """Each year's reports, and what is not sure about them."""
    return extract.ask(
        """SELECT year, count(*) AS reports, count(DISTINCT organ) AS organs, sum(numbers) AS numbers, sum(unsure) AS unsure,
            sum(unread) AS unread, count(*) FILTER (errors > 0) AS with_errors
        FROM reports GROUP BY year ORDER BY year DESC"""
    ).dicts()


def organs_named(extract: Extract, text: str, *, most: int = 30) -> list[Row]:
    """Organs whose name or region holds every word of the text, the shortest name first."""
    words = text.split()[:6]
    wanted = " AND ".join(f"contains(coalesce(region, '') || ' ' || name, ${at})" for at in range(1, len(words) + 1))
    return extract.ask(
        f"SELECT * FROM organs WHERE {wanted or 'true'} ORDER BY length(name), name, region NULLS FIRST LIMIT {int(most)}",
        words,
    ).dicts()


def organs_of(extract: Extract, keys: Sequence[str]) -> dict[str, Row]:
    found = extract.ask("SELECT * FROM organs WHERE organ IN (SELECT unnest($1::VARCHAR[]))", [list(keys)]).dicts()
    return {row["organ"]: row for row in found}


def reports_of(extract: Extract, keys: Sequence[str]) -> list[Row]:
    return extract.ask(
        "SELECT * FROM reports WHERE organ IN (SELECT unnest($1::VARCHAR[])) ORDER BY organ, year", [list(keys)]
    ).dicts()


def numbers_of(extract: Extract, keys: Sequence[str], paths: Sequence[str]) -> dict[tuple[str, int, str], Row]:
    """By organ, year and cell. What is not there is not in the form of that year, or there is no report."""
    wanted = {series().index(path): path for path in paths}
    rows = extract.ask(
        "SELECT organ, year, place, value, state, doubted, report FROM numbers"
        " WHERE organ IN (SELECT unnest($1::VARCHAR[])) AND place IN (SELECT unnest($2::SMALLINT[]))",
        [list(keys), list(wanted)],
    ).dicts()
    return {(row["organ"], row["year"], wanted[row["place"]]): row for row in rows}


def findings_of(extract: Extract, keys: Sequence[str]) -> list[Row]:
    """What was found in these organs' reports, but for hints."""
    return extract.ask(
        "SELECT * FROM findings WHERE organ IN (SELECT unnest($1::VARCHAR[])) AND severity IN ('error', 'warning')"
        " ORDER BY organ, year, seq",
        [list(keys)],
    ).dicts()


def rates_of(extract: Extract, keys: Sequence[str], measure: str) -> dict[tuple[str, int], Row]:
    rows = extract.ask(
        "SELECT * FROM rates WHERE measure = $1 AND organ IN (SELECT unnest($2::VARCHAR[]))", [measure, list(keys)]
    ).dicts()
    return {(row["organ"], row["year"]): row for row in rows}


def rates_over_years(extract: Extract, measure: str, region: str | None = None) -> list[Row]:
    """Of each year the sums of numerators and denominators, over the reports that have the rate; `left_out` have none."""
    return extract.ask(
        """SELECT year, sum(numerator) FILTER (rate IS NOT NULL) AS numerator,
            sum(denominator) FILTER (rate IS NOT NULL) AS denominator, count(rate) AS reports,
            count(*) - count(rate) AS left_out, count(*) FILTER (doubted AND rate IS NOT NULL) AS doubted
        FROM rates WHERE measure = $measure AND ($region IS NULL OR region = $region) GROUP BY year ORDER BY year""",
        {"measure": measure, "region": region},
    ).dicts()


@dataclass(frozen=True, slots=True)
class Spread:
    """Of one thing over the organs of a year. `values`: how many have one; `without`: how many reports have none."""

    values: int
    without: int
    small: int
    doubted: int
    low: float | None
    quarter: float | None
    median: float | None
    three_quarters: float | None
    high: float | None
    bins: tuple[tuple[float, float, int], ...]


_RATE = """SELECT organ, region, rate::DOUBLE AS value, numerator, denominator, doubted, report FROM rates
    WHERE measure = $what AND year = $year"""
_CELL = """SELECT p.organ, o.region, p.value::DOUBLE AS value, NULL AS numerator, NULL AS denominator, p.doubted, p.report
    FROM places p JOIN organs o USING (organ) WHERE p.place = $what AND p.year = $year"""
_CELL_ANYWHERE = """SELECT organ, NULL AS region, value::DOUBLE AS value, NULL AS numerator, NULL AS denominator, doubted,
    report FROM places WHERE place = $what AND year = $year"""


def _things(what: str, region: str | None) -> tuple[str, dict[str, Any]]:
    if what in MEASURES:
        source, key = _RATE, what
    else:
        source, key = (_CELL if region else _CELL_ANYWHERE), series().index(what)  # type: ignore[assignment]
    wanted = " WHERE region = $region" if region else ""
    return f"(SELECT * FROM ({source}){wanted})", {"what": key} | ({"region": region} if region else {})


def spread(extract: Extract, what: str, year: int, region: str | None = None, *, bins: int = 10) -> Spread:
    """`what` is a rate's name or a cell's path. A rate is cut at tenths of the whole; numbers at even steps up to
    three quarters and one and a half times the middle half (Tukey's fence), and what is above in a last one."""
    things, values = _things(what, region)
    asked = values | {"year": year}
    (row,) = extract.ask(
        f"""SELECT count(value) AS n, count(*) - count(value) AS without, count(*) FILTER (denominator < {SMALL}
                AND value IS NOT NULL) AS small, count(*) FILTER (doubted AND value IS NOT NULL) AS doubted, min(value) AS low,
            quantile_cont(value, [0.25, 0.5, 0.75]) AS cuts, max(value) AS high FROM {things}""",
        asked,
    ).dicts()
    if not row["n"]:
        return Spread(0, row["without"], 0, 0, None, None, None, None, None, ())
    edges = _edges(row, bins) if what not in MEASURES else [at / bins for at in range(bins + 1)]
    sums = ", ".join(
        f"count(*) FILTER (value >= {low!r} AND value {'<=' if last else '<'} {high!r})"
        for low, high, last in _pairs(edges)
    )
    (counts,) = extract.ask(f"SELECT {sums} FROM {things}", asked).rows
    found = tuple((low, high, n) for (low, high, _), n in zip(_pairs(edges), counts, strict=True))
    quarter, median, three = row["cuts"]
    return Spread(
        row["n"], row["without"], row["small"], row["doubted"], row["low"], quarter, median, three, row["high"], found
    )


def _pairs(edges: list[float]) -> list[tuple[float, float, bool]]:
    return [(a, b, at == len(edges) - 2) for at, (a, b) in enumerate(pairwise(edges))]


def _edges(row: Row, bins: int) -> list[float]:
    """Whole steps of 1, 2 or 5 times a power of ten."""
    quarter, _, three = row["cuts"]
    low, most = row["low"], row["high"]
    high = min(most, three + 1.5 * (three - quarter))
    raw = max((high - low) / bins, 1e-9)
    power = 10 ** (len(str(int(raw))) - 1) if raw >= 1 else 1
    step = next((power * factor for factor in (1, 2, 5, 10) if power * factor >= raw), power * 10)
    start = step * (low // step)
    edges = [float(start + step * at) for at in range(bins + 1)]
    edges = [edge for at, edge in enumerate(edges) if at < 2 or edges[at - 1] < high]
    if most > edges[-1]:
        edges.append(float(most))
    return edges


def standing_in(extract: Extract, what: str, year: int, organ: str, region: str | None = None) -> Row | None:
    """Where one organ stands: how many have less, as much, more. None where it has no report; `value` None where no number."""
    things, values = _things(what, region)
    rows = extract.ask(
        f"""WITH things AS MATERIALIZED {things}, mine AS (SELECT * FROM things WHERE organ = $organ)
        SELECT mine.*, (SELECT count(*) FROM things WHERE value < mine.value) AS below,
            (SELECT count(*) FROM things WHERE value = mine.value) AS same,
            (SELECT count(*) FROM things WHERE value > mine.value) AS above FROM mine""",
        values | {"year": year, "organ": organ},
    ).dicts()
    return rows[0] if rows else None


def outcomes(extract: Extract, *, region: str | None = None, organ: str | None = None) -> list[Row]:
    """Of each year, how many requests ended how; only reports in which every outcome has a number. `left_out` are the others.

    `unbalanced`: reports whose outcomes do not add up to what they print as total.
    """
    sums = ", ".join(f"sum(o{at}) AS o{at}" for at in range(len(MIX)))
    parts = " + ".join(f"o{at}" for at in range(len(MIX)))
    where = "($region IS NULL OR region = $region) AND ($organ IS NULL OR organ = $organ)"
    return extract.ask(
        f"""WITH mixed AS (SELECT year, {sums}, sum(total) AS total, count(*) AS reports, count(*) FILTER (doubted) AS doubted,
                count(*) FILTER ({parts} <> total) AS unbalanced FROM mix WHERE {where} GROUP BY year),
            there AS (SELECT year, count(*) AS n FROM reports WHERE form IN ('2019', '2021') AND {where} GROUP BY year)
        SELECT there.year, mixed.* EXCLUDE (year), there.n - coalesce(mixed.reports, 0) AS left_out
        FROM there LEFT JOIN mixed USING (year) ORDER BY there.year""",
        {"region": region, "organ": organ},
    ).dicts()


@dataclass(frozen=True, slots=True)
class Carry:
    """`pairs` of reports of two years running, of which `decided` have both numbers of the total; `rows` do not fit."""

    pairs: int
    decided: int
    failing: int
    rows: list[Row]


def carry(extract: Extract, year: int, region: str | None = None, *, most: int = 500) -> Carry:
    """上年结转 of a year against 结转下年度继续办理 of the year before: totals and columns, the largest difference first."""
    n = len(COLUMNS)
    total = n - 1
    columns = " UNION ALL ".join(
        f"SELECT organ, {at} AS col, c{at} AS carried_in, l{at} AS carried_out, (bits & {1 << at}) + (before_bits & {1 << n + at}) > 0"
        f" AS doubted, report, before FROM pairs WHERE c{at} <> l{at}"
        for at in range(n)
    )
    came = ", ".join(f"i.c{at}, o.l{at}" for at in range(n))
    pairs = f"""WITH pairs AS MATERIALIZED (
            SELECT i.organ, {came}, i.doubted_bits AS bits, o.doubted_bits AS before_bits, i.report, o.report AS before
            FROM (SELECT * FROM carried WHERE year = $year AND ($region IS NULL OR region = $region)) i
            JOIN (SELECT * FROM carried WHERE year = $year - 1) o USING (organ)),
        wrong AS MATERIALIZED ({columns})"""
    values = {"year": year, "region": region}
    (told,) = extract.ask(
        f"""{pairs} SELECT count(*) AS pairs, count(*) FILTER (c{total} IS NOT NULL AND l{total} IS NOT NULL) AS decided,
            (SELECT count(DISTINCT organ) FROM wrong) AS failing FROM pairs""",
        values,
    ).dicts()
    if not told["failing"]:
        return Carry(told["pairs"], told["decided"], 0, [])
    rows = extract.ask(
        f"""{pairs}, sized AS (SELECT *, max(abs(carried_in - carried_out)) OVER (PARTITION BY organ) AS largest FROM wrong)
        SELECT s.*, o.name, o.region FROM sized s JOIN organs o USING (organ)
        ORDER BY largest DESC, organ, col = {total} DESC, col LIMIT {int(most)}""",
        values,
    ).dicts()
    return Carry(told["pairs"], told["decided"], told["failing"], rows)


def alike(
    extract: Extract, *, kind: str, year: int | None = None, organ: str | None = None, most: int = 100
) -> list[Row]:
    """Pairs of texts, the most alike first. `kind`: sister (two organs of one year), last_year (one organ's of two years)."""
    return extract.ask(
        f"""SELECT * FROM alike WHERE kind = $kind AND ($year IS NULL OR year = $year)
            AND ($organ IS NULL OR organ = $organ OR other_organ = $organ)
        ORDER BY similarity DESC, organ, other_organ, section LIMIT {int(most)}""",
        {"kind": kind, "year": year, "organ": organ},
    ).dicts()


def alike_count(extract: Extract, *, kind: str, year: int) -> tuple[int, int]:
    """Pairs, and organs in them."""
    (row,) = extract.ask(
        """SELECT count(*), count(DISTINCT organ) FROM (
            SELECT organ FROM alike WHERE kind = $kind AND year = $year
            UNION ALL SELECT other_organ FROM alike WHERE kind = $kind AND year = $year)""",
        {"kind": kind, "year": year},
    ).rows
    return row[0] // 2, row[1]


def reports_named(extract: Extract, reports: Sequence[str]) -> dict[str, Row]:
    rows = extract.ask("SELECT * FROM reports WHERE report IN (SELECT unnest($1::VARCHAR[]))", [list(reports)]).dicts()
    return {row["report"]: row for row in rows}


def exact(value: Any) -> Decimal | None:
    """Without the noughts of the tables' six decimals."""
    return None if value is None else Decimal(value).normalize() + 0
