"""Whole contents for the disk: a mark, the version of the key, and what the key's cipher made of them."""

from __future__ import annotations

import struct

from gongkai_web.vault import ciphers
from gongkai_web.vault.errors import VaultError
from gongkai_web.vault.keyring import keyring

MARK = b"\0gongkai-sealed\1"
"""No file that is taken in begins with a zero byte."""
_VERSION = struct.Struct(">I")
HEAD_BYTES = len(MARK) + _VERSION.size


def seal(content: bytes, *, bound_to: str) -> bytes:
    """The same content is never sealed alike twice. `bound_to` is its name on the disk: renamed, it does not open.

    Raises VaultError without usable keys.
    """
    key = keyring().current
    return MARK + _VERSION.pack(key.version) + ciphers.encrypt(key.kind, key.secret, content, bound_to.encode())


def unseal(kept: bytes, *, bound_to: str) -> bytes:
    """What was kept before contents were sealed comes back as it is. Raises VaultError where the key is missing or another
    one, or a bit was changed."""
    version = version_of(kept)
    if version is None:
        return kept
    key = keyring().version(version)
    if key is None:
        raise VaultError(
            f"没有第 {version} 号密钥，打不开加密的文件",
            "请系统管理员从保管处取回原来的密钥文件",
            bound_to,
            "VAULT_KEY_MISSING",
        )
    content = ciphers.decrypt(key.kind, key.secret, kept[HEAD_BYTES:], bound_to.encode())
    if content is None:
        raise VaultError(
            "加密的文件打不开：密钥不是原来的那一把，或者文件被改动过",
            "请系统管理员核对密钥文件（gongkai-web keys check）；密钥无误的，从备份恢复",
            bound_to,
            "VAULT_UNREADABLE",
        )
    return content


def version_of(head: bytes) -> int | None:
    """Which key sealed what begins so; None for what is not sealed."""
    if not head.startswith(MARK) or len(head) < HEAD_BYTES:
        return None
    return int(_VERSION.unpack_from(head, len(MARK))[0])
