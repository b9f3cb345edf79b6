"""三员和放宽: what a small office does without, why, since when; taken back at any time."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.office.deeds import refused, told
from gongkai_web.office.forms import RelaxForm, TakeBackForm
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Organ, Relaxation
from gongkai_web.organs.rules import may_relax
from gongkai_web.organs.selectors import admins_of, missing_admins
from gongkai_web.organs.services import relax, take_back


@login_required
def relaxations(request: HttpRequest, code: str) -> HttpResponse:
    organ, day = organ_of(request, code), timezone.localdate()
    if request.method != "POST":
        return _page(request, organ, RelaxForm())
    allowed(may_relax(person_of(request), organ, day))
    form = RelaxForm(request.POST)
    if not form.is_valid():
        return _page(request, organ, form, status=422)
    what, reason = Relaxation.What(form.cleaned_data["what"]), form.cleaned_data["reason"]
    error = refused(lambda: relax(by=person_of(request), organ=organ, what=what, reason=reason, since=day))
    if error:
        return _page(request, organ, form, error=error, status=422)
    told(request, None, _("已放宽，并记入审计日志。"))
    return redirect("relaxations", code=code)


@login_required
@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    organ = organ_of(request, code)
    allowed(may_relax(person_of(request), organ, timezone.localdate()))
    form = TakeBackForm(request.POST)
    allowed(form.is_valid())
    what = Relaxation.What(form.cleaned_data["what"])
    error = refused(lambda: take_back(by=person_of(request), organ=organ, what=what))
    told(request, error, _("已收回，分工恢复。"))
    return redirect("relaxations", code=code)


def _page(
    request: HttpRequest, organ: Organ, form: RelaxForm, error: OrganError | None = None, status: int = 200
) -> HttpResponse:
    day = timezone.localdate()
    shown = {
        "organ": organ,
        "office_section": "settings",
        "relaxed": organ.relaxations.all(),
        "missing": missing_admins(organ, day),
        "admins": admins_of(organ, day),
        "form": form,
        "error": error,
        "relaxes": may_relax(person_of(request), organ, day),
    }
    return render(request, "office/settings/relaxations.html", shown, status=status)
