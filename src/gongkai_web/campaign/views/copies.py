"""One submission before the collecting office: the paper, the findings, what changed, remarks, returning, accepting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.report import FORM_2021, AnnualReport, Finding, Severity, cell_name
from gongkai_web.campaign import judging
from gongkai_web.campaign.bench import Bench, answered, place_of
from gongkai_web.campaign.checking import findings_of, previous_of
from gongkai_web.campaign.comparing import cells_changed, texts_changed
from gongkai_web.campaign.copies import decision_on, is_whole, report_of
from gongkai_web.campaign.errors import ChangedError
from gongkai_web.campaign.forms import AcceptForm, RemarkForm, ReturnForm
from gongkai_web.campaign.kinds import Outcome
from gongkai_web.campaign.models import Remark, Submission
from gongkai_web.campaign.selecting import stands
from gongkai_web.campaign.twins import grave
from gongkai_web.campaign.views.common import SECTION, copy_led, led, lock_of
from gongkai_web.frame.forms import Form
from gongkai_web.reports.downloads import FILE_FORMS, download

DOWNLOADS = (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"), ("json", "JSON"))


@require_safe
@login_required
def copy(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Opening it is noted: from then on the organ does not withdraw it."""
    found, person = copy_led(request, code, pk)
    judging.open_(by=person, submission=found, now=timezone.now())
    found, _person = copy_led(request, code, pk)
    return _page(request, found)


def _page(
    request: HttpRequest, found: Submission, error: GongkaiError | None = None, status: int = 200, **forms: Form
) -> HttpResponse:
    now = stands(found.filing, timezone.localdate())
    report, latest = report_of(found), now.standing.submission
    decision = decision_on(next((one for one in now.filing.submissions.all() if one.pk == found.pk), None))
    is_latest = latest is not None and latest.pk == found.pk
    open_for_review = is_latest and decision is None
    noted = list(found.remarks.filter(decision=None).select_related("by"))
    path = request.GET.get("cell", request.POST.get("cell", ""))
    path = path if path in FORM_2021.paths else ""
    here = reverse("campaign_copy", args=[found.filing.campaign.organ.code, found.pk])
    findings = findings_of(report, found.filing, found)
    doubted = grave(findings)
    bench = Bench(
        report,
        findings,
        frozenset((one.rule, one.text) for one in noted),
        (lambda cell: f"{here}?cell={cell}#remark") if open_for_review else lambda cell: "",
    )
    shown: dict[str, Any] = {
        "organ": found.filing.campaign.organ,
        "office_section": SECTION,
        "filing": now.filing,
        "now": now.standing,
        "copy": found,
        "is_whole": is_whole(found),
        "is_latest": is_latest,
        "latest": latest,
        "decision": decision,
        "judges": open_for_review,
        "takes_back": is_latest and decision is not None and decision.outcome == Outcome.ACCEPTED,
        "noted": [(one, place_of(one)) for one in noted],
        "attached": found.attached.select_related("file"),
        "downloads": DOWNLOADS,
        "bench": bench,
        "previous": previous_of(found.filing) is not None,
        "cell": path,
        "cell_name": cell_name(path) if path else "",
        "cell_value": report.cell(path).printed if path else "",
        "error": error,
        "remark_form": RemarkForm(),
        "return_form": ReturnForm(),
        "accept_form": AcceptForm(auto_id="accept_%s", grave=bool(doubted)),
        "doubted": doubted,
        "counted_now": _counted_now(found, findings),
    }
    return render(request, "campaign/copy.html", shown | history(found, report) | forms, status=status)


def _counted_now(found: Submission, findings: list[Finding]) -> str:
    """Where other numbers were found when it was filed: since then others have filed, and rules may have come."""
    errors, warnings = (sum(one.severity is way for one in findings) for way in (Severity.ERROR, Severity.WARNING))
    if (errors, warnings) == (found.errors, found.warnings):
        return ""
    return f"报送时错误 {found.errors}、疑点 {found.warnings}，现在错误 {errors}、疑点 {warnings}"


