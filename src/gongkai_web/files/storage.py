"""Where contents lie: DATA_DIR/files/ab/cdef…, named by their SM3, written once and never changed."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from gongkai.errors import system_reason
from gongkai_web.files.digests import sm3
from gongkai_web.files.errors import FileError

BEGUN = ".begun"
"""Where a content is written before it has its name; what a killed program leaves there is purged."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


def folder() -> Path:
    return Path(settings.DATA_DIR) / "files"


def path_of(digest: str) -> Path:
    if not _DIGEST.fullmatch(digest):
        raise ValueError(digest)
    return folder() / digest[:2] / digest[2:]


def write(digest: str, content: bytes) -> None:
    """Keep the content. It is there as a whole and for good when this returns, or not at all. Raises FileError."""
    if _is_kept(digest):
        return
    try:
        _write_anew(path_of(digest), content)
    except OSError as error:
        raise FileError(
            _("文件没有保存：%(reason)s") % {"reason": system_reason(error)},
            _("您填写的内容还在。请把这句话告诉系统管理员，处理后再上传一次"),
            code="FILE_NOT_KEPT",
        ) from error


def read(digest: str) -> bytes:
    """Raises FileError where it is gone or is not what it was."""
    try:
        content = path_of(digest).read_bytes()
    except OSError as error:
        raise unreadable(error) from error
    if sm3(content) != digest:
        raise FileError(_("文件和上传时不一样，可能被改动或损坏"), _tell_admin(), code="FILE_CHANGED")
    return content


def opened(digest: str) -> BinaryIO:
    """For sending. Raises OSError."""
    return path_of(digest).open("rb")


def unreadable(error: OSError, name: str = "") -> FileError:
    text = _("文件读不出来：%(reason)s") % {"reason": system_reason(error)}
    return FileError(text, _tell_admin(), name, "FILE_GONE")


def _tell_admin() -> str:
    return _("请告诉系统管理员，从备份恢复")


def _is_kept(digest: str) -> bool:
    """Touched before it is looked at: the purge spares what was touched of late, so it stays while its row is written."""
    path = path_of(digest)
    try:
        os.utime(path)
        return sm3(path.read_bytes()) == digest
    except OSError:
        return False


def _write_anew(path: Path, content: bytes) -> None:
    begun = folder() / BEGUN
    begun.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.parent.mkdir(exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=begun)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(where: Path) -> None:
    """A name is lost with the power as easily as a content."""
    handle = os.open(where, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
