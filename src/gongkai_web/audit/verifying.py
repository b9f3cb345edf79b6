"""Whether the log is as it was written: every number there, every digest right, the end where it should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai_web.audit.chain import START, digest_of
from gongkai_web.audit.models import Entry, Head

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the log is not what it was: the number of the entry, and what is wrong there, in Chinese."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """An end of the log that somebody wrote down earlier, outside the database: `number:digest`."""

    number: int
    digest: str

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"

    @classmethod
    def parsed(cls, text: str) -> Anchor:
        """Raises ValueError where the text is no anchor."""
        number, _, digest = text.strip().partition(":")
        if not number.isdigit() or len(digest) != len(START):
            raise ValueError(text)
        return cls(int(number), digest.lower())


def breaks(anchor: Anchor | None = None, since: int = 1) -> Iterator[Break]:
    """Every place where something was changed, deleted or put in; from the entry `since` on, what stands before it is
    taken as it is.

    Who may write to the database can cut off the end and rewrite the head: only an anchor kept elsewhere shows that.
    """
    expected, previous, anchored = since, _digest_before(since), anchor is None
    for entry in Entry.objects.filter(number__gte=since).order_by("number").iterator(chunk_size=CHUNK):
        if entry.number > expected:
            yield Break(expected, f"第 {expected}–{entry.number - 1} 条被删除")
        elif entry.previous != previous:
            yield Break(entry.number, "与前一条接不上")
        if digest_of(entry) != entry.digest:
            yield Break(entry.number, "内容被改动")
        if anchor and entry.number == anchor.number:
            anchored = True
            if entry.digest != anchor.digest:
                yield Break(entry.number, "与留存的校验值不符，此前的记录被重写")
        expected, previous = entry.number + 1, entry.digest
    yield from _end(expected - 1, previous)
    if anchor and not anchored:
        yield Break(anchor.number, "留存校验值的这一条已不在日志里，末尾被删除")


def _digest_before(number: int) -> str:
    before = Entry.objects.filter(number=number - 1).values_list("digest", flat=True).first()
    return before or START


def _end(number: int, digest: str) -> Iterator[Break]:
    head = end()
    if head.number > number:
        yield Break(number + 1, f"第 {number + 1}–{head.number} 条被删除")
    elif (head.number, head.digest) != (number, digest):
        yield Break(number, "末条与登记的不一致")


def end() -> Anchor:
    """Where the log ends now: to be written down, and given to the next check."""
    head = Head.objects.first()
    return Anchor(head.number, head.digest) if head else Anchor(0, START)
