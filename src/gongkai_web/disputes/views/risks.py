"""风险清单."""

from __future__ import annotations

from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai_web.disputes.risks import RiskKind, risks_of
from gongkai_web.disputes.views.common import SECTION, looked_at


@require_safe
@login_required
def risks(request: HttpRequest, code: str) -> HttpResponse:
    organ, _ = looked_at(request, code)
    found = risks_of(organ, timezone.localdate())
    groups = [(kind, list(some)) for kind, some in groupby(found, key=lambda one: one.kind)]
    clear = [kind for kind in RiskKind if kind not in {one.kind for one in found}]
    shown = {"organ": organ, "office_section": SECTION, "groups": groups, "clear": clear, "count": len(found)}
    return render(request, "disputes/risks.html", shown)
