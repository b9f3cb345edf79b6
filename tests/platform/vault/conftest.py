"""A key file of its own for each test, and a table with a sealed column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models

from gongkai_web.vault.fields import SealedTextField


class Letter(models.Model):
    id = models.IntegerField(primary_key=True)
    phone = SealedTextField(blank=True)
    other = SealedTextField(null=True)

    class Meta:
        app_label = "vault_tests"
        managed = False


@pytest.fixture(autouse=True)
def own_keys(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    settings.VAULT_KEYS = tmp_path / "vault-keys.json"
    return settings.VAULT_KEYS


@pytest.fixture
def letters(db: None) -> Iterator[type[Letter]]:
    """Made within the test's transaction, and gone with it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE vault_tests_letter (id integer PRIMARY KEY, phone text NOT NULL, other text)")
    yield Letter


def stored(column: str = "phone") -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM vault_tests_letter ORDER BY id")
        return [row[0] for row in cursor.fetchall()]
