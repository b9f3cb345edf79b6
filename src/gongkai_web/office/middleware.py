"""Whoever still has the first password chooses their own before anything else."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

Handler = Callable[[HttpRequest], HttpResponse]


def elsewhere(request: HttpRequest) -> bool:
    """Whoever signed in through another system needs no password here, and may never have had the first one."""
    return any(one["method"] == "socialaccount" for one in get_authentication_records(request, request.user))


def own_password_first(get_response: Handler) -> Handler:
    def handle(request: HttpRequest) -> HttpResponse:
        inside = request.path.startswith("/office/")
        if inside and request.user.is_authenticated and request.user.must_change_password and not elsewhere(request):
            return redirect(reverse("account_change_password"))
        return get_response(request)

    return handle
