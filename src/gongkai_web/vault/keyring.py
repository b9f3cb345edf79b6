"""The keys: versions for sealing, of which the last one seals, and one for blind indexes. A file outside the database."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from gongkai.errors import system_reason
from gongkai_web.vault.ciphers import KINDS, Kind, new_key
from gongkai_web.vault.errors import VaultError

DEFAULT_KIND = "aes-256-gcm"
_BLIND_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    version: int
    kind: Kind
    secret: bytes


@dataclass(frozen=True, slots=True)
class Keyring:
    keys: tuple[Key, ...]
    blind: bytes

    @property
    def current(self) -> Key:
        return self.keys[-1]

    def version(self, number: int) -> Key | None:
        return next((key for key in self.keys if key.version == number), None)


def made(kind: str = DEFAULT_KIND) -> Keyring:
    return Keyring((Key(1, KINDS[kind], new_key(KINDS[kind])),), secrets.token_bytes(_BLIND_BYTES))


def with_new_key(ring: Keyring, kind: str) -> Keyring:
    """The old ones stay: what they sealed, and every older backup, is opened with them."""
    newest = Key(ring.current.version + 1, KINDS[kind], new_key(KINDS[kind]))
    return replace(ring, keys=(*ring.keys, newest))


_read: dict[Path, tuple[tuple[int, ...], Keyring]] = {}


def keyring() -> Keyring:
    """As the file has it now: a rotation by the command is seen by every process at its next sealing.

    Made on first use in the data folder; never where a path was given (production), for a new key opens nothing old.
    """
    path = Path(settings.VAULT_KEYS)
    try:
        found = path.stat()
    except FileNotFoundError:
        if path.parent != Path(settings.DATA_DIR):
            raise _missing(path) from None
        write_new(path, made())
        found = path.stat()
    stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
    known = _read.get(path)
    if known is None or known[0] != stamp:
        known = _read[path] = (stamp, _parsed(path))
    return known[1]


def write_new(path: Path, ring: Keyring) -> None:
    """Two programs that start at once: one file wins, and both read it."""
    draft = _draft(path, ring)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def write_over(path: Path, ring: Keyring) -> None:
    _draft(path, ring).replace(path)


def _draft(path: Path, ring: Keyring) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(_plain(ring), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _plain(ring: Keyring) -> dict[str, object]:
    keys = [{"version": key.version, "cipher": key.kind.code, "key": key.secret.hex()} for key in ring.keys]
    return {"sealing": keys, "blind": ring.blind.hex()}


def _parsed(path: Path) -> Keyring:
    try:
        given = json.loads(path.read_text(encoding="ascii"))
        keys = tuple(
            Key(int(one["version"]), KINDS[one["cipher"]], bytes.fromhex(one["key"])) for one in given["sealing"]
        )
        ring = Keyring(keys, bytes.fromhex(given["blind"]))
    except OSError as error:
        raise VaultError(f"密钥文件读不了：{system_reason(error)}", "请系统管理员检查它的权限", str(path)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise _broken(path) from error
    if not keys or len(ring.blind) != _BLIND_BYTES or any(len(key.secret) != key.kind.key_bytes for key in keys):
        raise _broken(path)
    return ring


def _broken(path: Path) -> VaultError:
    return VaultError(
        "密钥文件不完整或被改动", "请系统管理员从保管处取回原来的密钥文件", str(path), "VAULT_KEYS_BROKEN"
    )


def _missing(path: Path) -> VaultError:
    return VaultError("密钥文件不存在", "请系统管理员从保管处取回原来的密钥文件", str(path), "VAULT_KEYS_MISSING")
