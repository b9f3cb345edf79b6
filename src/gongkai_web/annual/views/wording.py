"""设置 · 年报底稿: the text an organ's reports begin with."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai_web.annual import wording
from gongkai_web.annual.errors import ChangedError
from gongkai_web.annual.figures_in_text import FIELDS
from gongkai_web.annual.forms import WordingForm
from gongkai_web.annual.models import Wording
from gongkai_web.annual.views.common import kept_by, lock_of
from gongkai_web.organs.models import Organ


@login_required
def setting(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = kept_by(request, code)
    kept = Wording.objects.filter(organ=organ).select_related("saved_by").first()
    if request.method != "POST":
        initial = {name: getattr(kept, name) for name in wording.PARTS} if kept else {}
        return _page(request, organ, kept, WordingForm(initial=initial))
    form = WordingForm(request.POST)
    if not form.is_valid():
        return _page(request, organ, kept, form, status=422)
    try:
        wording.keep(by=person, organ=organ, lock=lock_of(request), texts=form.cleaned_data, now=timezone.now())
    except GongkaiError as error:
        return _page(request, organ, kept, form, error, 409 if isinstance(error, ChangedError) else 422)
    messages.success(request, "已保存，下一次开始编制年报时就用")
    return redirect("annual_setting", code)


def _page(
    request: HttpRequest,
    organ: Organ,
    kept: Wording | None,
    form: WordingForm,
    error: GongkaiError | None = None,
    status: int = 200,
) -> HttpResponse:
    usual = wording.usual(organ, timezone.localdate().year - 1)
    shown = {
        "organ": organ,
        "office_section": "settings",
        "kept": kept,
        "lock": kept.lock if kept else 0,
        "form": form,
        "error": error,
        "theirs": [(label, getattr(kept, name)) for name, label in wording.PARTS.items()]
        if kept and isinstance(error, ChangedError)
        else [],
        "usual": [(label, usual[name]) for name, label in wording.PARTS.items()],
        "fields": [(one.name, one.what) for one in FIELDS.values()],
    }
    return render(request, "annual/setting.html", shown, status=status)
