"""Words that belong to an item though they do not stand in its text, and by which it is found: keywords, 主题分类, and what
parts above this one know of it, such as the affair it is part of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web.publishing.gate import names_ended
from gongkai_web.publishing.models import Item


class Label(NamedTuple):
    name: str
    words: str


Labelling = Callable[[Collection[int]], Mapping[int, Sequence[Label]]]
"""Of the items of these keys: what the public may know. Whatever changes it is logged for the journal to follow."""

_registered: list[Labelling] = []


def register(labelling: Labelling) -> None:
    _registered.append(labelling)


def labels_of(items: Collection[Item]) -> dict[int, list[Label]]:
    """By item; none of one whose list of names has ended, as keywords may be names."""
    day = timezone.localdate()
    found = {item.pk: _own(item) for item in items if item.revision and not names_ended(item, day)}
    for labelling in _registered:
        for key, labels in labelling(list(found)).items():
            found[key] += labels
    return found


def _own(item: Item) -> list[Label]:
    revision = item.revision
    if revision is None:
        return []
    labels = (Label(_("关键词"), revision.keywords), Label(_("主题分类"), revision.subject))
    return [one for one in labels if one.words]
