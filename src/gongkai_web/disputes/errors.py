"""What this part refuses, said to the person who asked."""

from __future__ import annotations

from gongkai.errors import GongkaiError


class DisputeError(GongkaiError):
    """A dispute, or an act in it, that may not be; the text says why and what to do."""


class ChangedError(DisputeError):
    """Somebody else has acted on it since it was opened. Nothing was kept; `since` is the version one had."""

    def __init__(self, since: int) -> None:
        super().__init__(
            "您打开这一页以后，别人办理过这件复议诉讼，您填的还没有存入",
            "请看下面列出的变化；您填的内容都还在，仍要办理的，再提交一次",
            code="DISPUTE_CHANGED",
        )
        self.since = since
