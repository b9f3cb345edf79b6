"""Home, what happens to files, preferences, and the sign of life for a supervisor."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from gongkai_web.reports.selectors import examples
from gongkai_web.reports.uploads import upload_limits


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html", {"examples": examples(), **upload_limits()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html", {"days": settings.DRAFT_DAYS, "minutes": settings.QUEUE_MINUTES})


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def preferences(request: HttpRequest) -> HttpResponse:
    """The middleware has taken the choice; back to the page it was made on. Opened by its address: home."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=None, require_https=request.is_secure())
    return redirect(target if safe and target.startswith("/") else "home")
