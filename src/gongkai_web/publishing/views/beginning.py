"""A new item: a few questions, then the editor."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai_web.frame.asking import allowed
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.beginning import Upload, begin_from, units_of
from gongkai_web.publishing.forms.beginning import FILE, WORD, BeginningForm
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.rules import may_draft, sees_all
from gongkai_web.publishing.starts import Start, starts
from gongkai_web.publishing.views.asking import SECTION, today, working_in

Starts = list[tuple[str, str, Start]]


@login_required
def begin(request: HttpRequest, code: str) -> HttpResponse:
    person, organ = working_in(request, code)
    allowed(may_draft(person, organ, today()))
    found = starts(organ, person, request.POST if request.method == "POST" else request.GET)
    if request.method != "POST":
        return _page(request, organ, _form(organ, person, initial=_initial(found)), found)
    form = _form(organ, person, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, organ, form, found, status=422)
    try:
        item = _begun(person, organ, form.cleaned_data, found)
    except GongkaiError as error:
        return _page(request, organ, form, found, error=error, status=422)
    return redirect("item_edit", code=code, pk=item.pk)


def _begun(person: Person, organ: Organ, given: dict[str, Any], found: Starts) -> Item:
    file, way = given["file"], given["way"]
    upload = Upload(file.name, file.read(), way == FILE) if file and way in (WORD, FILE) else None
    return begin_from(
        by=person,
        organ=organ,
        unit=given.get("unit"),
        now=timezone.now(),
        upload=upload,
        starts=[start for _name, _value, start in found],
        title=given["title"],
        column=given["column"],
    )


def _form(organ: Organ, person: Person, *data: Any, **options: Any) -> BeginningForm:
    units = units_of(person, organ, today())
    in_unit = not sees_all(person, organ, today()) and bool(units)
    return BeginningForm(*data, organ=organ, units=units, in_unit=in_unit, **options)


def _initial(found: Starts) -> dict[str, Any]:
    """What the places it is begun from know of it; the first that knows wins."""
    initial: dict[str, Any] = {}
    for _name, _value, start in found:
        initial = {**start.initial, **initial}
    return initial


def _page(
    request: HttpRequest,
    organ: Organ,
    form: BeginningForm,
    found: Starts,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {"organ": organ, "office_section": SECTION, "form": form, "starts": found, "error": error}
    return render(request, "publishing/item_new.html", shown, status=status)
