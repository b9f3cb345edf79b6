"""今天: what I must do, nearest deadline first, and where I work. Nothing else."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai_web.frame.asking import organ_of, person_of
from gongkai_web.frame.tasks import tasks_of
from gongkai_web.office.next_steps import first_step
from gongkai_web.office.selectors import delegations_of, places_of


@require_safe
@login_required
def today(request: HttpRequest) -> HttpResponse:
    day, person = timezone.localdate(), person_of(request)
    shown = {
        "day": day,
        "tasks": tasks_of(person, day),
        "step": first_step(person, day),
        "places": places_of(person, day),
        "given": delegations_of(person, day)[0],
        "office_section": "today",
    }
    return render(request, "office/today.html", shown)


@require_safe
@login_required
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Work in this organ from now on."""
    organ_of(request, code)
    return redirect("office")
