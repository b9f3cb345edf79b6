"""Where dossiers lie until they are fetched: DATA_DIR/dossiers/TOKEN/, sealed, for the platform alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from django.conf import settings

from gongkai_web.vault import contents

_TOKEN = re.compile(r"[0-9A-Za-z_-]{20,40}")
WHOLE = "dossier.pdf"


def root() -> Path:
    return Path(settings.DATA_DIR) / "dossiers"


def folder(token: str) -> Path:
    if not _TOKEN.fullmatch(token):
        raise ValueError(token)
    return root() / token


def write(token: str, name: str, content: bytes) -> None:
    """There as a whole, or not at all."""
    root().mkdir(exist_ok=True, mode=0o700)
    where = folder(token)
    where.mkdir(exist_ok=True, mode=0o700)
    begun = where / f"{name}.begun"
    begun.write_bytes(contents.seal(content, bound_to=f"{token}/{name}"))
    begun.replace(where / name)


def has(token: str, name: str) -> bool:
    return (folder(token) / name).is_file()


def read(token: str, name: str = WHOLE) -> bytes:
    """Raises OSError where it is gone, VaultError where it cannot be opened."""
    return contents.unseal((folder(token) / name).read_bytes(), bound_to=f"{token}/{name}")


def drop_parts(token: str) -> None:
    """Only the whole remains."""
    for one in folder(token).iterdir():
        if one.name != WHOLE:
            one.unlink(missing_ok=True)


def erase(token: str) -> None:
    shutil.rmtree(folder(token), ignore_errors=True)


def tokens() -> list[str]:
    return sorted(one.name for one in root().iterdir() if _TOKEN.fullmatch(one.name)) if root().is_dir() else []
