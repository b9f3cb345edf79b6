"""A letter comes in: by the public form, or registered by the office as somebody told it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai_web.files.services import store
from gongkai_web.mailbox.errors import MailboxError
from gongkai_web.mailbox.holding import day_of, hold, log, require, set_clocks, worded
from gongkai_web.mailbox.kinds import NOT_BY_LETTER, REGISTERED, Act, Channel, Kind
from gongkai_web.mailbox.models import Attachment, Letter, Step
from gongkai_web.mailbox.rules import may_keep
from gongkai_web.mailbox.setting import days_of, practice_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.numbering import count
from gongkai_web.vault import blind, codes

MOST_TITLE, MOST_TEXT = 60, 3000
MOST_DAYS_BACK = 366
MOST_FILES = 5


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote and who they are."""

    kind: Kind
    title: str
    text: str
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    consents: bool = False
    tells: bool = False
    language: str = "zh-hans"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The code is known here and never again."""

    letter: Letter
    code: str


@transaction.atomic
def send_in(*, organ: Organ, written: Written, now: datetime) -> Receipt:
    """By the form: received at the moment it is sent, whatever day that is. What has a form of its own is taken also where
    the mailbox is closed."""
    is_open = practice_of(organ).is_open or written.kind in NOT_BY_LETTER
    if not is_open or organ.ended_on is not None:
        raise MailboxError(_("这个机关的信箱没有开放"), _("请打电话或者到本机关反映"))
    if not (written.phone.strip() or written.email.strip()):
        raise MailboxError(_("没有写电话或者电子邮箱"), _("请至少写一样，需要核实情况时好联系您"))
    return _received(organ, written, Channel.FORM, now, day_of(now), None, "")


@transaction.atomic
def register(
    *,
    by: Person,
    organ: Organ,
    written: Written,
    channel: Channel,
    received_on: date,
    now: datetime,
    outer_number: str = "",
) -> Receipt:
    """From counter, phone, hotline or post, with the day it reached the organ."""
    require(may_keep(by, organ, day_of(now)), "请经办人或者政府信息公开工作机构负责人登记")
    if channel not in REGISTERED:
        raise MailboxError("没有选来信的渠道", "请选来访、来电、热线转办或者来信")
    if received_on > day_of(now):
        raise MailboxError("收到日期还没有到", "请填实际收到的日期")
    if (day_of(now) - received_on).days > MOST_DAYS_BACK:
        raise MailboxError("收到日期在一年以前", "请核对日期")
    return _received(organ, written, channel, now, received_on, by, outer_number.strip()[:60])


def _received(
    organ: Organ,
    written: Written,
    channel: Channel,
    now: datetime,
    received_on: date,
    by: Person | None,
    outer_number: str,
) -> Receipt:
    days = days_of(organ)[written.kind]
    if channel is Channel.FORM and not days.offered and written.kind not in NOT_BY_LETTER:
        raise MailboxError(_("这个信箱不收“%(kind)s”") % {"kind": written.kind.label}, _("请另选一个类型"))
    code, year = codes.new_code(), received_on.year
    number = _next_number(organ, year)
    letter = Letter(
        organ=organ,
        number=number,
        year=year,
        kind=written.kind,
        channel=channel,
        outer_number=outer_number,
        title=worded(written.title, "没有写标题", "请用一句话写明什么事", MOST_TITLE),
        text=worded(written.text, "没有写内容", "请写明时间、地点、什么事、希望怎样", MOST_TEXT),
        name=worded(written.name, "没有写姓名", "请写写信人的姓名或者单位名称", 60),
        phone=written.phone.strip(),
        email=written.email.strip(),
        address=written.address.strip(),
        writer_digest=_writer(written),
        code_digest=codes.digest(number, code),
        consents=written.consents,
        tells=written.tells and bool(written.email.strip() or written.phone.strip()),
        language=written.language,
        received_at=now,
        received_on=received_on,
        registered_by=by,
        accept_days=days.accept,
        reply_days=days.reply,
    )
    set_clocks(letter)
    letter.save()
    Step.objects.create(letter=letter, act=Act.RECEIVED, by=by, at=now)
    log("mail.received", by, letter, number=number, kind=letter.kind, channel=channel.value)
    return Receipt(letter, code)


@transaction.atomic
def attach(*, by: Person | None, letter: Letter, name: str, content: bytes, now: datetime) -> Attachment:
    """What came with the letter; sealed like it, for those who work on it. `by` None: its writer, with the form. Raises
    FileError."""
    require(by is None or may_keep(by, letter.organ, day_of(now)), "请信箱承办人员存入")
    if letter.attachments.count() >= MOST_FILES:
        raise MailboxError(f"已经有 {MOST_FILES} 份附件", "请合并成一份再附")
    file = store(by=by, organ=letter.organ, name=name, content=content, sealed=True, now=now)
    made = Attachment.objects.create(letter=letter, file=file, by=by, at=now)
    log("mail.attached", by, letter, sm3=file.sm3)
    return made


@transaction.atomic
def new_code(*, by: Person, letter: Letter, now: datetime) -> Receipt:
    """At the counter, for a writer whose identity was looked at there: a code in place of the one that was lost. The old one
    opens nothing from then on."""
    kept = hold(letter)
    require(may_keep(by, kept.organ, day_of(now)), "请经办人或者政府信息公开工作机构负责人办理")
    code = codes.new_code()
    kept.code_digest = codes.digest(kept.number, code)
    kept.save(update_fields=["code_digest"])
    log("mail.code_given", by, kept, number=kept.number)
    return Receipt(kept, code)


def _writer(written: Written) -> str:
    """By which letters of the same writer are found: the phone, else the mail."""
    known = "".join(sign for sign in written.phone if sign.isdigit()) or written.email.strip()
    return blind.digest(known, purpose="mailbox.writer") if known else ""


def _next_number(organ: Organ, year: int) -> str:
    """X for 信: T1-X2026-0001. Without gaps, also where several letters come in the same moment."""
    return f"{organ.code}-X{year}-{count(f'mailbox:{organ.code}:{year}'):04}"
