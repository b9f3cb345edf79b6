"""How one thing is spread over the organs of a year, and where a chosen organ stands in it. No list by rank."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gongkai.corpus.extract import asking
from gongkai.corpus.extract.asking import Spread
from gongkai.corpus.measures import MEASURES
from gongkai_web.research.asked import Asked
from gongkai_web.research.charts import chart
from gongkai_web.research.pages.common import always, report_cell, reports_by_key
from gongkai_web.research.pages.compare import small_mark, small_note
from gongkai_web.research.pages.things import choices
from gongkai_web.research.shown import Cell, Shown, Table, count, share, words
from gongkai_web.research.words import definition, region_label, thing_label


def shown(asked: Asked) -> Shown:
    extract = asked.shelf.extract
    years, regions = asking.years(extract), asking.regions(extract)
    what, year, region, organ = asked.what(), asked.year(years), asked.region(), asked.organ()
    found = asking.spread(extract, what, year, region)
    page = Shown(
        _("%(year)d年各机关的分布：%(what)s") % {"year": year, "what": thing_label(what)},
        "spread",
        extra={
            "what": what,
            "things": choices(),
            "years": years,
            "year": year,
            "regions": regions,
            "region": region,
            "organ": organ,
        },
        reports=found.values + found.without,
    )
    if not found.values:
        page.empty = _("%(year)d年（%(region)s）没有一份报告有这个数。请换一个年度、地区或者指标。") % {
            "year": year,
            "region": region_label(region),
        }
        return page
    rate = what in MEASURES
    page.tables = [_bins(found, rate), _middle(found, rate)]
    page.chart = chart(
        "bar",
        page.title,
        [_range(low, high, rate) for low, high, _ in found.bins],
        [(_("机关数"), [n for _, _, n in found.bins])],
    )
    if organ:
        page.tables.append(_own(asked, what, year, organ, region))
    page.notes = [*always(), *_notes(what, found)]
    return page


def _notes(what: str, found: Spread) -> list[str]:
    said = []
    if what in MEASURES:
        said += [_("比率＝%(made)s。") % {"made": definition(what)}, small_note()]
        said.append(_("%(small)d 个机关分母不到 %(n)d 件，一并计入。") % {"small": found.small, "n": asking.SMALL})
    said.append(_("%(n)d 份报告没有这个数（空白、没有读到，或者分母为 0），不计入分布。") % {"n": found.without})
    if found.doubted:
        said.append(_("其中 %(n)d 个数待核。") % {"n": found.doubted})
    said.append(_("四分位数按线性插值计算。每个机关取用一份报告，不加权。"))
    return said


def _number(value: float, *, rate: bool) -> str:
    return f"{value * 100:.1f}%" if rate else f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def _range(low: float, high: float, rate: bool) -> str:
    return f"{low * 100:.0f}–{high * 100:.0f}%" if rate else f"{low:,.0f}–{high:,.0f}"


def _bins(found: Spread, rate: bool) -> Table:
    last = len(found.bins) - 1
    rows = []
    for at, (low, high, n) in enumerate(found.bins):
        until = _("（含）") if at == last else _("（不含）")
        rows.append(
            [words(_number(low, rate=rate)), words(_number(high, rate=rate) + until), count(n), share(n, found.values)]
        )
    return Table(_("分布"), [_("从"), _("到"), _("机关数"), _("占有数的机关")], rows)


def _middle(found: Spread, rate: bool) -> Table:
    pairs: list[tuple[str, Cell]] = [
        (_("有这个数的机关"), count(found.values)),
        (_("没有这个数的报告"), count(found.without)),
        *(
            (label, _value(value, rate=rate))
            for label, value in (
                (_("最小"), found.low),
                (_("下四分位"), found.quarter),
                (_("中位数"), found.median),
                (_("上四分位"), found.three_quarters),
                (_("最大"), found.high),
            )
        ),
    ]
    return Table(_("概要"), [_("概要"), _("数值")], [[words(label), cell] for label, cell in pairs])


def _value(value: float | None, *, rate: bool) -> Cell:
    if value is None:
        return Cell("—", kind="none")
    if rate:
        return Cell(f"{value * 100:.1f}%", round(value * 100, 1))
    number = Decimal(str(round(value, 2))).normalize()
    return Cell(f"{number:,f}", number)


def _own(asked: Asked, what: str, year: int, organ: str, region: str | None) -> Table:
    """Where the chosen organ stands, in counts of organs, with its own numerator and denominator."""
    extract = asked.shelf.extract
    name = asking.organs_of(extract, [organ])[organ]["name"]
    at = asking.standing_in(extract, what, year, organ, region)
    head = [_("机关"), _("数值"), _("分子"), _("分母"), _("比它低"), _("与它相同"), _("比它高"), _("报告")]
    title = _("所选机关在其中的位置")
    report = report_cell(asked.shelf, reports_by_key(asked.shelf, [organ]).get((organ, year)))
    nothing = Cell(_("没有数"), kind="none")
    if at is None or at["value"] is None:
        return Table(title, head, [[words(name), *[nothing] * 6, report]])
    rate = what in MEASURES
    mark = small_mark(at["denominator"]) if rate else ""
    value = share(at["numerator"], at["denominator"]) if rate else count(Decimal(str(at["value"])))
    parts: list[Any] = (
        [count(at["numerator"]), count(at["denominator"], mark=mark)] if rate else [words("—"), words("—")]
    )
    # Its own stands among those that are the same.
    return Table(
        title,
        head,
        [[words(name), value, *parts, count(at["below"]), count(at["same"] - 1), count(at["above"]), report]],
    )
