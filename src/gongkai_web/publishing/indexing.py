"""Published items as the search index takes them in."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils import timezone

from gongkai_web.publishing import besides, journal
from gongkai_web.publishing.gate import visible
from gongkai_web.publishing.labels import labels_of
from gongkai_web.publishing.models import Category, Item
from gongkai_web.publishing.validity import validity_of
from gongkai_web.search.schema import Entry, Mark
from gongkai_web.search.source import Changes

BATCH = 200


class ItemSource:
    """What `search` asks for. Everything comes through the gate, as the public would see it now."""

    def total(self) -> int:
        return visible(timezone.now()).count() + besides.total()

    def all_entries(self, *, quick: bool) -> Iterator[Entry]:
        batch: list[Item] = []
        for item in journal.all_visible():
            batch.append(item)
            if len(batch) == BATCH:
                yield from _entries(batch, quick)
                batch = []
        yield from _entries(batch, quick)
        yield from map(_beside, besides.everything())

    def entries_for(self, keys: Collection[int], *, quick: bool) -> Iterator[Entry]:
        yield from _entries(journal.visible_items(keys), quick)
        yield from map(_beside, besides.of_keys(keys).values())

    def latest(self) -> Mark:
        return journal.LOG.latest()

    def changed_since(self, number: int, limit: int) -> Changes:
        return journal.LOG.changed_since(number, limit)


def _beside(one: besides.Besides) -> Entry:
    return Entry(
        key=one.key,
        organ=one.organ_id,
        column="",
        year=one.published_on.year,
        published=one.published_on.toordinal(),
        validity="",
        categories=(),
        title=one.title,
        document_number="",
        index_number="",
        text=one.text,
    )


def _entries(items: list[Item], quick: bool) -> Iterator[Entry]:
    categories: dict[int, list[str]] = {}
    for item_id, code in Category.objects.filter(item__in=items).values_list("item_id", "code"):
        categories.setdefault(item_id, []).append(code)
    day, labels = timezone.localdate(), labels_of(items)
    for item in items:
        words = (label.words for label in labels.get(item.pk, ()))
        yield Entry(
            key=item.pk,
            organ=item.organ_id,
            column=item.column.code if item.column else "",
            year=item.year or 0,
            published=item.published_on.toordinal() if item.published_on else 0,
            validity=validity_of(item, day) or "",
            categories=tuple(categories.get(item.pk, ())),
            title=item.title,
            document_number=item.document_number,
            index_number=item.index_number or "",
            text="\n".join((journal.searchable_text(item, quick=quick), *words)),
        )
