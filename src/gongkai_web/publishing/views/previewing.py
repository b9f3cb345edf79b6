"""The public page as it will be, for those who may see the draft."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai_web.publishing.codes import category_name
from gongkai_web.publishing.models import first_day
from gongkai_web.publishing.views.asking import item_of, revision_of, today


@require_safe
@login_required
def preview(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    _person, item = item_of(request, code, pk)
    revision = revision_of(item, request.GET.get("revision", ""))
    shown = {
        "organ": item.organ,
        "item": item,
        "revision": revision,
        "published_on": item.published_on or first_day(revision, today()),
        "categories": [category_name(one) for one in revision.categories],
        "files": revision.attachments.select_related("file"),
    }
    return render(request, "publishing/preview.html", shown)
