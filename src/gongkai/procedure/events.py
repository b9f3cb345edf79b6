"""What can happen to a request, as events. Docs: docs/reference/deadline-json.md."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from gongkai.calendar import chinese_date
from gongkai.errors import GongkaiError
from gongkai.statute import REPLIES


class EventType(StrEnum):
    CORRECTION_REQUESTED = "correction_requested"
    CORRECTED = "corrected"
    THIRD_PARTY_CONSULTED = "third_party_consulted"
    THIRD_PARTY_REPLIED = "third_party_replied"
    ORGAN_CONSULTED = "organ_consulted"
    ORGAN_REPLIED = "organ_replied"
    EXTENDED = "extended"
    DELAYED = "delayed"
    FEE_NOTIFIED = "fee_notified"
    FEE_PAID = "fee_paid"
    WITHDRAWN = "withdrawn"
    REPLIED = "replied"
    REPLY_ORDERED = "reply_ordered"
    REASONS_REQUESTED = "reasons_requested"
    REASONS_GIVEN = "reasons_given"
    CLOSED = "closed"
    THIRD_PARTY_TOLD = "third_party_told"
    SERVED = "served"
    DISPUTE_OPENED = "dispute_opened"
    DISPUTE_CLOSED = "dispute_closed"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    EventType.CORRECTION_REQUESTED: "补正告知",
    EventType.CORRECTED: "收到补正",
    EventType.THIRD_PARTY_CONSULTED: "征求第三方意见",
    EventType.THIRD_PARTY_REPLIED: "收到第三方意见",
    EventType.ORGAN_CONSULTED: "征求机关意见",
    EventType.ORGAN_REPLIED: "收到机关意见",
    EventType.EXTENDED: "延长答复期限",
    EventType.DELAYED: "延迟答复",
    EventType.FEE_NOTIFIED: "收费通知",
    EventType.FEE_PAID: "缴费",
    EventType.WITHDRAWN: "撤回申请",
    EventType.REPLIED: "作出答复",
    EventType.REPLY_ORDERED: "责令重新答复",
    EventType.REASONS_REQUESTED: "要求说明理由",
    EventType.REASONS_GIVEN: "收到理由",
    EventType.CLOSED: "不再处理",
    EventType.THIRD_PARTY_TOLD: "告知第三方决定公开",
    EventType.SERVED: "送达答复",
    EventType.DISPUTE_OPENED: "被申请复议或者被起诉",
    EventType.DISPUTE_CLOSED: "复议或者诉讼终结",
    EventType.ARCHIVED: "归档",
}


class Role(StrEnum):
    """Why another organ is asked: it made the information too (silence is consent), or for another reason."""

    CO_MAKER = "co_maker"
    OTHER = "other"


@dataclass(slots=True)
class HistoryError(GongkaiError):
    """A history that cannot have happened, or an event that is not understood.

    `event` is the type of the event as it was given; `position` its place in the list of events, from 1.
    """

    event: str | None = None
    position: int | None = None

    def __reduce__(self) -> tuple[type[GongkaiError], tuple[str, str, str, str]]:
        fields = (self.text, self.remedy, self.where, self.code, self.event, self.position)
        return type(self), fields  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Only the fields its type knows may be set; see FIELDS. Raises HistoryError otherwise."""

    type: EventType
    date: datetime.date
    received: datetime.date | None = None
    party: str | None = None
    role: Role | None = None
    days: int | None = None
    approved_by: str | None = None
    until: datetime.date | None = None
    reason: str | None = None
    reply: str | None = None

    def __post_init__(self) -> None:
        required, optional = FIELDS[self.type]
        for name in OPTIONAL_FIELDS:
            given = getattr(self, name) is not None
            if given and name not in required + optional:
                raise self.error("UNKNOWN_FIELD", f"没有 {name} 这一项")
            if not given and name in required:
                raise self.error("MISSING_FIELD", f"缺少 {name}")
        if self.received and self.received < self.date:
            raise self.error("RECEIVED_BEFORE_SENT", f"对方{chinese_date(self.received)}收到，早于发出之日")
        if self.days is not None and self.days < 1:
            raise self.error("BAD_DAYS", "天数至少为1")
        if self.reply is not None and self.reply not in ENDINGS[self.type]:
            raise self.error("BAD_FIELD", f"reply 的“{self.reply}”不对", "请写答复的代码")

    @property
    def where(self) -> str:
        """The event as a person knows it: 延长答复期限（2026年5月8日）."""
        return f"{self.type.label}（{chinese_date(self.date)}）"

    def error(self, code: str, text: str, remedy: str = "请核对这一事项") -> HistoryError:
        return HistoryError(text, remedy, self.where, code, self.type.value)


WITHDRAWAL = "R_WITHDRAW"
CLOSINGS = frozenset({"R30", "R109", "R_OTHER"})
"""Replies that end a request without an answer to it: given up, or ended for another reason."""

ENDINGS = {
    EventType.REPLIED: frozenset(REPLIES) - {"R30", "R109", WITHDRAWAL},
    EventType.CLOSED: CLOSINGS,
}
"""Which replies (codes of gongkai.statute.REPLIES) an event that ends a request may carry."""

OPTIONAL_FIELDS = ("received", "party", "role", "days", "approved_by", "until", "reason", "reply")

_NONE: tuple[str, ...] = ()
FIELDS: dict[EventType, tuple[tuple[str, ...], tuple[str, ...]]] = {
    EventType.CORRECTION_REQUESTED: (_NONE, ("until",)),
    EventType.CORRECTED: (_NONE, _NONE),
    EventType.THIRD_PARTY_CONSULTED: (_NONE, ("received", "party")),
    EventType.THIRD_PARTY_REPLIED: (_NONE, ("party",)),
    EventType.ORGAN_CONSULTED: (("role",), ("received", "party")),
    EventType.ORGAN_REPLIED: (_NONE, ("party",)),
    EventType.EXTENDED: (("days",), ("approved_by",)),
    EventType.DELAYED: (("until",), ("reason",)),
    EventType.FEE_NOTIFIED: (_NONE, _NONE),
    EventType.FEE_PAID: (_NONE, _NONE),
    EventType.WITHDRAWN: (_NONE, _NONE),
    EventType.REPLIED: (_NONE, ("reply",)),
    EventType.REPLY_ORDERED: (_NONE, ("days",)),
    EventType.REASONS_REQUESTED: (_NONE, ("until",)),
    EventType.REASONS_GIVEN: (_NONE, _NONE),
    EventType.CLOSED: (("reply",), ("reason",)),
    EventType.THIRD_PARTY_TOLD: (_NONE, ("party",)),
    EventType.SERVED: (_NONE, _NONE),
    EventType.DISPUTE_OPENED: (_NONE, _NONE),
    EventType.DISPUTE_CLOSED: (_NONE, _NONE),
    EventType.ARCHIVED: (_NONE, ("reason",)),
}
"""Of each event: the fields it must have beside its date, and those it may have."""
