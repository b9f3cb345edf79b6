"""Rows of a list, put together here: a list has many, and a template works out each of their parts anew for every one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from gongkai_web.publishing.models import Column, Item

register = template.Library()

_ROW = """<li class="items__row">
    <a class="items__title" href="{}">{}</a>
    {}<time class="items__day" datetime="{}">{}</time>
  </li>
  """


@register.simple_tag
def item_rows(items: Iterable[Item], show_publisher: object = False) -> SafeString:
    address = reverse("open_item", args=[0])
    return format_html_join("", _ROW, (_parts(item, address, bool(show_publisher)) for item in items))


@register.simple_tag
def column_links(columns: Iterable[Mapping[str, str]], column: Column) -> SafeString:
    """The columns beside a list, the one that is open marked."""
    here = mark_safe(' aria-current="page"')
    links = ((one["url"], here if one["code"] == column.code else "", one["name"]) for one in columns)
    return format_html_join("\n      ", '<li><a href="{}"{}>{}</a></li>', links)


def _parts(item: Item, address: str, show_publisher: bool) -> tuple[str, str, SafeString, str, str]:
    day, words = _day(item.published_on, get_language())
    url = address.replace("/0/", f"/{item.pk}/")
    return url, item.title, _facts(item.publisher if show_publisher else "", item.document_number), day, words


def _facts(publisher: str, number: str) -> SafeString:
    if not publisher and not number:
        return mark_safe("")
    spans = format_html_join(" ", "<span>{}</span>", ([one] for one in (publisher, number) if one))
    return format_html('<span class="items__facts">{}</span>\n    ', spans)


@lru_cache(maxsize=4096)
def _day(day: date | None, language: str | None) -> tuple[str, str]:
    """For machines, and in the words of the language that is spoken now."""
    return (day.isoformat(), date_format(day)) if day else ("", "")
