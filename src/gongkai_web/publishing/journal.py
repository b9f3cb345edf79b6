"""What the search index and the export follow: the log itself, whose numbers are given in the order of commitment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from gongkai_web.publishing.gate import names_ended, only_visible, visible
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.rich_text import text_of
from gongkai_web.search.journal import Journal
from gongkai_web.search.source import SlowError

LOG = Journal("item")
BATCH = 500


def changed_since(number: int, limit: int = 5000) -> tuple[list[int], int]:
    """The items that any act touched after this entry of the log, oldest first, and the entry up to which that is all."""
    changes = LOG.changed_since(number, limit)
    return list(changes.keys), changes.mark.upto


def newest() -> int:
    return LOG.latest().upto


def visible_items(keys: Iterable[int]) -> list[Item]:
    """Of these the ones to be found; what is missing from the answer is to be taken out of the index."""
    return list(only_visible(keys, timezone.now()).values())


def all_visible() -> Iterator[Item]:
    """Every visible item, a batch at a time, by key."""
    last = 0
    while True:
        query = visible(timezone.now()).select_related("organ", "column", "revision").filter(pk__gt=last)
        batch = list(query.order_by("pk")[:BATCH])
        if not batch:
            return
        yield from batch
        last = batch[-1].pk


def searchable_text(item: Item, *, quick: bool = False) -> str:
    """The text of an item and its files, as it may be found today; none once its list of names has ended.

    `quick` raises SlowError where a large file has not been read yet.
    """
    if item.revision is None or names_ended(item, timezone.localdate()):
        return ""
    parts = [item.revision.summary, text_of(item.revision.body)]
    return "\n".join(part for part in (*parts, *_file_texts(item, quick)) if part)


def _file_texts(item: Item, quick: bool) -> Iterator[str]:
    from gongkai_web.files.text import is_quick
    from gongkai_web.files.text import text_of as text_of_file

    if item.revision is None:
        return
    for attachment in item.revision.attachments.filter(file__sealed=False).select_related("file"):
        if quick and not is_quick(attachment.file):
            raise SlowError
        yield attachment.name
        yield text_of_file(attachment.file)
