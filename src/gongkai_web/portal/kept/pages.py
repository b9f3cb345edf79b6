"""`@kept(scope)`: a public page is made once an edition, and answered from memory as long as that edition is the public's.

Before a kept page is used the edition of its scope is asked of the database: one small read. Whoever publishes, corrects or
recalls raises it in the same transaction, in whichever process, so a kept page is never older than the last such act. The
scope of a page covers whatever it may show: an organ's pages, an item's, or everything.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from gongkai_web.portal.kept.store import Key, Page, Stamp, Store
from gongkai_web.portal.kept.values import present
from gongkai_web.publishing.editions import EVERYTHING, Scope, of_item, of_organ

View = Callable[..., HttpResponse]

STORE = Store(settings.PAGE_CACHE_BYTES)


def kept(scope_of: Callable[..., Scope]) -> Callable[[View], View]:
    """For pages that are the same for every reader who is not signed in, at one address, in one language and view.

    `scope_of` is given what the view is given.
    """

    def keeping(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **given: Any) -> HttpResponse:
            if not _is_for_everybody(request):
                return view(request, **given)
            # The edition is read before the page: what is made meanwhile can only be newer than what it is kept under.
            key, stamp = _key(request), Stamp(present(request, scope_of(**given)).edition, _today())
            page = STORE.get(key, stamp)
            if page is None:
                response = view(request, **given)
                if not _may_be_kept(request, response):
                    return response
                page = Page.of(stamp, response.content, response.headers["Content-Type"])
                STORE.put(key, page)
            return _answered(request, page)

        return answer

    return keeping


def whole(**_: Any) -> Scope:
    """Pages that show what several organs publish."""
    return EVERYTHING


def of_its_organ(*, code: str, **_: Any) -> Scope:
    return of_organ(code)


def of_its_item(*, pk: int, **_: Any) -> Scope:
    return of_item(pk)


def _is_for_everybody(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD") and settings.SESSION_COOKIE_NAME not in request.COOKIES


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Not what failed, and nothing that was made for one browser: a cookie, a security mark."""
    personal = bool(response.cookies) or request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)
    return response.status_code == 200 and not response.streaming and not personal


def _key(request: HttpRequest) -> Key:
    language = translation.get_language() or ""
    view, contrast = request.view_mode, request.contrast  # type: ignore[attr-defined]
    return Key(request.build_absolute_uri(), language, view, contrast)


def _today() -> int:
    return timezone.localdate().toordinal()


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
