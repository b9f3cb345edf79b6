"""One view for all pages: what is asked, what is shown, as a page or as a table to take home."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.corpus.extract import asking
from gongkai_web.portal import tags
from gongkai_web.portal.sites import common_site
from gongkai_web.research import kept
from gongkai_web.research.asked import Asked, asked
from gongkai_web.research.downloads import FORMS, WRITERS
from gongkai_web.research.errors import BusyError, ResearchError, TooManyError
from gongkai_web.research.limits import TABLE, count_download, turn
from gongkai_web.research.pages import PAGES
from gongkai_web.research.shown import Shown

_STATUS = {BusyError: 503, TooManyError: 429}


def around(request: HttpRequest) -> dict[str, Any]:
    """What stands around every page of this part."""
    site = common_site()
    return {"site": site, "tags": tags.of_site(site, request), "section": "research", "pages": _links()}


def _links() -> list[dict[str, str]]:
    named = {
        "organ": _("一个机关的历年数据"),
        "compare": _("几个机关对比"),
        "spread": _("各机关的分布"),
        "outcomes": _("申请是怎样办结的"),
        "rates": _("公开率和纠错率"),
        "carry": _("结转对不上的"),
        "alike": _("文字雷同的"),
    }
    return [
        {"name": name, "label": label, "url": reverse("research_page", args=[name])} for name, label in named.items()
    ] + [{"name": "data", "label": _("数据下载"), "url": reverse("research_data")}]


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    if name not in PAGES:
        raise Http404
    try:
        with turn():
            found = asked(request)
            shown = kept.shown(name, found, PAGES[name]) if found else None
            context = _context(request, found, shown) if found and shown else {}
    except ResearchError as error:
        return refused(request, name, error)
    if shown is None:
        return render(request, "research/nothing.html", around(request) | {"name": name})
    return render(request, "research/page.html", around(request) | context)


def _context(request: HttpRequest, found: Asked, shown: Shown) -> dict[str, Any]:
    query = request.GET.urlencode()
    return {
        "shown": shown,
        "name": shown.name,
        "extra": shown.extra,
        "given": request.GET,
        "downloads": [(form, _address(shown.name, form, query)) for form in FORMS],
        "matches": _matches(request, found, shown),
        "taken": _taken(request, found, shown),
        "left_out": found.shelf.left_out,
    }


def _address(name: str, form: str, query: str) -> str:
    return reverse("research_download", args=[name, form]) + (f"?{query}" if query else "")


NEEDS_ORGAN = ("organ", "compare")
"""Pages that say nothing without an organ; on the others one may be chosen."""


def _matches(request: HttpRequest, found: Asked, shown: Shown) -> list[dict[str, Any]]:
    """Organs of the name that was looked for, each with the address that takes it in."""
    text = request.GET.get("q", "").strip()[:60]
    several = "organs" in shown.extra
    chosen = shown.extra.get("organs") or shown.extra.get("organ")
    if not several and "organ" not in shown.extra:
        return []
    if not text and (chosen or shown.name not in NEEDS_ORGAN):
        return []
    rows = asking.organs_named(found.shelf.extract, text, most=30 if text else 12)
    rest = _given(request, "q") if several else _given(request, "q", "organ")
    path = reverse("research_page", args=[shown.name])
    return [row | {"url": f"{path}?{urlencode([*rest, ('organ', row['organ'])])}"} for row in rows]


def _given(request: HttpRequest, *without: str) -> list[tuple[str, str]]:
    return [(key, value) for key, values in request.GET.lists() for value in values if key not in without]


def _taken(request: HttpRequest, found: Asked, shown: Shown) -> list[tuple[str, str]]:
    """The organ that was chosen where none is needed, with the address without it."""
    organ = shown.extra.get("organ")
    if not organ or shown.name in NEEDS_ORGAN:
        return shown.extra.get("taken", [])
    name = asking.organs_of(found.shelf.extract, [organ])[organ]["name"]
    path = reverse("research_page", args=[shown.name])
    return [(name, f"{path}?{urlencode(_given(request, 'organ', 'q'))}")]


def refused(request: HttpRequest, name: str, error: ResearchError) -> HttpResponse:
    status = _STATUS.get(type(error), 404)
    context = around(request) | {"error": error, "name": name}
    response = render(request, "research/refused.html", context, status=status)
    if status in (429, 503):
        response.headers["Retry-After"] = "60" if status == 503 else "3600"
    return response


@require_safe
def download(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """Exactly what the page of the same address shows."""
    if name not in PAGES or form not in FORMS:
        raise Http404
    try:
        count_download(request, TABLE)
        with turn():
            found = asked(request)
            if found is None:
                raise Http404
            shown = kept.shown(name, found, PAGES[name])
    except ResearchError as error:
        return refused(request, name, error)
    if not shown.tables:
        raise Http404
    content = WRITERS[form](shown, request.build_absolute_uri("/").rstrip("/"))
    response = HttpResponse(content, content_type=FORMS[form])
    plain, pretty = f"research-{name}.{form}", f"{shown.title}.{form}"
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(pretty)}"
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What there is, by year, and what can be asked."""
    try:
        with turn():
            found = asked(request)
            rows = asking.standing(found.shelf.extract) if found else []
    except ResearchError as error:
        return refused(request, "home", error)
    if found is None or not rows:
        return render(request, "research/nothing.html", around(request) | {"name": "home"})
    context = {
        "rows": rows,
        "name": "home",
        "left_out": found.shelf.left_out,
        "reports": sum(row["reports"] for row in rows),
    }
    return render(request, "research/home.html", around(request) | context)
