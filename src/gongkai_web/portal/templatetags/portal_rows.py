"""Rows of a list as plain mappings: what a template would look up and work out for each of many, worked out at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import template
from django.urls import reverse
from django.utils.formats import date_format

from gongkai_web.publishing.models import Item

register = template.Library()


@register.filter
def rows(items: Iterable[Item]) -> list[dict[str, str]]:
    address = reverse("open_item", args=[0])
    return [_row(item, address) for item in items]


def _row(item: Item, address: str) -> dict[str, str]:
    return {
        "url": address.replace("/0/", f"/{item.pk}/"),
        "title": item.title,
        "number": item.document_number,
        "publisher": item.publisher,
        "day": _iso(item.published_on),
        "day_words": date_format(item.published_on) if item.published_on else "",
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
