"""Taking a step: its form, what it does to the clocks, then the act. And mending what was recorded wrongly."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai.letters import letter as kind_of
from gongkai.procedure.receipt import Channel
from gongkai.procedure.steps import NEXT_STEPS, History, Preview, option, preview_confirmation
from gongkai_web.letters.readiness import unready
from gongkai_web.organs.models import Person
from gongkai_web.requests import services
from gongkai_web.requests.beside import address_of
from gongkai_web.requests.deriving import history_of
from gongkai_web.requests.forms import ConfirmForm, ReceiptForm, ReceivedForm, VoidForm
from gongkai_web.requests.merging import letter_code
from gongkai_web.requests.models import Act, Request
from gongkai_web.requests.recomputing import holding_acts
from gongkai_web.requests.services.charging import compared
from gongkai_web.requests.services.deciding import lacking
from gongkai_web.requests.services.receiving import receipt_of
from gongkai_web.requests.services.taking import preview_of
from gongkai_web.requests.stepping import StepForm, perform, step_of
from gongkai_web.requests.story import title_of
from gongkai_web.requests.views.common import asked_again, digest_of, handled_case, version_of
from gongkai_web.workflow.deadlines import working_calendar


@login_required
def step(request: HttpRequest, code: str, pk: int, step: str) -> HttpResponse:
    """First the form, then the form with the consequence, then the act: nothing is taken whose consequence was not shown."""
    if step not in NEXT_STEPS or step == "confirm":
        raise Http404
    case, person = handled_case(request, code, pk)
    elsewhere = address_of(step, case)
    if elsewhere:
        return redirect(elsewhere)
    given = request.POST if request.method == "POST" else None
    form = StepForm(step, case, given, initial={"on": timezone.localdate()})
    error, seen, found = None, "", None
    if given is not None and form.is_valid():
        try:
            found = preview_of(case, step_of(step, case, form.cleaned_data))
            seen = digest_of(form.cleaned_data)
            if given.get("seen") == seen:
                _perform(request, case, person, form)
                return redirect("request", code, pk)
        except GongkaiError as refused:
            error = refused
    has_letter = found is not None and letter_code(case, step, form.cleaned_data) is not None
    shown = {"form": form, "error": error, "seen": seen, "preview": found, "has_letter": has_letter}
    shown |= _about(step, case) | _fees(step, case, form)
    if step == "reply":
        shown |= _letter_first(case, posted=given is not None, missing=shown["missing"])
        shown["unready"] = unready(person, case.organ, timezone.localdate())
    return asked_again(request, "requests/step.html", case, **shown)


def _perform(request: HttpRequest, case: Request, person: Person, form: StepForm) -> None:
    version, now = version_of(request), timezone.now()
    perform(form.code, by=person, request=case, version=version, given=form.cleaned_data, now=now)
    messages.success(request, f"已登记：{NEXT_STEPS[form.code].name}")


def _letter_first(case: Request, *, posted: bool, missing: object) -> dict[str, object]:
    """五问, letter, approval, dispatch: the day of the reply is the day its letter goes out, and nobody is asked for it
    before there is one. Only a reply that was made elsewhere is recorded with its day."""
    today = timezone.localdate()
    code = None if missing else letter_code(case, "reply", {})
    shown: dict[str, object] = {"elsewhere": {"open": posted}}
    if code is None:
        return shown
    try:
        shown["today_preview"] = preview_of(case, step_of("reply", case, {"on": today}))
    except GongkaiError:
        return shown
    written = case.planned.filter(step="reply", taken=None).exclude(letter__state="void").select_related("letter")
    return shown | {"reply_letter": kind_of(code), "under_way": written.first()}


def _fees(code: str, case: Request, form: StepForm) -> dict[str, object]:
    if code != "notify_fee":
        return {}
    clean = getattr(form, "cleaned_data", {})
    try:
        return {"fees": compared(case, clean.get("pages"), clean.get("on") or timezone.localdate())}
    except GongkaiError:
        return {}


def _about(code: str, case: Request) -> dict[str, object]:
    today = timezone.localdate()
    kind = NEXT_STEPS[code]
    try:
        history = history_of(case.received_on, holding_acts(case))
        found = option(code, history, today, calendar=working_calendar())
    except GongkaiError:
        return {"step": kind, "cautions": (), "refusal": ""}
    missing = lacking(case) if code == "reply" else []
    return {"step": kind, "cautions": found.cautions, "refusal": found.refusal, "missing": missing}


@login_required
def confirm(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Both sides have confirmed: the day of receipt, and from it the clocks."""
    case, person = handled_case(request, code, pk)
    given = request.POST if request.method == "POST" else None
    form = ConfirmForm(given, initial={"on": timezone.localdate()})
    error, seen, found = None, "", None
    if given is not None and form.is_valid():
        try:
            found = _confirmation(case, form)
            seen = digest_of(form.cleaned_data)
            if given.get("seen") == seen:
                version, now = version_of(request), timezone.now()
                services.confirm(by=person, request=case, version=version, now=now, **form.cleaned_data)
                messages.success(request, "已确认收到，期限开始计算")
                return redirect("request", code, pk)
        except GongkaiError as refused:
            error = refused
    shown = {"form": form, "error": error, "seen": seen, "preview": found, "step": NEXT_STEPS["confirm"]}
    return asked_again(request, "requests/step.html", case, **shown)


