"""Sending a letter, and what became of it. The day of the first dispatch is the one the periods know."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai_web.audit.services import together
from gongkai_web.letters import after_dispatch
from gongkai_web.letters.drafting import log
from gongkai_web.letters.errors import ChangedError, SendingError
from gongkai_web.letters.filling import remedies_differ
from gongkai_web.letters.kinds import COUNTS, SIGNED_AT_ONCE, State, Way
from gongkai_web.letters.models import Dispatch, OutgoingLetter
from gongkai_web.letters.reviewing import require_review
from gongkai_web.letters.rules import may_dispatch, may_see
from gongkai_web.organs.models import Person

SENDABLE = frozenset({State.APPROVED, State.BOUNCED})


@transaction.atomic
def dispatch(
    *,
    by: Person,
    letter: OutgoingLetter,
    lock: int,
    way: Way,
    on: date,
    now: datetime,
    tracking: str = "",
    postage_paid: bool = False,
    note: str = "",
) -> Dispatch:
    """The letter has gone out this way on this day (`kinds.COUNTS`: of posting, of signature, of sending). A part whose
    case it is hears of its first dispatch in the same transaction. Raises SendingError, ChangedError."""
    letter = _held(by, letter, lock, now)
    if letter.state not in SENDABLE:
        raise SendingError(f"这份文书{letter.get_state_display()}，不能发出", "审核通过以后才能发出")
    _check_day(letter, way, on, now)
    _check_way(letter, way, postage_paid, on)
    require_review(letter)
    first = letter.dispatched_on is None
    sent = Dispatch(letter=letter, way=way, on=on, tracking=tracking.strip(), by=by, at=now, note=note.strip())
    sent.served_on = on if way in SIGNED_AT_ONCE else None
    with together():
        sent.save()
        letter.state = State.SERVED if sent.served_on else State.DISPATCHED
        letter.dispatched_on = letter.dispatched_on or on
        _changed(letter)
        if first:
            after_dispatch.tell(letter, sent, by, now)
        if sent.served_on:
            after_dispatch.tell_served(letter, sent, by, now)
        log("dispatched", by, letter, way=way.value, on=on.isoformat(), first=first, digest=letter.digest)
    return sent


def _check_day(letter: OutgoingLetter, way: Way, on: date, now: datetime) -> None:
    what = COUNTS[way]
    if on > timezone.localdate(now):
        raise SendingError(f"{what}晚于今天", "请在发出以后登记")
    if on < letter.dated:
        raise SendingError(f"{what}早于文书的日期", "请核对日期")
    if letter.approved_on and on < letter.approved_on:
        raise SendingError(f"{what}早于审核通过的日期", "没有审核通过的文书不能发出，请核对日期")
    if letter.approved_on and letter.dated < letter.approved_on and not letter.dispatched_on:
        raise SendingError("落款日期早于签发的日期", "请点“改落款日期”，文书重新生成、重新送审")


def _check_way(letter: OutgoingLetter, way: Way, postage_paid: bool, on: date) -> None:
    if way is Way.POST and not postage_paid:
        raise SendingError("没有确认由本机关付邮资", "邮寄送达不得由收件人支付邮资，请改为寄件人付费后确认")
    if way is Way.ELECTRONIC and letter.pdf is None:
        raise SendingError("这份文书的 PDF 还没有生成，不能电子送达", letter.failure or "请过一会儿再发")
    if way is Way.ELECTRONIC and letter.told and not letter.electronic:
        raise SendingError(
            "电子送达的文书要同时告知提交行政复议申请书的互联网渠道，这份文书里没有",
            "请修改文书，勾选“电子送达”，再提交审核（《行政复议法》第二十二条第二款）",
        )
    if remedies_differ(letter, on):
        raise SendingError(
            "按发出的日期，复议、诉讼的告知与这份文书里写的不同", "请修改文书后重新提交审核，文书会按现行规定重新生成"
        )


@transaction.atomic
def record_served(
    *, by: Person, letter: OutgoingLetter, lock: int, on: date, now: datetime, note: str = ""
) -> Dispatch:
    """The addressee has it. `note`: who signed for it, if somebody else did."""
    letter, sent = _under_way(by, letter, lock, on, now)
    sent.served_on, sent.note = on, note.strip() or sent.note
    sent.save()
    letter.state = State.SERVED
    with together():
        _changed(letter)
        after_dispatch.tell_served(letter, sent, by, now)
        log("served", by, letter, on=on.isoformat())
    return sent


@transaction.atomic
def record_bounced(*, by: Person, letter: OutgoingLetter, lock: int, on: date, note: str, now: datetime) -> Dispatch:
    """It came back. It may be sent again; the first day of sending stays."""
    letter, sent = _under_way(by, letter, lock, on, now)
    if not note.strip():
        raise SendingError("没有写明退回的原因", "请写明，例如“原址查无此人”")
    sent.bounced_on, sent.note = on, note.strip()
    sent.save()
    letter.state = State.BOUNCED
    _changed(letter)
    log("bounced", by, letter, on=on.isoformat())
    return sent


def _under_way(
    by: Person, letter: OutgoingLetter, lock: int, on: date, now: datetime
) -> tuple[OutgoingLetter, Dispatch]:
    letter = _held(by, letter, lock, now)
    sent = letter.dispatches.last()
    if letter.state != State.DISPATCHED or sent is None:
        raise SendingError("这份文书现在不在送达途中", "请刷新页面")
    if on < sent.on:
        raise SendingError(f"日期早于{COUNTS[Way(sent.way)]}", "请核对日期")
    if on > timezone.localdate(now):
        raise SendingError("日期晚于今天", "请核对日期")
    return letter, sent


def _held(by: Person, letter: OutgoingLetter, lock: int, now: datetime) -> OutgoingLetter:
    day = timezone.localdate(now)
    if not (may_dispatch(by, letter.organ, day) and may_see(by, letter, day)):
        raise SendingError("您不能登记文书的送达", "请经办人登记")
    kept = OutgoingLetter.objects.select_for_update(of=("self",)).select_related("organ").get(pk=letter.pk)
    if kept.lock != lock:
        raise ChangedError("您打开这一页以后，文书又有变化，您填的还没有存入", "请看一遍现在的情况再登记")
    return kept


def _changed(letter: OutgoingLetter) -> None:
    letter.lock += 1
    letter.save(update_fields=["state", "dispatched_on", "lock"])
