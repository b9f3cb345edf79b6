"""One export of a site at a time, on this machine; a killed one holds nothing."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai_web.export.errors import ExportError
from gongkai_web.export.models import Site
from gongkai_web.export.state import folder_of_exports


@contextmanager
def locked(site: Site) -> Iterator[None]:
    """Raises ExportError while another process exports the same."""
    path = _path(site)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ExportError("这个网站正在导出", "请等它完成", site.folder) from error
        try:
            yield
        finally:
            # Processes that draw items were given the handle too: closing it here alone would not let go.
            fcntl.flock(handle, fcntl.LOCK_UN)


def is_running(site: Site) -> bool:
    path = _path(site)
    if not path.exists():
        return False
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _path(site: Site) -> Path:
    return folder_of_exports() / "locks" / f"{site.pk}.lock"
