"""What the log says of redactions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai_web.audit.sayings import Words, register

_SAID = {
    "begun": "封存原件，开始遮盖",
    "prepared": "准备好遮盖的页面",
    "boxes": "改遮盖框",
    "burning": "要求生成遮盖后的文件",
    "burnt": "生成遮盖后的文件，通过核验",
    "failed": "遮盖没有做成",
    "retried": "重新准备遮盖的页面",
    "accepted": "遮盖后的文件存入案卷",
    "reopened": "再改遮盖框",
    "dropped": "不用这一份遮盖",
    "opened": "打开封存的原件",
}


def _words(said: str) -> Words:
    def words(data: Mapping[str, Any]) -> str:
        more = data.get("said") or data.get("what_failed") or ""
        return f"{said} {data.get('number', '')}{f'：{more}' if more else ''}".rstrip()

    return words


def register_all() -> None:
    for key, said in _SAID.items():
        register(f"redaction.{key}", _words(said))
