"""gongkai-web keys: make a key file, say whether it fits what is stored, put everything under a new key."""

from __future__ import annotations

import sys
from pathlib import Path

from django.conf import settings

from gongkai.errors import system_reason
from gongkai_web.audit.services import record
from gongkai_web.vault.errors import VaultError
from gongkai_web.vault.keyring import keyring, with_new_key, write_over
from gongkai_web.vault.rotation import is_behind, reseal, standings

_MOST_SHOWN = 20


def check() -> int:
    """Exit status 0 where every sealed value opens, 1 where one does not, 2 without usable keys."""
    try:
        ring = keyring()
    except VaultError as error:
        return _fail(str(error))
    found = list(standings())
    faults = [f"{standing.column} {fault}" for standing in found for fault in standing.faults]
    for fault in faults[:_MOST_SHOWN]:
        _say(fault)
    if faults:
        return _fail(f"有 {len(faults)} 处加密的信息打不开。请核对密钥文件 {settings.VAULT_KEYS}，或从备份恢复数据", 1)
    total = sum(sum(standing.versions.values()) for standing in found)
    old = sum(count for one in found for version, count in one.versions.items() if version != ring.current.version)
    _say(f"密钥 {len(ring.keys)} 把，现用第 {ring.current.version} 号；加密的信息 {total} 处，全部打得开。")
    if old:
        _say(f"其中 {old} 处还在旧密钥下或者没有加密，请再运行 gongkai-web keys rotate。")
    return 0


def rotate(kind: str) -> int:
    """A new key, and everything under it; where an earlier rotation was stopped, it is finished without another new key."""
    try:
        resumed = is_behind()
        if not resumed:
            write_over(Path(settings.VAULT_KEYS), with_new_key(keyring(), kind))
            record(key="vault.key_added", actor=None, version=keyring().current.version, cipher=kind)
        done = reseal()
    except VaultError as error:
        return _fail(f"{error}\n换密钥停在这里，已经换过的不受影响；处理后再运行一次，会接着做")
    except OSError as error:
        return _fail(
            f"{error.filename or settings.VAULT_KEYS} 写不了：{system_reason(error)}\n"
            "换密钥停在这里，已经换过的不受影响；处理后再运行一次，会接着做"
        )
    record(key="vault.rotated", actor=None, version=keyring().current.version, count=done)
    begun = "接着上次没有做完的" if resumed else "已换上新的密钥"
    _say(f"{begun}：现用第 {keyring().current.version} 号，重新加密 {done} 处。")
    _say(f"旧密钥留在密钥文件里，读旧备份时要用。请把 {settings.VAULT_KEYS} 另行保管一份，不要和数据库的备份放在一起。")
    return 0


def _say(text: str) -> None:
    print(text)  # noqa: T201


def _fail(text: str, status: int = 2) -> int:
    print(f"gongkai-web: {text}", file=sys.stderr)  # noqa: T201
    return status
