"""One organ over the years, and one year over the organs."""

from __future__ import annotations

from typing import Any

from gongkai.corpus.choosing import cell_of, measure_of, organ_of, row_of
from gongkai.corpus.measures import RESULTS, put_views
from gongkai.corpus.opening import Answer, Corpus
from gongkai.report import cell_name
from gongkai.report.forms import OUTCOMES

_OF_RESULTS = {f"requests.{row}" for row in (*OUTCOMES, "other")}
TREND = ("year", "form", "cell", "value", "state", "change", "doubted", "doubted_cells", "file")
RATES = (
    "year",
    "form",
    "title",
    "numerator",
    "denominator",
    "rate",
    "without_number",
    "doubted",
    "doubted_cells",
    "file",
)


def trend(corpus: Corpus, organ: str, cells: list[str], *, region: str | None = None) -> Answer:
    """These cells of one organ, year by year, both forms in one series. A year without a report has a row that says so; a change
    is only told from one year to the next where both have a number."""
    put_views(corpus)
    key, place = organ_of(corpus, organ, region)
    rows: list[tuple[Any, ...]] = []
    for path in map(cell_of, cells):
        found = corpus.ask(
            "SELECT year, form, label, value, state, doubted, doubted_cells, file FROM series"
            " WHERE cell = $cell AND organ_key = $key AND region IS NOT DISTINCT FROM $region AND year IS NOT NULL",
            {"cell": path, "key": key, "region": place},
        ).dicts()
        rows += _years(corpus, key, place, path, {row["year"]: row for row in found})
    return Answer(TREND, rows)


def _years(
    corpus: Corpus, key: str, region: str | None, path: str, found: dict[int, dict[str, Any]]
) -> list[tuple[Any, ...]]:
    reports = {
        year: (form, file)
        for year, form, file in corpus.ask(
            "SELECT year, form, file FROM reports WHERE current AND organ_key = $key"
            " AND region IS NOT DISTINCT FROM $region AND year IS NOT NULL",
            {"key": key, "region": region},
        ).rows
    }
    rows: list[tuple[Any, ...]] = []
    before = None
    for year in range(min(reports, default=0), max(reports, default=-1) + 1):
        row = found.get(year)
        form, file = reports.get(year, (None, None))
        value = row["value"] if row else None
        state = row["state"] if row else "not_in_form" if year in reports else "no_report"
        change = value - before if value is not None and before is not None else None
        doubts = (row["doubted"], row["doubted_cells"] or []) if row else (0, [])
        rows.append((year, form, cell_name(path), value, state, change, *doubts, file))
        before = value
    return rows


def rate_trend(corpus: Corpus, organ: str, measure: str, *, region: str | None = None) -> Answer:
    """A rate of one organ, year by year, with numerator and denominator; a year without a report has an empty row."""
    put_views(corpus)
    key, place = organ_of(corpus, organ, region)
    found = corpus.ask(
        f"SELECT {', '.join(f'm.{name}' for name in RATES)} FROM measures m JOIN reports r USING (report)"
        " WHERE measure = $measure AND r.organ_key = $key AND r.region IS NOT DISTINCT FROM $region AND m.year IS NOT NULL",
        {"measure": measure_of(measure).name, "key": key, "region": place},
    )
    rows = {row[0]: row for row in found.rows}
    nothing = (None,) * (len(RATES) - 1)
    years = range(min(rows, default=0), max(rows, default=-1) + 1)
    return Answer(RATES, [rows.get(year, (year, *nothing)) for year in years])


def compare_rate(corpus: Corpus, year: int, measure: str, *, region: str | None = None) -> Answer:
    """A rate of every organ in one year, highest first; those without one come last."""
    put_views(corpus)
    columns = ("organ", "region", *RATES[1:])
    return corpus.ask(
        f"SELECT {', '.join(columns)} FROM measures WHERE measure = $measure AND year = $year"
        " AND ($region IS NULL OR region = $region) ORDER BY rate DESC NULLS LAST, organ, region NULLS FIRST",
        {"measure": measure_of(measure).name, "year": year, "region": region},
    )


def compare_row(corpus: Corpus, year: int, row: str, *, region: str | None = None) -> Answer:
    """A row of the form of every organ in one year. An outcome stands over 办理结果总计; other rows have no denominator."""
    put_views(corpus)
    paths = row_of(row)
    last = paths[-1]
    denominator = RESULTS if ".".join(last.split(".")[:2]) in _OF_RESULTS else None
    names = [path.split(".")[2] if path.count(".") > 1 else "value" for path in paths]
    columns = ", ".join(
        f"max(value) FILTER (cell = '{path}') AS \"{name}\"" for path, name in zip(paths, names, strict=True)
    )
    return corpus.ask(
        f"""
        WITH wide AS (
            SELECT organ, region, form, {columns},
                max(value) FILTER (cell = $denominator) AS denominator,
                max(value) FILTER (cell = $last) AS last_value,
                sum(doubted) AS doubted, flatten(list(doubted_cells) FILTER (doubted > 0)) AS doubted_cells,
                list(label ORDER BY place) FILTER (value IS NULL) AS without_number, file
            FROM series WHERE year = $year AND ($region IS NULL OR region = $region)
                AND (cell IN (SELECT unnest($paths::VARCHAR[])) OR cell = $denominator)
            GROUP BY report, organ, region, form, file)
        SELECT * EXCLUDE (last_value, doubted, doubted_cells, without_number, file),
            CASE WHEN denominator > 0 THEN last_value::DOUBLE / denominator::DOUBLE END AS share,
            without_number, doubted, doubted_cells, file
        FROM wide ORDER BY last_value DESC NULLS LAST, organ, region NULLS FIRST""",
        {"year": year, "region": region, "paths": paths, "last": last, "denominator": denominator},
    )
