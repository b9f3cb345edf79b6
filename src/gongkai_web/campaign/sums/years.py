"""The sums of several years side by side, over the forms of 2019 and 2021 in one series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from gongkai.report import AnnualReport, cell_name
from gongkai.report.forms import FORM_2021
from gongkai.report.rollup import RollUp
from gongkai.report.rollup.shares import added, cells_in
from gongkai.report.series import series
from gongkai_web.annual.comparing import reports_of_years
from gongkai_web.campaign.models import Campaign
from gongkai_web.campaign.sums.parts import Counts
from gongkai_web.campaign.sums.totals import Totals, totals
from gongkai_web.organs.models import Organ

NONE = "—"


@dataclass(frozen=True, slots=True)
class Column:
    """`organs`: those counted; `unlike`: how they differ from those of the newest sum.

    `said`: what the numbers are; `missing`: how many organs a sum lacks, None for a report."""

    year: int
    said: str
    report: AnnualReport
    sums: RollUp | None = None
    campaign: Campaign | None = None
    organs: frozenset[str] = frozenset()
    unlike: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    path: str
    name: str
    values: tuple[tuple[str, bool], ...]
    """Each with whether something stands behind it that is no plain number."""


def columns(organ: Organ, counts: Counts, now: datetime) -> list[Column]:
    """The oldest first: every campaign of this office as its sum; before them, and beside, the government's own reports."""
    found: list[Column] = []
    governments: dict[int, Organ] = {}
    for campaign in organ.campaigns.select_related("organ").order_by("year"):
        made = totals(campaign, counts, now)
        found.append(_of_sum(made))
        if made.gathered.organ:
            governments[made.gathered.organ.pk] = made.gathered.organ
    for one in governments.values():
        for year, (report, said) in reports_of_years(one).items():
            found.append(Column(year, f"{one}的年报，{said}", report))
    newest = max((one for one in found if one.sums), key=lambda one: one.year, default=None)
    found = [replace(one, unlike=_unlike(one, newest)) if newest else one for one in found]
    return sorted(found, key=lambda one: (one.year, one.sums is None))


def _unlike(column: Column, newest: Column) -> str:
    """比2025年多 1 个、少 2 个机关."""
    if column.sums is None or column.organs == newest.organs:
        return ""
    more, less = len(column.organs - newest.organs), len(newest.organs - column.organs)
    said = "、".join(f"{word} {count} 个" for word, count in (("多", more), ("少", less)) if count)
    return f"口径不同：比{newest.year}年{said}机关"


def _of_sum(made: Totals) -> Column:
    lacking = len(made.sums.missing)
    said = f"汇总 {len(made.sums.counted)} 个机关" + (f"，缺 {lacking} 个" if lacking else "")
    organs = frozenset(
        f"{one.filing.organ_id or one.filing.name}" for one in made.gathered.chosen if one.copy is not None
    )
    return Column(made.campaign.year, said, made.sums.report, made.sums, made.campaign, organs)


def lines(shown: list[Column]) -> Iterator[Line]:
    """Cells of the series that one of the columns has; of table three and four the totals."""
    for path in series():
        if not (path.startswith("proactive.") or path.endswith(".total")):
            continue
        if path not in FORM_2021.paths and not any(_number(one, path)[0] != NONE for one in shown):
            continue
        yield Line(path, cell_name(path), tuple(_number(one, path) for one in shown))


def _number(column: Column, path: str) -> tuple[str, bool]:
    """A form that has no such cell has no number, which is not 0; several cells of which one is blank have none either."""
    cells = cells_in(column.report, path)
    found = [column.report.value(cell) for cell in cells]
    if not found or any(value is None for value in found):
        return NONE, False
    value = added([value for value in found if value is not None])
    summed = column.sums.cells.get(path) if column.sums else None
    return f"{value}", bool(summed and (summed.blanks or summed.unread))
