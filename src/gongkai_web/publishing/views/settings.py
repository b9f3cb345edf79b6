"""设置 · 发布方式."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.frame.asking import allowed
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.forms.settings import PracticeForm
from gongkai_web.publishing.numbers import FIELDS, preview
from gongkai_web.publishing.practice import practice_of
from gongkai_web.publishing.rules import may_configure
from gongkai_web.publishing.setting import SET, set_practice, undo_practice
from gongkai_web.publishing.views.asking import today, working_in

_SECTION = "settings"


def configuring(request: HttpRequest, code: str) -> tuple[Person, Organ]:
    person, organ = working_in(request, code)
    allowed(may_configure(person, organ, today()))
    return person, organ


@login_required
def practice(request: HttpRequest, code: str) -> HttpResponse:
    person, organ = configuring(request, code)
    if request.method != "POST":
        return _page(request, organ, _as_kept(organ))
    form = PracticeForm(request.POST)
    if not form.is_valid() or "preview" in request.POST:
        return _page(request, organ, form, status=422 if form.errors else 200)
    try:
        set_practice(by=person, organ=organ, **form.cleaned_data)
    except GongkaiError as error:
        return _page(request, organ, form, error=error, status=422)
    messages.success(request, _("已保存。已经发布的信息，索引号不变。"))
    return redirect("practice", code=code)


@require_POST
@login_required
def undo(request: HttpRequest, code: str) -> HttpResponse:
    person, organ = configuring(request, code)
    try:
        undo_practice(by=person, organ=organ)
    except GongkaiError as error:
        return _page(request, organ, _as_kept(organ), error=error, status=422)
    messages.success(request, _("已撤销上一次修改。"))
    return redirect("practice", code=code)


def _as_kept(organ: Organ) -> PracticeForm:
    kept = practice_of(organ)
    return PracticeForm(initial={name: getattr(kept, name) for name in SET})


@require_safe
@login_required
def next_number(request: HttpRequest, code: str) -> JsonResponse:
    """What the next index number would be, while somebody types the pattern."""
    _person, organ = configuring(request, code)
    return JsonResponse(_previewed(organ, request.GET.get("pattern", ""), request.GET.get("code", "")))


def _previewed(organ: Organ, pattern: str, organ_code: str) -> dict[str, str]:
    try:
        return {"number": preview(organ, pattern, organ_code, today())}
    except PublishingError as error:
        return {"error": str(error)}


def _page(
    request: HttpRequest, organ: Organ, form: PracticeForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    shown: dict[str, Any] = {
        "organ": organ,
        "office_section": _SECTION,
        "form": form,
        "error": error,
        "fields": FIELDS,
        "next": _previewed(organ, form["index_pattern"].value() or "", form["index_organ_code"].value() or ""),
        "previous": practice_of(organ).previous,
    }
    return render(request, "publishing/practice.html", shown, status=status)
