"""Where contents lie: DATA_DIR/files/ab/cdef…, named by their SM3, each sealed under the vault's key, never changed.

All of them, not the personal ones alone: a draft is not for everybody either, and nothing is forgotten.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from gongkai.errors import system_reason
from gongkai_web.files.digests import sm3
from gongkai_web.files.errors import FileError
from gongkai_web.vault import contents
from gongkai_web.vault.errors import VaultError

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
    sealed = contents.seal(content, bound_to=digest)
    try:
        _write_anew(path_of(digest), sealed)
    except OSError as error:
        raise FileError(
            _("文件没有保存：%(reason)s") % {"reason": system_reason(error)},
            _("您填写的内容还在。请把这句话告诉系统管理员，处理后再上传一次"),
            code="FILE_NOT_KEPT",
        ) from error


def read(digest: str) -> bytes:
    """Raises FileError where it is gone or is not what it was."""
    try:
        kept = path_of(digest).read_bytes()
    except OSError as error:
        text = _("文件读不出来：%(reason)s") % {"reason": system_reason(error)}
        raise FileError(text, _tell_admin(), code="FILE_GONE") from error
    try:
        content = contents.unseal(kept, bound_to=digest)
    except VaultError as error:
        if error.code == "VAULT_UNREADABLE":
            raise _changed() from error
        raise FileError(error.text, error.remedy, code=error.code) from error
    if sm3(content) != digest:
        raise _changed()
    return content


def kept_digests() -> Iterator[str]:
    """Of every content on the disk, in order."""
    for part in sorted(folder().glob("[0-9a-f][0-9a-f]")):
        yield from sorted(digest for path in part.iterdir() if _DIGEST.fullmatch(digest := part.name + path.name))


def version_of(digest: str) -> int | None:
    """Under which key it lies, None for one of before contents were sealed. Raises OSError."""
    with path_of(digest).open("rb") as kept:
        return contents.version_of(kept.read(contents.HEAD_BYTES))


def reseal(digest: str) -> None:
    """Put it under the newest key. Raises FileError, and OSError where it cannot be written; it then lies as it lay."""
    _write_anew(path_of(digest), contents.seal(read(digest), bound_to=digest))


def _changed() -> FileError:
    return FileError(_("文件和上传时不一样，可能被改动或损坏"), _tell_admin(), code="FILE_CHANGED")


def _tell_admin() -> str:
    return _("请告诉系统管理员，从备份恢复")


def _is_kept(digest: str) -> bool:
    """Touched before it is looked at: the purge spares what was touched of late, so it stays while its row is written."""
    try:
        os.utime(path_of(digest))
        return sm3(read(digest)) == digest
    except (OSError, FileError):
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
