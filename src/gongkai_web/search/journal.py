"""The log as a journal: what was touched since a number. Entries are numbered without gaps in the order of commits."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai_web.audit.models import Entry, Head
from gongkai_web.search.schema import Mark
from gongkai_web.search.source import Changes


class Journal:
    """The part of a source that follows the log: entries whose target is `kind:<id>`."""

    def __init__(self, kind: str) -> None:
        self._target = f"{kind}:"

    def latest(self) -> Mark:
        head = Head.objects.first()
        return Mark(head.number, head.digest) if head and head.number else Mark(0)

    def changed_since(self, number: int, limit: int) -> Changes:
        latest = self.latest()
        before = latest.digest if number == latest.upto else _digest_at(number)
        if number >= latest.upto:
            return Changes((), latest, False, before)
        after = Entry.objects.filter(number__gt=number, number__lte=latest.upto, target__startswith=self._target)
        found = list(after.order_by("number").values_list("number", "target", "digest")[: limit + 1])
        if more := len(found) > limit:
            found.pop()
        mark = Mark(found[-1][0], found[-1][2]) if more else latest
        return Changes(self._keys(target for _, target, _ in found), mark, more, before)

    def _keys(self, targets: Iterable[str]) -> list[int]:
        ids = (target.removeprefix(self._target) for target in targets)
        return list(dict.fromkeys(int(one) for one in ids if one.isdecimal()))


def _digest_at(number: int) -> str:
    return Entry.objects.filter(number=number).values_list("digest", flat=True).first() or ""
