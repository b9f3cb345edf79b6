"""Taking a step in a dispute."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai_web.disputes import services
from gongkai_web.disputes.deriving import refusal_of
from gongkai_web.disputes.forms import PAPERS, StepForm
from gongkai_web.disputes.kinds import STEPS, Proof
from gongkai_web.disputes.models import Dispute
from gongkai_web.disputes.previewing import SHOWN_FIRST
from gongkai_web.disputes.services.common import holding_acts
from gongkai_web.disputes.views.common import asked, handled_dispute, version_of
from gongkai_web.organs.models import Person
from gongkai_web.requests.views.common import digest_of


@login_required
def step(request: HttpRequest, code: str, pk: int, step: str) -> HttpResponse:
    if step not in STEPS:
        raise Http404
    found, person = handled_dispute(request, code, pk)
    given = request.POST if request.method == "POST" else None
    form = StepForm(step, found, given, request.FILES or None, initial={"on": timezone.localdate()})
    if step in SHOWN_FIRST and given is None:
        # A browser sends no file a second time by itself: files are asked for beside the effect.
        form.fields.pop("files", None)
    error: GongkaiError | None = None
    found_effects, seen = None, ""
    if given is not None and form.is_valid():
        try:
            if step in SHOWN_FIRST:
                found_effects = services.preview(dispute=found, given=form.given(), now=timezone.now())
                seen = digest_of({name: value for name, value in form.cleaned_data.items() if name != "files"})
            if given.get("seen", "") != seen:
                return _page(request, found, form, effects=found_effects, seen=seen)
            _take(request, found, person, form)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, _said(found, step))
            return redirect("dispute", code, pk)
    return _page(request, found, form, error=error, effects=found_effects, seen=seen)


def _page(request: HttpRequest, found: Dispute, form: StepForm, **shown: Any) -> HttpResponse:
    refusal = refusal_of(form.code, found, holding_acts(found))
    first = form.code in SHOWN_FIRST
    shown |= {"form": form, "step": STEPS[form.code], "refusal": refusal, "shown_first": first}
    return asked(request, "disputes/step.html", found, **shown)


@transaction.atomic
def _take(request: HttpRequest, found: Dispute, person: Person, form: StepForm) -> None:
    """The act and its files together: none without the other."""
    now = timezone.now()
    act = services.take(by=person, dispute=found, version=version_of(request), given=form.given(), now=now)
    for upload in form.papers:
        services.add_paper(
            by=person,
            dispute=act.dispute,
            act=act,
            kind=PAPERS.get(form.code, Proof.OTHER),
            name=upload.name or "",
            content=upload.read(),
            now=now,
        )


def _said(found: Dispute, code: str) -> str:
    if code == "result":
        return "已登记结果。决定书、判决书责令重新答复的，接着登记“责令重新答复”"
    if code == "order" and found.request_id:
        return "已登记，申请重新办理，期限已经开始计算。到申请里作出答复"
    return f"已登记：{STEPS[code].name.removeprefix('登记')}"
