"""What is done with an item by one button. Each act is one service; what is refused is said on the item's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.frame.asking import allowed
from gongkai_web.organs.models import Person
from gongkai_web.publishing import arranging, drafting, validity
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.findings import answer as answer_finding
from gongkai_web.publishing.forms.releasing import ScheduleForm
from gongkai_web.publishing.models import Item, Link
from gongkai_web.publishing.releasing import release as release_item
from gongkai_web.publishing.rules import may_draft, may_edit, may_release
from gongkai_web.publishing.views.asking import item_of, revision_of, today
from gongkai_web.publishing.views.item import item_page

Rule = Callable[[Person, Item], bool]


def _edits(person: Person, item: Item) -> bool:
    return may_edit(person, item, today())


def _releases(person: Person, item: Item) -> bool:
    return may_release(person, item.organ, today())


def _act(
    request: HttpRequest,
    code: str,
    pk: int,
    rule: Rule,
    done: Callable[[Person, Item], HttpResponse | str],
    **more: Any,
) -> HttpResponse:
    """`done` returns where to go on, or what to say on the item's page."""
    person, item = item_of(request, code, pk)
    allowed(rule(person, item))
    try:
        result = done(person, item)
    except GongkaiError as error:
        item.refresh_from_db()
        return item_page(request, person, item, revision_of(item), error=error, status=422, **more)
    if isinstance(result, HttpResponse):
        return result
    messages.success(request, result)
    return redirect("item", code=code, pk=pk)


@require_POST
@login_required
def answer(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Say why a finding does not stand in the way."""
    fingerprint, text = request.POST.get("fingerprint", ""), request.POST.get("text", "")

    def done(person: Person, item: Item) -> str:
        answer_finding(
            by=person, item=item, revision=revision_of(item), fingerprint=fingerprint, text=text, now=timezone.now()
        )
        return _("已记下您的说明。")

    return _act(request, code, pk, lambda person, item: True, done, typed={"fingerprint": fingerprint, "text": text})


@require_POST
@login_required
def release(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    def done(person: Person, item: Item) -> str:
        out = release_item(by=person, item=item, now=timezone.now())
        return _("已发布，索引号 %(number)s。") % {"number": out.index_number}

    return _act(request, code, pk, _releases, done)


@require_POST
@login_required
def schedule(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Set or lift the hour of release."""
    form = ScheduleForm(request.POST)
    lifted = "lift" in request.POST

    def done(person: Person, item: Item) -> str:
        if not lifted and (not form.is_valid() or form.cleaned_data["at"] is None):
            raise PublishingError(_("没有填发布的时间"), _("请填日期和时间，例如 2026年11月30日 09:00"))
        at = None if lifted else form.cleaned_data["at"]
        arranging.schedule(by=person, item=item, at=at, now=timezone.now())
        return _("已改为由人发布。") if at is None else _("已定时，到时自动发布。")

    return _act(request, code, pk, _releases, done, schedule=form)


@require_POST
@login_required
def correct(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    def done(person: Person, item: Item) -> HttpResponse:
        drafting.begin_correction(by=person, item=item, now=timezone.now())
        return redirect("item_edit", code=code, pk=pk)

    return _act(request, code, pk, _edits, done)


@require_POST
@login_required
def discard(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    def done(person: Person, item: Item) -> str:
        drafting.discard(by=person, item=item, now=timezone.now())
        return _("已丢弃。需要时可以从“已丢弃”里恢复。")

    return _act(request, code, pk, _edits, done)


@require_POST
@login_required
def take_back(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    def done(person: Person, item: Item) -> str:
        drafting.take_back(by=person, item=item, now=timezone.now())
        return _("已恢复，可以接着修改。")

    return _act(request, code, pk, _edits, done)


@require_POST
@login_required
def copy(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    def done(person: Person, item: Item) -> HttpResponse:
        made = arranging.copy(by=person, item=item, revision=revision_of(item), now=timezone.now())
        messages.success(request, _("这是复制出来的新稿，请填文号和日期。附件没有复制。"))
        return redirect("item_edit", code=code, pk=made.item_id)

    return _act(request, code, pk, lambda person, item: may_draft(person, item.organ, today()), done)


@require_POST
@login_required
def restore(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Undo a repeal that was entered by mistake."""

    def done(person: Person, item: Item) -> str:
        validity.restore(by=person, item=item, now=timezone.now())
        return _("已恢复为有效。")

    return _act(request, code, pk, _releases, done)


@require_POST
@login_required
def unlink(request: HttpRequest, code: str, pk: int, link: int) -> HttpResponse:
    def done(person: Person, item: Item) -> str:
        validity.unlink(by=person, link=get_object_or_404(Link, pk=link, source=item), now=timezone.now())
        return _("已取消关联。")

    return _act(request, code, pk, _releases, done)
