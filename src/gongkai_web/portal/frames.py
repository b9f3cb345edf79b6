"""What every page of an organ shows around its own content: whose it is, the five entries, the site it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web.organs.models import Organ, Particulars
from gongkai_web.portal import tags
from gongkai_web.portal.contact import contact_of
from gongkai_web.portal.kept.values import VALUES
from gongkai_web.portal.selectors.items import content_columns, other_columns
from gongkai_web.portal.sites import Site, site_of
from gongkai_web.publishing import columns
from gongkai_web.publishing.editions import Scope, of_item, of_organ
from gongkai_web.publishing.models import Column, Item

REQUESTS, REQUESTS_NAME = "requests", "依申请公开"


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the four columns every platform has (国办公开办函〔2019〕61号), or 依申请公开."""

    key: str
    name: str
    line: str
    url: str


ColumnLink = Mapping[str, str]
"""code, name and url of a column."""


@dataclass(frozen=True, slots=True)
class Frame:
    """`columns` are those of 法定主动公开内容 that the organ uses, `others` the keys of those under other entries."""

    organ: Organ
    name: str
    site: Site
    entries: tuple[Entry, ...]
    columns: tuple[ColumnLink, ...]
    others: tuple[int, ...]
    contact: Particulars | None
    ended: bool
    takes_letters: bool = False


def frame_of(request: HttpRequest, code: str, scope: Scope | None = None) -> Frame:
    """By the organ's code, also of one that has ended: what it published stays. Raises Http404.

    `scope` where the page's own, which has been read already, covers the organ's.
    """
    return VALUES.get(request, scope or of_organ(code), ("frame", code), lambda: _frame(code=code))


def frame_of_item(request: HttpRequest, item: Item) -> Frame:
    return VALUES.get(request, of_item(item.pk), ("frame", item.organ_id), lambda: _frame(pk=item.organ_id))


def frame_for(organ: Organ) -> Frame:
    """As it stands now, for pages that are no answer to a request."""
    return _frame(pk=organ.pk)


def _frame(**which: Any) -> Frame:
    organs = Organ.objects.filter(**which).select_related("parent", "merged_into")
    organ = organs.prefetch_related("names", "merged_into__names").first()
    if organ is None:
        raise Http404
    ended = organ.ended_on is not None and organ.ended_on <= timezone.localdate()
    around = (site_of(organ), entries(organ), _columns(organ), other_columns(), contact_of(organ))
    return Frame(organ, organ.name, *around, ended)


def _columns(organ: Organ) -> tuple[ColumnLink, ...]:
    return tuple(
        {"code": one.code, "name": one.name, "url": reverse("open_column", args=[organ.code, one.code])}
        for one in content_columns(organ)
    )


def entries(organ: Organ) -> tuple[Entry, ...]:
    """In the order and under the names that are the same everywhere; the names are not translated."""
    return (
        _entry(columns.GUIDE, "open_guide", _("信息怎样分类和编排，怎样获取，找谁办理"), organ),
        _entry(columns.RULES, "open_rules", _("条例、国家和本地的公开制度"), organ),
        _entry(columns.CONTENT, "open_content", _("按条例第二十条、第二十一条应当主动公开的信息"), organ),
        _entry(columns.REPORTS, "open_reports", _("历年的政府信息公开工作年度报告"), organ),
        _entry(REQUESTS, "open_requests", _("没有主动公开的，可以申请获取"), organ),
    )


def _entry(key: str, url_name: str, line: str, organ: Organ) -> Entry:
    return Entry(key, columns.TOP.get(key, REQUESTS_NAME), line, reverse(url_name, args=[organ.code]))


def page(request: HttpRequest, frame: Frame, current: str = "", column: Column | None = None) -> dict[str, Any]:
    """`current` is the entry the page belongs to; a page that lists a column has its meta tags."""
    own = tags.of_column(frame.name, column) if column else []
    return {
        "frame": frame,
        "organ": frame.organ,
        "organ_name": frame.name,
        "site": frame.site,
        "entries": frame.entries,
        "contact": frame.contact,
        "current": current,
        "tags": [*tags.of_site(frame.site, request), *own],
    }


def organ_page(request: HttpRequest, organ: Organ, current: str = "") -> dict[str, Any]:
    """The same for public pages that parts below the portal have (`frame.public_pages`)."""
    return page(request, frame_of(request, organ.code), current)


def top_column(key: str) -> Column:
    """One of the five entries as a column, for the pages that are not lists of one."""
    name = columns.TOP.get(key, REQUESTS_NAME)
    return Column(code=key, top=key, name=name, kind=name)
