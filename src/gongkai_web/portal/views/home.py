"""The way in: the site's first page, all organs, and the first page of an organ."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai_web.mailbox.selectors import published_letters
from gongkai_web.portal import tags
from gongkai_web.portal.frames import frame_of, page
from gongkai_web.portal.kept.pages import kept, of_its_organ, whole
from gongkai_web.portal.selectors.items import newest
from gongkai_web.portal.selectors.organs import by_level, standing
from gongkai_web.portal.sites import common_site

FEW = 40
"""As many organs are named on the first page; where there are more, a page of their own lists them all."""


@require_safe
@kept(whole)
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    site = common_site()
    groups = by_level(timezone.localdate(now))
    count = sum(len(group.organs) for group in groups)
    context = {
        "site": site,
        "tags": tags.of_site(site, request),
        "groups": groups if count <= FEW else groups[:1],
        "count": count,
        "all_shown": count <= FEW,
        "newest": newest(now),
    }
    return render(request, "portal/home.html", context)


@require_safe
@kept(whole)
def organs(request: HttpRequest) -> HttpResponse:
    site = common_site()
    groups = by_level(timezone.localdate())
    context = {
        "site": site,
        "tags": tags.of_site(site, request),
        "groups": groups,
        "count": sum(len(group.organs) for group in groups),
    }
    return render(request, "portal/organs.html", context)


@require_safe
@kept(of_its_organ)
def organ(request: HttpRequest, code: str) -> HttpResponse:
    frame = frame_of(request, code)
    context = {
        "newest": newest(timezone.now(), frame.organ),
        "letters": published_letters(frame.organ).exists(),
        "below": standing(timezone.localdate()).filter(parent=frame.organ),
    }
    return render(request, "portal/organ.html", page(request, frame) | context)
