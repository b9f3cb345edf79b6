"""关联: this item interprets, replaces, amends … another; both pages say so."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.errors import GongkaiError
from gongkai_web.frame.asking import allowed
from gongkai_web.publishing.forms.releasing import LinkForm
from gongkai_web.publishing.models import Item, Link
from gongkai_web.publishing.offering import offered
from gongkai_web.publishing.rules import may_release
from gongkai_web.publishing.validity import link as make_link
from gongkai_web.publishing.views.asking import SECTION, item_of, today


@login_required
def links(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    person, item = item_of(request, code, pk)
    allowed(may_release(person, item.organ, today()))
    if item.public != Item.Public.PUBLISHED:
        return redirect("item", code=code, pk=pk)
    if request.method != "POST":
        return _page(request, item)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, item, status=422)
    target = get_object_or_404(Item, pk=form.cleaned_data["other"], organ=item.organ, public=Item.Public.PUBLISHED)
    try:
        make_link(by=person, kind=Link.Kind(form.cleaned_data["kind"]), source=item, target=target, now=timezone.now())
    except GongkaiError as error:
        return _page(request, item, error=error, status=422)
    messages.success(request, _("已关联，两边的页面都写明。"))
    return redirect("item", code=code, pk=pk)


def _page(request: HttpRequest, item: Item, error: GongkaiError | None = None, status: int = 200) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    words = given.get("words", "").strip()
    shown = {
        "organ": item.organ,
        "office_section": SECTION,
        "item": item,
        "error": error,
        "words": words,
        "kinds": Link.Kind.choices,
        "kind": given.get("kind", Link.Kind.INTERPRETS),
        "found": offered(item, words),
    }
    return render(request, "publishing/item_links.html", shown, status=status)
