"""Signing in through another system, where it is switched on. allauth speaks with it; what fails is said in plain words."""

from __future__ import annotations

from collections.abc import Callable

from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

Ask = Callable[..., HttpResponse]


@require_POST
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the other system. Only by the button of the sign-in page: nobody is sent there by a link."""
    return _asked(views.login, request, provider_id)


@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _asked(views.callback, request, provider_id)


@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    return redirect("account_login")


def _asked(ask: Ask, request: HttpRequest, provider_id: str) -> HttpResponse:
    if settings.SIGN_ON is None or provider_id != settings.SIGN_ON.provider:
        raise Http404
    try:
        return ask(request, provider_id)
    except (RequestException, KeyError, ValueError):
        # It does not answer, or not as OpenID Connect does.
        return render(request, "socialaccount/authentication_error.html", status=502)