def history(found: Submission, report: AnnualReport) -> dict[str, Any]:
    """What was said of the copy before and how it was answered; what changed since."""
    earlier = found.filing.submissions.filter(number__lt=found.number, withdrawn_at=None).order_by("number").last()
    own = found.remarks.exclude(decision=None).select_related("answered_by")
    shown: dict[str, Any] = {"sent": answered(own, report, None), "earlier": earlier, "answers": []}
    if earlier is not None:
        before = report_of(earlier)
        remarks = earlier.remarks.exclude(decision=None).select_related("answered_by")
        shown["answers"] = answered(remarks, before, report)
        shown["cells"] = cells_changed(before, report)
        shown["texts"] = texts_changed(before, report)
    return shown


@require_safe
@login_required
def download_copy(request: HttpRequest, code: str, pk: int, form: str) -> HttpResponse:
    found, person = copy_led(request, code, pk)
    judging.open_(by=person, submission=found, now=timezone.now())
    return downloaded(found, form)


def downloaded(found: Submission, form: str) -> HttpResponse:
    if form not in FILE_FORMS:
        raise Http404
    return download(report_of(found), form)


def _refused(request: HttpRequest, found: Submission, error: GongkaiError, **forms: Form) -> HttpResponse:
    return _page(request, found, error, 409 if isinstance(error, ChangedError) else 422, **forms)


@require_POST
@login_required
def pick(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = copy_led(request, code, pk)
    keys = request.POST.getlist("finding")
    try:
        made = judging.pick(by=person, submission=found, lock=lock_of(request), keys=keys, now=timezone.now())
    except GongkaiError as error:
        return _refused(request, found, error)
    messages.success(request, f"已列入 {len(made)} 条退回意见")
    return redirect("campaign_copy", code, pk)


@require_POST
@login_required
def remark(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = copy_led(request, code, pk)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, remark_form=form)
    try:
        judging.remark(
            by=person,
            submission=found,
            lock=lock_of(request),
            path=request.POST.get("cell", ""),
            now=timezone.now(),
            **form.cleaned_data,
        )
    except GongkaiError as error:
        return _refused(request, found, error, remark_form=form)
    messages.success(request, "已写入退回意见")
    return redirect("campaign_copy", code, pk)


@require_POST
@login_required
def strike(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = led(request, code)
    rows = Remark.objects.select_related("submission__filing__campaign__organ", "submission__filing__organ")
    row = get_object_or_404(rows, pk=pk, submission__filing__campaign__organ=organ)
    try:
        judging.strike(by=person, remark=row, lock=lock_of(request), now=timezone.now())
    except GongkaiError as error:
        return _refused(request, row.submission, error)
    messages.success(request, "已去掉这一条")
    return redirect("campaign_copy", code, row.submission_id)


@require_POST
@login_required
def return_(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = copy_led(request, code, pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, return_form=form)
    try:
        judging.return_(by=person, submission=found, lock=lock_of(request), now=timezone.now(), **form.cleaned_data)
    except GongkaiError as error:
        return _refused(request, found, error, return_form=form)
    messages.success(request, f"已退回{found.filing.name}，意见会出现在它的“今天”里")
    return redirect("campaign_filing", code, found.filing_id)


@require_POST
@login_required
def accept(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = copy_led(request, code, pk)
    form = AcceptForm(request.POST, auto_id="accept_%s")
    if not form.is_valid():
        return _page(request, found, status=422, accept_form=form)
    try:
        judging.accept(by=person, submission=found, lock=lock_of(request), now=timezone.now(), **form.cleaned_data)
    except GongkaiError as error:
        return _refused(request, found, error, accept_form=form)
    messages.success(request, f"已接受{found.filing.name}的年报")
    return redirect("campaign_filing", code, found.filing_id)
