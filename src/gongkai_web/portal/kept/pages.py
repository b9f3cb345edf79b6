"""`@kept`: a public page is made once an edition, and answered from memory as long as that edition is the public's.

Before a kept page is used the edition is asked of the database: one small read. Whoever publishes, corrects or recalls
raises it in the same transaction, in whichever process, so a kept page is never older than the last such act.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from gongkai_web.portal.kept.store import Key, Page, Store
from gongkai_web.portal.kept.values import present

View = Callable[..., HttpResponse]

STORE = Store(settings.PAGE_CACHE_BYTES)


def kept(view: View) -> View:
    """For pages that are the same for every reader who is not signed in, at one address, in one language and view."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_for_everybody(request):
            return view(request, *args, **kwargs)
        # The edition is read before the page: what is made meanwhile can only be newer than what it is kept under.
        key = _key(request)
        page = STORE.get(key)
        if page is None:
            response = view(request, *args, **kwargs)
            if not _may_be_kept(request, response):
                return response
            page = Page.of(response.content, response.headers["Content-Type"])
            STORE.put(key, page)
        return _answered(request, page)

    return answer


def _is_for_everybody(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD") and settings.SESSION_COOKIE_NAME not in request.COOKIES


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Not what failed, and nothing that was made for one browser: a cookie, a security mark."""
    personal = bool(response.cookies) or request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)
    return response.status_code == 200 and not response.streaming and not personal


def _key(request: HttpRequest) -> Key:
    language = translation.get_language() or ""
    view, contrast = request.view_mode, request.contrast  # type: ignore[attr-defined]
    day = timezone.localdate().toordinal()
    return Key(present(request).edition, day, request.build_absolute_uri(), language, view, contrast)


def _answered(request: HttpRequest, page: Page) -> HttpResponse:
    """A browser may keep it too, and asks every time whether it is still true."""
    if page.tag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        response = HttpResponse(page.body, content_type=page.kind)
    response.headers["ETag"] = page.tag
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response
