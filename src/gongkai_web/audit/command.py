"""gongkai-web audit: is the log as it was written, and a copy of it to keep elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from gongkai.errors import system_reason
from gongkai_web.audit.chain import canonical
from gongkai_web.audit.models import Entry
from gongkai_web.audit.verifying import CHUNK, Anchor, breaks, end

_MOST_SHOWN = 20


def verify(anchor: str) -> int:
    """Exit status 0 where nothing was changed, 1 where something was, 2 where the anchor cannot be understood."""
    try:
        kept = Anchor.parsed(anchor) if anchor else None
    except ValueError:
        return _fail(f"校验值应是“条数:64 位 SM3”，不是“{anchor}”")
    found = list(breaks(kept))
    for one in found[:_MOST_SHOWN]:
        _say(f"第 {one.number} 条：{one.what}")
    if found:
        more = f"，以上是前 {_MOST_SHOWN} 处" if len(found) > _MOST_SHOWN else ""
        return _fail(f"审计日志有 {len(found)} 处不是原样{more}。请封存数据库，由审计员核查", 1)
    _say(f"审计日志完整，共 {end().number} 条。请把校验值另行保存，下次用 --anchor 核对：\n{end()}")
    return 0


def export(file: Path) -> int:
    try:
        with file.open("x", encoding="utf-8") as out:
            out.writelines(_lines())
    except OSError as error:
        return _fail(f"写不了 {file}：{system_reason(error)}")
    _say(f"已导出 {end().number} 条，末条校验值 {end()}")
    return 0


def _lines() -> Iterator[str]:
    for entry in Entry.objects.order_by("number").iterator(chunk_size=CHUNK):
        values = {field.attname: getattr(entry, field.attname) for field in Entry._meta.concrete_fields}
        yield canonical(values | {"at": entry.at.isoformat()}) + "\n"


def _say(text: str) -> None:
    print(text)  # noqa: T201


def _fail(text: str, status: int = 2) -> int:
    print(f"gongkai-web: {text}", file=sys.stderr)  # noqa: T201
    return status
