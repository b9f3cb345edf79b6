"""Pages of corrections: the list, taking one in, one of them with what can be done, the organ's period."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.procedure.receipt import Channel
from gongkai_web.frame.asking import allowed
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.rules import may_configure
from gongkai_web.requests.clockwork import tone_of, words_of
from gongkai_web.requests.corrections import services
from gongkai_web.requests.corrections.answering import write_letter
from gongkai_web.requests.corrections.forms import (
    AnsweredForm,
    AssignForm,
    DecideForm,
    IntakeForm,
    LetterForm,
    PaperForm,
    PeriodForm,
    WantedForm,
)
from gongkai_web.requests.corrections.period import BASIS, clock_of, days_of, set_days
from gongkai_web.requests.corrections.rules import seen_by
from gongkai_web.requests.errors import ChangedError
from gongkai_web.requests.forms import ApplicantForm
from gongkai_web.requests.models import Correction, CorrectionPractice
from gongkai_web.requests.rules import may_handle
from gongkai_web.requests.views.common import SECTION, handled_organ, looked_at, version_of
from gongkai_web.vault.services import reveal as log_reveal

MOST = 200
ACTS = {
    "register": "收到更正要求",
    "assign": "指定承办",
    "decide": "作出决定",
    "answer": "答复",
    "withdraw": "撤回",
}


@require_safe
@login_required
def corrections(request: HttpRequest, code: str) -> HttpResponse:
    """Open ones by their clock, or those that ended, the last first."""
    organ, person = looked_at(request, code)
    today, ended = timezone.localdate(), request.GET.get("tab") == "ended"
    seen = seen_by(person, organ, today)
    counts = {"open": seen.filter(ended_on=None).count(), "ended": seen.exclude(ended_on=None).count()}
    found = seen.exclude(ended_on=None).order_by("-ended_on", "-pk") if ended else seen.filter(ended_on=None)
    found = found if ended else found.order_by("due", "pk")
    rows = found.select_related("applicant", "unit")[:MOST]
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "ended": ended,
        "counts": counts,
        "rows": [(one, words_of(one.due, today), tone_of(one.due, today)) for one in rows],
        "most": MOST,
        "handles": may_handle(person, organ, today),
        "arranges": may_configure(person, organ, today),
        "days": days_of(organ),
        "basis": BASIS,
    }
    return render(request, "requests/corrections.html", shown)


@login_required
def new(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = handled_organ(request, code)
    given = request.POST if request.method == "POST" else None
    intake = IntakeForm(given, initial={"channel": "counter", "arrived_on": timezone.localdate()})
    applicant = ApplicantForm(given, initial={"category": "natural_person"})
    wanted = WantedForm(given)
    error: GongkaiError | None = None
    if given is not None and all([intake.is_valid(), applicant.is_valid(), wanted.is_valid()]):
        how = intake.cleaned_data
        try:
            made = services.register(
                by=person,
                organ=organ,
                applicant=applicant.data_of(),
                wanted=wanted.wanted(),
                channel=Channel(how["channel"]),
                arrived_on=how["arrived_on"],
                now=timezone.now(),
            )
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, f"已登记，编号 {made.number}")
            return redirect("correction", code, made.pk)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "intake": intake,
        "applicant": applicant,
        "wanted": wanted,
        "error": error,
    }
    return render(request, "requests/correction_new.html", shown, status=422 if given is not None else 200)


@login_required
def period(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = looked_at(request, code)
    allowed(may_configure(person, organ, timezone.localdate()))
    form, error = PeriodForm(request.POST or None, initial={"days": days_of(organ)}), None
    if request.method == "POST" and form.is_valid():
        try:
            set_days(by=person, organ=organ, now=timezone.now(), **form.cleaned_data)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, "已保存。已经收到的，期限不变。")
            return redirect("corrections", code)
    own = CorrectionPractice.objects.filter(organ=organ).exists()
    shown = {"organ": organ, "office_section": SECTION, "form": form, "error": error, "basis": BASIS, "own": own}
    return render(request, "requests/correction_period.html", shown, status=422 if request.method == "POST" else 200)


@require_safe
@login_required
def correction(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = _one(request, code, pk)
    return _page(request, found, person)


@require_POST
@never_cache
@login_required
def reveal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = _handled(request, code, pk)
    where = {"organ": found.organ.code, "target": f"correction:{found.pk}"}
    try:
        log_reveal(actor=person, what="要求更正的人的个人信息", reason=request.POST.get("reason", ""), **where)
    except GongkaiError as error:
        return _page(request, found, person, error)
    return _page(request, found, person, revealed=True)


@require_POST
@login_required
def add_paper(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = _handled(request, code, pk)
    form = PaperForm(request.POST, request.FILES)

    def act() -> object:
        upload = form.cleaned_data["file"]
        return services.add_paper(
            by=person,
            correction=found,
            name=upload.name or "",
            content=upload.read(),
            kind=form.cleaned_data["kind"],
            now=timezone.now(),
        )

    return _act(request, found, person, "paper", form, act, "已存入，只有办理的人能看")


@require_POST
@login_required
def assign(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = _handled(request, code, pk)
    form = AssignForm(request.POST, organ=found.organ)

    def act() -> object:
        return services.assign(**_common(request, found, person), **form.cleaned_data)

    return _act(request, found, person, "assign", form, act, "已指定")


@require_POST
@login_required
def decide(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = _handled(request, code, pk)
    form = DecideForm(request.POST)

    def act() -> object:
        return services.decide(**_common(request, found, person), **form.cleaned_data)

    return _act(request, found, person, "decide", form, act, "已记下决定。下一步起草答复书")


@require_POST
@login_required
def letter(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The letter's page follows: there it is read, changed, submitted."""
    found, person = _handled(request, code, pk)
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _page(request, found, person, acted={"letter": form}, status=422)
    try:
        made = write_letter(**_common(request, found, person), **form.cleaned_data)
    except GongkaiError as error:
        return _page(request, found, person, error, status=409 if isinstance(error, ChangedError) else 422)
    messages.success(request, "答复书已起草。看一遍，再提交审核；发出以后这一件自动办结。")
    return redirect("letter", code, made.pk)


