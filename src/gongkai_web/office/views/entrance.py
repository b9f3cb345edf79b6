"""Pages before signing in: too many wrong passwords, and a forgotten one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


def locked_out(request: HttpRequest, credentials: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
    return render(request, "office/locked_out.html", status=429)


@require_safe
def forgotten(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Offices without a mail server renew passwords by the security administrator."""
    return render(request, "office/forgotten.html")
