"""The platform's tests: SQLite by default, the database of GONGKAI_TEST_DATABASE_URL if it is set."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

_DATA_DIR = tempfile.mkdtemp(prefix="gongkai-test-")
atexit.register(shutil.rmtree, _DATA_DIR, ignore_errors=True)

# Before anything of Django is imported: the settings read the environment once.
for name in [name for name in os.environ if name.startswith("GONGKAI_") and "TEST" not in name]:
    del os.environ[name]
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "gongkai_web.config.settings",
    "GONGKAI_DATA_DIR": _DATA_DIR,
    "GONGKAI_DATABASE_URL": os.environ.get("GONGKAI_TEST_DATABASE_URL", ""),
}

import django  # noqa: E402
import pytest  # noqa: E402

django.setup()
# A process of `pytest -n` inherits the environment, and would read the settings from it before it comes to this file:
# all would share the first one's folder.
del os.environ["DJANGO_SETTINGS_MODULE"]

from django.conf import settings  # noqa: E402

if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in service: a database in memory refuses a second writer instead of letting it wait.
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(Path(_DATA_DIR) / "test.sqlite3")

# Real hashing takes a third of a second each time, and is Django's to test.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

from django.test import Client  # noqa: E402
from tools.migrated import copy_to  # noqa: E402


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool, django_db_modify_db_settings: None) -> bool:
    """On SQLite every process begins with a copy of one database that has all migrations: applying them takes seconds of
    a core, which `pytest -n` would spend once for each. Django then finds nothing left to apply."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return django_db_keepdb
    copy_to(Path(database["TEST"]["NAME"]))
    return True


SAMPLES = Path(__file__).resolve().parent.parent / "samples"


@pytest.fixture(scope="session", autouse=True)
def static_files(django_db_setup: None) -> None:
    """Pages name static files by their contents' hash, as in service."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def log_without_guard(django_db_setup: None, django_db_blocker: Any) -> None:
    """Between tests the tables are emptied, which the log's guard refuses; its own tests put it back."""
    from django.db import connection

    from gongkai_web.audit import guard

    with django_db_blocker.unblock():
        guard.remove(connection)


@pytest.fixture(scope="session", autouse=True)
def only_filled_tables_are_emptied(django_db_setup: None) -> None:
    """After a test that commits, Django has PostgreSQL truncate every table there is: seconds, where a few hold anything."""
    from django.db import connection

    if connection.vendor == "postgresql":
        type(connection.ops).sql_flush = _emptying  # type: ignore[method-assign]


def _emptying(operations: Any, style: Any, tables: list[str], **_options: Any) -> list[str]:
    quoted = [operations.quote_name(table) for table in tables]
    with operations.connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{one}' WHERE EXISTS (SELECT 1 FROM {one})" for one in quoted))
        filled = [one for (one,) in cursor.fetchall()]
    return ["SET CONSTRAINTS ALL DEFERRED", *(f"DELETE FROM {one}" for one in filled)]


@pytest.fixture(autouse=True)
def no_counted_tries() -> None:
    """What a process remembers of earlier tries and pages is not for the next test."""
    from django.core.cache import cache

    from gongkai_web.portal.kept.pages import STORE
    from gongkai_web.portal.kept.values import VALUES

    cache.clear()
    STORE.clear()
    VALUES.clear()


@pytest.fixture
def sample() -> Callable[[str], Path]:
    return lambda name: SAMPLES / name


@pytest.fixture
def strict_client() -> Client:
    """A browser that must bring the security mark of a form."""
    return Client(enforce_csrf_checks=True)
