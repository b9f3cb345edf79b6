"""What every request passes: its size, the reader's preferences, and headers no page may lack."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from gongkai_web.portal.views.errors import bad_request, too_large

Handler = Callable[[HttpRequest], HttpResponse]

LANGUAGE_COOKIE, VIEW_COOKIE, CONTRAST_COOKIE = "gongkai_language", "gongkai_view", "gongkai_contrast"
LANGUAGES = frozenset({"zh-hans", "en"})
VIEWS = frozenset({"standard", "elder"})
CONTRASTS = frozenset({"standard", "high"})
BACK_OFFICE = ("/office/", "/account/")
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


def readable_address(get_response: Handler) -> Handler:
    """Turns away an address with the character that no text has and no database takes."""

    def handle(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        return get_response(request)

    return handle


class Preferences:
    """Language, 长者版 and contrast, kept in three cookies. Chinese comes first, whatever the browser prefers.

    A page that holds someone's work is itself a form: its switches are buttons of that form, so that switching loses
    nothing. Any form may therefore carry `language`, `view` or `contrast`. The back office speaks Chinese only: its
    words are those of the law and of Chinese offices.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cookies = request.COOKIES
        request.chinese_only = request.path.startswith(BACK_OFFICE)  # type: ignore[attr-defined]
        language = "" if request.path.startswith(BACK_OFFICE) else cookies.get(LANGUAGE_COOKIE, "")
        self._use(request, language, cookies.get(VIEW_COOKIE, ""), cookies.get(CONTRAST_COOKIE, ""))
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
        language, view, contrast = (request.POST.get(name, "") for name in ("language", "view", "contrast"))
        chosen = {
            LANGUAGE_COOKIE: language if language in LANGUAGES else "",
            VIEW_COOKIE: view if view in VIEWS else "",
            CONTRAST_COOKIE: contrast if contrast in CONTRASTS else "",
        }
        request.chosen_preferences = {name: value for name, value in chosen.items() if value}  # type: ignore[attr-defined]
        self._use(request, *chosen.values())

    @staticmethod
    def _use(request: HttpRequest, language: str, view: str, contrast: str) -> None:
        first = not hasattr(request, "view_mode")
        if language in LANGUAGES or first:
            translation.activate(language if language in LANGUAGES else settings.LANGUAGE_CODE)
        if view in VIEWS or first:
            request.view_mode = view if view in VIEWS else "standard"  # type: ignore[attr-defined]
        if contrast in CONTRASTS or first:
            request.contrast = contrast if contrast in CONTRASTS else "standard"  # type: ignore[attr-defined]
