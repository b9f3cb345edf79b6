"""The key with which lists are signed: one for the installation, made once, readable by the platform alone."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

from gongkai.errors import system_reason
from gongkai_web.export.errors import ExportError

NAME = "export-ed25519.pem"


def signing_key() -> Ed25519PrivateKey:
    """Made where there is none yet. Raises ExportError for one that others may read, or that is none."""
    path = settings.DATA_DIR / "keys" / NAME
    try:
        _make(path)
        if path.stat().st_mode & 0o077:
            raise ExportError(
                "签名密钥别人也能读", "请把文件权限改为 0600；可能已经外泄的，删除后会另生成一个", str(path)
            )
        key = load_pem_private_key(path.read_bytes(), None)
    except OSError as error:
        raise ExportError(f"签名密钥不能用：{system_reason(error)}", "请检查数据文件夹的权限", str(path)) from error
    except ValueError as error:
        raise ExportError(
            "签名密钥已损坏", "请从备份恢复；删除它会另生成一个，主机要换用新的公钥", str(path)
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ExportError("签名密钥不是 Ed25519", "请从备份恢复", str(path))
    return key


def _make(path: Path) -> None:
    """Of two who make it at once the first one's stands."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    passing = path.with_name(f".{NAME}.{os.getpid()}")
    handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(pem)
        os.fsync(stream.fileno())
    try:
        os.link(passing, path)
    except FileExistsError:
        pass
    finally:
        passing.unlink()


def public_pem(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def verified(pem: bytes, signature: bytes, content: bytes) -> bool:
    """Whether the holder of the key belonging to this public one has signed exactly this."""
    try:
        key = load_pem_public_key(pem)
        if not isinstance(key, Ed25519PublicKey):
            return False
        key.verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
