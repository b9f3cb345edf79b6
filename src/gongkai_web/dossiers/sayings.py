"""What the log says of dossiers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai_web.audit.sayings import register
from gongkai_web.dossiers.kinds import Purpose


def _words(said: str) -> Any:
    def words(data: Mapping[str, Any]) -> str:
        purpose = data.get("purpose", "")
        label = Purpose(purpose).label if purpose in Purpose.values else ""
        to = f"，{data['to']}" if data.get("to") else ""
        return f"{said} {data.get('number', '')}（{label}{to}）"

    return words


def register_all() -> None:
    register("dossier.ordered", _words("制作卷宗"))
    register("dossier.made", _words("制成卷宗"))
    register("dossier.failed", _words("卷宗没有制作成"))
    register("dossier.taken", _words("下载卷宗"))
