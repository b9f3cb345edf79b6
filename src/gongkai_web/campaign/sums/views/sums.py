"""The sum, the organs behind a cell, the years side by side, the workbook, and taking the sums over."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.report import cell_name
from gongkai.report.rollup import differences
from gongkai.writing.rollup_xlsx import to_bytes
from gongkai_web.annual import taking
from gongkai_web.annual.errors import ChangedError
from gongkai_web.annual.views.common import lock_of
from gongkai_web.campaign.errors import CampaignError
from gongkai_web.campaign.sums import offering, years
from gongkai_web.campaign.sums.page import Bench, lines_of
from gongkai_web.campaign.sums.parts import Counts
from gongkai_web.campaign.sums.totals import Totals, typed_reports
from gongkai_web.campaign.sums.views.common import counts_asked, shown_always, totals_asked
from gongkai_web.campaign.views.common import led
from gongkai_web.channels.workbooks import XLSX
from gongkai_web.frame.asking import allowed
from gongkai_web.organs.models import Person
from gongkai_web.reports.downloads import attachment


@require_safe
@login_required
def sums(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    made, person = totals_asked(request, code, pk)
    return sums_page(request, person, made)


def sums_page(
    request: HttpRequest, person: Person, made: Totals, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    now, campaign = timezone.now(), made.campaign
    shown = shown_always(made) | {
        "bench": Bench(made.sums.report, made.findings, _address(made)),
        "counts": Counts,
        "target": offering.target(made),
        "uses": offering.may_use(person, made, now),
        "taken": _taken(made),
        "outdated": offering.outdated(made),
        "missing": made.sums.missing,
        "error": error,
        "query": f"counts={made.counts.value}",
        "compare": reverse("campaign_sums_compare", args=[campaign.organ.code, campaign.pk]),
    }
    return render(request, "campaign/sums/sums.html", shown, status=status)


def _address(made: Totals) -> Callable[[str], str]:
    """Of every cell of this sum; reversing one by one would take longer than the sum."""
    base = reverse("campaign_sums_cell", args=[made.campaign.organ.code, made.campaign.pk, "CELL"])
    return lambda path: f"{base.replace('CELL', path)}?counts={made.counts.value}"


def _taken(made: Totals) -> int:
    """How many cells of the government's report hold a sum now."""
    row = offering.target(made)
    return row.changes.filter(undone_at=None).exclude(origin="").count() if row else 0


@require_safe
@login_required
def cell(request: HttpRequest, code: str, pk: int, cell: str) -> HttpResponse:
    made, person = totals_asked(request, code, pk)
    if cell not in made.sums.cells:
        raise Http404
    found = made.sums.cells[cell]
    shown = shown_always(made) | {
        "path": cell,
        "name": cell_name(cell),
        "cell": found,
        "lines": lines_of(made, found, person, timezone.localdate()),
        "missing": made.sums.missing,
        "findings": [one for one in made.findings if cell in one.cells],
        "matters": {taken.joint.reason: taken for taken in made.sums.taken if cell in taken.joint.cells}.values(),
    }
    return render(request, "campaign/sums/cell.html", shown)


@require_safe
@login_required
def workbook(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """With the comparison, where the government has a report here."""
    made, _person = totals_asked(request, code, pk)
    typed = next(iter(typed_reports(made, timezone.now()).values()), None)
    compared = differences(made.sums, typed.report) if typed else ()
    data = to_bytes(made.sums, made.findings, compared)
    return attachment(data, f"{made.name}{made.campaign.year}年年报汇总.xlsx", XLSX)


@require_safe
@login_required
def over_years(request: HttpRequest, code: str) -> HttpResponse:
    organ, _person = led(request, code)
    counts = counts_asked(request)
    columns = years.columns(organ, counts, timezone.now())
    shown = {
        "organ": organ,
        "office_section": "campaign",
        "columns": columns,
        "lines": list(years.lines(columns)),
        "counts": Counts,
        "asked": counts,
    }
    return render(request, "campaign/sums/years.html", shown)


@require_POST
@login_required
def use(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The sums as cells of the government's own report; or, by the second button, none of them any more."""
    made, person = totals_asked(request, code, pk)
    allowed(offering.may_use(person, made, timezone.now()))
    try:
        if "give_back" in request.POST:
            said = f"已撤销 {_give_back(made, person, lock_of(request))} 格的汇总数，恢复为它自己的记录"
        else:
            number = offering.use(by=person, made=made, lock=lock_of(request), now=timezone.now())
            said = f"已把汇总数放进 {number} 格。手工填过的格没有动；每一格都可以看到各机关的数，也可以撤销"
    except GongkaiError as error:
        return sums_page(request, person, made, error, 409 if isinstance(error, ChangedError) else 422)
    messages.success(request, said)
    organ = made.gathered.organ
    assert organ is not None  # noqa: S101 - may_use
    return redirect("annual_report", organ.code, made.campaign.year)


def _give_back(made: Totals, person: Person, lock: int) -> int:
    row = offering.target(made)
    if row is None:
        raise CampaignError("本级政府的年报还没有开始编制，或者已经送签", "已经送签的，先撤回")
    return taking.give_back(by=person, report=row, lock=lock, now=timezone.now())
