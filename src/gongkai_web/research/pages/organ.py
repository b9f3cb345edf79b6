"""One organ over the years, both forms as one series where they can be compared."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.corpus.extract import asking
from gongkai.report.forms import COLUMNS, DISPUTE_GROUPS, DISPUTE_RESULTS, FORMS
from gongkai.report.series import series
from gongkai_web.research.asked import Asked
from gongkai_web.research.charts import Point, chart
from gongkai_web.research.pages.common import Row, always, joined, report_cell, reports_by_key
from gongkai_web.research.shown import Cell, Shown, Table, count, words
from gongkai_web.research.words import short_label

_MAIN = ("new", "carried_in", "granted", "partial", "result_total", "carried_out")


def _of_table(table: str) -> tuple[str, ...]:
    return tuple(path for path in series() if path.startswith(f"{table}."))


def _totals() -> tuple[str, ...]:
    order = [path for path in FORMS["2021"].paths if path.startswith("requests.") and path.endswith(".total")]
    return (*order[:-2], "requests.other.total", *order[-2:])


SETS: dict[str, tuple[str, ...]] = {
    "requests": tuple(f"requests.{row}.total" for row in _MAIN),
    "outcomes": _totals(),
    "applicants": tuple(f"requests.new.{column}" for column in COLUMNS),
    "proactive": _of_table("proactive"),
    "disputes": tuple(f"disputes.{group}.{result}" for group in DISPUTE_GROUPS for result in DISPUTE_RESULTS),
}
_DRAWN = {
    "outcomes": tuple(f"requests.{row}.total" for row in ("granted", "partial", "unable_not_held", "result_total")),
    "proactive": ("proactive.licensing", "proactive.penalties", "proactive.compulsory_measures"),
    "disputes": tuple(f"disputes.{group}.total" for group in DISPUTE_GROUPS),
}


def set_labels() -> dict[str, str]:
    return {
        "requests": _("申请：收到和办结"),
        "outcomes": _("申请：各种办理结果"),
        "applicants": _("新收申请：申请人"),
        "proactive": _("主动公开"),
        "disputes": _("复议和诉讼"),
    }


def shown(asked: Asked) -> Shown:
    key = asked.organ()
    chosen = asked.one_of("set", list(SETS))
    page = Shown(_("一个机关的历年数据"), "organ")
    page.extra = {"set": chosen, "sets": set_labels(), "organ": key}
    if not key:
        page.empty = _("请先选一个机关：输入名称查找，再点它的名字。")
        return page
    extract = asked.shelf.extract
    name = asking.organs_of(extract, [key])[key]["name"]
    reports = reports_by_key(asked.shelf, [key])
    years = list(range(min(year for _, year in reports), max(year for _, year in reports) + 1))
    numbers = asking.numbers_of(extract, [key], SETS[chosen])
    findings = asking.findings_of(extract, [key])
    wrong = {(row["year"], path) for row in findings if row["severity"] == "error" for path in row["cells"]}
    rows = []
    for path in SETS[chosen]:
        cells = [_cell(key, year, path, numbers, reports, wrong) for year in years]
        if any(cell.number is not None or cell.text != _("表中没有") for cell in cells if cell.text != _("没有报告")):
            rows.append((path, cells))
    table_rows: list[list[Cell]] = [[words(short_label(path)), *cells] for path, cells in rows]
    table_rows.append([words(_("报告")), *(report_cell(asked.shelf, reports.get((key, year))) for year in years)])
    page.title, page.extra["organ_name"] = _("%(name)s：历年数据") % {"name": name}, name
    page.tables = [Table(set_labels()[chosen], [_("格"), *(_year(year) for year in years)], table_rows)]
    page.chart = _drawn(chosen, name, years, dict(rows))
    page.reports = len(reports)
    page.extra["findings"] = [_told(row, asked, reports) for row in findings][:60]
    page.notes = [
        *always(),
        _(
            "2019 版和 2021 版能相比的格接成一列：表三（“其他处理”是三行之和）、处理决定数量、表四；不能相比的各自成行。"
        ),
    ]
    return page


def _year(year: int) -> str:
    return _("%(year)d年") % {"year": year}


def _cell(
    key: str,
    year: int,
    path: str,
    numbers: dict[tuple[str, int, str], Row],
    reports: dict[tuple[str, int], Row],
    wrong: set[tuple[int, str]],
) -> Cell:
    row = numbers.get((key, year, path))
    if row is None:
        return count(None, "not_in_form" if (key, year) in reports else "no_report")
    mark = _("有误") if (year, path) in wrong else _("待核") if row["doubted"] else ""
    return count(row["value"], row["state"], mark)


def _drawn(chosen: str, name: str, years: list[int], rows: dict[str, list[Cell]]) -> dict[str, object] | None:
    """A few lines: more would not be told apart."""
    paths = [path for path in _DRAWN.get(chosen, SETS[chosen]) if path in rows][:6]
    lines: list[tuple[str, list[Point]]] = [
        (short_label(path), [_point(cell) for cell in rows[path]]) for path in paths
    ]
    label = joined([name, set_labels()[chosen]])
    return chart("line", label, [_year(year) for year in years], lines)


def _point(cell: Cell) -> Point:
    if cell.number is None:
        return None
    return {"value": float(cell.number), "guess": True} if cell.mark else float(cell.number)


def _told(row: Row, asked: Asked, reports: dict[tuple[str, int], Row]) -> dict[str, object]:
    cell = report_cell(asked.shelf, reports.get((row["organ"], row["year"])))
    return {
        "year": row["year"],
        "severity": row["severity"],
        "rule": row["rule"],
        "message": row["message"],
        "cell": cell,
    }
