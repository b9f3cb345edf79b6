"""Home, what happens to files, preferences, and the sign of life for a supervisor."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from gongkai_web.reports.selectors import examples
from gongkai_web.reports.uploads import upload_limits


@require_safe
def tools(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/tools.html", {"examples": examples(), **upload_limits()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html", {"days": settings.DRAFT_DAYS, "minutes": settings.QUEUE_MINUTES})


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@csrf_exempt
def preferences(request: HttpRequest) -> HttpResponse:
    """The middleware has taken the choice; back to the page it was made on. Opened by its address: home.

    Without the security mark of other forms: it would differ from reader to reader, and public pages are the same for
    everybody. All that a stranger's form could do here is to enlarge somebody's letters.
    """
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=None, require_https=request.is_secure())
    return redirect(target if safe and target.startswith("/") else "home")
