"""公开任务: what must be public by when; noting work that was done; binding an item, dropping with a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai_web.catalogues.forms import DropForm, NoteForm
from gongkai_web.catalogues.links import item_page, writing_page
from gongkai_web.catalogues.listing import State, listed, states
from gongkai_web.catalogues.models import Duty, Row
from gongkai_web.catalogues.rules import may_drop, may_note, may_note_any, may_serve
from gongkai_web.catalogues.selectors import rows_to_choose
from gongkai_web.catalogues.services import bind, drop, note
from gongkai_web.catalogues.showing import period_words, titled
from gongkai_web.catalogues.views.asking import Asked, duty_in, row_in, seen, working
from gongkai_web.frame.asking import allowed
from gongkai_web.publishing.listing import seen_by
from gongkai_web.publishing.models import Item


@require_safe
@login_required
def duties(request: HttpRequest, code: str) -> HttpResponse:
    """By state, nearest deadline first; a page at a time."""
    asked = seen(request, code)
    state = State.of(request.GET.get("state", ""))
    unit = request.GET.get("unit", "")
    page = listed(asked.organ, state, unit, request.GET.get("after", ""), asked.day)
    units = asked.organ.units.filter(ended_on__isnull=True)
    tabs = states(asked.organ, unit, asked.day)
    return asked.page("duties", page=page, state=state, tabs=tabs, units=units, unit=unit)


@login_required
def new(request: HttpRequest, code: str) -> HttpResponse:
    """First which row it belongs to, then what was done and when."""
    asked = working(request, code)
    allowed(may_note_any(asked.person, asked.organ, asked.day))
    said = request.POST.get("row") or request.GET.get("row", "")
    if not said.isdecimal():
        words = request.GET.get("q", "").strip()
        rows = rows_to_choose(asked.organ, words, asked.day)
        mine = [row for row in rows if may_note(asked.person, row, asked.day)]
        return asked.page("duty_row", words=words, rows=mine, has_catalogue=asked.organ.catalogues.exists())
    chosen = row_in(asked, int(said))
    allowed(may_note(asked.person, chosen, asked.day))
    if request.method != "POST":
        return _new(asked, chosen, NoteForm(initial={"arose_on": asked.day}))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _new(asked, chosen, form, 422)
    try:
        made = note(by=asked.person, row=chosen, now=timezone.now(), **form.cleaned_data)
    except GongkaiError as error:
        return _new(asked, chosen, form, 422, error)
    messages.success(request, _("已登记。到期以前把它公开，这项任务就自动办结。"))
    return redirect("duty", code=code, pk=made.pk)


def _new(
    asked: Asked, chosen: Row, form: NoteForm, status: int = 200, error: GongkaiError | None = None
) -> HttpResponse:
    counted = period_words(chosen.period)
    return asked.page("duty_new", status, row=chosen, form=form, error=error, counted=counted)


@require_safe
@login_required
def duty(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    asked = seen(request, code)
    return _duty(asked, duty_in(asked, pk))


def _duty(asked: Asked, chosen: Duty, status: int = 200, **more: Any) -> HttpResponse:
    serves = asked.works and chosen.is_open and may_serve(asked.person, chosen, asked.day)
    given = {
        "duty": chosen,
        "overdue": chosen.is_overdue(asked.day) and not _is_public(chosen),
        "is_public": _is_public(chosen),
        "serves": serves,
        "drops": asked.works and chosen.is_open and may_drop(asked.person, chosen, asked.day),
        "drop_form": DropForm(),
        "writing": writing_page(asked.organ),
        "item_url": item_page(chosen.item) if chosen.item else "",
        "offers": _offers(asked, chosen) if serves else [],
    }
    return asked.page("duty", status, **(given | more))


def _is_public(chosen: Duty) -> bool:
    return chosen.item is not None and chosen.item.public == Item.Public.PUBLISHED


def _offers(asked: Asked, chosen: Duty) -> list[Item]:
    """Items on the row that this person may see, the newest first."""
    items = seen_by(asked.person, asked.organ, asked.day).filter(placements__row=chosen.row, discarded_at=None)
    return list(titled(items).exclude(pk=chosen.item_id).order_by("-pk")[:10])


@require_POST
@login_required
def bind_item(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """An item on the row, or one named by its index number."""
    asked = working(request, code)
    chosen = duty_in(asked, pk)
    allowed(may_serve(asked.person, chosen, asked.day))
    item = _named(asked, request.POST.get("item", ""), request.POST.get("index_number", "").strip())
    if item is None:
        error = GongkaiError(_("没有找到这条信息"), _("请核对索引号；还没有发布的信息，请先在它的页面上选这一事项"))
        return _duty(asked, chosen, 422, error=error)
    try:
        bind(by=asked.person, duty=chosen, item=item, now=timezone.now())
    except GongkaiError as error:
        return _duty(asked, duty_in(asked, pk), 422, error=error)
    messages.success(request, _("已对应。"))
    return redirect("duty", code=code, pk=pk)


def _named(asked: Asked, key: str, index_number: str) -> Item | None:
    mine = seen_by(asked.person, asked.organ, asked.day)
    if index_number:
        return mine.filter(index_number__iexact=index_number).first()
    return mine.filter(pk=int(key)).first() if key.isdecimal() else None


@require_POST
@login_required
def drop_duty(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    asked = working(request, code)
    chosen = duty_in(asked, pk)
    allowed(may_drop(asked.person, chosen, asked.day))
    form = DropForm(request.POST)
    if not form.is_valid():
        return _duty(asked, chosen, 422, drop_form=form)
    try:
        drop(by=asked.person, duty=chosen, reason=form.cleaned_data["reason"], now=timezone.now())
    except GongkaiError as error:
        return _duty(asked, duty_in(asked, pk), 422, error=error)
    messages.success(request, _("任务已取消，原因已记入日志。"))
    return redirect("duty", code=code, pk=pk)
