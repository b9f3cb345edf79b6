"""Settings: what a database address means, and that every variable is documented."""

import os
import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from gongkai_web.config.database import database

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "src" / "gongkai_web" / "config"


def test_the_tests_run_on_the_database_that_was_asked_for() -> None:
    asked = os.environ.get("GONGKAI_TEST_DATABASE_URL", "")
    assert connection.vendor == ("postgresql" if asked.startswith("postgres") else "sqlite")


def test_no_address_is_sqlite_in_the_data_folder(tmp_path: Path) -> None:
    settings = database("", tmp_path)
    assert settings["NAME"] == str(tmp_path / "gongkai.sqlite3")
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in settings["OPTIONS"]["init_command"]


def test_a_postgres_address_is_taken_apart(tmp_path: Path) -> None:
    settings = database("postgres://g%40k:p%2Fw@db.example:5433/gong?sslmode=require", tmp_path)
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    parts = {key: settings[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    assert parts == {"USER": "g@k", "PASSWORD": "p/w", "HOST": "db.example", "PORT": "5433", "NAME": "gong"}
    assert settings["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("url", ["mysql://h/d", "gongkai.db", "postgres://host/", "http://x"])
def test_another_address_is_refused_by_name(url: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="GONGKAI_DATABASE_URL"):
        database(url, tmp_path)


def test_every_variable_is_documented() -> None:
    named = {
        name for file in CONFIG.glob("*.py") for name in re.findall(r'"(GONGKAI_[A-Z_]+)"', file.read_text("utf-8"))
    }
    page = (ROOT / "docs" / "how-to" / "settings.md").read_text("utf-8")
    assert named
    assert {name for name in named if f"`{name}`" not in page} == set()
