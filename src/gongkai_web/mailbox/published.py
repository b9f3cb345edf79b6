"""Letters and replies that were made public, for everybody: only what was written for it, never the letter itself."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai_web.frame.public_pages import around
from gongkai_web.mailbox.kinds import Kind
from gongkai_web.mailbox.selectors import published_letters
from gongkai_web.organs.models import Organ

COLUMN, PER_PAGE = "mailbox", 20


@require_safe
def letters(request: HttpRequest, code: str) -> HttpResponse:
    organ = get_object_or_404(Organ.objects.prefetch_related("names"), code=code)
    kind = request.GET.get("kind", "")
    kind = kind if kind in Kind.values else ""
    found = published_letters(organ)
    found = found.filter(letter__kind=kind) if kind else found
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "kind": kind, "kinds": Kind.choices}
    return render(request, "mailbox/public_letters.html", around(request, organ, COLUMN) | shown)


@require_safe
def letter(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """By the publication's own number, which says nothing of the letter's."""
    organ = get_object_or_404(Organ.objects.prefetch_related("names"), code=code)
    found = get_object_or_404(published_letters(organ), pk=pk)
    return render(request, "mailbox/public_letter.html", around(request, organ, COLUMN) | {"one": found})
