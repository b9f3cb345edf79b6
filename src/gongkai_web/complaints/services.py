"""A complaint from receipt to what was mended: each step one transaction, its rule first, in the log without its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web.audit.services import record
from gongkai_web.complaints.errors import ChangedError, ComplaintError
from gongkai_web.complaints.kinds import Finding, Matter, Measure, State
from gongkai_web.complaints.models import Complaint, Event
from gongkai_web.complaints.rules import may_handle, may_state
from gongkai_web.mailbox.kinds import Channel, Kind
from gongkai_web.mailbox.models import Letter
from gongkai_web.mailbox.receiving import Receipt, Written, register, send_in
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.selectors import watched_by

MOST = 3000


def complainable(organ: Organ) -> QuerySet[Organ]:
    """Whom one may complain of to this organ: those it watches over (第四十七条、第五十一条)."""
    return watched_by(organ).order_by("code")


@transaction.atomic
def send(*, organ: Organ, about: Organ, matter: Matter, written: Written, now: datetime) -> tuple[Receipt, Complaint]:
    """By the public form."""
    if not complainable(organ).filter(pk=about.pk).exists():
        raise ComplaintError(_("这个机关不归这里监督"), _("请向它的上一级行政机关或者政府信息公开工作主管部门提出"))
    receipt = send_in(organ=organ, written=replace(written, kind=Kind.DISCLOSURE, consents=False), now=now)
    return receipt, _begun(receipt.letter, about, matter, None, now)


@transaction.atomic
def take_down(
    *,
    by: Person,
    organ: Organ,
    about: Organ,
    matter: Matter,
    written: Written,
    channel: Channel,
    received_on: date,
    outer_number: str,
    now: datetime,
) -> tuple[Receipt, Complaint]:
    """As somebody told it, or as a superior passed it on: then it may be about the organ itself."""
    _require_about(organ, about)
    written = replace(written, kind=Kind.DISCLOSURE, consents=False)
    receipt = register(
        by=by,
        organ=organ,
        written=written,
        channel=channel,
        received_on=received_on,
        outer_number=outer_number,
        now=now,
    )
    return receipt, _begun(receipt.letter, about, matter, by, now)


@transaction.atomic
def recognise(*, by: Person, letter: Letter, about: Organ, matter: Matter, now: datetime) -> Complaint:
    """A letter of the mailbox that is a complaint of this kind; its type is set there."""
    _require(may_handle(by, letter.organ, timezone.localdate(now)))
    kept = Letter.objects.select_for_update(of=("self",)).select_related("organ").get(pk=letter.pk)
    _require_about(kept.organ, about)
    if kept.kind != Kind.DISCLOSURE:
        raise ComplaintError("这封信的类型不是“政府信息公开投诉、举报”", "请先在来信页更正类型")
    if Complaint.objects.filter(letter=kept).exists():
        raise ComplaintError("已经登记过涉及的机关", "请刷新页面")
    return _begun(kept, about, matter, by, now)


def _require_about(organ: Organ, about: Organ) -> None:
    if about != organ and not complainable(organ).filter(pk=about.pk).exists():
        raise ComplaintError("这个机关不归本机关监督", "请选本机关或者本机关监督的机关；不归这里的，告知提出人向谁提出")


def _begun(letter: Letter, about: Organ, matter: Matter, by: Person | None, now: datetime) -> Complaint:
    made = Complaint.objects.create(letter=letter, about=about, matter=matter)
    Event.objects.create(complaint=made, act="received", by=by, at=now)
    _log("received", by, made, matter=matter.value)
    return made


@transaction.atomic
def ask(*, by: Person, complaint: Complaint, lock: int, question: str, due: date, now: datetime) -> Complaint:
    """The organ is to state what happened. What it reads is written here: the complainant's name is not to stand in it."""
    kept = _held(by, complaint, lock, now)
    if kept.state not in (State.RECEIVED, State.ASKED, State.STATED):
        raise ComplaintError("已经作出认定", "要机关整改的，请看整改情况")
    _refuse_names(kept, question)
    kept.question = _worded(question, "没有写请机关说明什么", "写明事项和要什么材料，不写提出人是谁")
    _require_future(due, "说明的期限", now)
    kept.state, kept.asked_on, kept.statement_due = State.ASKED, timezone.localdate(now), due
    return _told(kept, "asked", by, now, text=kept.question, due=due.isoformat())


@transaction.atomic
def state(*, by: Person, complaint: Complaint, lock: int, text: str, now: datetime) -> Complaint:
    """By the organ complained of."""
    kept = _hold(complaint, lock)
    _require(may_state(by, kept.about, timezone.localdate(now)))
    if kept.state != State.ASKED:
        raise ComplaintError("现在不用说明", "请刷新页面，看看现在的情况")
    kept.statement = _worded(text, "没有写说明", "写明核实的情况、依据，附上的材料另行报送")
    kept.state, kept.stated_by, kept.stated_at = State.STATED, by, now
    return _told(kept, "stated", by, now, text=kept.statement)


