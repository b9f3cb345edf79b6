"""The number of the public's edition: whatever is kept of a page is kept under it, and so never outlives a recall."""

from __future__ import annotations

from django.db import connection
from django.db.models import F

from gongkai_web.publishing.models import Edition

ROW = 1
_ASK = f"SELECT number FROM {Edition._meta.db_table} WHERE id = %s"  # noqa: S608


def edition() -> int:
    """The edition the public sees now: one small read, asked before every public page and so put as plainly as can be."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK, [ROW])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def next_edition() -> None:
    """Called in the transaction of every act that changes what the public sees."""
    Edition.objects.get_or_create(pk=ROW)
    Edition.objects.filter(pk=ROW).update(number=F("number") + 1)
