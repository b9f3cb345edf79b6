"""Brings the columns every organ has into the database; a new version of this software may add to them."""

from __future__ import annotations

from django.db import connection

from gongkai_web.publishing.columns import SHIPPED
from gongkai_web.publishing.models import Column


def ship_columns() -> None:
    if Column._meta.db_table not in connection.introspection.table_names():
        return  # Somebody migrates another app alone.
    known = set(Column.objects.filter(organ=None).values_list("code", flat=True))
    Column.objects.bulk_create(
        Column(code=code, top=top, name=name, kind=kind, categories=list(categories), order=order * 10)
        for order, (code, top, name, kind, categories) in enumerate(SHIPPED)
        if code not in known
    )
