"""The number of the public's edition: whatever is kept of a page is kept under it, and so never outlives a recall.

One row counts every change the public sees (`WHOLE`). Each organ's row, and the row of what any page may show (`SHARED`),
holds the count at its own last change: a page of one organ is kept under the larger of the two, so that what another organ
publishes leaves it alone. A page that spans organs is kept under the count itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.db.models import F, Q

from gongkai_web.organs.models import Organ
from gongkai_web.publishing.models import Edition, Item, Link

WHOLE, SHARED = "*", ""
_LARGEST = 2**63 - 1
"""What a database takes for a key; an address may name a larger one."""

_EDITION, _ITEM, _ORGAN = (model._meta.db_table for model in (Edition, Item, Organ))
_ASK = {
    "whole": f"SELECT number FROM {_EDITION} WHERE scope = %s",  # noqa: S608
    "organ": f"SELECT MAX(number) FROM {_EDITION} WHERE scope IN ('{SHARED}', %s)",  # noqa: S608
    "item": f"SELECT MAX(number) FROM {_EDITION} WHERE scope IN ('{SHARED}', (SELECT organ.code FROM {_ORGAN} organ "  # noqa: S608
    f"JOIN {_ITEM} item ON item.organ_id = organ.id WHERE item.id = %s))",
}


class Scope(NamedTuple):
    """Whose changes a page may show: everybody's, those of the organ of this code, of the organ of this item."""

    what: str
    key: str | int


EVERYTHING = Scope("whole", WHOLE)


def of_organ(code: str) -> Scope:
    return Scope("organ", code)


def of_item(pk: int) -> Scope:
    return Scope("item", pk if pk <= _LARGEST else 0)


def edition(scope: Scope = EVERYTHING) -> int:
    """The edition the public sees now: one small read, asked before every public page and so put as plainly as can be."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK[scope.what], [scope.key])
        row = cursor.fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def next_edition(*organs: str) -> None:
    """Called in the transaction of every act that changes what the public sees: on the pages of the organs of these codes,
    or, where none is named, on any page."""
    _set(organs or (SHARED,), _counted())


def next_edition_around(*items: Item) -> None:
    """The same where it is items that changed: their titles also stand on the pages of those they are linked with."""
    # Counting first holds back everybody else who changes anything, links among it, to the end of this transaction.
    number = _counted()
    links = Link.objects.filter(Q(source__in=items) | Q(target__in=items))
    linked = links.values_list("source__organ__code", "target__organ__code")
    _set({item.organ.code for item in items}.union(*linked), number)


def _counted() -> int:
    """Always the first row that is taken, so that nobody waits for somebody who waits for them."""
    if not Edition.objects.filter(scope=WHOLE).update(number=F("number") + 1):
        Edition.objects.get_or_create(scope=WHOLE)
        Edition.objects.filter(scope=WHOLE).update(number=F("number") + 1)
    return Edition.objects.get(scope=WHOLE).number


def _set(scopes: Iterable[str], number: int) -> None:
    rows = [Edition(scope=scope, number=number) for scope in sorted(set(scopes))]
    Edition.objects.bulk_create(rows, update_conflicts=True, unique_fields=["scope"], update_fields=["number"])
