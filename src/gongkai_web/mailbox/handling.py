"""From receipt to the unit that answers: taking up, giving to another, returning, asking for help, extending."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai_web.mailbox.errors import MailboxError
from gongkai_web.mailbox.holding import day_of, hold, require, require_state, set_clocks, told, worded
from gongkai_web.mailbox.kinds import Act, Kind, State
from gongkai_web.mailbox.models import Help, Letter
from gongkai_web.mailbox.rules import may_answer, may_extend, may_help, may_keep
from gongkai_web.mailbox.setting import days_of
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.vault import services

KEEPERS = "请经办人或者政府信息公开工作机构负责人办理"


@transaction.atomic
def accept(*, by: Person, letter: Letter, lock: int, unit: Unit | None, note: str, now: datetime) -> Letter:
    """Taken up, and given to a unit; None is the office that keeps the mailbox itself."""
    kept = hold(letter, lock)
    require(may_keep(by, kept.organ, day_of(now)), KEEPERS)
    require_state(kept, State.RECEIVED)
    _require_unit(kept.organ, unit)
    kept.state, kept.unit = State.IN_HAND, unit
    kept.accepted_on = kept.accepted_on or day_of(now)
    return told(kept, Act.ACCEPTED, by, now, text=note.strip(), unit=unit)


@transaction.atomic
def reassign(*, by: Person, letter: Letter, lock: int, unit: Unit | None, note: str, now: datetime) -> Letter:
    """To another unit. The clock goes on."""
    kept = hold(letter, lock)
    require(may_keep(by, kept.organ, day_of(now)), KEEPERS)
    require_state(kept, State.IN_HAND)
    _require_unit(kept.organ, unit)
    if kept.unit == unit:
        raise MailboxError("已经在这个单位办理", "请选另一个单位")
    kept.unit = unit
    return told(kept, Act.REASSIGNED, by, now, text=note.strip(), unit=unit)


@transaction.atomic
def give_back(*, by: Person, letter: Letter, lock: int, reason: str, now: datetime) -> Letter:
    """退回: the unit says why it is not its matter; the office gives it to another. The clock goes on."""
    kept = hold(letter, lock)
    require(may_answer(by, kept, day_of(now)), "请承办单位的人员退回")
    require_state(kept, State.IN_HAND)
    if kept.unit is None:
        raise MailboxError("这封信没有交给别的单位", "不用退回")
    reason = worded(reason, "没有写退回的原因", "请写明为什么不属于本单位，应该由谁办理", 500)
    unit, kept.unit, kept.state = kept.unit, None, State.RECEIVED
    return told(kept, Act.RETURNED, by, now, text=reason, unit=unit)


@transaction.atomic
def retype(*, by: Person, letter: Letter, lock: int, kind: Kind, now: datetime) -> Letter:
    """Another type than the writer chose: its periods hold from the day of receipt, as if it had been chosen at once."""
    kept = hold(letter, lock)
    require(may_keep(by, kept.organ, day_of(now)), KEEPERS)
    require_state(kept, State.RECEIVED, State.IN_HAND)
    if kept.kind == kind:
        raise MailboxError("类型没有变", "请另选一个类型")
    before, days = Kind(kept.kind), days_of(kept.organ)[kind]
    kept.kind, kept.accept_days, kept.reply_days = kind, days.accept, days.reply
    set_clocks(kept)
    text = f"“{before.label}”改为“{kind.label}”，答复期限改为 {days.reply} 个工作日"
    return told(kept, Act.RETYPED, by, now, text=text, kind=[before.value, kind.value])


@transaction.atomic
def extend(*, by: Person, letter: Letter, lock: int, days: int, reason: str, now: datetime) -> Letter:
    """Once, before the last day, by at most what the organ allows for the type; the writer reads the reason."""
    kept = hold(letter, lock)
    require(
        may_extend(by, kept.organ, day_of(now)), "延长期限由主要负责人、分管负责人或者政府信息公开工作机构负责人批准"
    )
    require_state(kept, State.RECEIVED, State.IN_HAND, State.IN_REVIEW)
    if kept.extra_days:
        raise MailboxError(f"已经延长过 {kept.extra_days} 个工作日", "只能延长一次；请抓紧答复，并与写信人说明情况")
    if kept.due and kept.due < day_of(now):
        raise MailboxError("已经超过答复期限，不能再延长", "请抓紧答复，并与写信人说明情况")
    most = days_of(kept.organ)[Kind(kept.kind)].extra
    if not 1 <= days <= most:
        raise MailboxError(
            f"“{kept.get_kind_display()}”类最多延长 {most} 个工作日", "请改天数，或者在“设置 · 信箱”里改"
        )
    reason = worded(reason, "没有写延长的原因", "请写明原因，写信人会看到", 300)
    before, kept.extra_days = kept.due, days
    set_clocks(kept)
    return told(kept, Act.EXTENDED, by, now, text=reason, days=days, due=[_iso(before), _iso(kept.due)])


@transaction.atomic
def ask_help(*, by: Person, letter: Letter, lock: int, unit: Unit, question: str, due: date, now: datetime) -> Help:
    """协办 by another unit, its day before the letter's own."""
    kept = hold(letter, lock)
    require(may_answer(by, kept, day_of(now)), "请承办单位或者经办人提出")
    require_state(kept, State.RECEIVED, State.IN_HAND)
    _require_unit(kept.organ, unit)
    if unit == kept.unit:
        raise MailboxError("这个单位就是承办单位", "请选另一个单位")
    if kept.helps.filter(unit=unit, answered_at=None).exists():
        raise MailboxError("已经请这个单位协办，还没有答复", "请等它答复")
    if due < day_of(now) or (kept.due and due >= kept.due):
        last = f"（{kept.due:%Y年%-m月%-d日}）" if kept.due else ""
        raise MailboxError(f"协办的期限应在今天以后、答复期限{last}以前", "请改期限")
    question = worded(question, "没有写请它做什么", "请写明需要什么意见、材料", 1000)
    made = Help.objects.create(letter=kept, unit=unit, question=question, due=due, asked_by=by, asked_at=now)
    told(kept, Act.ASKED_HELP, by, now, text=question, unit=unit, due=due.isoformat())
    return made


