"""Joint matters: entering, undoing; and the sum beside a report that people made."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai.report import cell_name
from gongkai.report.rollup import Standing
from gongkai.writing.rollup_xlsx import STANDINGS
from gongkai_web.annual import earlier
from gongkai_web.campaign.models import Campaign
from gongkai_web.campaign.sums import joining
from gongkai_web.campaign.sums.forms import FileForm, JointForm
from gongkai_web.campaign.sums.models import JointMatter
from gongkai_web.campaign.sums.totals import Totals, Typed, typed_reports, unlike
from gongkai_web.campaign.sums.views.common import shown_always, totals_asked
from gongkai_web.campaign.views.common import campaign_led, led
from gongkai_web.organs.models import Person
from gongkai_web.reports.uploads import accepted


@login_required
def joint(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    campaign, person = campaign_led(request, code, pk)
    filings = list(campaign.filings.filter(excused=""))
    form = JointForm(request.POST if request.method == "POST" else None, filings=filings)
    error, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _join(campaign, person, form)
            except GongkaiError as refused:
                error = refused
            else:
                messages.success(request, "已登记，汇总时只计一次")
                return redirect("campaign_sums_joint", code, pk)
    rows = campaign.joint_matters.select_related("by", "undone_by").prefetch_related("filings")
    shown = {
        "organ": campaign.organ,
        "office_section": "campaign",
        "campaign": campaign,
        "form": form,
        "error": error,
        "matters": [(one, "、".join(map(cell_name, one.cells))) for one in rows],
    }
    return render(request, "campaign/sums/joint.html", shown, status=status)


def _join(campaign: Campaign, person: Person, form: JointForm) -> None:
    given = form.cleaned_data
    joining.join(
        by=person,
        campaign=campaign,
        cells=form.cells(),
        filings=list(given["organs"]),
        count=given["count"],
        reason=given["reason"],
        now=timezone.now(),
    )


@require_POST
@login_required
def undo(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = led(request, code)
    matter = get_object_or_404(JointMatter.objects.select_related("campaign"), pk=pk, campaign__organ=organ)
    try:
        joining.undo(by=person, matter=matter, now=timezone.now())
    except GongkaiError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "已撤销，各机关的数照旧相加")
    return redirect("campaign_sums_joint", code, matter.campaign_id)


@login_required
def compare(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """With the government's own report, or with one that is uploaded for it and not kept."""
    made, _person = totals_asked(request, code, pk)
    there = typed_reports(made, timezone.now())
    form = FileForm(request.POST or None, request.FILES or None) if request.method == "POST" else FileForm()
    typed, error, status = there.get(request.GET.get("with", "")) or next(iter(there.values()), None), None, 200
    if request.method == "POST":
        status, typed = 422, None
        if form.is_valid():
            try:
                typed, status = _uploaded(form, made), 200
            except GongkaiError as refused:
                error = refused
    shown = shown_always(made) | {"there": there, "typed": typed, "form": form, "error": error}
    return render(request, "campaign/sums/compare.html", shown | _compared(made, typed), status=status)


def _uploaded(form: FileForm, made: Totals) -> Typed:
    upload = accepted(form.cleaned_data["file"])
    report = earlier.read(upload)
    said = upload.name
    if report.year != made.campaign.year:
        said += f"（注意：这是{report.year}年的报告）"
    if report.agency and report.agency != made.name:
        said += f"（注意：报告上的机关是{report.agency}）"
    return Typed(report, said)


def _compared(made: Totals, typed: Typed | None) -> dict[str, object]:
    if typed is None:
        return {}
    rows = [(one, cell_name(one.path), STANDINGS[one.standing]) for one in unlike(made, typed.report)]
    return {
        "rows": rows,
        "equal": len(made.sums.cells) - len(rows),
        "differing": sum(one.standing is Standing.DIFFERS for one, _, _ in rows),
    }
