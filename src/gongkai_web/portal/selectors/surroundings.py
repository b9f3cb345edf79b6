"""What an item's page says besides its text: explanations of corrections, and the items it is linked with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai_web.publishing.gate import visible
from gongkai_web.publishing.models import Item, Link, Revision


@dataclass(frozen=True, slots=True)
class Correction:
    at: datetime
    note: str


def corrections(item: Item) -> list[Correction]:
    """更正说明 of every revision that the public saw, the newest first."""
    if item.changed_at is None:
        return []
    seen = Revision.objects.filter(item=item, released_at__isnull=False).exclude(correction_note="")
    rows = seen.order_by("-number").values_list("released_at", "correction_note")
    return [Correction(at, note) for at, note in rows]


@dataclass(frozen=True, slots=True)
class Linked:
    """Items that stand in one relation to the one whose page this is."""

    label: str
    items: tuple[Item, ...]


def linked(item: Item, now: datetime) -> list[Linked]:
    """Both ways, only what the public may see; decrees that end a document come first."""
    rows = list(Link.objects.filter(Q(source=item) | Q(target=item)).order_by("pk"))
    others = {row.target_id if row.source_id == item.pk else row.source_id for row in rows}
    seen = visible(now).in_bulk(list(others)) if others else {}
    groups: dict[str, list[Item]] = {}
    for kind, forward, backward in _words():
        for row in (row for row in rows if row.kind == kind):
            ours = row.source_id == item.pk
            _add(groups, forward if ours else backward, seen.get(row.target_id if ours else row.source_id))
    return [Linked(label, tuple(_once(items))) for label, items in groups.items()]


def _words() -> list[tuple[Link.Kind, str, str]]:
    """What the page of the first item says of the second, and that of the second of the first."""
    kind = Link.Kind
    return [
        (kind.REPEALS, _("本文件废止"), _("被以下文件废止")),
        (kind.REPLACES, _("本文件取代"), _("被以下文件取代")),
        (kind.AMENDS, _("本文件修改"), _("被以下文件修改")),
        (kind.INTERPRETS, _("解读的文件"), _("政策解读")),
        (kind.CLARIFIES, _("澄清的内容"), _("澄清说明")),
        (kind.RELATES, _("相关信息"), _("相关信息")),
    ]


def _add(groups: dict[str, list[Item]], label: str, other: Item | None) -> None:
    if other is not None:
        groups.setdefault(label, []).append(other)


def _once(items: Iterable[Item]) -> Iterable[Item]:
    return dict.fromkeys(items)
