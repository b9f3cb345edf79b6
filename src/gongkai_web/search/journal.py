"""The log as a journal: what was touched since a number. Entries are numbered without gaps in the order of commits."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from gongkai_web.audit.models import Entry, Head
from gongkai_web.search.schema import Mark
from gongkai_web.search.source import Changes

Touched = Callable[[int, Mapping[str, Any]], Iterable[int]]
"""From the id and the data of an entry to the keys it touches."""


class Journal:
    """The part of a source that follows the log: entries whose target is `kind:<id>`, and of those of other kinds the ones
    that `follow` was told of."""

    def __init__(self, kind: str) -> None:
        self._touched: dict[str, Touched] = {kind: lambda key, _data: (key,)}

    def follow(self, kind: str, touched: Touched) -> None:
        self._touched[kind] = touched

    def latest(self) -> Mark:
        head = Head.objects.first()
        return Mark(head.number, head.digest) if head and head.number else Mark(0)

    def changed_since(self, number: int, limit: int) -> Changes:
        latest = self.latest()
        before = latest.digest if number == latest.upto else _digest_at(number)
        if number >= latest.upto:
            return Changes((), latest, False, before)
        after = Entry.objects.filter(self._followed(), number__gt=number, number__lte=latest.upto)
        found = list(after.order_by("number").values_list("number", "digest", "target", "data")[: limit + 1])
        if more := len(found) > limit:
            found.pop()
        mark = Mark(found[-1][0], found[-1][1]) if more else latest
        return Changes(self._keys((target, data) for _, _, target, data in found), mark, more, before)

    def _followed(self) -> Q:
        return reduce(or_, (Q(target__startswith=f"{kind}:") for kind in self._touched))

    def _keys(self, entries: Iterable[tuple[str, str]]) -> list[int]:
        found: dict[int, None] = {}
        for target, data in entries:
            kind, _, key = target.partition(":")
            if key.isdecimal():
                found |= dict.fromkeys(self._touched[kind](int(key), json.loads(data)))
        return list(found)


def _digest_at(number: int) -> str:
    return Entry.objects.filter(number=number).values_list("digest", flat=True).first() or ""
