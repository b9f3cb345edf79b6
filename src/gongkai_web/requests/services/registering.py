"""A request comes in: it is registered with a number, and its day of receipt found by the rule of its channel."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.calendar import chinese_date
from gongkai.procedure.receipt import Channel, day_of_receipt, receipt_rule
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.numbering import count
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.kinds import CATEGORIES, Confirmation
from gongkai_web.requests.models import Act, Applicant, Request
from gongkai_web.requests.services.common import advance, counted, held, log, not_later, require_handler, state_of
from gongkai_web.vault import blind
from gongkai_web.vault.services import traces

_TRIES = 1000
PURPOSE = "applicant"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantData:
    """Who applies, as they say it. Only the category and the name must be there: what else is missing is asked for by a
    notice to correct, and never a reason not to register (第三十条)."""

    category: str
    name: str
    identity_kind: str = ""
    identity_number: str = ""
    representative: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    agent_name: str = ""
    agent_identity: str = ""
    agent_phone: str = ""
    identity_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is asked for, and how it is wanted (第二十九条)."""

    subject: str
    document_number: str = ""
    description: str = ""
    form: str = ""
    way: str = ""
    help: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """How it came. `arrived_on`: handed in, signed for, or reached the office; `confirmed_on` where the channel needs it."""

    channel: Channel
    arrived_on: date
    mail_number: str = ""
    submitted_at: datetime | None = None
    confirmed_on: date | None = None
    confirmed_how: str = ""
    confirmed_note: str = ""
    number_year: int | None = field(default=None)


PERSONAL = tuple(name for name in ApplicantData.__dataclass_fields__ if name not in ("category", "identity_kind"))


@transaction.atomic
def register(
    *, by: Person | None, organ: Organ, applicant: ApplicantData, content: Content, intake: Intake, now: datetime
) -> Request:
    """A new request. `by` None: the applicant handed it in themselves over the internet. Raises RequestError."""
    require_handler(by, organ, now)
    _check(applicant, content, intake, now)
    who = Applicant.objects.create(organ=organ, **applicant_fields(applicant))
    request = _create(by, organ, who, content, intake, now)
    log(
        "registered",
        by,
        request,
        {},
        channel=intake.channel.value,
        arrived_on=intake.arrived_on.isoformat(),
        received_on=request.received_on.isoformat() if request.received_on else None,
        category=who.category,
        applicant=traces(_personal(applicant), purpose=PURPOSE),
    )
    return request


def _create(
    by: Person | None, organ: Organ, who: Applicant, content: Content, intake: Intake, now: datetime, **more: Any
) -> Request:
    request = Request.objects.create(
        organ=organ,
        number=next_number(organ, intake.number_year or intake.arrived_on.year),
        channel=intake.channel.value,
        arrived_on=intake.arrived_on,
        submitted_at=intake.submitted_at,
        mail_number=intake.mail_number.strip(),
        received_on=day_of_receipt(intake.channel, intake.arrived_on, intake.confirmed_on),
        confirmed_by=by if intake.confirmed_on else None,
        confirmed_how=intake.confirmed_how if intake.confirmed_on else "",
        confirmed_note=intake.confirmed_note.strip() if intake.confirmed_on else "",
        applicant=who,
        by=by,
        at=now,
        **asdict(content) | more,
    )
    Act.objects.create(request=request, step="register", on=intake.arrived_on, version=1, by=by, at=now)
    counted(request, now, [])
    return request


@transaction.atomic
def next_number(organ: Organ, year: int) -> str:
    """受理号: the organ's code, the year, and a running number that nobody else bears."""
    for _ in range(_TRIES):
        given = f"{organ.code}-{year}-{count(f'request:{organ.code}:{year}'):04}"
        if not Request.objects.filter(number=given).exists():
            return given
    raise RequestError("找不到没有用过的登记编号", "请联系系统管理员")


@transaction.atomic
def confirm(
    *, by: Person | None, request: Request, version: int, on: date, how: str, note: str = "", now: datetime
) -> Request:
    """Both sides have confirmed the receipt: from this day on the periods run (第三十一条). `by` None: by the platform's own
    receipt, where the applicant and the organ have agreed to it."""
    require_handler(by, request.organ, now)
    kept = held(request, version)
    if kept.received_on:
        raise RequestError(f"收到申请之日已经确定为{chinese_date(kept.received_on)}", "登记错了的，请改收到申请之日")
    not_later(on, now)
    if on < kept.arrived_on:
        raise RequestError(f"确认的日期早于{chinese_date(kept.arrived_on)}收到", "请核对日期")
    if how not in Confirmation.values:
        raise RequestError("没有写怎样确认的", "请选电话、短信等方式")
    before = state_of(kept)
    kept.received_on, kept.confirmed_by, kept.confirmed_how, kept.confirmed_note = on, by, how, note.strip()
    advance(kept, Act(step="confirm", on=on, data={"how": how}, note=note.strip()), by, now)
    log("confirmed", by, kept, before, on=on.isoformat(), how=how)
    return kept


