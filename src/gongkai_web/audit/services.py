"""Writing to the log. Every service of every app calls `record` inside its own transaction: no act without its entry."""

from __future__ import annotations

from typing import Protocol

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


@transaction.atomic
def record(*, key: str, actor: Actor | None, organ: str = "", target: str = "", **data: object) -> Entry:
    """Append one entry. `key` is what was done (`item.published`), `actor` None for the system itself.

    Entries wait for one another until the transaction around them ends, so that numbers have no gaps and no forks.
    """
    Head.objects.get_or_create(pk=HEAD, defaults={"number": 0, "digest": START})
    head = Head.objects.select_for_update().get(pk=HEAD)
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
    head.number, head.digest = entry.number, entry.digest
    head.save(update_fields=["number", "digest"])
    return entry
