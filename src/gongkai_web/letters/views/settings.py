"""设置 · 文书: numbers, whom one may turn to, and which letters have a template of the organ's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai.letters import LETTERS, Family
from gongkai_web.letters.filling import habits_of
from gongkai_web.letters.forms import HabitsForm
from gongkai_web.letters.kinds import organ_kind_of
from gongkai_web.letters.models import Habits
from gongkai_web.letters.numbers import FIELDS, preview
from gongkai_web.letters.setting import SET, set_habits, undo_habits
from gongkai_web.letters.templates import templates_in_use
from gongkai_web.letters.views.asking import configuring, today
from gongkai_web.organs.models import Organ


@login_required
def habits(request: HttpRequest, code: str) -> HttpResponse:
    person, organ = configuring(request, code)
    if request.method != "POST":
        return _page(request, organ, _as_kept(organ))
    form = HabitsForm(request.POST)
    if not form.is_valid() or "preview" in request.POST:
        return _page(request, organ, form, status=422 if form.errors else 200)
    try:
        set_habits(by=person, organ=organ, now=timezone.now(), **form.cleaned_data)
    except GongkaiError as error:
        return _page(request, organ, form, error=error, status=422)
    messages.success(request, "已保存。已经提交的文书不变。")
    return redirect("letters_setting", code)


@require_POST
@login_required
def undo(request: HttpRequest, code: str) -> HttpResponse:
    person, organ = configuring(request, code)
    try:
        undo_habits(by=person, organ=organ, now=timezone.now())
    except GongkaiError as error:
        return _page(request, organ, _as_kept(organ), error=error, status=422)
    messages.success(request, "已撤销上一次修改。")
    return redirect("letters_setting", code)


def _as_kept(organ: Organ) -> HabitsForm:
    kept = habits_of(organ)
    return HabitsForm(initial={name: getattr(kept, name) for name in SET})


def _next(organ: Organ, form: HabitsForm) -> str:
    """What the next reply would be numbered, by what stands in the form."""
    pattern, mark = (str(form[name].value() or "") for name in ("number_pattern", "mark"))
    try:
        return preview(organ, Habits(organ=organ, number_pattern=pattern, mark=mark), LETTERS["granted"], today())
    except GongkaiError as error:
        return str(error)


def _page(
    request: HttpRequest, organ: Organ, form: HabitsForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    used, kept = templates_in_use(organ), habits_of(organ)
    named = (("行政复议机关", kept.reviewer), ("管辖法院", kept.court), ("网上提交行政复议申请书的网址", kept.website))
    groups = [
        (family.label, [(one, used.get(one.code)) for one in LETTERS.values() if one.family is family])
        for family in Family
    ]
    shown: dict[str, Any] = {
        "organ": organ,
        "office_section": "settings",
        "form": form,
        "error": error,
        "fields": FIELDS,
        "next": _next(organ, form),
        "presumed": organ_kind_of(organ).label,
        "previous": kept.previous,
        "missing": [name for name, value in named if not value],
        "groups": groups,
        "count": len(LETTERS),
        "own": len(used),
    }
    return render(request, "letters/settings.html", shown, status=status)
