"""All years side by side: what stands in each year's report, as far as it was signed here or read and confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.report import AnnualReport, CellState, cell_name, loads
from gongkai.report.forms import FORM_2021, REQUESTS
from gongkai_web.annual.models import Earlier, Report
from gongkai_web.annual.standing import standing_of
from gongkai_web.organs.models import Organ

MISSING = "—"


@dataclass(frozen=True, slots=True)
class Line:
    """`broken`: last year's 结转下年 is not this year's 上年结转."""

    name: str
    values: tuple[str, ...]
    broken: tuple[bool, ...]

    @property
    def cells(self) -> list[tuple[str, bool]]:
        return list(zip(self.values, self.broken, strict=True))


@dataclass(frozen=True, slots=True)
class Years:
    years: tuple[int, ...]
    sources: tuple[str, ...]
    lines: tuple[Line, ...]


def side_by_side(organ: Organ) -> Years:
    """The oldest first. A year without a report that holds is not there."""
    found = reports_of_years(organ)
    years = tuple(sorted(found))
    reports = [found[year][0] for year in years]
    return Years(years, tuple(found[year][1] for year in years), tuple(_lines(years, reports)))


def reports_of_years(organ: Organ) -> dict[int, tuple[AnnualReport, str]]:
    found: dict[int, tuple[AnnualReport, str]] = {}
    for row in Earlier.objects.filter(organ=organ).exclude(confirmed_at=None):
        found[row.year] = (loads(row.content), "读取并核对")
    for row in Report.objects.filter(organ=organ).select_related("revision", "item").order_by("number"):
        standing = standing_of(row)
        if standing.is_frozen:
            found[row.year] = (loads(row.frozen), standing.label)
    return found


def _lines(years: tuple[int, ...], reports: list[AnnualReport]) -> Iterator[Line]:
    for path in _paths():
        values = tuple(_value(report, path) for report in reports)
        broken = tuple(_is_broken(years, reports, path, at) for at in range(len(years)))
        yield Line(cell_name(path), values, broken)


def _paths() -> list[str]:
    """The cells of table two, and the totals of tables three and four: what a reader compares."""
    return [path for path in FORM_2021.paths if path.split(".")[0] == "proactive" or path.endswith(".total")]


def _value(report: AnnualReport, path: str) -> str:
    """What was printed; a form that has no such cell has no number, which is not 0."""
    cell = report.cell(path)
    return cell.printed if cell.state is CellState.NUMBER else MISSING


def _is_broken(years: tuple[int, ...], reports: list[AnnualReport], path: str, at: int) -> bool:
    if path != f"{REQUESTS}.carried_in.total" or at == 0 or years[at] != years[at - 1] + 1:
        return False
    before, now = reports[at - 1].value(f"{REQUESTS}.carried_out.total"), reports[at].value(path)
    return before is not None and now is not None and before != now