@transaction.atomic
def give_help(*, by: Person, help: Help, answer: str, now: datetime) -> Help:
    """The opinion of the unit that was asked."""
    kept = hold(help.letter)
    asked = Help.objects.select_for_update(of=("self",)).select_related("unit").get(pk=help.pk)
    require(may_help(by, asked.unit_id, kept.organ, day_of(now)), "请协办单位的人员答复")
    if asked.answered_at is not None:
        raise MailboxError("协办意见已经写过", "请刷新页面")
    answer = worded(answer, "没有写协办意见", "请写明情况和意见", 2000)
    asked.answer, asked.answered_by, asked.answered_at = answer, by, now
    asked.save()
    told(kept, Act.HELPED, by, now, text=answer, unit=asked.unit)
    return asked


@transaction.atomic
def reveal(*, by: Person, letter: Letter, reason: str, now: datetime) -> None:
    """The writer's name and contact in full, to somebody who says why they need it; the log says who looked."""
    require(may_answer(by, letter, day_of(now)), "请承办单位或者经办人查看")
    what, target = "写信人的姓名和联系方式", f"mailbox_letter:{letter.pk}"
    services.reveal(actor=by, what=what, reason=reason, organ=letter.organ.code, target=target)


def _require_unit(organ: Organ, unit: Unit | None) -> None:
    if unit is not None and (unit.organ_id != organ.pk or unit.ended_on is not None):
        raise MailboxError("这个站所不是本机关的，或者已经撤销", "请另选一个")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
