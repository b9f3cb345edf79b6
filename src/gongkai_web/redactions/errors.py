"""What this part refuses, said to the person who asked."""

from __future__ import annotations

from gongkai.errors import GongkaiError


class RedactingError(GongkaiError):
    """Something that may not be done with a redaction now; the text says why and what to do."""


class ChangedError(RedactingError):
    """Somebody else has changed the boxes since `since`. Nothing was kept."""

    def __init__(self, since: int) -> None:
        super().__init__(
            "您打开这一页以后，别人改过遮盖框，您画的还没有存入",
            "请看下面列出的变化；您画的都还在，仍要存入的，再点一次",
            code="REDACTION_CHANGED",
        )
        self.since = since
