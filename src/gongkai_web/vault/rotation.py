"""Under which key everything sealed stands, and putting it under the newest one; whatever stops it, it goes on from there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from gongkai_web.vault.elsewhere import parts
from gongkai_web.vault.errors import VaultError
from gongkai_web.vault.fields import SealedTextField
from gongkai_web.vault.keyring import keyring
from gongkai_web.vault.sealing import PREFIX, seal, unseal, version_of

BATCH = 200


@dataclass(slots=True)
class Standing:
    """What one sealed column, or folder, holds: how many values under each version (0: not sealed), and what cannot be
    opened."""

    column: str
    versions: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def sealed_columns() -> list[SealedTextField]:
    """Every sealed field of every table, in the order of the tables' names."""
    found = (one for model in apps.get_models() if model._meta.managed for one in model._meta.local_concrete_fields)
    return sorted((one for one in found if isinstance(one, SealedTextField)), key=lambda one: one.bound_to)


def standings() -> Iterator[Standing]:
    """Opens every sealed value there is, and keeps none."""
    for column in sealed_columns():
        standing = Standing(column.bound_to)
        for pk, stored in _rows(column):
            version = version_of(stored)
            try:
                unseal(stored, bound_to=column.bound_to)
            except VaultError as error:
                standing.faults.append(f"第 {pk} 行：{error.text}")
            else:
                standing.versions[version or 0] += 1
        yield standing
    yield from (part.standing() for part in parts())


def is_behind() -> bool:
    """Whether a value still stands under an older key: a rotation was stopped."""
    in_columns = any(True for column in sealed_columns() for _ in _rows(column, behind=True))
    return in_columns or any(part.is_behind() for part in parts())


def reseal() -> int:
    """Everything under the newest key; returns how many were. What cannot be opened stops it with VaultError."""
    return sum(_reseal(column) for column in sealed_columns()) + sum(part.reseal() for part in parts())


def _reseal(column: SealedTextField) -> int:
    done = 0
    batch: list[tuple[Any, str]] = []
    for row in _rows(column, behind=True):
        batch.append(row)
        if len(batch) == BATCH:
            done += _reseal_rows(column, batch)
            batch = []
    return done + _reseal_rows(column, batch)


@transaction.atomic
def _reseal_rows(column: SealedTextField, rows: list[tuple[Any, str]]) -> int:
    """A value that somebody changed in the meantime is under the newest key already, and is left alone."""
    table, name, pk = _names(column)
    done = 0
    with connection.cursor() as cursor:
        for key, stored in rows:
            anew = seal(unseal(stored, bound_to=column.bound_to), bound_to=column.bound_to)
            cursor.execute(
                f"UPDATE {table} SET {name} = %s WHERE {pk} = %s AND {name} = %s",  # noqa: S608
                [anew, key, stored],
            )
            done += cursor.rowcount
    return done


def _rows(column: SealedTextField, *, behind: bool = False) -> Iterator[tuple[Any, str]]:
    """Row by row in the order of the key, a batch at a time: no cursor stays open over what is written meanwhile."""
    table, name, pk = _names(column)
    unlike = f" AND {name} NOT LIKE %s" if behind else ""
    newest = [f"{PREFIX}{keyring().current.version}:%"] if behind else []
    last: list[Any] = []
    while True:
        after = f" AND {pk} > %s" if last else ""
        asked = f"SELECT {pk}, {name} FROM {table} WHERE {name} <> ''{unlike}{after} ORDER BY {pk} LIMIT {BATCH}"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(asked, [*newest, *last])
            rows = cursor.fetchall()
        yield from rows
        if len(rows) < BATCH:
            return
        last = [rows[-1][0]]


def _names(column: SealedTextField) -> tuple[str, str, str]:
    quoted, meta = connection.ops.quote_name, column.model._meta
    return quoted(meta.db_table), quoted(column.column), quoted(meta.pk.column)
