"""A rate year by year over all organs or a region, with its numerator and denominator; beside it one organ's own."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.corpus.extract import asking
from gongkai.corpus.measures import MEASURES
from gongkai_web.research.asked import Asked
from gongkai_web.research.charts import Series, chart, point
from gongkai_web.research.pages.common import always, report_cell, reports_by_key
from gongkai_web.research.pages.compare import small_mark, small_note
from gongkai_web.research.shown import Cell, Shown, Table, count, share, words
from gongkai_web.research.words import definition, region_label, thing_label


def shown(asked: Asked) -> Shown:
    extract = asked.shelf.extract
    region, organ = asked.region(), asked.organ()
    measure = asked.one_of("what", list(MEASURES))
    rows = asking.rates_over_years(extract, measure, region)
    page = Shown(_("%(what)s：%(region)s") % {"what": thing_label(measure), "region": region_label(region)}, "rates")
    page.extra = {
        "what": measure,
        "things": [(_("比率"), [(name, thing_label(name)) for name in MEASURES])],
        "regions": asking.regions(extract),
        "region": region,
        "organ": organ,
    }
    years = [row["year"] for row in rows]
    rates = [
        share(row["numerator"], row["denominator"]) if row["reports"] else Cell(_("没有报告可计"), kind="none")
        for row in rows
    ]
    lines = [
        [
            words(row["year"]),
            _sum(row["numerator"]),
            _sum(row["denominator"]),
            rate,
            count(row["reports"]),
            count(row["left_out"]),
            count(row["doubted"]),
        ]
        for row, rate in zip(rows, rates, strict=True)
    ]
    head = [_("年度"), _("分子之和"), _("分母之和"), _("比率"), _("计入的报告"), _("不能算的报告"), _("其中有待核的数")]
    page.tables = [Table(page.title, head, lines)]
    series: list[Series] = [(region_label(region), [point(rate) for rate in rates])]
    if organ:
        table, own = _own(asked, organ, measure, years)
        page.tables.append(table)
        series.append(own)
    page.chart = chart("line", page.title, years, series, unit="%")
    page.reports = sum(row["reports"] for row in rows)
    page.notes = [
        *always(),
        _("比率＝%(made)s。") % {"made": definition(measure)},
        _("各机关合计的比率是分子之和除以分母之和；分母为 0 或者缺数的报告不能算，份数另列。"),
        small_note(),
    ]
    return page


def _sum(value: object) -> Cell:
    return Cell(_("没有"), kind="none") if value is None else count(value)


def _own(asked: Asked, organ: str, measure: str, years: list[int]) -> tuple[Table, Series]:
    extract = asked.shelf.extract
    name = asking.organs_of(extract, [organ])[organ]["name"]
    found, reports = asking.rates_of(extract, [organ], measure), reports_by_key(asked.shelf, [organ])
    rows, points = [], []
    for year in years:
        row = found.get((organ, year))
        rate = share(row["numerator"], row["denominator"]) if row else Cell(_("没有"), kind="none")
        parts = [_sum(row["numerator"] if row else None), _sum(row["denominator"] if row else None)]
        if row and (mark := small_mark(row["denominator"])):
            parts[1] = count(row["denominator"], mark=mark)
        rows.append([words(year), *parts, rate, report_cell(asked.shelf, reports.get((organ, year)))])
        points.append(point(rate, guess=bool(row and row["doubted"])))
    return Table(name, [_("年度"), _("分子"), _("分母"), _("比率"), _("报告")], rows), (name, points)
