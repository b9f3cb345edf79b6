"""Triggers by which the database itself refuses to change or delete an entry, whoever asks."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_TABLE, _REFUSAL = "audit_entry", "the audit log is append-only"

_SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS audit_no_{act} BEFORE {act.upper()} ON {_TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for act in ("update", "delete")
)
_POSTGRES = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger AS $$ "
    f"BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$ LANGUAGE plpgsql",
    f"CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {_TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)
_SQLITE_OFF = ("DROP TRIGGER IF EXISTS audit_no_update", "DROP TRIGGER IF EXISTS audit_no_delete")
_POSTGRES_OFF = (f"DROP TRIGGER IF EXISTS audit_no_change ON {_TABLE}",)


def install(connection: BaseDatabaseWrapper) -> None:
    _run(connection, _SQLITE if connection.vendor == "sqlite" else (*_POSTGRES_OFF, *_POSTGRES))


def remove(connection: BaseDatabaseWrapper) -> None:
    """For tests, which empty the tables between them, and for undoing the migration."""
    _run(connection, _SQLITE_OFF if connection.vendor == "sqlite" else _POSTGRES_OFF)


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
