"""The site a page belongs to: its name and codes, and the links of its head and foot."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from gongkai_web.organs.models import Organ
from gongkai_web.portal.models import Theme
from gongkai_web.portal.selectors.organs import lineage

NAME = "政府信息公开"


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Site:
    """`name` is that of the site or of the organ whose it is; `domain` is empty where nobody set it: the page then says
    the one it was asked at."""

    name: str
    domain: str = ""
    code: str = ""
    head_links: tuple[Link, ...] = ()
    foot_links: tuple[Link, ...] = ()
    foot_text: str = ""


def site_of(organ: Organ) -> Site:
    """The organ's own, or that of the nearest government above it that has one."""
    line = lineage(organ)
    themes = {theme.organ_id: theme for theme in Theme.objects.filter(organ__in=[one.pk for one in line])}
    theme = next((themes[one.pk] for one in line if one.pk in themes), None)
    return _site(theme, organ.name) if theme else Site(organ.name)


def common_site() -> Site:
    """For pages of no organ: that of the government at the head, where there is one."""
    roots = list(Organ.objects.filter(parent=None, ended_on=None).prefetch_related("names")[:2])
    if len(roots) == 1:
        return site_of(roots[0])
    return Site(settings.OFFICE_NAME)


def _site(theme: Theme, otherwise: str) -> Site:
    return Site(
        theme.site_name or otherwise,
        theme.site_domain,
        theme.site_code,
        _links(theme.head_links),
        _links(theme.foot_links),
        theme.foot_text,
    )


def _links(rows: list[dict[str, str]]) -> tuple[Link, ...]:
    return tuple(Link(row["label"], row["url"]) for row in rows)
