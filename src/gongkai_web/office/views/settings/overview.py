"""设置: one card for each thing that can be set, with what is set now."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai_web.frame.asking import organ_of, person_of
from gongkai_web.frame.settings_cards import cards_of
from gongkai_web.organs.selectors import missing_admins


@require_safe
@login_required
def settings(request: HttpRequest, code: str) -> HttpResponse:
    organ, day = organ_of(request, code), timezone.localdate()
    cards = [
        {"title": one.title, "line": one.line, "url": one.url(organ), "now": one.now(organ, day)}
        for one in cards_of(person_of(request), organ, day)
    ]
    shown = {
        "organ": organ,
        "office_section": "settings",
        "cards": cards,
        "relaxations": organ.relaxations.all(),
        "missing": missing_admins(organ, day),
    }
    return render(request, "office/settings/overview.html", shown)
