"""The contents on the disk when keys change, and those of before contents were sealed."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from gongkai_web.files import storage
from gongkai_web.files.errors import FileError
from gongkai_web.vault.elsewhere import Elsewhere
from gongkai_web.vault.errors import VaultError
from gongkai_web.vault.keyring import keyring
from gongkai_web.vault.rotation import Standing

logger = logging.getLogger(__name__)
NAME = "files"


def standing() -> Standing:
    """Opens every content there is, and keeps none."""
    found = Standing(NAME)
    for digest in storage.kept_digests():
        try:
            version = storage.version_of(digest)
            storage.read(digest)
        except FileNotFoundError:
            continue
        except (OSError, FileError) as error:
            found.faults.append(f"{digest}：{error}")
        else:
            found.versions[version or 0] += 1
    return found


def is_behind() -> bool:
    """Under an older key: a rotation was stopped. What was never sealed is no sign of one."""
    return any(storage.version_of(digest) is not None for digest in _behind())


def reseal() -> int:
    """Everything under the newest key; returns how many were. What cannot be opened stops it with VaultError."""
    done = 0
    for digest in _behind():
        try:
            storage.reseal(digest)
        except FileError as error:
            if error.code == "FILE_GONE":
                continue
            raise VaultError(error.text, error.remedy, f"{NAME} {digest}", error.code) from error
        done += 1
    return done


def seal_old() -> int:
    """Those of before contents were sealed, whatever stops it; a damaged one is left, and told in the log."""
    done = 0
    for digest in _behind(None):
        try:
            storage.reseal(digest)
        except (FileError, VaultError) as error:
            logger.warning("file %s stays unsealed: %s", digest, error)
            continue
        done += 1
    return done


def _behind(*only: int | None) -> Iterator[str]:
    newest = keyring().current.version
    for digest in storage.kept_digests():
        try:
            version = storage.version_of(digest)
        except FileNotFoundError:
            continue
        if version in only if only else version != newest:
            yield digest


ELSEWHERE = Elsewhere(NAME, standing, is_behind, reseal)
