"""The page of an item, what may be taken home of it, and what is said of one that was recalled."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai_web.portal import tags
from gongkai_web.portal.attachments import first_picture, listed, main_text
from gongkai_web.portal.frames import frame_of_item, page
from gongkai_web.portal.kept.pages import kept, of_its_item
from gongkai_web.portal.metadata import facts, state_of
from gongkai_web.portal.selectors.items import neighbours
from gongkai_web.portal.selectors.surroundings import corrections, linked
from gongkai_web.portal.texts import framed, plain_text
from gongkai_web.publishing.gate import Shown, recalled, shown, visible
from gongkai_web.publishing.models import Item

FORMS = {"html": "text/html; charset=utf-8", "txt": "text/plain; charset=utf-8"}


@require_safe
@kept(of_its_item)
def item(request: HttpRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    try:
        found: Item = visible(now).select_related("column", "revision").get(pk=pk)
    except Item.DoesNotExist:
        return _recalled(request, pk)
    seen = shown(found, timezone.localdate(now))
    context = _content(request, seen) | {
        "around": neighbours(found, now),
        "corrections": [] if seen.names_ended else corrections(found),
        "linked": linked(found, now),
        "mail_subject": quote(found.index_number or found.title),
    }
    frame = frame_of_item(request, found)
    around = page(request, frame, found.column.top if found.column else "", found.column)
    around["tags"] += tags.of_article(seen, request.build_absolute_uri(), first_picture(request, seen))
    return render(request, "portal/item.html", around | context)


def _content(request: HttpRequest, seen: Shown) -> dict[str, Any]:
    main = main_text(seen)
    return {
        "item": seen.item,
        "column": seen.item.column,
        "facts": facts(seen),
        "state": state_of(seen.item, timezone.localdate()),
        "names_ended": seen.names_ended,
        "body": framed(seen.body + (main.html if main else "")),
        "main": main.file if main else None,
        "attachments": listed(seen),
        "url": request.build_absolute_uri(reverse("open_item", args=[seen.item.pk])),
    }


def _recalled(request: HttpRequest, pk: int) -> HttpResponse:
    """Gone, and nothing more: neither what it was called nor why."""
    gone = get_object_or_404(recalled(), pk=pk)
    return render(request, "portal/recalled.html", page(request, frame_of_item(request, gone)), status=410)


@require_safe
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The text to take home (《条例》第二十四条: 检索、查阅、下载), as a page that stands alone or as plain text."""
    if form not in FORMS:
        raise Http404
    now = timezone.now()
    found: Item = get_object_or_404(visible(now).select_related("column", "revision"), pk=pk)
    context = _content(request, shown(found, timezone.localdate(now)))
    if form == "txt":
        response = HttpResponse(plain_text(context), content_type=FORMS[form])
    else:
        response = render(request, "portal/download.html", context, content_type=FORMS[form])
    name = (found.index_number or str(found.pk)).replace("/", "-")
    response.headers["Content-Disposition"] = _disposition(f"{name}.{form}", f"item-{found.pk}.{form}")
    return response


def _disposition(name: str, plain: str) -> str:
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
