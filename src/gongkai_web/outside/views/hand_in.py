"""The organ's own page: no account, a link that opens once, then a key in this browser."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from gongkai.errors import GongkaiError
from gongkai_web.outside import linking
from gongkai_web.outside.acting import Acted, Asked, act
from gongkai_web.outside.bench import shown
from gongkai_web.outside.errors import ChangedError, ClosedError, TooManyError
from gongkai_web.outside.handing import look_for_reading
from gongkai_web.outside.limits import SEND, count, refuse_too_many, source_of
from gongkai_web.outside.models import Handing
from gongkai_web.outside.registering import outsider_of

COOKIE, PATH = "gongkai_hand_in", "/hand-in/"


@never_cache
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Looking does not use the link up, for programs that pass messages on look as well; the button does."""
    source, now = source_of(request), timezone.now()
    try:
        if request.method == "POST":
            return _opened(request, linking.open_(token, source=source, now=now))
        link = linking.unopened(token, source=source, now=now)
    except GongkaiError as error:
        return _closed(request, error)
    return render(request, "outside/follow.html", {"link": link, "filing": link.filing})


def _opened(request: HttpRequest, key: str) -> HttpResponse:
    answer = redirect("hand_in")
    answer.set_cookie(COOKIE, key, path=PATH, httponly=True, samesite="Lax", secure=request.is_secure())
    return answer


def _closed(request: HttpRequest, error: GongkaiError) -> HttpResponse:
    return render(
        request, "outside/closed.html", {"error": error}, status=429 if isinstance(error, TooManyError) else 404
    )


@never_cache
@sensitive_post_parameters()
def page(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    handing = linking.handing_of(request.COOKIES.get(COOKIE, ""), now)
    if handing is None:
        return _closed(request, linking.closed())
    if request.method != "POST":
        return _page(request, look_for_reading(handing, now=now) if handing.batch else handing)
    source = source_of(request)
    try:
        refuse_too_many(SEND, source, now)
        count(SEND, source, now)
        done = act(Asked(request, handing, None, now))
    except GongkaiError as error:
        handing.refresh_from_db()
        return _page(request, handing, error, status=_status(error))
    if done.form or done.slips:
        handing.refresh_from_db()
        return _page(request, handing, acted=done, status=422)
    messages.success(request, done.said)
    return redirect("hand_in")


def _status(error: GongkaiError) -> int:
    if isinstance(error, TooManyError):
        return 429
    return 409 if isinstance(error, ChangedError) else 404 if isinstance(error, ClosedError) else 422


def _page(
    request: HttpRequest,
    handing: Handing,
    error: GongkaiError | None = None,
    acted: Acted | None = None,
    status: int = 200,
) -> HttpResponse:
    about = shown(handing, acted.slips if acted else None)
    if acted and acted.form:
        about["file_form"] = acted.form
    outsider = outsider_of(handing.filing)
    telephone = outsider.telephone if outsider else ""
    about |= {"error": error, "tail": telephone[-4:], "code": f"{handing.code[:3]} {handing.code[3:]}".strip()}
    return render(request, "outside/hand_in.html", about, status=status)
