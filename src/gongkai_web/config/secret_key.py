"""The key that signs cookies. On one machine it is made once and kept beside the data; in production it is given."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

FILE_NAME = "secret-key"
LEAST_LENGTH = 50
_PLACEHOLDERS = ("changeme", "change-me", "django-insecure", "secret-key", "default")


def given_key(key: str) -> str:
    """A key from the environment; production must have one. Raises ImproperlyConfigured for a missing or a lazy one."""
    if not key:
        raise ImproperlyConfigured("正式部署必须设置 GONGKAI_SECRET_KEY（至少 50 个随机字符）")
    if len(key) < LEAST_LENGTH or len(set(key)) < 10 or key.lower().startswith(_PLACEHOLDERS):
        raise ImproperlyConfigured("GONGKAI_SECRET_KEY 太短或不是随机的，请换成至少 50 个随机字符")
    return key


def kept_key(data_dir: Path) -> str:
    """The key of this data folder, made on first use, readable by its owner alone."""
    path = data_dir / FILE_NAME
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii").strip()


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{FILE_NAME}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        # A link appears whole or not at all: of two processes starting at once, one key wins and both read it.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
