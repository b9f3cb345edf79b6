"""A text and its sealed form: `sealed:<key version>:<base64>`, bound to the column it stands in."""

from __future__ import annotations

import base64
import binascii
import re

from gongkai_web.vault import ciphers
from gongkai_web.vault.errors import VaultError
from gongkai_web.vault.keyring import keyring

PREFIX = "sealed:"
_FORM = re.compile(r"sealed:([0-9]{1,6}):([A-Za-z0-9+/=]+)")


def seal(text: str, *, bound_to: str) -> str:
    """Nothing stays nothing, so that a blank is still seen to be one. The same text is never sealed alike twice."""
    if not text:
        return ""
    key = keyring().current
    sealed = ciphers.encrypt(key.kind, key.secret, text.encode(), bound_to.encode())
    return f"{PREFIX}{key.version}:{base64.b64encode(sealed).decode()}"


def unseal(stored: str, *, bound_to: str) -> str:
    """Raises VaultError where the key is missing or another one, or the stored text is not as it was written."""
    if not stored:
        return ""
    form = _FORM.fullmatch(stored)
    key = form and keyring().version(int(form[1]))
    if form and key is None:
        raise VaultError(
            f"没有第 {form[1]} 号密钥，读不出加密的信息",
            "请系统管理员从保管处取回原来的密钥文件",
            bound_to,
            "VAULT_KEY_MISSING",
        )
    plain = key and form and ciphers.decrypt(key.kind, key.secret, _decoded(form[2]), bound_to.encode())
    if plain is None:
        raise VaultError(
            "加密的信息打不开：密钥不是原来的那一把，或者数据被改动过",
            "请系统管理员核对密钥文件（gongkai-web keys check）；密钥无误的，从备份恢复数据",
            bound_to,
            "VAULT_UNREADABLE",
        )
    return plain.decode()


def version_of(stored: str) -> int | None:
    """Which key sealed it; None for what is not sealed."""
    form = _FORM.fullmatch(stored)
    return int(form[1]) if form else None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""
