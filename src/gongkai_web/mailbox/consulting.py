"""Opening a published draft for opinions, taking opinions, and publishing what became of each of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gongkai.proofing import proof
from gongkai.report import Severity
from gongkai_web.audit.services import Actor, record
from gongkai_web.mailbox.errors import ChangedMeanwhileError, MailboxError
from gongkai_web.mailbox.handling import KEEPERS
from gongkai_web.mailbox.holding import day_of, require, worded
from gongkai_web.mailbox.models import Consultation, Opinion, Point
from gongkai_web.mailbox.rules import may_keep
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.editions import next_edition
from gongkai_web.publishing.findings import settings_of
from gongkai_web.publishing.gate import visible
from gongkai_web.publishing.models import Item

MOST_OPINION, MOST_DAYS = 3000, 366


@transaction.atomic
def set_up(
    *,
    by: Person,
    organ: Organ,
    item: Item,
    title: str,
    note: str,
    elsewhere: str,
    opens_on: date,
    closes_on: date,
    now: datetime,
) -> Consultation:
    """The draft is a published item: people read exactly what was released."""
    _require_keeper(by, organ, now)
    if item.organ_id != organ.pk or not visible(now).filter(pk=item.pk).exists():
        raise MailboxError("这条信息还没有发布", "请先把征求意见稿作为信息发布，再开始征集")
    if Consultation.objects.filter(item=item).exists():
        raise MailboxError("这条信息已经在征集意见", "请在列表里打开它")
    _refuse_days(opens_on, closes_on)
    made = Consultation.objects.create(
        organ=organ,
        item=item,
        title=worded(title, "没有写名称", "例如“关于征求《……管理办法》意见的公告”", 120),
        note=note.strip(),
        elsewhere=elsewhere.strip(),
        opens_on=opens_on,
        closes_on=closes_on,
        set_up_by=by,
        set_up_at=now,
    )
    next_edition(organ.code)
    _log("mail.consultation_set_up", by, made, opens=opens_on.isoformat(), closes=closes_on.isoformat())
    return made


@transaction.atomic
def change_days(
    *, by: Person, consultation: Consultation, lock: int, opens_on: date, closes_on: date, now: datetime
) -> Consultation:
    """Longer or shorter, as long as the result is not out. Opinions that came stay."""
    kept = _held(by, consultation, lock, now)
    _refuse_days(opens_on, closes_on)
    before = [kept.opens_on.isoformat(), kept.closes_on.isoformat()]
    kept.opens_on, kept.closes_on = opens_on, closes_on
    _saved(kept)
    _log("mail.consultation_moved", by, kept, before=before, opens=opens_on.isoformat(), closes=closes_on.isoformat())
    return kept


@transaction.atomic
def say(*, consultation: Consultation, text: str, name: str, contact: str, now: datetime) -> Opinion:
    """By the public form, within the days."""
    kept = Consultation.objects.select_for_update(of=("self",)).select_related("organ").get(pk=consultation.pk)
    if not kept.takes_on(day_of(now)) or kept.published_at is not None:
        raise MailboxError(_("现在不在征集意见的时间里"), _("可以写信给本机关的信箱"))
    return _kept(kept, Opinion.Channel.FORM, text, name, contact, now, None)


@transaction.atomic
def register(
    *,
    by: Person,
    consultation: Consultation,
    channel: Opinion.Channel,
    text: str,
    name: str,
    contact: str,
    now: datetime,
) -> Opinion:
    """What came by post, telephone or in a meeting; until the result is out, for a letter may arrive late."""
    kept = _held(by, consultation, None, now)
    return _kept(kept, channel, text, name, contact, now, by)


def _kept(
    consultation: Consultation,
    channel: Opinion.Channel,
    text: str,
    name: str,
    contact: str,
    now: datetime,
    by: Person | None,
) -> Opinion:
    last = consultation.opinions.aggregate(last=Max("ordinal"))["last"] or 0
    made = Opinion.objects.create(
        consultation=consultation,
        ordinal=last + 1,
        channel=channel,
        text=worded(text, _("没有写意见"), _("请写明对哪一条有什么意见"), MOST_OPINION),
        name=name.strip()[:60],
        contact=contact.strip()[:100],
        received_at=now,
        registered_by=by,
    )
    _log("mail.opinion_received", by, consultation, opinion=made.ordinal, channel=channel.value)
    return made


@transaction.atomic
def decide(
    *,
    by: Person,
    consultation: Consultation,
    lock: int,
    opinions: Collection[int],
    summary: str,
    decision: Point.Decision,
    reason: str,
    now: datetime,
) -> Point:
    """What becomes of these opinions (by their numbers); each stands in one point."""
    kept = _held(by, consultation, lock, now)
    found = list(kept.opinions.filter(ordinal__in=opinions, point=None))
    if not found:
        raise MailboxError("没有选意见", "请勾选这一条说的是哪几条意见；已经处理过的不能再选")
    point = Point.objects.create(
        consultation=kept,
        summary=worded(summary, "没有写意见摘要", "请写明提的是什么意见，不写姓名", 1000),
        decision=decision,
        reason=worded(reason, "没有写理由", "请写明怎样采纳，或者为什么不采纳", 1000),
    )
    Opinion.objects.filter(pk__in=[one.pk for one in found]).update(point=point)
    _saved(kept)
    numbers = sorted(one.ordinal for one in found)
    _log("mail.opinions_decided", by, kept, opinions=numbers, decision=decision.value)
    return point


@transaction.atomic
def undo(*, by: Person, point: Point, lock: int, now: datetime) -> None:
    """Its opinions wait again."""
    kept = _held(by, point.consultation, lock, now)
    numbers = list(point.opinions.values_list("ordinal", flat=True))
    Opinion.objects.filter(point=point).update(point=None)
    point.delete()
    _saved(kept)
    _log("mail.opinions_undecided", by, kept, opinions=numbers)


@transaction.atomic
def publish(*, by: Person, consultation: Consultation, lock: int, outcome: str, now: datetime) -> Consultation:
    """After the last day, once every opinion has its answer, in words that name nobody."""
    kept = _held(by, consultation, lock, now)
    if day_of(now) <= kept.closes_on:
        raise MailboxError(f"征集到{kept.closes_on:%Y年%-m月%-d日}才结束", "请在结束以后公布采纳情况")
    waiting = kept.opinions.filter(point=None).count()
    if waiting:
        raise MailboxError(f"还有 {waiting} 条意见没有写采纳情况", "请逐条或者合并写明是否采纳、理由")
    outcome = worded(outcome, "没有写总的说明", "例如“征集期间收到意见 3 条，采纳 2 条，情况如下”", 2000)
    problems = list(faults(kept, outcome))
    if problems:
        raise MailboxError(f"要公布的文字里有 {len(problems)} 处不能公开：{problems[0]}", "请改好再公布")
    kept.outcome, kept.published_at, kept.published_by = outcome, now, by
    _saved(kept)
    _log("mail.consultation_answered", by, kept, opinions=kept.opinions.count())
    return kept


def faults(consultation: Consultation, outcome: str) -> Iterator[str]:
    """What may not stand in a published result: names and contacts of those who spoke, and what the proof calls an error."""
    points = consultation.points.all()
    whole = "\n".join([outcome, *(f"{one.summary}\n{one.reason}" for one in points)])
    for one in consultation.opinions.all():
        if any(len(value) > 1 and value in whole for value in (one.name, one.contact)):
            yield f"第 {one.ordinal} 条意见的提出人的姓名或者联系方式"
    found = proof(whole, None, settings_of(consultation.organ))
    yield from (one.message for one in found if one.severity is Severity.ERROR)


def _held(by: Person, consultation: Consultation, lock: int | None, now: datetime) -> Consultation:
    kept = Consultation.objects.select_for_update(of=("self",)).select_related("organ").get(pk=consultation.pk)
    _require_keeper(by, kept.organ, now)
    if kept.published_at is not None:
        raise MailboxError("采纳情况已经公布，不能再改", "要补充的，请另发一条信息")
    if lock is not None and kept.lock != lock:
        raise ChangedMeanwhileError("您打开这一页以后有人改过，您的办理没有提交", "请看一遍现在的内容再办理")
    return kept


def _saved(kept: Consultation) -> None:
    kept.lock += 1
    kept.save()
    next_edition(kept.organ.code)


def _require_keeper(by: Person, organ: Organ, now: datetime) -> None:
    require(may_keep(by, organ, day_of(now)), KEEPERS)


def _refuse_days(opens_on: date, closes_on: date) -> None:
    if not 0 <= (closes_on - opens_on).days <= MOST_DAYS:
        raise MailboxError("征集的起止日期不对", "结束不早于开始，最长一年")


def _log(key: str, by: Actor | None, consultation: Consultation, **data: object) -> None:
    target = f"consultation:{consultation.pk}"
    record(key=key, actor=by, organ=consultation.organ.code, target=target, **data)