@transaction.atomic
def mend_receipt(
    *,
    by: Person,
    request: Request,
    version: int,
    channel: Channel,
    arrived_on: date,
    confirmed_on: date | None,
    reason: str,
    now: datetime,
) -> Request:
    """The channel or a day was recorded wrongly: everything is counted anew from its acts."""
    require_handler(by, request.organ, now)
    kept = held(request, version)
    if not reason.strip():
        raise RequestError("没有写更正的理由", "请写明为什么改，例如“邮戳日期看错”")
    for day in (arrived_on, confirmed_on):
        if day:
            not_later(day, now)
    if confirmed_on and confirmed_on < arrived_on:
        raise RequestError(f"确认的日期早于{chinese_date(arrived_on)}收到", "请核对日期")
    before, was = state_of(kept), (kept.channel, kept.arrived_on, kept.received_on)
    kept.channel, kept.arrived_on = channel.value, arrived_on
    kept.received_on = day_of_receipt(channel, arrived_on, confirmed_on)
    if not receipt_rule(channel).confirmed:
        kept.confirmed_by, kept.confirmed_how, kept.confirmed_note = None, "", ""
    changes = {
        "from": [was[0], was[1].isoformat(), was[2].isoformat() if was[2] else None],
        "to": [kept.channel, arrived_on.isoformat(), kept.received_on.isoformat() if kept.received_on else None],
    }
    advance(kept, Act(step="mend_receipt", on=timezone.localdate(now), reason=reason.strip(), data=changes), by, now)
    log("receipt_mended", by, kept, before, reason=reason.strip(), **changes)
    return kept


@transaction.atomic
def split(*, by: Person, request: Request, version: int, contents: list[Content], now: datetime) -> list[Request]:
    """一事一申请: one letter asks for several things. The first keeps its number, each other becomes a request with the same
    applicant and receipt; they stay linked."""
    require_handler(by, request.organ, now)
    kept = held(request, version)
    if not kept.is_open or kept.state != _fresh(kept):
        raise RequestError("已经开始办理，不能再拆分", "拆分应当在补正、征求意见和答复以前")
    wanted = [content for content in contents if content.subject.strip()]
    if len(wanted) < 2:
        raise RequestError("至少拆成两件", "请逐件写明申请的信息")
    intake = Intake(
        channel=Channel(kept.channel),
        arrived_on=kept.arrived_on,
        mail_number=kept.mail_number,
        submitted_at=kept.submitted_at,
        confirmed_on=kept.received_on if kept.rule.confirmed else None,
        confirmed_how=kept.confirmed_how,
        confirmed_note=kept.confirmed_note,
    )
    kept.subject, kept.document_number, kept.description = (
        wanted[0].subject.strip(),
        wanted[0].document_number.strip(),
        wanted[0].description.strip(),
    )
    others = [
        _create(by, kept.organ, kept.applicant, _like(kept, content), intake, now, split_from=kept)
        for content in wanted[1:]
    ]
    advance(kept, Act(step="split", on=timezone.localdate(now), data={"into": [one.number for one in others]}), by, now)
    log("split", by, kept, None, into=[one.number for one in others])
    return [kept, *others]


def _fresh(request: Request) -> str:
    return "in_hand" if request.received_on else "submitted"


def _like(request: Request, content: Content) -> Content:
    """As it was wanted for the whole letter, where this part does not say."""
    return replace(
        content,
        form=content.form or request.form,
        way=content.way or request.way,
        help=content.help or request.help,
    )


def _check(applicant: ApplicantData, content: Content, intake: Intake, now: datetime) -> None:
    if applicant.category not in dict(CATEGORIES):
        raise RequestError("没有选申请人类别", "自然人，或者五类法人、其他组织中的一类；年度报告按它统计")
    if not applicant.name.strip():
        raise RequestError("没有写申请人的姓名或者名称", "申请书上没有的，写“未署名”，再告知补正")
    if not (content.subject.strip() or content.description.strip() or content.document_number.strip()):
        raise RequestError("没有写申请公开什么", "信息名称、文号、其他特征性描述至少写一项")
    not_later(intake.arrived_on, now)
    if intake.confirmed_on:
        not_later(intake.confirmed_on, now)
        if intake.confirmed_on < intake.arrived_on:
            raise RequestError(f"确认的日期早于{chinese_date(intake.arrived_on)}收到", "请核对日期")
        if receipt_rule(intake.channel).confirmed and intake.confirmed_how not in Confirmation.values:
            raise RequestError("没有写怎样确认的", "请选电话、短信等方式")


def _personal(applicant: ApplicantData) -> dict[str, str]:
    return {name: getattr(applicant, name) for name in PERSONAL}


def applicant_fields(applicant: ApplicantData) -> dict[str, Any]:
    given = {name: value.strip() for name, value in asdict(applicant).items()}
    return given | keys_of(given["name"], given["identity_number"], given["phone"], given["email"])


def keys_of(name: str, identity: str = "", phone: str = "", email: str = "") -> dict[str, str]:
    """The blind indexes by which one applicant is found in another letter."""
    values = {"name": name, "identity": identity, "phone": phone, "email": email}
    return {f"{key}_key": blind.digest(value, purpose=f"{PURPOSE}.{key}") for key, value in values.items()}
