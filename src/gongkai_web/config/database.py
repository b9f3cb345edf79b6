"""A database address as Django's settings want it: embedded SQLite by default, PostgreSQL in production."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

Settings = dict[str, Any]

_SQLITE_OPTIONS = {
    # Without IMMEDIATE two writers deadlock: each holds a read lock the other waits for.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
    # What is deleted is overwritten: files wait here for a moment, and drafts end.
    "PRAGMA secure_delete=ON;",
}


def database(url: str, data_dir: Path) -> Settings:
    """`url`: empty (SQLite in the data folder), sqlite:///path, or postgres://user:password@host:port/name?option=value."""
    if not url:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _sqlite(data_dir / "gongkai.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path[1:])))
    if parts.scheme in ("postgres", "postgresql"):
        return _postgres(url)
    raise ImproperlyConfigured("GONGKAI_DATABASE_URL 应以 postgres:// 或 sqlite:/// 开头")


def _sqlite(path: Path) -> Settings:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path.absolute()),
        # Opening one costs more than most pages ask of it.
        "CONN_MAX_AGE": 60,
        "OPTIONS": _SQLITE_OPTIONS,
    }


def _postgres(url: str) -> Settings:
    parts = urlsplit(url)
    name = unquote(parts.path[1:])
    if not name:
        raise ImproperlyConfigured("GONGKAI_DATABASE_URL 缺少数据库名：postgres://用户:密码@主机:端口/数据库名")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
