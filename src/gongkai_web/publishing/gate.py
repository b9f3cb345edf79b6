"""The one gate between what is kept and what the public sees: pages, files, feeds, search, open data and export pass it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Person
from gongkai_web.publishing.models import Attachment, Item, Revision
from gongkai_web.publishing.rules import may_see


def visible(now: datetime) -> QuerySet[Item]:
    """The items the public may see at this moment. Everything else does not exist for it."""
    return Item.objects.filter(public=Item.Public.PUBLISHED, revision__isnull=False, published_at__lte=now)


def recalled() -> QuerySet[Item]:
    """Items whose page says that they were recalled, and nothing more."""
    return Item.objects.filter(public=Item.Public.RECALLED, index_number__isnull=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a visible item on a day; never a sealed file. `names_ended`: the period of a 公示 is over, so its text
    and files are gone."""

    item: Item
    names_ended: bool
    body: str
    summary: str
    attachments: tuple[Attachment, ...]


def names_ended(item: Item, day: date) -> bool:
    """A list of names is shown to the end of the day it names, and not after."""
    return item.names_until is not None and item.names_until < day


def shown(item: Item, day: date) -> Shown:
    """The published revision of an item out of `visible`."""
    revision = item.revision
    if revision is None or names_ended(item, day):
        return Shown(item, True, "", "", ())
    return Shown(item, False, revision.body, revision.summary, _attached(revision))


def _attached(revision: Revision) -> tuple[Attachment, ...]:
    """Whoever shows many has fetched them all together."""
    if "attachments" in getattr(revision, "_prefetched_objects_cache", {}):
        return tuple(one for one in revision.attachments.all() if not one.file.sealed)
    return tuple(revision.attachments.filter(file__sealed=False).select_related("file"))


def may_download(file: StoredFile, person: Person | None, now: datetime) -> bool:
    """A file leaves with the item it is attached to, as long as that shows its attachments; within the office to whoever
    may see the item."""
    day = timezone.localdate(now)
    carriers = visible(now).filter(revision__attachments__file=file)
    if any(not names_ended(item, day) for item in carriers):
        return True
    if person is None:
        return False
    items = Item.objects.filter(revisions__attachments__file=file).select_related("organ").distinct()
    return any(may_see(person, item, day) for item in items)


def only_visible(keys: Iterable[int], now: datetime) -> dict[int, Item]:
    """Of these items those that may be seen, by key: what an index found is asked here before it is shown."""
    return visible(now).select_related("organ", "column", "revision").in_bulk(list(keys))
