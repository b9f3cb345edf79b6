"""Addresses of pages of publishing, which stand below this part."""

from __future__ import annotations

from django.urls import reverse

from gongkai_web.organs.models import Organ
from gongkai_web.publishing.models import Item


def item_page(item: Item) -> str:
    return reverse("item", args=(item.organ.code, item.pk))


def writing_page(organ: Organ) -> str:
    """Where a new item is begun."""
    return reverse("item_new", args=(organ.code,))
