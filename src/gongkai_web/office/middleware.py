"""Whoever still has the first password chooses their own before anything else."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

Handler = Callable[[HttpRequest], HttpResponse]


def own_password_first(get_response: Handler) -> Handler:
    def handle(request: HttpRequest) -> HttpResponse:
        inside = request.path.startswith("/office/")
        if inside and request.user.is_authenticated and request.user.must_change_password:
            return redirect(reverse("account_change_password"))
        return get_response(request)

    return handle
