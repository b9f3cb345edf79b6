"""What is being handed in as both its pages show it: the report on paper with an input at every doubt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.report import AnnualReport, Cell, CellState, cell_name
from gongkai_web.campaign.bench import place_of
from gongkai_web.campaign.checking import previous_of
from gongkai_web.campaign.twins import grave, other_organ
from gongkai_web.outside.forms import FileForm
from gongkai_web.outside.handing import doubtful, remarks_of, report_of
from gongkai_web.outside.kinds import State
from gongkai_web.outside.models import Handing
from gongkai_web.reports.bench import relations_that_hold
from gongkai_web.reports.paper import paper
from gongkai_web.reports.remarks import grouped
from gongkai_web.reports.remarks import remarks_of as findings_on
from gongkai_web.reports.sheets import Input, SheetMaker, needs_a_person
from gongkai_web.reports.typed import shown as typed_as

CELL = "cell:"
_KEY = "r1"


def shown(handing: Handing, slips: Mapping[str, str] | None = None, *, for_office: bool = False) -> dict[str, Any]:
    """Of the page's context what speaks of the handing itself."""
    report = report_of(handing, for_office=for_office)
    left = doubtful(report) if report else []
    fills = handing.state == State.FILLING
    enclosed = list(handing.enclosed.select_related("file"))
    given = {one.what for one in enclosed}
    remarks = [(one, place_of(one)) for one in remarks_of(handing.filing)] if fills else []
    return {
        "handing": handing,
        "filing": handing.filing,
        "campaign": handing.filing.campaign,
        "report": report,
        "bench": _bench(report, slips or {}, fills, previous_of(handing.filing)) if report else None,
        "doubtful": [(path, cell_name(path), report.cell(path).printed) for path in left] if report else [],
        "other_organ": other_organ(report, handing.filing) if report else "",
        "doubted": grave(report.findings) if report else [],
        "enclosed": enclosed,
        "wanted": [(at, what, what in given) for at, what in enumerate(handing.filing.campaign.wanted)],
        "remarks": remarks,
        "fills": fills,
        "file_form": FileForm(
            initial={"teller": handing.teller, "note": handing.note}, by_office=handing.link_id is None
        ),
    }


def _bench(
    report: AnnualReport, slips: Mapping[str, str], fills: bool, previous: AnnualReport | None
) -> dict[str, Any]:
    remarks = findings_on(report, report.findings, _KEY)

    def input_for(path: str, cell: Cell) -> Input | None:
        asked = needs_a_person(cell) or cell.state is CellState.MISSING or path in slips
        if not fills or not asked:
            return None
        problem = "不是数" if path in slips else ""
        return Input(CELL + path, slips.get(path, typed_as(cell)), guess=cell.printed, problem=problem)

    maker = SheetMaker(_KEY, remarks, input_for)
    return {
        "key": _KEY,
        "paper": paper(report, remarks, _KEY, maker),
        "groups": grouped(remarks),
        "previous": previous,
        "relations_that_hold": relations_that_hold(report),
    }
