"""How an organ keeps its mailbox: what is shipped, what it has set, and setting it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai_web.audit.services import record
from gongkai_web.frame.settings_cards import Card
from gongkai_web.mailbox.errors import MailboxError
from gongkai_web.mailbox.kinds import NOT_BY_LETTER, Kind
from gongkai_web.mailbox.models import Period, Practice
from gongkai_web.mailbox.rules import may_arrange
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.editions import next_edition

MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Days:
    """Of one type, in working days. Not the law's: suggestions until the organ has set its own."""

    offered: bool
    accept: int
    reply: int
    extra: int


SHIPPED: dict[Kind, Days] = {
    Kind.CONSULT: Days(True, 1, 5, 5),
    Kind.HELP: Days(True, 1, 7, 8),
    Kind.SUGGEST: Days(True, 2, 15, 15),
    Kind.COMPLAIN: Days(True, 1, 10, 5),
    Kind.REPORT: Days(True, 1, 15, 15),
    Kind.DISCLOSURE: Days(False, 1, 20, 10),
    Kind.OTHER: Days(True, 1, 7, 8),
}


def practice_of(organ: Organ) -> Practice:
    """What the organ has set; without that, what is shipped, not saved."""
    return Practice.objects.filter(organ=organ).first() or Practice(organ=organ)


def days_of(organ: Organ) -> dict[Kind, Days]:
    """Of every type, in the order of the types."""
    own = {
        one.kind: Days(one.offered, one.accept_days, one.reply_days, one.extra_days)
        for one in organ.mailbox_periods.all()
    }
    return {kind: own.get(kind.value, SHIPPED[kind]) for kind in Kind}


def offered(organ: Organ) -> list[Kind]:
    """With the other types on the form; `NOT_BY_LETTER` never."""
    return [kind for kind, days in days_of(organ).items() if days.offered and kind not in NOT_BY_LETTER]


@transaction.atomic
def arrange(
    *,
    by: Person,
    organ: Organ,
    days: Mapping[Kind, Days],
    is_open: bool,
    publishes: bool,
    note: str,
    petition_where: str,
    now: datetime,
) -> Practice:
    """Set everything. Letters that are there keep the periods they came under."""
    if not may_arrange(by, organ, timezone.localdate(now)):
        raise MailboxError("您不能设置信箱", "请经办人、政府信息公开工作机构负责人或者主要负责人设置")
    _refuse(days)
    before = _plain(practice_of(organ), days_of(organ))
    kept, _ = Practice.objects.get_or_create(organ=organ)
    kept.is_open, kept.publishes = is_open, publishes
    kept.note, kept.petition_where = note.strip(), petition_where.strip()
    kept.changed_by, kept.changed_at = by, now
    kept.save()
    for kind, one in days.items():
        values = {
            "offered": one.offered,
            "accept_days": one.accept,
            "reply_days": one.reply,
            "extra_days": one.extra,
        }
        Period.objects.update_or_create(organ=organ, kind=kind.value, defaults=values)
    after = _plain(kept, days_of(organ))
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    next_edition(organ.code)
    record(key="mail.arranged", actor=by, organ=organ.code, target=f"organ:{organ.code}", changed=changed)
    return kept


def _refuse(days: Mapping[Kind, Days]) -> None:
    if not any(one.offered for one in days.values()):
        raise MailboxError("一个类型都没有选", "信箱至少要收一类来信；不想开信箱的，请关闭信箱")
    for kind, one in days.items():
        if not 1 <= one.accept <= one.reply <= MOST_DAYS or not 0 <= one.extra <= MOST_DAYS:
            raise MailboxError(
                f"“{kind.label}”的期限不对：受理 {one.accept}、答复 {one.reply}、延长 {one.extra} 个工作日",
                f"受理至少 1 个工作日，答复不少于受理，都不超过 {MOST_DAYS} 个工作日",
            )


def _plain(practice: Practice, days: Mapping[Kind, Days]) -> dict[str, object]:
    told: dict[str, object] = {
        name: getattr(practice, name) for name in ("is_open", "publishes", "note", "petition_where")
    }
    return told | {kind.value: [one.offered, one.accept, one.reply, one.extra] for kind, one in days.items()}


def _now(organ: Organ, day: date) -> str:
    if not practice_of(organ).is_open:
        return "没有开放"
    return "；".join(f"{kind.label} {one.reply} 个工作日" for kind, one in days_of(organ).items() if one.offered)


CARD = Card(
    key="mailbox",
    title="信箱",
    line="收哪几类来信，多少个工作日受理、答复，信访途径怎样告知",
    url_name="mailbox_setting",
    order=410,
    now=_now,
    shown=may_arrange,
)
