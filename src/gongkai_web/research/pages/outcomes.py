"""How requests ended, year by year: every outcome, in the groups of the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from gongkai.corpus.extract import asking
from gongkai.corpus.extract.making import MIX
from gongkai_web.research.asked import Asked
from gongkai_web.research.charts import chart, point
from gongkai_web.research.pages.common import Row, always, report_cell, reports_by_key
from gongkai_web.research.shown import Cell, Shown, Table, count, share, words
from gongkai_web.research.words import group_label, region_label, row_label

GROUPED = ("granted", "partial", "denied", "unable", "refused", "other")


def shown(asked: Asked) -> Shown:
    extract = asked.shelf.extract
    region, organ = asked.region(), asked.organ()
    region = None if organ else region
    rows = asking.outcomes(extract, region=region, organ=organ or None)
    name = asking.organs_of(extract, [organ])[organ]["name"] if organ else region_label(region)
    page = Shown(_("申请是怎样办结的：%(name)s") % {"name": name}, "outcomes")
    page.extra = {"organ": organ, "regions": asking.regions(extract), "region": region}
    if not any(row["reports"] for row in rows):
        page.empty = _("没有一份报告把各种办理结果都填了数。请换一个机关或者地区。")
        return page
    page.reports = sum(row["reports"] or 0 for row in rows)
    page.tables = [_table(_("件数"), rows, _number), _table(_("占办理结果总计"), rows, _part)]
    if organ:
        reports = reports_by_key(asked.shelf, [organ])
        links = [report_cell(asked.shelf, reports.get((organ, row["year"]))) for row in rows]
        page.tables = [Table(t.title, t.columns, [*t.rows, [words(_("报告")), *links]]) for t in page.tables]
    series = [(_group(group), [point(share(_sum(row, group), row["total"])) for row in rows]) for group in GROUPED]
    page.chart = chart("stack", page.title, [row["year"] for row in rows], series, unit="%", most=100)
    page.notes = [*always(), *_notes(rows)]
    return page


def _notes(rows: list[Row]) -> list[str]:
    left, wrong = sum(row["left_out"] for row in rows), sum(row["unbalanced"] or 0 for row in rows)
    doubted = sum(row["doubted"] or 0 for row in rows)
    said = [_("只计各种办理结果和总计都有数的报告；另有 %(n)d 份缺数，没有计入，各年见表。") % {"n": left}]
    if wrong:
        said.append(
            _("%(n)d 份报告各种结果之和不等于它印的总计，照印的数计入，所以各项占比之和可能不是 100%%。") % {"n": wrong}
        )
    if doubted:
        said.append(_("%(n)d 份报告里有待核的数。") % {"n": doubted})
    said.append(_("占比是各机关件数之和相除，不是各机关占比的平均。“其他处理”2021 版三行之和，2019 版一行。"))
    return said


def _group(group: str) -> str:
    return row_label(f"requests.{group}.total") if group in ("granted", "partial") else group_label(group)


def _of_group(group: str) -> list[int]:
    return [at for at, path in enumerate(MIX) if path.split(".")[1].split("_")[0] == group]


def _sum(row: Row, group: str) -> Any:
    return None if not row["reports"] else sum(row[f"o{at}"] for at in _of_group(group))


Writer = Callable[[Any, Row], Cell]


def _number(value: Any, row: Row) -> Cell:
    return Cell(_("没有报告可计"), kind="none") if value is None else count(value)


def _part(value: Any, row: Row) -> Cell:
    return Cell(_("没有报告可计"), kind="none") if value is None else share(value, row["total"])


def _detail(path: str) -> str:
    """A ground, below its group."""
    return f"　{row_label(path).split('·')[-1].strip()}"


def _table(title: str, rows: list[Row], write: Writer) -> Table:
    lines = []
    for group in GROUPED:
        members = _of_group(group)
        lines.append([words(_group(group)), *(write(_sum(row, group), row) for row in rows)])
        if len(members) > 1:
            lines += [[words(_detail(MIX[at])), *(write(row[f"o{at}"], row) for row in rows)] for at in members]
    lines.append([words(_("办理结果总计（分母）")), *(_number(row["total"], row) for row in rows)])
    lines.append([words(_("计入的报告")), *(count(row["reports"] or 0) for row in rows)])
    lines.append([words(_("缺数、没有计入的报告")), *(count(row["left_out"]) for row in rows)])
    return Table(title, [_("办理结果"), *(str(row["year"]) for row in rows)], lines)
