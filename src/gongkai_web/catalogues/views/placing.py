"""On the page of an item: which rows it stands on, and putting it on another."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai_web.catalogues.links import item_page
from gongkai_web.catalogues.panel import may_place
from gongkai_web.catalogues.selectors import placements_of, rows_to_choose
from gongkai_web.catalogues.services import place, remove
from gongkai_web.catalogues.views.asking import Asked, row_in, working
from gongkai_web.frame.asking import allowed
from gongkai_web.publishing.models import Item


@login_required
def choose(request: HttpRequest, code: str, item: int) -> HttpResponse:
    """Search the organ's rows, and put the item on one of them."""
    asked, chosen = _item(request, code, item)
    if request.method != "POST":
        return _page(asked, chosen)
    said = request.POST.get("row", "")
    row = row_in(asked, int(said) if said.isdecimal() else 0)
    try:
        place(by=asked.person, item=chosen, row=row, now=timezone.now())
    except GongkaiError as error:
        return _page(asked, chosen, error, 422)
    messages.success(request, _("已放到目录事项“%(row)s”下。") % {"row": row.second})
    return redirect(item_page(chosen))


@require_POST
@login_required
def take_off(request: HttpRequest, code: str, item: int) -> HttpResponse:
    asked, chosen = _item(request, code, item)
    said = request.POST.get("row", "")
    row = row_in(asked, int(said) if said.isdecimal() else 0)
    try:
        remove(by=asked.person, item=chosen, row=row, now=timezone.now())
    except GongkaiError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已从目录事项“%(row)s”下取下。") % {"row": row.second})
    return redirect(item_page(chosen))


def _item(request: HttpRequest, code: str, pk: int) -> tuple[Asked, Item]:
    asked = working(request, code)
    item = get_object_or_404(Item.objects.select_related("organ", "unit"), pk=pk, organ=asked.organ)
    allowed(may_place(asked.person, item, asked.day))
    return asked, item


def _page(asked: Asked, item: Item, error: GongkaiError | None = None, status: int = 200) -> HttpResponse:
    words = asked.request.GET.get("q", "").strip()
    on = {one.row_id for one in placements_of(item)}
    rows = [row for row in rows_to_choose(asked.organ, words, asked.day) if row.pk not in on]
    return asked.page("choose_row", status, item=item, words=words, rows=rows, error=error, back=item_page(item))
