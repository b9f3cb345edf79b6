"""Writing to the log. Every service of every app calls `record` inside its own transaction: no act without its entry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from gongkai_web.audit.chain import START, canonical, digest_of
from gongkai_web.audit.models import Entry, Head

HEAD = 1


class Actor(Protocol):
    """Whoever does something: an account name that never changes, and the name people know."""

    @property
    def account(self) -> str: ...
    @property
    def full_name(self) -> str: ...


_kept: ContextVar[list[dict[str, Any]] | None] = ContextVar("entries of one act", default=None)


def record(*, key: str, actor: Actor | None, organ: str = "", target: str = "", **data: object) -> Entry | None:
    """Append one entry. `key` is what was done (`item.published`), `actor` None for the system itself.

    Entries wait for one another until the transaction around them ends, so that numbers have no gaps and no forks.
    Whoever appends therefore holds the log, and takes no other row after that; within `together`, where there is no entry
    to return yet, they wait until the end.
    """
    entry: dict[str, Any] = {"key": key, "actor": actor, "organ": organ, "target": target, "data": data}
    kept = _kept.get()
    if kept is None:
        return _append(**entry)
    kept.append(entry)
    return None


@contextmanager
def together() -> Iterator[None]:
    """Append the entries of one act at its end, in the order in which they were recorded; none where it fails.

    For an act that goes on to take rows after its first entry: an approval that publishes takes the counter of index
    numbers. Holding the log by then, it would wait for somebody with the counter who waits for the log. Inside the
    act's transaction; an error that undoes part of the act must not be caught within the block.
    """
    if _kept.get() is not None:
        yield
        return
    kept: list[dict[str, Any]] = []
    token = _kept.set(kept)
    try:
        yield
    finally:
        _kept.reset(token)
    for entry in kept:
        _append(**entry)


@transaction.atomic(savepoint=False)
def _append(*, key: str, actor: Actor | None, organ: str, target: str, data: dict[str, object]) -> Entry:
    head = _taken() or _begun()
    entry = Entry(
        number=head.number + 1,
        at=timezone.now(),
        key=key,
        actor=actor.account if actor else "",
        actor_name=actor.full_name if actor else "",
        organ=organ,
        target=target,
        data=canonical(data),
        previous=head.digest,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    Head.objects.filter(pk=HEAD).update(number=entry.number, digest=entry.digest)
    return entry


def _taken() -> Head | None:
    return Head.objects.select_for_update().filter(pk=HEAD).first()


def _begun() -> Head:
    """Of the first entry of all: whoever else appends it at the same time waits here."""
    Head.objects.get_or_create(pk=HEAD, defaults={"number": 0, "digest": START})
    return Head.objects.select_for_update().get(pk=HEAD)
