"""设置 · 网页."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.portal.forms import ThemeForm
from gongkai_web.portal.sites import site_of
from gongkai_web.portal.theming import SET, set_theme, theme_of, undo_theme
from gongkai_web.publishing.rules import may_configure


def _configuring(request: HttpRequest, code: str) -> tuple[Person, Organ]:
    person, organ = person_of(request), organ_of(request, code)
    allowed(may_configure(person, organ, timezone.localdate()))
    return person, organ


@login_required
def theme(request: HttpRequest, code: str) -> HttpResponse:
    person, organ = _configuring(request, code)
    if request.method != "POST":
        return _page(request, organ, _as_kept(organ))
    form = ThemeForm(request.POST)
    if not form.is_valid():
        return _page(request, organ, form, status=422)
    try:
        set_theme(by=person, organ=organ, now=timezone.now(), **form.cleaned_data)
    except GongkaiError as error:
        return _page(request, organ, form, error=error, status=422)
    messages.success(request, _("已保存，公开的网页马上换成新的。"))
    return redirect("site_settings", code=code)


@require_POST
@login_required
def undo(request: HttpRequest, code: str) -> HttpResponse:
    person, organ = _configuring(request, code)
    try:
        undo_theme(by=person, organ=organ, now=timezone.now())
    except GongkaiError as error:
        return _page(request, organ, _as_kept(organ), error=error, status=422)
    messages.success(request, _("已撤销上一次修改。"))
    return redirect("site_settings", code=code)


def _as_kept(organ: Organ) -> ThemeForm:
    kept = theme_of(organ)
    return ThemeForm(initial={name: getattr(kept, name) for name in SET})


def _page(
    request: HttpRequest, organ: Organ, form: ThemeForm, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    shown: dict[str, Any] = {
        "organ": organ,
        "office_section": "settings",
        "form": form,
        "error": error,
        "site_now": site_of(organ),
        "previous": theme_of(organ).previous,
    }
    return render(request, "portal/theme.html", shown, status=status)
