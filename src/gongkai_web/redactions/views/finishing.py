"""Burning, accepting the result, going back to the boxes, giving up; and the sealed original in the hands of who handles it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.files.kinds import KINDS
from gongkai_web.redactions import services
from gongkai_web.redactions.models import Redaction
from gongkai_web.redactions.views.asking import number_of, redaction_in
from gongkai_web.redactions.views.drawing import shown_page


def _done(request: HttpRequest, found: Redaction, act: Callable[[], object], said: str = "") -> HttpResponse:
    try:
        act()
    except GongkaiError as error:
        found.refresh_from_db()
        return shown_page(request, found, number_of(request.POST.get("page"), 1), error)
    if said:
        messages.success(request, said)
    return redirect("redaction", found.request.organ.code, found.request_id, found.pk)


@require_POST
@never_cache
@login_required
def burn(request: HttpRequest, code: str, pk: int, redaction: int) -> HttpResponse:
    found, _, person = redaction_in(request, code, pk, redaction)
    version, now = number_of(request.POST.get("version")), timezone.now()
    return _done(request, found, lambda: services.burn(by=person, redaction=found, version=version, now=now))


@require_POST
@never_cache
@login_required
def accept(request: HttpRequest, code: str, pk: int, redaction: int) -> HttpResponse:
    found, _, person = redaction_in(request, code, pk, redaction)
    result, now = number_of(request.POST.get("result")), timezone.now()
    said = "遮盖后的文件已存入案卷，起草答复书时可以附上"
    return _done(request, found, lambda: services.accept(by=person, redaction=found, result=result, now=now), said)


@require_POST
@never_cache
@login_required
def draw_on(request: HttpRequest, code: str, pk: int, redaction: int) -> HttpResponse:
    found, _, person = redaction_in(request, code, pk, redaction)
    return _done(request, found, lambda: services.draw_on(by=person, redaction=found, now=timezone.now()))


@require_POST
@never_cache
@login_required
def try_again(request: HttpRequest, code: str, pk: int, redaction: int) -> HttpResponse:
    found, _, person = redaction_in(request, code, pk, redaction)
    return _done(request, found, lambda: services.try_again(by=person, redaction=found, now=timezone.now()))


@require_POST
@never_cache
@login_required
def drop(request: HttpRequest, code: str, pk: int, redaction: int) -> HttpResponse:
    found, _, person = redaction_in(request, code, pk, redaction)
    return _done(request, found, lambda: services.drop(by=person, redaction=found, now=timezone.now()))


@require_POST
@never_cache
@login_required
def original(request: HttpRequest, code: str, pk: int, redaction: int) -> HttpResponse:
    """The sealed original, for whoever handles the request; the opening is in the log."""
    found, _, person = redaction_in(request, code, pk, redaction)
    try:
        data = services.open_original(by=person, redaction=found, now=timezone.now())
    except GongkaiError as error:
        return shown_page(request, found, 1, error)
    response = HttpResponse(data, content_type=KINDS[found.original.kind].media_type)
    response.headers["Content-Disposition"] = str(content_disposition_header(True, found.original.name))
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