@require_POST
@login_required
def answered(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = _handled(request, code, pk)
    form = AnsweredForm(request.POST)

    def act() -> object:
        return services.answered(**_common(request, found, person), **form.cleaned_data)

    return _act(request, found, person, "answered", form, act, "已登记答复，这一件办结")


@require_POST
@login_required
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = _handled(request, code, pk)
    try:
        services.withdraw(correction=found, by=person, now=timezone.now())
    except GongkaiError as error:
        return _page(request, found, person, error, status=422)
    messages.success(request, "已登记撤回")
    return redirect("correction", code, pk)


def _one(request: HttpRequest, code: str, pk: int) -> tuple[Correction, Person]:
    organ, person = looked_at(request, code)
    rows = seen_by(person, organ, timezone.localdate()).select_related("organ", "applicant", "unit", "by")
    return get_object_or_404(rows, pk=pk), person


def _handled(request: HttpRequest, code: str, pk: int) -> tuple[Correction, Person]:
    found, person = _one(request, code, pk)
    allowed(may_handle(person, found.organ, timezone.localdate()))
    return found, person


def _common(request: HttpRequest, found: Correction, person: Person) -> dict[str, Any]:
    return {"by": person, "correction": found, "version": version_of(request), "now": timezone.now()}


def _act(
    request: HttpRequest, found: Correction, person: Person, name: str, form: Any, act: Callable[[], object], told: str
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, found, person, acted={name: form}, status=422)
    try:
        act()
    except GongkaiError as error:
        status = 409 if isinstance(error, ChangedError) else 422
        return _page(request, found, person, error, acted={name: form}, status=status)
    messages.success(request, told)
    return redirect("correction", found.organ.code, found.pk)


def _page(
    request: HttpRequest,
    found: Correction,
    person: Person,
    error: GongkaiError | None = None,
    *,
    acted: dict[str, Any] | None = None,
    revealed: bool = False,
    status: int = 200,
) -> HttpResponse:
    found.refresh_from_db()
    today, forms = timezone.localdate(), _forms(found, found.organ) | (acted or {})
    steps = found.steps.select_related("by")
    shown = {
        "organ": found.organ,
        "office_section": SECTION,
        "one": found,
        "who": found.applicant,
        "error": error,
        "revealed": revealed,
        "handles": may_handle(person, found.organ, today),
        "steps": [(step, ACTS.get(step.act, step.act)) for step in steps],
        "changes": [(s, ACTS.get(s.act, "")) for s in steps.order_by("-pk")[:1]]
        if isinstance(error, ChangedError)
        else (),
        "papers": found.papers.select_related("file"),
        "letter": services.open_letter(found),
        "clock": clock_of(found),
        "words": words_of(found.due, today),
        "tone": tone_of(found.due, today),
        "basis": BASIS,
        "forms": forms,
        "acted": acted or {},
    }
    return render(request, "requests/correction.html", shown, status=status)


def _forms(found: Correction, organ: Organ) -> dict[str, Any]:
    decided = {"outcome": found.outcome, "answer": found.answer, "other": found.other}
    return {
        "decide": DecideForm(initial=decided),
        "assign": AssignForm(organ=organ, initial={"unit": found.unit_id}),
        "letter": LetterForm(),
        "answered": AnsweredForm(initial={"on": timezone.localdate()}),
        "paper": PaperForm(),
    }
