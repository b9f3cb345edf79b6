"""What every request passes: its size, the reader's preferences, and headers no page may lack."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from gongkai_web.portal.views.errors import too_large

Handler = Callable[[HttpRequest], HttpResponse]

LANGUAGE_COOKIE, VIEW_COOKIE = "gongkai_language", "gongkai_view"
LANGUAGES = frozenset({"zh-hans", "en"})
VIEWS = frozenset({"standard", "elder"})
_YEAR = 365 * 24 * 3600

_HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def headers(get_response: Handler) -> Handler:
    """What a page shows may be someone's unpublished report: nothing but static files is kept by a cache on the way."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle


def request_size(get_response: Handler) -> Handler:
    """Turns away what is too large before a byte of it is read."""

    def handle(request: HttpRequest) -> HttpResponse:
        declared = request.META.get("CONTENT_LENGTH") or "0"
        if not declared.isdigit() or int(declared) > settings.MAX_REQUEST_BYTES:
            return too_large(request)
        return get_response(request)

    return handle


class Preferences:
    """Language and 长者版, kept in two cookies. Chinese comes first, whatever the browser prefers.

    A page that holds someone's work is itself a form: its switches are buttons of that form, so that switching loses
    nothing. Any form may therefore carry `language` or `view`.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self._use(request, request.COOKIES.get(LANGUAGE_COOKIE, ""), request.COOKIES.get(VIEW_COOKIE, ""))
        try:
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        finally:
            translation.activate(settings.LANGUAGE_CODE)
        for name, value in getattr(request, "chosen_preferences", {}).items():
            response.set_cookie(name, value, max_age=_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        if request.method != "POST":
            return
        language, view = request.POST.get("language", ""), request.POST.get("view", "")
        chosen = {LANGUAGE_COOKIE: language if language in LANGUAGES else ""}
        chosen |= {VIEW_COOKIE: view if view in VIEWS else ""}
        request.chosen_preferences = {name: value for name, value in chosen.items() if value}  # type: ignore[attr-defined]
        self._use(request, chosen[LANGUAGE_COOKIE], chosen[VIEW_COOKIE])

    @staticmethod
    def _use(request: HttpRequest, language: str, view: str) -> None:
        if language in LANGUAGES or not hasattr(request, "view_mode"):
            translation.activate(language if language in LANGUAGES else settings.LANGUAGE_CODE)
        if view in VIEWS or not hasattr(request, "view_mode"):
            request.view_mode = view if view in VIEWS else "standard"  # type: ignore[attr-defined]
