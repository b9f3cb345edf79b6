"""The organ itself: its names over time, who watches over it, and merging it into another."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.office.deeds import refused, seen_at_once, told
from gongkai_web.office.forms import MergeForm, NameForm, RegionForm, WatchForm
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Organ, Post
from gongkai_web.organs.rules import may_arrange, may_move
from gongkai_web.organs.selectors import supervisor_of
from gongkai_web.organs.services import merge as merge_organ
from gongkai_web.organs.services import name_region_office, rename, supervise


@login_required
def organ(request: HttpRequest, code: str) -> HttpResponse:
    """Names with the days from which they held; another name from a day on."""
    chosen = organ_of(request, code)
    if request.method != "POST":
        return _page(request, chosen)
    allowed(may_arrange(person_of(request), chosen, timezone.localdate()))
    form = NameForm(request.POST)
    if not form.is_valid():
        return _page(request, chosen, form=form, status=422)
    name, since = form.cleaned_data["name"], form.cleaned_data["since"]
    error = seen_at_once(lambda: rename(by=person_of(request), organ=chosen, name=name, since=since))
    if error:
        return _page(request, chosen, form=form, error=error, status=422)
    told(request, None, _("更名已登记。以前公开的信息仍用当时的名称。"))
    return redirect("organ_settings", code=code)


@login_required
@require_POST
def watch(request: HttpRequest, code: str) -> HttpResponse:
    """Which office of its own system watches over this organ."""
    chosen, day = organ_of(request, code), timezone.localdate()
    allowed(may_move(person_of(request), chosen, day))
    form = WatchForm(request.POST, organ=chosen, auto_id="watch_%s")
    if not form.is_valid():
        return _page(request, chosen, watch=form, status=422)
    error = refused(lambda: supervise(by=person_of(request), organ=chosen, office=form.cleaned_data["office"]))
    told(request, error, _("主管部门已登记。"))
    return redirect("organ_settings", code=code)


@login_required
@require_POST
def region(request: HttpRequest, code: str) -> HttpResponse:
    """Which office watches over disclosure in this government's region."""
    chosen, day = organ_of(request, code), timezone.localdate()
    allowed(may_arrange(person_of(request), chosen, day))
    form = RegionForm(request.POST, organ=chosen, auto_id="region_%s")
    if not form.is_valid():
        return _page(request, chosen, region=form, status=422)
    error = refused(lambda: name_region_office(by=person_of(request), organ=chosen, office=form.cleaned_data["office"]))
    told(request, error, _("本行政区域的主管部门已登记。"))
    return redirect("organ_settings", code=code)


@login_required
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Into which organ and from when; then a page that says what ends; then it is done."""
    chosen, day = organ_of(request, code), timezone.localdate()
    allowed(may_move(person_of(request), chosen, day))
    form = MergeForm(request.POST or None, organ=chosen, initial={"on": day})
    if request.method != "POST" or not form.is_valid() or "back" in request.POST:
        return _merge_page(request, chosen, form, status=422 if form.errors else 200)
    into, on = form.cleaned_data["into"], form.cleaned_data["on"]
    if "confirmed" not in request.POST:
        return _merge_page(request, chosen, form, into=into, on=on, ending=_ending(chosen, on))
    error = seen_at_once(lambda: merge_organ(by=person_of(request), organ=chosen, into=into, on=on))
    if error:
        return _merge_page(request, chosen, form, error=error, status=422)
    told(request, None, _("%(name)s已并入%(into)s。") % {"name": chosen.name, "into": into.name})
    return redirect("organs_below", code=into.code)


def _ending(organ: Organ, on: date) -> int:
    return Post.objects.filter(organ=organ).exclude(until__lte=on).count()


def _merge_page(request: HttpRequest, organ: Organ, form: MergeForm, status: int = 200, **more: Any) -> HttpResponse:
    shown = {"organ": organ, "office_section": "settings", "form": form} | more
    return render(request, "office/settings/merge.html", shown, status=status)


def _page(
    request: HttpRequest,
    organ: Organ,
    *,
    form: NameForm | None = None,
    watch: WatchForm | None = None,
    region: RegionForm | None = None,
    error: OrganError | None = None,
    status: int = 200,
) -> HttpResponse:
    person, day = person_of(request), timezone.localdate()
    shown = {
        "organ": organ,
        "office_section": "settings",
        "names": organ.names.order_by("-since"),
        "merged": organ.merged.order_by("ended_on"),
        "watching": supervisor_of(organ),
        "form": form or NameForm(initial={"since": day}),
        "watch": watch or WatchForm(organ=organ, auto_id="watch_%s", initial={"office": organ.supervisor}),
        "region": region or RegionForm(organ=organ, auto_id="region_%s", initial={"office": organ.region_office}),
        "error": error,
        "arranges": may_arrange(person, organ, day),
        "moves": may_move(person, organ, day),
    }
    return render(request, "office/settings/organ.html", shown, status=status)
