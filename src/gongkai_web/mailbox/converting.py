"""A letter that asks for government information becomes a disclosure request, once its writer has agreed.

Whoever keeps requests registers here how one is made; until somebody does, the office registers it by hand and writes its
number down. Nothing is converted without the writer's consent, given on the status page or told to the office.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.calendar import chinese_date
from gongkai.errors import GongkaiError
from gongkai.statute import regime_on
from gongkai_web.mailbox import wording
from gongkai_web.mailbox.errors import MailboxError
from gongkai_web.mailbox.handling import KEEPERS
from gongkai_web.mailbox.holding import day_of, hold, require, require_state, told, worded
from gongkai_web.mailbox.kinds import Act, Channel, State
from gongkai_web.mailbox.models import Letter
from gongkai_web.mailbox.rules import may_keep
from gongkai_web.organs.models import Organ, Person
from gongkai_web.workflow.deadlines import working_calendar


@dataclass(frozen=True, slots=True)
class Handed:
    """What a request is made of. `consented_on` is the day office and writer agreed that it is one (art. 31: 双方确认之日);
    `category` one of the codes the converter asked for."""

    organ: Organ
    letter_number: str
    channel: Channel
    category: str
    title: str
    text: str
    name: str
    phone: str
    email: str
    address: str
    received_on: date
    consented_on: date
    by_writer: bool
    """Whether the writer said so on the status page, not to the office."""
    by: Person
    now: datetime


Choices = Sequence[tuple[str, str]]
Converter = Callable[[Handed], str]
"""Makes the request, in the same transaction, and gives its registration number."""

_converters: list[tuple[Converter, Choices]] = []


def register(converter: Converter, categories: Choices) -> None:
    """`categories`: the codes and names of applicants, one of which the office chooses. Of several converters the last holds."""
    _converters[:] = [(converter, tuple(categories))]


def by_itself() -> bool:
    """Whether the request is made by the platform; otherwise somebody registers it and writes its number down."""
    return bool(_converters)


def categories() -> Choices:
    return _converters[0][1] if _converters else ()


@transaction.atomic
def ask_consent(*, by: Person, letter: Letter, lock: int, now: datetime) -> Letter:
    """The status page asks the writer from now on. The letter's own clock goes on."""
    kept = hold(letter, lock)
    require(may_keep(by, kept.organ, day_of(now)), KEEPERS)
    require_state(kept, State.RECEIVED, State.IN_HAND)
    if kept.consent_asked_at or kept.consented_at:
        raise MailboxError("已经征求过写信人的意见", "写信人没有在网上答复的，请打电话问，再登记")
    kept.consent_asked_at = now
    return told(kept, Act.ASKED_CONSENT, by, now, text=wording.CONSENT)


@transaction.atomic
def consent(
    *, letter: Letter, agrees: bool, now: datetime, by: Person | None = None, how: str = "", on: date | None = None
) -> Letter:
    """What the writer says: on the status page (`by` None), or told to the office, which writes down how and on which day."""
    kept = hold(letter)
    if by is not None:
        require(may_keep(by, kept.organ, day_of(now)), KEEPERS)
        how = worded(how, "没有写写信人怎样表示的", "例如“11月20日电话答复同意”", 200)
    elif not kept.consent_asked_at:
        raise MailboxError(_("现在没有要您决定的事"), _("请刷新页面"))
    if kept.consented_at is not None or kept.state not in (State.RECEIVED, State.IN_HAND):
        raise MailboxError(_("这封信已经有了决定"), _("请刷新页面"))
    kept.consent_asked_at = None
    said = _said_at(kept, on, now) if by is not None else now
    kept.consented_at = said if agrees else None
    data = {"on": on.isoformat()} if on else {}
    text = f"{how}（{chinese_date(on)}）" if on else how
    return told(kept, Act.CONSENTED if agrees else Act.REFUSED, by, now, text=text, **data)


def _said_at(letter: Letter, on: date | None, now: datetime) -> datetime:
    """The day of receipt of the request hangs on it: neither to come, nor before the letter (第三十一条)."""
    if on is None or on == day_of(now):
        return now
    if on > day_of(now):
        raise MailboxError(f"{chinese_date(on)}还没有到", "写写信人表示意见的那一天")
    if on < letter.received_on:
        text = f"写信人表示意见的{chinese_date(on)}早于收到来信的{chinese_date(letter.received_on)}"
        raise MailboxError(text, "请核对日期")
    return timezone.make_aware(datetime.combine(on, time(12)))


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the writer's consent will mean to the request. `due` None: its days cannot be counted yet."""

    on: date
    due: date | None
    provisional: bool


def agreed(letter: Letter) -> Agreed | None:
    """Of a letter whose writer has agreed, until it is converted."""
    if letter.consented_at is None or not letter.is_open:
        return None
    on, calendar = timezone.localdate(letter.consented_at), working_calendar()
    try:
        due = calendar.add(on, regime_on(on).reply_days)
    except GongkaiError:
        return Agreed(on, None, provisional=False)
    return Agreed(on, due, calendar.is_provisional(on, due))


@transaction.atomic
def convert(*, by: Person, letter: Letter, lock: int, now: datetime, category: str = "", number: str = "") -> Letter:
    """The letter ends, the request begins. `number` is that of a request registered by hand, where there is no converter."""
    kept = hold(letter, lock)
    require(may_keep(by, kept.organ, day_of(now)), KEEPERS)
    require_state(kept, State.RECEIVED, State.IN_HAND)
    if kept.consented_at is None:
        raise MailboxError("写信人还没有同意转为政府信息公开申请", "请先征求写信人的意见")
    made = _converters[0][0](_handed(kept, category, by, now)) if _converters else number.strip()
    kept.converted_to = worded(made, "没有写申请的登记编号", "请先登记政府信息公开申请，再写它的编号", 60)
    kept.state, kept.closed_on = State.CONVERTED, day_of(now)
    return told(kept, Act.CONVERTED, by, now, text=kept.converted_to, request=kept.converted_to)


def _handed(letter: Letter, category: str, by: Person, now: datetime) -> Handed:
    names = ("organ", "title", "text", "name", "phone", "email", "address", "received_on")
    given = {name: getattr(letter, name) for name in names}
    consented = timezone.localdate(letter.consented_at or now)
    said = letter.steps.filter(act=Act.CONSENTED).last()
    by_writer = said is not None and said.by_id is None
    about = {"letter_number": letter.number, "channel": Channel(letter.channel), "category": category}
    return Handed(consented_on=consented, by_writer=by_writer, by=by, now=now, **about, **given)
