"""The overview, setting up an affair, one affair, changing it, showing it to the public."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.affairs import services
from gongkai_web.affairs.forms import AffairForm, initial_of
from gongkai_web.affairs.models import Affair
from gongkai_web.affairs.overview import Asked, Overview, affairs_of, disclosed_stages, overview, page_of
from gongkai_web.affairs.rules import may_keep
from gongkai_web.affairs.stages import Kind, Stage
from gongkai_web.affairs.views.common import SECTION, affair_in, affair_page, kept_by, looked_at
from gongkai_web.frame.bars import Bar, bars
from gongkai_web.organs.models import Organ


@require_safe
@login_required
def affairs(request: HttpRequest, code: str) -> HttpResponse:
    """Every affair with its five stages, and over them how many have disclosed which."""
    organ, person = looked_at(request, code)
    now, asked = timezone.now(), _asked(request)
    found = affairs_of(organ, asked, now)
    rows, after = page_of(found, request.GET.get("after", ""))
    stages = disclosed_stages(rows, now)
    counted = overview(found, now)
    shown = {
        "organ": organ,
        "office_section": SECTION,
        "asked": asked,
        "overview": counted,
        "bars": _bars(counted),
        "rows": [(one, [(Stage(key), said) for key, said in stages[one.pk].items()]) for one in rows],
        "after": after,
        "query": _query(request),
        "stages": Stage.choices,
        "kinds": Kind.choices,
        "units": organ.units.all(),
        "years": _years(organ),
        "keeps": may_keep(person, organ, timezone.localdate(now)),
        "any": bool(rows) or organ.affairs.exists(),
    }
    return render(request, "affairs/affairs.html", shown)


def _bars(counted: Overview) -> list[Bar]:
    """Of every stage, the affairs that have disclosed it out of those that have it."""
    lines = (
        (str(one.stage.label), f"{one.disclosed} / {one.of}", round(100 * one.disclosed / one.of) if one.of else 0)
        for one in counted.stages
    )
    return bars(lines, 100)


def _asked(request: HttpRequest) -> Asked:
    given = request.GET
    kind = given.get("kind", "")
    missing = given.get("missing", "")
    return Asked(
        year=_number(given.get("year", "")),
        kind=kind if kind in Kind.values else "",
        unit=_number(given.get("unit", "")),
        missing=missing if missing in Stage.values else "",
    )


def _query(request: HttpRequest) -> str:
    """What is asked, for the link to the next page."""
    kept = request.GET.copy()
    kept.pop("after", None)
    return str(kept.urlencode())


def _years(organ: Organ) -> list[int]:
    days = organ.affairs.order_by("begun_on").values_list("begun_on", flat=True)
    first, last = days.first(), days.last()
    return list(range(last.year, first.year - 1, -1)) if first and last else []


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@login_required
def new(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = kept_by(request, code)
    form = AffairForm(request.POST or None, organ=organ, initial={"begun_on": timezone.localdate()})
    error: GongkaiError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made = services.set_up(by=person, organ=organ, now=timezone.now(), **form.cleaned_data)
        except GongkaiError as refused:
            error = refused
        else:
            return redirect("affair", code, made.pk)
    shown = {"organ": organ, "office_section": SECTION, "form": form, "error": error}
    return render(request, "affairs/form.html", shown, status=422 if request.method == "POST" else 200)


@require_safe
@login_required
def affair(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = looked_at(request, code)
    return affair_page(request, person, affair_in(organ, pk))


@login_required
def edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    organ, person = kept_by(request, code)
    kept, error = affair_in(organ, pk), None
    form = AffairForm(request.POST or None, organ=organ, initial=initial_of(kept))
    if request.method == "POST" and form.is_valid():
        try:
            lock = _number(request.POST.get("lock", ""))
            services.change(
                by=person, affair=kept, lock=-1 if lock is None else lock, now=timezone.now(), **form.cleaned_data
            )
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, _("已保存"))
            return redirect("affair", code, pk)
    shown = {"organ": organ, "office_section": SECTION, "form": form, "affair": kept, "error": error}
    return render(request, "affairs/form.html", shown, status=422 if request.method == "POST" else 200)


@require_POST
@login_required
def show(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Put its name before the public, or take it back."""
    organ, person = looked_at(request, code)
    kept: Affair = affair_in(organ, pk)
    act = services.hide if "hide" in request.POST else services.show
    try:
        act(by=person, affair=kept, now=timezone.now())
    except GongkaiError as error:
        return affair_page(request, person, kept, error, 422)
    messages.success(request, _("已不对外显示") if "hide" in request.POST else _("已对外显示"))
    return redirect("affair", code, pk)