def _confirmation(case: Request, form: ConfirmForm) -> Preview:
    return preview_confirmation(History.of(None), form.cleaned_data["on"], calendar=working_calendar())


@login_required
def mend_receipt(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The channel or the day was recorded wrongly."""
    case, person = handled_case(request, code, pk)
    given = request.POST if request.method == "POST" else None
    now_is = {"channel": case.channel, "arrived_on": case.arrived_on}
    confirmed = case.received_on if case.rule.confirmed else None
    form, error = ReceiptForm(given, initial={**now_is, "confirmed_on": confirmed}), None
    if given is not None and form.is_valid():
        said = dict(form.cleaned_data)
        channel = Channel(said.pop("channel"))
        try:
            services.mend_receipt(
                by=person, request=case, version=version_of(request), channel=channel, now=timezone.now(), **said
            )
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, "已更正，期限重新计算过了")
            return redirect("request", code, pk)
    return asked_again(
        request,
        "requests/mend.html",
        case,
        form=form,
        error=error,
        title="更正收到申请之日",
        said="改了以后，全部期限从头重新计算；原来的登记和更正的理由都留在经过和日志里。",
        button="更正并重新计算",
    )


@login_required
def void(request: HttpRequest, code: str, pk: int, act: int) -> HttpResponse:
    """An act was recorded wrongly: it is voided with its reason, perhaps another day in its place."""
    case, person = handled_case(request, code, pk)
    wrong = get_object_or_404(Act.objects.select_related("request__organ"), pk=act, request=case)
    given = request.POST if request.method == "POST" else None
    form, error = VoidForm(given), None
    if given is not None and form.is_valid():
        try:
            services.void(by=person, act=wrong, version=version_of(request), now=timezone.now(), **form.cleaned_data)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, "已更正，期限重新计算过了")
            return redirect("request", code, pk)
    return asked_again(
        request,
        "requests/mend.html",
        case,
        form=form,
        error=error,
        title=f"更正：{title_of(wrong.step)}（{wrong.on:%Y}年{wrong.on.month}月{wrong.on.day}日）",
        said="作废的登记不删除，划去并写明理由；期限从头重新计算。",
        button="作废这一条",
    )


@login_required
def notice_received(request: HttpRequest, code: str, pk: int, act: int) -> HttpResponse:
    """The day on which the addressee had a notice: its period runs from it. Recorded again where it was wrong."""
    case, person = handled_case(request, code, pk)
    notice = get_object_or_404(Act.objects.select_related("request__organ"), pk=act, request=case)
    given = request.POST if request.method == "POST" else None
    known = receipt_of(notice)
    form, error = ReceivedForm(given, initial={"on": known.received if known else None}), None
    if given is not None and form.is_valid():
        try:
            services.record_receipt(
                by=person, notice=notice, version=version_of(request), now=timezone.now(), **form.cleaned_data
            )
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, "已登记，期限重新计算过了")
            return redirect("request", code, pk)
    return asked_again(
        request,
        "requests/mend.html",
        case,
        form=form,
        error=error,
        title=f"登记送达：{title_of(notice.step)}（{notice.on:%Y}年{notice.on.month}月{notice.on.day}日发出）",
        said="送达回证、邮件签收记录上是哪天，就写哪天；不知道的不登记，最后一天就还不能确定。",
        button="登记送达的日期",
    )
