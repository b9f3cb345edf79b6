"""A dossier holds everything about a person in the open: a day after it was made it is erased."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from gongkai_web.dossiers import storage
from gongkai_web.dossiers.kinds import State
from gongkai_web.dossiers.models import Dossier
from gongkai_web.dossiers.ordering import KEPT
from gongkai_web.vault.retention import Schedule


def erase(now: datetime) -> Mapping[str, int]:
    done: Counter[str] = Counter()
    due = Dossier.objects.filter(erased_at=None, expires_at__lte=now).select_related("request__organ")
    for one in due:
        storage.erase(one.token)
        one.state, one.erased_at = State.ERASED, now
        one.save(update_fields=["state", "erased_at"])
        done[one.request.organ.code] += 1
    _erase_strays()
    return done


def _erase_strays() -> None:
    """Files whose row is gone or says they are."""
    known = set(Dossier.objects.filter(erased_at=None).values_list("token", flat=True))
    for token in storage.tokens():
        if token not in known:
            storage.erase(token)


SCHEDULE = Schedule(
    code="dossiers",
    what="卷宗的 PDF",
    keeps=f"制作后 {KEPT.total_seconds() / 3600:.0f} 小时",
    why="《个人信息保护法》第十九条，只为下载而生成",
    erase=erase,
)
