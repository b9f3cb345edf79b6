"""A few organs against each other, over the years: one rate with its numerator and denominator, or one cell."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.corpus.extract import asking
from gongkai.corpus.measures import MEASURES
from gongkai_web.research.asked import MOST_ORGANS, Asked
from gongkai_web.research.charts import Point, chart, point
from gongkai_web.research.pages.common import Row, always, doubts, joined, report_cell, reports_by_key, short_names
from gongkai_web.research.pages.things import choices
from gongkai_web.research.shown import Cell, Shown, Table, count, share, words
from gongkai_web.research.words import definition, named_label, thing_label


def shown(asked: Asked) -> Shown:
    organs, what = asked.organs(), asked.what()
    page = Shown(_("几个机关对比：%(what)s") % {"what": thing_label(what)}, "compare")
    page.extra = {"organs": organs, "what": what, "things": choices(), "taken": _taken(asked, organs)}
    if not organs:
        page.empty = _("请先选几个机关，最多 %(n)d 个：输入名称查找，再点它的名字。") % {"n": MOST_ORGANS}
        return page
    reports = reports_by_key(asked.shelf, organs)
    years = sorted({year for _, year in reports})
    names = short_names(asked.shelf.extract, organs)
    rows, lines = (_rates if what in MEASURES else _numbers)(asked, organs, what, names, years, reports)
    head = [_("分子"), _("分母"), _("比率")] if what in MEASURES else [_("件数")]
    page.tables = [Table(thing_label(what), [_("机关"), _("年度"), *head, _("说明"), _("报告")], rows)]
    page.chart = chart(
        "line",
        page.title,
        years,
        [(names[key], points) for key, points in lines],
        unit="%" if what in MEASURES else "",
        most=100 if what in MEASURES else None,
    )
    page.reports = len(reports)
    page.notes = always()
    if what in MEASURES:
        page.notes += [_("比率＝%(made)s。") % {"made": definition(what)}, small_note()]
    page.notes.append(_("机关按您选的次序排列，不是名次。"))
    return page


def small_note() -> str:
    return _("分母不到 %(n)d 件的标“件数少”：多一件少一件，比率就差很多。") % {"n": asking.SMALL}


def small_mark(denominator: object) -> str:
    return _("件数少") if denominator is not None and 0 < denominator < asking.SMALL else ""  # type: ignore[operator]


def _taken(asked: Asked, organs: list[str]) -> list[tuple[str, str]]:
    """Each chosen organ, with the address without it."""
    names = short_names(asked.shelf.extract, organs)
    kept = [(key, value) for key, values in asked.given.lists() for value in values if key not in ("organ", "q")]
    path = reverse("research_page", args=["compare"])
    return [
        (names[key], f"{path}?{urlencode([*kept, *(('organ', other) for other in organs if other != key)])}")
        for key in organs
    ]


Lines = list[tuple[str, list[Point]]]


def _rates(
    asked: Asked,
    organs: list[str],
    what: str,
    names: dict[str, str],
    years: list[int],
    reports: dict[tuple[str, int], Row],
) -> tuple[list[list[Cell]], Lines]:
    found = asking.rates_of(asked.shelf.extract, organs, what)
    rows, lines = [], []
    for key in organs:
        points: list[Point] = []
        for year in years:
            row, report = found.get((key, year)), reports.get((key, year))
            rate = share(row["numerator"], row["denominator"]) if row else Cell(_no_rate(report), kind="none")
            mark = _("待核") if row and row["doubted"] else ""
            points.append(point(rate, guess=bool(mark)))
            rows.append(
                [
                    words(names[key]),
                    words(year),
                    *_parts(row, report, mark),
                    rate,
                    _said(row, report),
                    report_cell(asked.shelf, report),
                ]
            )
        lines.append((key, points))
    return rows, lines


def _no_rate(report: Row | None) -> str:
    return _("没有报告") if report is None else _("表中没有")


def _parts(row: Row | None, report: Row | None, mark: str) -> list[Cell]:
    if row is None:
        return [Cell(_no_rate(report), kind="none")] * 2
    return [_part(row["numerator"], mark), _part(row["denominator"], mark or small_mark(row["denominator"]))]


def _part(value: object, mark: str) -> Cell:
    return Cell(_("缺数"), kind="none") if value is None else count(value, mark=mark)


def _said(row: Row | None, report: Row | None) -> Cell:
    """Which cells lack a number, and what else is not sure of this report."""
    said = []
    if row and row["without_number"]:
        said.append(_("没有数：%(cells)s") % {"cells": _("、").join(map(named_label, row["without_number"][:4]))})
    if report:
        said += doubts(report)
    return words(joined(said))


def _numbers(
    asked: Asked,
    organs: list[str],
    what: str,
    names: dict[str, str],
    years: list[int],
    reports: dict[tuple[str, int], Row],
) -> tuple[list[list[Cell]], Lines]:
    found = asking.numbers_of(asked.shelf.extract, organs, [what])
    wrong = {
        (one["organ"], one["year"])
        for one in asking.findings_of(asked.shelf.extract, organs)
        if one["severity"] == "error" and what in one["cells"]
    }
    rows, lines = [], []
    for key in organs:
        points: list[Point] = []
        for year in years:
            row, report = found.get((key, year, what)), reports.get((key, year))
            mark = _("有误") if (key, year) in wrong else _("待核") if row and row["doubted"] else ""
            state = row["state"] if row else "not_in_form" if report else "no_report"
            cell = count(row["value"] if row else None, state, mark)
            points.append(point(cell, guess=bool(mark)))
            rows.append([words(names[key]), words(year), cell, _said(None, report), report_cell(asked.shelf, report)])
        lines.append((key, points))
    return rows, lines
