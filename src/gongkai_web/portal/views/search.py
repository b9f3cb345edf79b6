"""检索: one field, filters that may be left alone, and an order. Found is shown only as far as the public may see it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai_web.organs.models import Organ
from gongkai_web.portal import tags
from gongkai_web.portal.kept.values import VALUES
from gongkai_web.portal.searching import Asked, results
from gongkai_web.portal.selectors.items import content_columns, years
from gongkai_web.portal.selectors.organs import by_level
from gongkai_web.portal.sites import common_site, site_of
from gongkai_web.publishing.codes import ARTICLE_20, categories_of
from gongkai_web.publishing.editions import EVERYTHING
from gongkai_web.publishing.gate import visible
from gongkai_web.publishing.models import Column
from gongkai_web.publishing.validity import Validity
from gongkai_web.search.errors import SearchError
from gongkai_web.search.query import DATE


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    asked = Asked.read(request.GET.dict())
    context: dict[str, Any] = {"asked": asked, **_once_an_edition(request, asked.organ)}
    context["tags"] = tags.of_site(context["site"], request)
    if not asked.anything:
        return render(request, "portal/search.html", context)
    try:
        context["result"] = results(asked, now)
        context |= {"by_date": asked.address(sort=DATE), "by_relevance": asked.address(sort="")}
    except SearchError as error:
        return render(request, "portal/search.html", context | {"error": error}, status=503)
    return render(request, "portal/search.html", context)


def _once_an_edition(request: HttpRequest, organ: Organ | None) -> dict[str, Any]:
    """What the form shows, whatever is searched for."""
    code = organ.code if organ else ""
    return VALUES.get(request, EVERYTHING, ("search", code), lambda: _choices(organ))


def _choices(organ: Organ | None) -> dict[str, Any]:
    """The site, and what the filters offer."""
    now = timezone.now()
    items = visible(now).filter(organ=organ) if organ else visible(now)
    columns = content_columns(organ) if organ else list(Column.objects.filter(organ=None))
    return {
        "site": site_of(organ) if organ else common_site(),
        "groups": by_level(timezone.localdate(now)),
        "columns": columns,
        "years": years(items),
        "validities": Validity.choices,
        "categories": categories_of(organ.level) if organ else ARTICLE_20,
    }
