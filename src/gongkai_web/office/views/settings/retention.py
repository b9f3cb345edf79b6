"""个人信息: how long what is kept, and what was erased."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai_web.frame.asking import organ_of
from gongkai_web.vault.models import Erasure
from gongkai_web.vault.retention import schedules

MOST_SHOWN = 100


@require_safe
@login_required
def retention(request: HttpRequest, code: str) -> HttpResponse:
    organ = organ_of(request, code)
    erased = Erasure.objects.filter(organ__in=(organ.code, ""))
    shown = {
        "organ": organ,
        "office_section": "settings",
        "schedules": schedules(),
        "erased": erased[:MOST_SHOWN],
        "number": erased.count(),
        "most": MOST_SHOWN,
    }
    return render(request, "office/settings/retention.html", shown)
