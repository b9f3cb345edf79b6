"""站所（科室）: added, renamed, put in order, ended by the system administrator; seen by everybody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.office.deeds import refused, told
from gongkai_web.office.forms import EndForm, UnitForm
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Organ, Unit
from gongkai_web.organs.rules import may_arrange
from gongkai_web.organs.services import add_unit, end_unit, move_unit, rename_unit


@login_required
def units(request: HttpRequest, code: str) -> HttpResponse:
    """The list, and a line to add one."""
    organ = organ_of(request, code)
    if request.method != "POST":
        return _page(request, organ, UnitForm())
    _arranges(request, organ)
    form = UnitForm(request.POST)
    if not form.is_valid():
        return _page(request, organ, form, status=422)
    by, name = person_of(request), form.cleaned_data["name"]
    error = refused(lambda: add_unit(by=by, organ=organ, name=name))
    if error:
        return _page(request, organ, form, error=error, status=422)
    told(request, None, _("已添加%(name)s。") % {"name": name})
    return redirect("units", code=code)


@login_required
@require_POST
def rename(request: HttpRequest, code: str, unit: int) -> HttpResponse:
    chosen = _unit(request, code, unit)
    form = UnitForm(request.POST)
    if not form.is_valid():
        return _page(request, chosen.organ, form, status=422)
    name = form.cleaned_data["name"]
    error = refused(lambda: rename_unit(by=person_of(request), unit=chosen, name=name))
    told(request, error, _("已改名为%(name)s。") % {"name": name})
    return redirect("units", code=code)


@login_required
@require_POST
def move(request: HttpRequest, code: str, unit: int) -> HttpResponse:
    move_unit(by=person_of(request), unit=_unit(request, code, unit), up="up" in request.POST)
    return redirect("units", code=code)


@login_required
def end(request: HttpRequest, code: str, unit: int) -> HttpResponse:
    """On a page of its own, with the last day."""
    chosen = _unit(request, code, unit)
    form, error = EndForm(request.POST or None, initial={"on": timezone.localdate()}), None
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        error = refused(lambda: end_unit(by=person_of(request), unit=chosen, on=on))
        if not error:
            told(request, None, _("已撤销%(name)s。") % {"name": chosen.name})
            return redirect("units", code=code)
    shown = {"organ": chosen.organ, "office_section": "settings", "unit": chosen, "form": form, "error": error}
    return render(request, "office/settings/end_unit.html", shown, status=422 if error or form.errors else 200)


def _page(
    request: HttpRequest, organ: Organ, form: UnitForm, error: OrganError | None = None, status: int = 200
) -> HttpResponse:
    shown = {
        "organ": organ,
        "office_section": "settings",
        "units": organ.units.filter(ended_on__isnull=True),
        "ended": organ.units.filter(ended_on__isnull=False),
        "form": form,
        "error": error,
        "arranges": may_arrange(person_of(request), organ, timezone.localdate()),
    }
    return render(request, "office/settings/units.html", shown, status=status)


def _arranges(request: HttpRequest, organ: Organ) -> None:
    allowed(may_arrange(person_of(request), organ, timezone.localdate()))


def _unit(request: HttpRequest, code: str, unit: int) -> Unit:
    organ = organ_of(request, code)
    _arranges(request, organ)
    return get_object_or_404(Unit, pk=unit, organ=organ, ended_on__isnull=True)
