"""A SQLite database with every migration applied, made once and copied: applying them takes longer than many a test.

It is known by what the migrations and their framework are: a changed or new one makes a new database.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"
KEPT_SECONDS = 7 * 24 * 3600
DATABASE = "gongkai.sqlite3"


def copy_to(path: Path) -> None:
    """Put the migrated database there."""
    with _alone() as folder:
        template = folder / f"{_key()}.sqlite3"
        if not template.exists():
            _drop_old(folder)
            _make(template)
        template.touch()
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(template, path)


@contextmanager
def _alone() -> Iterator[Path]:
    """One process at a time: the others wait for what the first makes."""
    folder = Path(tempfile.gettempdir()) / f"gongkai-migrated-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(folder)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def _key() -> str:
    """Over the platform's models and migrations and all that is installed: what shapes the tables."""
    digest = hashlib.sha256(f"{SOURCE} {sys.version}".encode())
    for path in sorted((SOURCE / "gongkai_web").rglob("*.py")):
        if "migrations" in path.parts or path.name in ("apps.py", "settings.py"):
            digest.update(str(path.relative_to(SOURCE)).encode() + path.read_bytes())
    for one in sorted({f"{dist.name} {dist.version}" for dist in metadata.distributions()}):
        digest.update(one.encode())
    return digest.hexdigest()[:32]


def _make(template: Path) -> None:
    with tempfile.TemporaryDirectory() as data:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
        paths = os.pathsep.join([str(SOURCE), os.environ.get("PYTHONPATH", "")])
        environment |= {"GONGKAI_DATA_DIR": data, "PYTHONPATH": paths}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        command = [sys.executable, "-m", "gongkai_web", "manage", "migrate", "--verbosity", "0"]
        subprocess.run(command, env=environment, check=True)
        made = template.with_suffix(".making")
        shutil.copyfile(Path(data) / DATABASE, made)
        made.replace(template)


def _drop_old(folder: Path) -> None:
    for one in folder.glob("*.sqlite3"):
        if one.stat().st_mtime < time.time() - KEPT_SECONDS:
            one.unlink(missing_ok=True)
