"""上年结转 that is not what the report of the year before left over, with both reports."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.corpus.extract import asking
from gongkai.report.forms import COLUMNS
from gongkai_web.research.asked import Asked
from gongkai_web.research.charts import chart
from gongkai_web.research.pages.common import Row, always, report_cell
from gongkai_web.research.shown import Cell, Shown, Table, count, words
from gongkai_web.research.words import column_label, region_label

_DRAWN = 20
_MOST = 500


def shown(asked: Asked) -> Shown:
    extract = asked.shelf.extract
    years, regions = asking.years(extract), asking.regions(extract)
    year, region = asked.year(years), asked.region()
    found = asking.carry(extract, year, region, most=_MOST)
    page = Shown(
        _("%(year)d年“上年结转”对不上的：%(region)s") % {"year": year, "region": region_label(region)}, "carry"
    )
    page.extra = {"years": years, "year": year, "regions": regions, "region": region}
    page.reports = found.pairs * 2
    page.extra["told"] = [
        _(
            "%(pairs)d 个机关两年的报告都有，其中 %(decided)d 个两年的总计都有数；%(failing)d 个对不上（总计或者某一类申请人）。"
        )
        % {"pairs": found.pairs, "decided": found.decided, "failing": found.failing}
    ]
    page.notes = [
        *always(),
        _("每一行：%(before)d年报告的“结转下年度继续办理”与%(year)d年报告的“上年结转”，应当相等。")
        % {"before": year - 1, "year": year},
        _("单列不等而总计相等的，可能是申请人类别改正过；机构改革、职责划转也会使两年不相接。"),
        _("按差额从大到小排列，最多列 %(n)d 行。") % {"n": _MOST},
    ]
    if not found.rows:
        page.empty = _("没有对不上的。") if found.pairs else _("没有机关两年的报告都有，无从核对。请换一个年度。")
        return page
    reports = asking.reports_named(extract, [row[name] for row in found.rows for name in ("report", "before")])
    page.tables = [Table(page.title, _head(year), [_line(asked, row, reports) for row in found.rows])]
    totals = [row for row in found.rows if row["col"] == len(COLUMNS) - 1][:_DRAWN]
    differences = [float(row["carried_in"] - row["carried_out"]) for row in totals]
    page.chart = chart("across", page.title, [row["name"] for row in totals], [(_("差额（总计）"), differences)])
    return page


def _head(year: int) -> list[str]:
    years = {"before": year - 1, "year": year}
    return [
        _("机关"),
        _("地区"),
        _("列"),
        _("%(before)d年结转下年") % years,
        _("%(year)d年上年结转") % years,
        _("差额"),
        _("%(before)d年报告") % years,
        _("%(year)d年报告") % years,
    ]


def _line(asked: Asked, row: Row, reports: dict[str, Row]) -> list[Cell]:
    column = tuple(COLUMNS)[row["col"]]
    mark = _("待核") if row["doubted"] else ""
    return [
        words(row["name"]),
        words(row["region"] or ""),
        words(column_label(f"requests.new.{column}")),
        count(row["carried_out"], mark=mark),
        count(row["carried_in"], mark=mark),
        count(row["carried_in"] - row["carried_out"]),
        report_cell(asked.shelf, reports[row["before"]]),
        report_cell(asked.shelf, reports[row["report"]]),
    ]
