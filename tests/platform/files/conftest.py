"""A township with a clerk, its neighbour, and a data folder of its own for every test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai_web.files import gate
from gongkai_web.organs.models import Kind, Level, Organ, Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.services import appoint, found
from gongkai_web.vault.keyring import keyring

BEGIN = date(2020, 1, 1)


@pytest.fixture(autouse=True)
def disk(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    settings.VAULT_KEYS = tmp_path / "vault-keys.json"
    keyring()
    return tmp_path / "files"


@pytest.fixture
def town(db: None) -> Organ:
    return _organ("X1", "柳林镇人民政府")


@pytest.fixture
def neighbour(db: None) -> Organ:
    return _organ("X2", "白杨镇人民政府")


@pytest.fixture
def clerk(town: Organ) -> Person:
    return appointed("wang", Role.CLERK, town)


@pytest.fixture
def stranger(neighbour: Organ) -> Person:
    return appointed("zhao", Role.CLERK, neighbour)


@pytest.fixture
def no_owners(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing has any file but what the test says."""
    monkeypatch.setattr(gate, "_owners", [])
    return


def _organ(code: str, name: str) -> Organ:
    return found(by=None, code=code, name=name, kind=Kind.GOVERNMENT, level=Level.TOWNSHIP, since=BEGIN)


def appointed(account: str, role: Role, organ: Organ) -> Person:
    person = Person.objects.create(account=account, full_name=account, must_change_password=False)
    appoint(by=None, person=person, role=role, organ=organ, since=BEGIN)
    return person
