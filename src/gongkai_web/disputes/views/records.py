"""The board, recording a dispute, one dispute, who filed it, its papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.disputes import services
from gongkai_web.disputes.board import TABS, board
from gongkai_web.disputes.errors import DisputeError
from gongkai_web.disputes.forms import FilingForm
from gongkai_web.disputes.models import Dispute
from gongkai_web.disputes.rules import may_handle
from gongkai_web.disputes.views.common import (
    SECTION,
    dispute_in,
    dispute_page,
    done,
    handled_dispute,
    handled_organ,
    looked_at,
    status_of,
)
from gongkai_web.letters.filling import habits_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.models import Request
from gongkai_web.requests.rules import seen_by as requests_seen_by
from gongkai_web.vault.services import reveal as log_reveal


@require_safe
@login_required
def disputes(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = looked_at(request, code)
    today = timezone.localdate()
    tab = request.GET.get("tab", "open")
    tab = tab if tab in TABS else "open"
    found = board(person, organ, tab, today)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "board": found,
        "tab": tab,
        "tab_name": TABS[tab],
        "tabs": [(key, label, found.counts[key]) for key, label in TABS.items()],
        "handles": may_handle(person, organ, today),
        "year": today.year,
    }
    return render(request, "disputes/board.html", shown)


@login_required
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Of a request (`?request=`), or about none of the platform."""
    organ, person = handled_organ(request, code)
    case = _case(request, organ, person)
    given = request.POST if request.method == "POST" else None
    form = FilingForm(given, organ=organ, request=case, initial=_begin(organ, case))
    error: GongkaiError | None = None
    if given is not None and form.is_valid():
        try:
            made = services.record(
                by=person,
                organ=organ,
                filing=form.filing(),
                request=case,
                earlier=form.cleaned_data["earlier"],
                now=timezone.now(),
            )
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, f"已登记，编号 {made.number}")
            return redirect("dispute", code, made.pk)
    habits = habits_of(organ)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "form": form,
        "case": case,
        "error": error,
        "bodies": [one for one in (habits.reviewer, habits.court) if one],
    }
    return render(request, "disputes/new.html", shown, status=status_of(error, typed=given is not None))


def _case(request: HttpRequest, organ: Organ, person: Person) -> Request | None:
    given = request.GET.get("request", "") or request.POST.get("request", "")
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        return None
    found = requests_seen_by(person, organ, timezone.localdate()).select_related("organ", "applicant")
    return get_object_or_404(found.distinct(), pk=int(given))


def _begin(organ: Organ, case: Request | None) -> dict[str, Any]:
    against = "reply" if case is None or case.ended_on else "no_reply"
    person = case.applicant.is_person if case else True
    return {"kind": "reconsideration", "against": against, "body": habits_of(organ).reviewer, "filer_is_person": person}


@require_safe
@login_required
def dispute(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = dispute_in(request, code, pk)
    return dispute_page(request, found, person)


@require_POST
@never_cache
@login_required
def reveal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Who filed, in the open, once, for a stated reason that stands in the log."""
    found, person = handled_dispute(request, code, pk)
    try:
        _reveal(found, person, request.POST.get("reason", ""))
    except GongkaiError as error:
        return dispute_page(request, found, person, error)
    return dispute_page(request, found, person, revealed=True)


@transaction.atomic
def _reveal(found: Dispute, person: Person, reason: str) -> None:
    what = "复议申请人、原告的个人信息"
    log_reveal(actor=person, what=what, reason=reason, organ=found.organ.code, target=f"dispute:{found.pk}")


@require_POST
@login_required
def add_paper(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found, person = handled_dispute(request, code, pk)

    def add() -> None:
        upload = request.FILES.get("file")
        if upload is None:
            raise DisputeError("没有选文件", "请选扫描件或者文书")
        services.add_paper(
            by=person,
            dispute=found,
            kind=request.POST.get("kind", ""),
            name=upload.name or "",
            content=upload.read(),
            now=timezone.now(),
        )
        messages.success(request, "已存入，只有看得到复议诉讼的人能打开")

    return done(request, found, person, add)
