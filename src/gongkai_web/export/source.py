"""What there is to export: only what passes the gate. Light rows for the lists, whole items a few hundred at a time."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from gongkai_web.audit.models import Entry as LogEntry
from gongkai_web.export.lists import Line
from gongkai_web.organs.models import Organ
from gongkai_web.publishing import journal
from gongkai_web.publishing.gate import recalled, visible
from gongkai_web.publishing.models import Attachment, Item, Link

BATCH = 200


@dataclass(frozen=True, slots=True)
class Rows:
    """Every visible item of an organ, the oldest first, the column of each; and those recalled."""

    lines: tuple[Line, ...]
    column_of: dict[int, int | None]
    recalled: tuple[int, ...]

    @property
    def keys(self) -> frozenset[int]:
        return frozenset(self.column_of)

    def in_columns(self, columns: Container[int | None]) -> list[Line]:
        return [line for line in self.lines if self.column_of[line.pk] in columns]


def rows_of(organ: Organ, now: datetime) -> Rows:
    names = ("pk", "title", "document_number", "publisher", "published_on", "column_id")
    found = visible(now).filter(organ=organ).order_by("published_on", "pk").values_list(*names)
    lines, columns = [], {}
    for *said, column in found.iterator(chunk_size=5000):
        line = Line(*said)
        lines.append(line)
        columns[line.pk] = column
    gone = recalled().filter(organ=organ).order_by("pk").values_list("pk", flat=True)
    return Rows(tuple(lines), columns, tuple(gone))


def whole_items(organ: Organ, keys: Iterable[int], now: datetime) -> Iterator[Item]:
    """Asked of the gate again: what was recalled since the rows were read is not among them."""
    wanted = sorted(keys)
    files = Attachment.objects.select_related("file")
    for begin in range(0, len(wanted), BATCH):
        some = visible(now).filter(organ=organ, pk__in=wanted[begin : begin + BATCH]).order_by("pk")
        yield from some.select_related("column", "revision").prefetch_related(Prefetch("revision__attachments", files))


def linked_keys(keys: Iterable[int]) -> set[int]:
    """Of these, those with a link at either end."""
    wanted = set(keys)
    pairs = Link.objects.values_list("source_id", "target_id")
    return {key for pair in pairs.iterator(chunk_size=5000) for key in pair if key in wanted}


def touched_since(number: int) -> set[int]:
    """Every item whose page may read differently since this entry of the log: those acted upon, and those linked with them."""
    keys, at = set(), number
    while True:
        found, upto = journal.changed_since(at)
        keys |= set(found)
        if upto <= at or not found:
            break
        at = upto
    return keys | _linked_with(keys) | _named_since(number) | _with_sealed_since(number)


def _linked_with(keys: set[int]) -> set[int]:
    if not keys:
        return set()
    pairs = Link.objects.filter(Q(source__in=keys) | Q(target__in=keys)).values_list("source_id", "target_id")
    return {key for pair in pairs for key in pair}


def _with_sealed_since(number: int) -> set[int]:
    """Items with a file that was sealed: it goes from their pages."""
    targets = LogEntry.objects.filter(number__gt=number, key="file.sealed").values_list("target", flat=True)
    files = [int(target.removeprefix("file:")) for target in targets]
    return set(Attachment.objects.filter(file__in=files).values_list("revision__item", flat=True)) if files else set()


_OTHERS = ("other", "by_item")
_UNDONE = "item.repeal_undone"


def _named_since(number: int) -> set[int]:
    """The other ends of links that are gone, as the log names them."""
    keys = ("item.linked", "item.unlinked", "item.repealed", _UNDONE)
    entries = list(LogEntry.objects.filter(number__gt=number, key__in=keys).values_list("key", "target", "data"))
    undone = {target for key, target, _ in entries if key == _UNDONE}
    before = LogEntry.objects.filter(key="item.repealed", target__in=undone).values_list("key", "target", "data")
    told = [json.loads(data) for _, _, data in (*entries, *before)]
    return {one[name] for one in told for name in _OTHERS if isinstance(one.get(name), int)}
