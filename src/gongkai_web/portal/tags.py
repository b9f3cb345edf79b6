"""The meta tags of government sites (国办发〔2017〕47号, annex): site on every page, column on lists, article on items."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from gongkai_web.portal.sites import Site
from gongkai_web.publishing import columns
from gongkai_web.publishing.gate import Shown
from gongkai_web.publishing.models import Column, Item

Tags = list[tuple[str, str]]
"""Names and contents in the order of the annex; what is not known is left out."""


def of_site(site: Site, request: HttpRequest) -> Tags:
    domain = site.domain or request.get_host().partition(":")[0]
    return _known(("SiteName", site.name), ("SiteDomain", domain), ("SiteIDCode", site.code))


def of_column(organ: str, column: Column) -> Tags:
    """`organ` by its name."""
    described = column.description or f"{organ}{column.name}"
    top = columns.TOP.get(column.top, "")
    keywords = dict.fromkeys((column.name, top, "政府信息公开", organ))
    return _known(
        ("ColumnName", column.name),
        ("ColumnDescription", described),
        ("ColumnKeywords", ",".join(word for word in keywords if word)),
        ("ColumnType", column.kind or top),
    )


def of_article(shown: Shown, url: str, image: str = "") -> Tags:
    """Once a 公示 has ended nothing that was said in it stands here either: keywords may be names."""
    item, revision = shown.item, shown.item.revision
    told = revision is not None and not shown.names_ended
    return _known(
        ("ArticleTitle", item.title),
        ("PubDate", pub_date(item)),
        ("ContentSource", (revision.source_name if revision else "") or item.publisher),
        ("Keywords", revision.keywords if told and revision else ""),
        ("Author", item.publisher),
        ("Description", shown.summary),
        ("Image", image if told else ""),
        ("Url", url),
    )


def pub_date(item: Item) -> str:
    """To the minute; of what was first published elsewhere only the day is known."""
    at = timezone.localtime(item.published_at) if item.published_at else None
    if at is not None and at.date() == item.published_on:
        return f"{at:%Y-%m-%d %H:%M}"
    return f"{item.published_on:%Y-%m-%d} 00:00" if item.published_on else ""


def _known(*tags: tuple[str, str]) -> Tags:
    return [(name, content) for name, content in tags if content]
