"""One redaction: the page picture with its boxes, every change of them, the pictures themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.reading import Limits, page_image
from gongkai_web.files.services import content
from gongkai_web.organs.models import Person
from gongkai_web.redactions import services
from gongkai_web.redactions.errors import ChangedError, RedactingError
from gongkai_web.redactions.finding import spots_with
from gongkai_web.redactions.models import Redaction, State
from gongkai_web.redactions.pages import changes_since, drawing_page, elsewhere_of, is_working, listed
from gongkai_web.redactions.views.asking import SECTION, number_of, redaction_in

_REFRESH_SECONDS = 2
_SCREEN = Limits(quick=True, seconds=20.0)


@require_safe
@never_cache
@login_required
def redaction(request: HttpRequest, code: str, pk: int, redaction: int) -> HttpResponse:
    found, _, _ = redaction_in(request, code, pk, redaction)
    return shown_page(request, found, number_of(request.GET.get("page"), 1))


def shown_page(request: HttpRequest, found: Redaction, page: int, error: GongkaiError | None = None) -> HttpResponse:
    """With what was typed, after an error; while it is being worked on, the page comes back by itself."""
    typed = request.POST if error else {}
    shown: dict[str, Any] = {
        "organ": found.request.organ,
        "office_section": SECTION,
        "case": found.request,
        "redaction": found,
        "working": is_working(found),
        "typed": typed,
        "error": error,
        "changes": changes_since(found, error.since) if isinstance(error, ChangedError) else [],
        "chosen": typed.get("reason") or request.GET.get("reason", ""),
        "elsewhere": elsewhere_of(found),
    }
    result_pages = [*range(1, found.page_count + 1)]
    shown |= {"result_pages": result_pages, "listed": listed(found)}
    status = 409 if isinstance(error, ChangedError) else 422 if error else 200
    response = render(request, "redactions/redaction.html", shown | drawing_page(found, page), status=status)
    if is_working(found):
        response.headers["Refresh"] = str(_REFRESH_SECONDS)
    return response


@require_POST
@never_cache
@login_required
def change(request: HttpRequest, code: str, pk: int, redaction: int) -> HttpResponse:
    """One change of the boxes; `act` says which."""
    found, _, person = redaction_in(request, code, pk, redaction)
    page = number_of(request.POST.get("page"), 1)
    try:
        _change_of(request)(request, found, person, page)
    except GongkaiError as error:
        found.refresh_from_db()
        return shown_page(request, found, page, error)
    found.refresh_from_db()
    messages.success(request, f"已存入：{_said(found)}")
    return _back(request, found, page)


def _change_of(request: HttpRequest) -> Callable[[HttpRequest, Redaction, Person, int], None]:
    act = _CHANGES.get(request.POST.get("act", ""))
    if act is None:
        raise RedactingError("没有说明要改什么", "请从页面上的按钮办理")
    return act


def _said(found: Redaction) -> str:
    last = found.versions.filter(number=found.version).first()
    return last.said if last else ""


def _back(request: HttpRequest, found: Redaction, page: int) -> HttpResponse:
    """To the same page of the document, with the same reason chosen."""
    where = reverse("redaction", args=[found.request.organ.code, found.request_id, found.pk])
    reason = request.POST.get("reason", "")
    kept = f"&reason={reason}" if reason.isalnum() else ""
    return redirect(f"{where}?page={page}{kept}#page")


def _draw(request: HttpRequest, found: Redaction, person: Person, page: int) -> None:
    given = request.POST
    services.draw(**_common(request, found, person), page=page, lines=given.get("lines", ""), reason=_reason(request))


def _words(request: HttpRequest, found: Redaction, person: Person, page: int) -> None:
    reason = _reason(request)
    spots = spots_with(request.POST.get("words", ""), found, person, timezone.now())
    services.cover(**_common(request, found, person), spots=spots, reason=reason)


def _guess(request: HttpRequest, found: Redaction, person: Person, page: int) -> None:
    number = number_of(request.POST.get("guess"))
    if "dismiss" in request.POST:
        services.dismiss_guess(**_common(request, found, person), guess=number)
    else:
        services.take_guess(**_common(request, found, person), guess=number, reason=_reason(request))


def _box(request: HttpRequest, found: Redaction, person: Person, page: int) -> None:
    number = number_of(request.POST.get("box"))
    if "remove" in request.POST:
        services.remove(**_common(request, found, person), box=number)
    else:
        services.give_reason(**_common(request, found, person), box=number, reason=_reason(request))


def _undo(request: HttpRequest, found: Redaction, person: Person, page: int) -> None:
    services.undo(**_common(request, found, person))


_CHANGES = {"draw": _draw, "words": _words, "guess": _guess, "box": _box, "undo": _undo}


def _common(request: HttpRequest, found: Redaction, person: Person) -> dict[str, Any]:
    version = number_of(request.POST.get("version"))
    return {"by": person, "redaction": found, "version": version, "now": timezone.now()}


def _reason(request: HttpRequest) -> str:
    reason = request.POST.get("reason", "")
    if not reason:
        raise RedactingError("没有选遮盖的理由", "请先选理由")
    return reason


@require_safe
@never_cache
@login_required
def page_picture(request: HttpRequest, code: str, pk: int, redaction: int, number: int) -> HttpResponse:
    """A page of the original as a person sees it; who opened it is in the log."""
    found, _, person = redaction_in(request, code, pk, redaction)
    if not 1 <= number <= found.page_count:
        raise Http404
    try:
        data = services.open_original(by=person, redaction=found, now=timezone.now(), what=f"page {number}")
        return _picture(data, found, number)
    except GongkaiError as error:
        raise Http404 from error


@require_safe
@never_cache
@login_required
def result_picture(request: HttpRequest, code: str, pk: int, redaction: int, number: int) -> HttpResponse:
    found, _, _ = redaction_in(request, code, pk, redaction)
    if found.result is None or not 1 <= number <= found.page_count:
        raise Http404
    try:
        return _picture(content(found.result), found, number)
    except GongkaiError as error:
        raise Http404 from error


def _picture(data: bytes, found: Redaction, number: int) -> HttpResponse:
    picture = page_image(data, found.original.name, number, limits=_SCREEN)
    return HttpResponse(picture.png, content_type="image/png", headers={"X-Content-Type-Options": "nosniff"})


@require_safe
@never_cache
@login_required
def printed_list(request: HttpRequest, code: str, pk: int, redaction: int) -> HttpResponse:
    """遮盖清单: what was covered where and why, for the archive; none of the words."""
    found, case, _ = redaction_in(request, code, pk, redaction)
    boxes = listed(found)
    shown = {
        "organ": case.organ,
        "office_section": SECTION,
        "case": case,
        "redaction": found,
        "boxes": list(enumerate(boxes, 1)),
        "is_draft": found.state != State.ACCEPTED,
        "today": timezone.localdate(),
    }
    return render(request, "redactions/list.html", shown)