@transaction.atomic
def find(
    *,
    by: Person,
    complaint: Complaint,
    lock: int,
    finding: str,
    reasons: str,
    measure: str,
    measure_number: str,
    demand: str,
    mend_due: date | None,
    now: datetime,
) -> Complaint:
    """属实的，应当予以督促整改或者通报批评 (第四十七条第二款); a person says which."""
    kept = _held(by, complaint, lock, now)
    if kept.state not in (State.RECEIVED, State.ASKED, State.STATED):
        raise ComplaintError("已经作出认定", "请看整改情况")
    if finding not in Finding.values or measure not in Measure.values:
        raise ComplaintError("没有选认定的结果和处理", "请各选一项")
    if finding == Finding.FALSE and measure != Measure.NONE:
        raise ComplaintError("不属实的，不能督促整改、通报批评", "处理请选“不需要”，或者改认定")
    if finding == Finding.TRUE and measure == Measure.NONE:
        raise ComplaintError("属实的，应当督促整改或者通报批评（《条例》第四十七条第二款）", "请选处理")
    kept.reasons = _worded(reasons, "没有写认定的理由", "写明查证的情况")
    _refuse_names(kept, demand)
    kept.demand = demand.strip()
    if measure == Measure.URGED and not (kept.demand and mend_due):
        raise ComplaintError("没有写整改的要求和期限", "督促整改的都要写明")
    if mend_due:
        _require_future(mend_due, "整改的期限", now)
        if not kept.demand:
            raise ComplaintError("只写了整改期限，没有写要求", "请写明要机关做什么")
    kept.finding, kept.measure, kept.measure_number = finding, measure, measure_number.strip()
    kept.found_on, kept.mend_due = timezone.localdate(now), mend_due
    kept.state = State.MENDING if mend_due else State.FOUND
    said = f"{Finding(finding).label}；{Measure(measure).label}"
    return _told(kept, "found", by, now, text=said, finding=finding, measure=measure, number=kept.measure_number)


@transaction.atomic
def mend(*, by: Person, complaint: Complaint, lock: int, text: str, now: datetime) -> Complaint:
    """The organ reports what it has done."""
    kept = _hold(complaint, lock)
    _require(may_state(by, kept.about, timezone.localdate(now)))
    if kept.state != State.MENDING:
        raise ComplaintError("现在没有要报的整改", "请刷新页面，看看现在的情况")
    kept.mended = _worded(text, "没有写整改的情况", "写明做了什么、哪天做的")
    kept.state, kept.mended_by, kept.mended_at = State.MENDED, by, now
    return _told(kept, "mended", by, now, text=kept.mended)


@transaction.atomic
def confirm(*, by: Person, complaint: Complaint, lock: int, done: bool, words: str, now: datetime) -> Complaint:
    """The office has looked: it is mended, or it is not, and why."""
    kept = _held(by, complaint, lock, now)
    if kept.state != State.MENDED:
        raise ComplaintError("机关还没有报整改", "等它报来再确认")
    if not done:
        words = _worded(words, "没有写还差什么", "机关会看到，请写明")
    kept.state = State.DONE if done else State.MENDING
    kept.confirmed_on = timezone.localdate(now) if done else None
    return _told(kept, "confirmed" if done else "sent_back", by, now, text=words.strip())


def _refuse_names(complaint: Complaint, text: str) -> None:
    """The organ complained of reads it: who complained is not to be read from it."""
    letter = complaint.letter
    for label, value in (
        ("姓名", letter.name),
        ("电话", letter.phone),
        ("电子邮箱", letter.email),
        ("住址", letter.address),
    ):
        if len(value.strip()) > 1 and value.strip() in text:
            raise ComplaintError(f"里面有提出人的{label}，机关会看到", "请删去，不能让被投诉的机关认出是谁")


def _held(by: Person, complaint: Complaint, lock: int, now: datetime) -> Complaint:
    kept = _hold(complaint, lock)
    _require(may_handle(by, kept.letter.organ, timezone.localdate(now)))
    return kept


def _hold(complaint: Complaint, lock: int) -> Complaint:
    rows = Complaint.objects.select_for_update(of=("self",)).select_related("letter__organ", "about")
    kept = rows.get(pk=complaint.pk)
    if kept.lock != lock:
        raise ChangedError("您打开这一页以后有了新的情况，您刚才的办理没有提交", "请看一遍再办理")
    return kept


def _require(allowed: bool) -> None:
    if not allowed:
        raise ComplaintError("这件事不由您办理", "请经办人或者政府信息公开工作机构负责人办理")


def _require_future(due: date, what: str, now: datetime) -> None:
    if due < timezone.localdate(now):
        raise ComplaintError(f"{what}在今天以前", "请改期限")


def _worded(text: str, missing: str, remedy: str) -> str:
    text = text.strip()
    if not text:
        raise ComplaintError(missing, remedy)
    if len(text) > MOST:
        raise ComplaintError(f"超过 {MOST} 个字（现有 {len(text)} 个字）", "请缩短后再提交")
    return text


def _told(complaint: Complaint, act: str, by: Person, now: datetime, *, text: str = "", **data: Any) -> Complaint:
    complaint.lock += 1
    complaint.save()
    Event.objects.create(complaint=complaint, act=act, by=by, text=text, at=now)
    _log(act, by, complaint, **data)
    return complaint


def _log(act: str, by: Person | None, complaint: Complaint, **data: Any) -> None:
    said = {"about": complaint.about.code, "letter": complaint.letter.number, "state": complaint.state}
    organ, target = complaint.letter.organ.code, f"complaint:{complaint.pk}"
    record(key=f"complaint.{act}", actor=by, organ=organ, target=target, **said, **data)
