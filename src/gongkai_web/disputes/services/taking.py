"""Taking a step in a dispute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.calendar import chinese_date
from gongkai.errors import GongkaiError
from gongkai.statute import DISPUTE_ENDINGS, DisputeKind
from gongkai_web.audit.services import together
from gongkai_web.disputes.deriving import event_of, refusal_of
from gongkai_web.disputes.errors import DisputeError
from gongkai_web.disputes.kinds import STEPS
from gongkai_web.disputes.models import Act, Dispute
from gongkai_web.disputes.previewing import effects
from gongkai_web.disputes.services.common import (
    advance,
    held,
    holding_acts,
    log,
    not_later,
    plain,
    require_handler,
    said,
    state_of,
)
from gongkai_web.disputes.services.linking import tell_closed, tell_opened_again, tell_ordered
from gongkai_web.organs.models import Person

_WITHDRAWN = {DisputeKind.RECONSIDERATION: "rv_withdrawn", DisputeKind.LITIGATION: "lt_withdrawn"}
_IN_REQUEST = {
    "result": tell_closed,
    "withdraw": tell_closed,
    "appeal": tell_opened_again,
    "order": tell_ordered,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A step as its form gives it."""

    code: str
    on: date
    until: date | None = None
    track: str = ""
    ending: str = ""
    days: int | None = None
    document_number: str = ""
    note: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    def to_act(self, dispute: Dispute) -> Act:
        """Not saved."""
        ending = _WITHDRAWN[dispute.law] if self.code == "withdraw" else self.ending
        return Act(
            dispute=dispute,
            step=self.code,
            on=self.on,
            until=self.until,
            track=self.track,
            ending=ending,
            days=self.days,
            document_number=self.document_number.strip(),
            note=self.note.strip(),
            data={name: value for name, value in self.data.items() if value},
        )


def preview(*, dispute: Dispute, given: Given, now: datetime) -> list[str]:
    """What the step would do, in words; nothing is written. Raises what `take` would."""
    acts = holding_acts(dispute)
    refusal = refusal_of(given.code, dispute, acts)
    if refusal:
        raise DisputeError(refusal, "请看这一页上可以办理的步骤", STEPS[given.code].name)
    act = given.to_act(dispute)
    _check(dispute, act, acts, now)
    return effects(dispute, acts, act, timezone.localdate(now))


@transaction.atomic
def take(*, by: Person, dispute: Dispute, version: int, given: Given, now: datetime) -> Act:
    """Record that a step was taken on its day; the request learns of it in the same transaction. Raises DisputeError,
    ChangedError."""
    require_handler(by, dispute.organ, now)
    kept = held(dispute, version)
    acts = holding_acts(kept)
    refusal = refusal_of(given.code, kept, acts)
    if refusal:
        raise DisputeError(refusal, "请看这一页上可以办理的步骤", STEPS[given.code].name)
    act = given.to_act(kept)
    _check(kept, act, acts, now)
    before = state_of(kept)
    with together():
        advance(kept, act, by, now)
        tell = _IN_REQUEST.get(act.step)
        if tell:
            tell(kept, act, by, now)
        if act.step == "close":
            kept.archive_number = str(act.data.get("archive_number", ""))
            kept.save(update_fields=["archive_number"])
        log(act.step, by, kept, before, act=act.pk, **told(act))
    return act


def told(act: Act) -> dict[str, Any]:
    """The act's fields for the log, without free text."""
    names = ("on", "until", "track", "ending", "days", "document_number")
    return plain({name: getattr(act, name) for name in names if getattr(act, name)})


def _check(dispute: Dispute, act: Act, acts: list[Act], now: datetime) -> None:
    not_later(act.on, now)
    if act.on < dispute.filed_on:
        raise DisputeError(f"早于申请、起诉的{chinese_date(dispute.filed_on)}", "请核对日期", STEPS[act.step].name)
    try:
        if act.step in ("track", "limit"):
            event_of(act)
    except GongkaiError as error:
        raise said(error) from error
    if act.step == "hearing" and not act.until:
        raise DisputeError("没有写开庭、听证的日期", "请看传票、通知书")
    if act.step == "result" and (not act.ending or dispute.law not in DISPUTE_ENDINGS[act.ending].kinds):
        raise DisputeError("没有选结果", "请看决定书、判决书的主文")
    if act.step == "order" and not act.days:
        raise DisputeError("没有写限几个工作日", "决定书、判决书没有写的，按 20 个工作日")
    if act.step == "close" and not act.data.get("archive_number"):
        raise DisputeError("没有写归档号", "请写本机关档案的编号")
    _check_after_the_result(act, acts)


def _check_after_the_result(act: Act, acts: list[Act]) -> None:
    ended = [one.on for one in acts if one.step in ("result", "withdraw")]
    if act.step in ("appeal", "order", "close", "replied_again") and ended and act.on < max(ended):
        raise DisputeError(f"早于审结的{chinese_date(max(ended))}", "请核对日期", STEPS[act.step].name)
