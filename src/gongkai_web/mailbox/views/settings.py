"""设置 · 信箱."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai_web.mailbox.forms import PracticeForm
from gongkai_web.mailbox.setting import arrange, days_of, practice_of
from gongkai_web.mailbox.views.common import arranged_by
from gongkai_web.mailbox.wording import WHERE


@login_required
def setting(request: HttpRequest, code: str) -> HttpResponse:
    organ, person = arranged_by(request, code)
    days, practice, error = days_of(organ), practice_of(organ), None
    begun = {name: getattr(practice, name) for name in ("is_open", "publishes", "note", "petition_where")}
    form = PracticeForm(request.POST or None, days=days, initial=begun)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in begun}
        try:
            arrange(by=person, organ=organ, days=form.days(), now=timezone.now(), **given)
        except GongkaiError as refused:
            error = refused
        else:
            messages.success(request, "已保存。已经收到的来信，期限不变。")
            return redirect("mailbox_setting", code)
    shown = {
        "organ": organ,
        "office_section": "settings",
        "form": form,
        "error": error,
        "own": organ.mailbox_periods.exists(),
        "where": WHERE,
    }
    return render(request, "mailbox/setting.html", shown, status=422 if request.method == "POST" else 200)
