"""撤回信息 and 废止: each says what it does, and what it cannot undo, before it is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.errors import GongkaiError
from gongkai_web.frame.asking import allowed
from gongkai_web.publishing.forms.releasing import RecallForm, RepealForm
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.offering import offered
from gongkai_web.publishing.practice import number_example
from gongkai_web.publishing.releasing import recall as recall_item
from gongkai_web.publishing.rules import may_recall, may_release
from gongkai_web.publishing.validity import repeal as repeal_item
from gongkai_web.publishing.views.asking import SECTION, item_of, today


@login_required
def recall(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person, item = item_of(request, code, pk)
    allowed(may_recall(person, item.organ, today()))
    if item.public != Item.Public.PUBLISHED:
        return redirect("item", code=code, pk=pk)
    if request.method != "POST":
        return _page(request, "item_recall", item, RecallForm())
    form = RecallForm(request.POST)
    try:
        form.is_valid()
        recall_item(by=person, item=item, reason=form.cleaned_data.get("reason", ""), now=timezone.now())
    except GongkaiError as error:
        return _page(request, "item_recall", item, form, error=error, status=422)
    messages.success(request, _("已撤回。正文和附件已不能再看到，页面写明这条信息已经撤回。"))
    return redirect("item", code=code, pk=pk)


@login_required
def repeal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person, item = item_of(request, code, pk)
    allowed(may_release(person, item.organ, today()))
    if not item.normative or item.public != Item.Public.PUBLISHED:
        return redirect("item", code=code, pk=pk)
    words = (request.POST.get("words") or request.GET.get("words", "")).strip()
    found = offered(item, words)
    more, offers = {"words": words, "found": found}, {"offered": found, "example": number_example(item.organ, 9)}
    if request.method != "POST" or "look" in request.POST:
        form = RepealForm(**offers, initial=request.POST.dict() or {"on": today()})
        return _page(request, "item_repeal", item, form, **more)
    form = RepealForm(request.POST, **offers)
    if not form.is_valid():
        return _page(request, "item_repeal", item, form, status=422, **more)
    try:
        repeal_item(by=person, item=item, now=timezone.now(), **form.cleaned_data)
    except GongkaiError as error:
        return _page(request, "item_repeal", item, form, error=error, status=422, **more)
    messages.success(request, _("已标注废止。正文仍可查看，页面写明失去效力的日期和依据。"))
    return redirect("item", code=code, pk=pk)


def _page(
    request: HttpRequest,
    template: str,
    item: Item,
    form: Any,
    error: GongkaiError | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    shown = {"organ": item.organ, "office_section": SECTION, "item": item, "form": form, "error": error, **more}
    return render(request, f"publishing/{template}.html", shown, status=status)
