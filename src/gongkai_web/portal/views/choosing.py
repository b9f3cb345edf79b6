"""From the first page of the site to one organ's pages: to whom one applies, where one's own request is looked up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai_web.frame.numbers import place_of
from gongkai_web.portal import tags
from gongkai_web.portal.selectors.organs import by_level, named
from gongkai_web.portal.sites import common_site

LONGEST = 60


@require_safe
def apply(request: HttpRequest) -> HttpResponse:
    return _choose(request, "portal/choose_apply.html", "apply")


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """The number of a receipt says whose it is: then nobody has to know the organ."""
    number = request.GET.get("number", "").strip()[:LONGEST]
    place = place_of(number)
    if place:
        return redirect(place.url)
    return _choose(request, "portal/choose_progress.html", "my_request_query", number)


def _choose(request: HttpRequest, template: str, page: str, number: str = "") -> HttpResponse:
    site, words = common_site(), request.GET.get("name", "").strip()[:LONGEST]
    groups = by_level(timezone.localdate())
    found = named(groups, words)
    shown = {
        "site": site,
        "tags": tags.of_site(site, request),
        "groups": found,
        "count": sum(len(group.organs) for group in found),
        "of_all": sum(len(group.organs) for group in groups),
        "words": words,
        "number": number,
        "page": page,
    }
    return render(request, template, shown)
