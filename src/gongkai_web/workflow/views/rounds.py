"""One round: how far it has come, and what this person does about it. Other apps' pages post here, too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.workflow import services
from gongkai_web.workflow.models import Round, State, Verdict
from gongkai_web.workflow.panels import panel_for
from gongkai_web.workflow.rules import may_see_round
from gongkai_web.workflow.selectors import outcome_for
from gongkai_web.workflow.subjects import handler_of


@require_safe
@login_required
def round_(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _page(request, _seen(request, code, pk))


@require_POST
@login_required
def decide(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    verdict, given = request.POST.get("verdict", ""), request.POST
    if verdict not in Verdict.values:
        return _page(request, _seen(request, code, pk), status=422)

    def service(**who: object) -> Round:
        return services.decide(
            digest=given.get("digest", ""),
            verdict=Verdict(verdict),
            opinion=given.get("opinion", ""),
            stage=given.get("stage", ""),
            **who,  # type: ignore[arg-type]
        )

    round = _seen(request, code, pk)
    outcome = outcome_for(person_of(request), round, timezone.localdate())

    def done(decided: Round) -> object:
        """Somebody else may have decided meanwhile: what follows from the end is said where it has ended."""
        return outcome.done if outcome and decided.state == State.APPROVED else _DONE[Verdict(verdict)]

    return _act(request, code, pk, service, done)


_DONE = {
    Verdict.APPROVE: gettext_lazy("已表示同意。"),
    Verdict.RETURN: gettext_lazy("已退回，起草人会看到您的意见。"),
    Verdict.REJECT: gettext_lazy("已作出不予通过的决定，起草人会看到您的意见。"),
}


@require_POST
@login_required
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _act(request, code, pk, services.withdraw, _("已撤回。改好以后再提交审核。"))


@require_POST
@login_required
def remind(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _act(request, code, pk, services.remind, _("已催办，对方打开“今天”就能看到。"))


@require_POST
@login_required
def settle(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _act(request, code, pk, services.settle, _("这个环节已办结。"))


def _act(request: HttpRequest, code: str, pk: int, service: Callable[..., Any], done: object) -> HttpResponse:
    """Back to the subject afterwards; what is refused is said here, with what was typed. `done` is what is said then, or
    says it of what the service returned."""
    round = _seen(request, code, pk)
    try:
        result = service(by=person_of(request), round_id=round.pk, now=timezone.now())
    except GongkaiError as error:
        round.refresh_from_db()
        return _page(request, round, error=error, status=422)
    messages.success(request, done(result) if callable(done) else done)
    return redirect(handler_of(round.subject_kind).view(round.subject_id).url)


def _page(request: HttpRequest, round: Round, error: GongkaiError | None = None, status: int = 200) -> HttpResponse:
    shown = {
        "organ": round.organ,
        "subject": handler_of(round.subject_kind).view(round.subject_id),
        "panel": panel_for(person_of(request), round, timezone.localdate(), request.POST.get("opinion", "")),
        "error": error,
    }
    return render(request, "workflow/round.html", shown, status=status)


def _seen(request: HttpRequest, code: str, pk: int) -> Round:
    round = get_object_or_404(Round.objects.select_related("organ"), pk=pk, organ=organ_of(request, code))
    allowed(may_see_round(person_of(request), round, timezone.localdate()))
    return round
