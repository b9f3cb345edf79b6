"""For search engines: where they may go, and every visible item in parts of a bounded size."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai_web.portal.kept.pages import kept, whole
from gongkai_web.portal.selectors.organs import standing
from gongkai_web.publishing.gate import visible

PART = 10_000
"""Items of a part, by key: a part's address never comes to mean other items."""

_XML = "application/xml; charset=utf-8"


@require_safe
@kept(whole)
def robots(request: HttpRequest) -> HttpResponse:
    """Tools and the back office have nothing to be found; searching is for people."""
    closed = ("/office/", "/account/", "/search/", "/check/", "/compile/", "/drafts/", "/preferences/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@kept(whole)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Part 0 is the organs; part n the items up to the key n × PART."""
    last = visible(timezone.now()).order_by("-pk").values_list("pk", flat=True).first() or 0
    parts = range(-(-last // PART) + 1)
    urls = [request.build_absolute_uri(reverse("sitemap_part", args=[number])) for number in parts]
    return render(request, "portal/sitemap.xml", {"parts": urls}, content_type=_XML)


@require_safe
@kept(whole)
def part(request: HttpRequest, part: int) -> HttpResponse:
    rows = _organs() if part == 0 else _items(part)
    if not rows:
        raise Http404
    urls = [(request.build_absolute_uri(path), changed) for path, changed in rows]
    return render(request, "portal/sitemap_part.xml", {"urls": urls}, content_type=_XML)


def _organs() -> list[tuple[str, str]]:
    paths = [reverse("open_organ", args=[organ.code]) for organ in standing(timezone.localdate())]
    return [(path, "") for path in [reverse("home"), reverse("open_organs"), *paths]]


def _items(part: int) -> list[tuple[str, str]]:
    within = visible(timezone.now()).filter(pk__gt=(part - 1) * PART, pk__lte=part * PART).order_by("pk")
    rows = within.values_list("pk", "published_at", "changed_at")
    return [(reverse("open_item", args=[pk]), f"{changed or published:%Y-%m-%d}") for pk, published, changed in rows]
