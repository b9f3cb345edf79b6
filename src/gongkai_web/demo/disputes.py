"""Reconsiderations and suits of the demonstration's first township, made by the services as a clerk would have made them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai_web.disputes.models import Dispute
from gongkai_web.disputes.services import Filing, Given, record, take
from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.models import Request
from gongkai_web.workflow.deadlines import working_calendar

_COUNTY, _COURT = "清源县人民政府", "清源县人民法院"


@dataclass(frozen=True, slots=True)
class Scripted:
    """Days are working days ago, negative ones lie ahead. `subject`: the request it is about, "" none of the platform."""

    filed: int
    received: int
    filing: dict[str, Any]
    steps: tuple[tuple[str, int, dict[str, Any]], ...] = ()
    subject: str = ""


def _filing(kind: str, number: str, **other: Any) -> dict[str, Any]:
    body = _COUNTY if kind == "reconsideration" else _COURT
    given = {"kind": kind, "against": "reply", "role": "respondent", "body": body, "track": "ordinary"}
    return given | {"file_number": number} | other


SCRIPTS = (
    Scripted(
        150,
        147,
        _filing("reconsideration", "清政复〔今年〕41号", about="要求公开农机购置补贴档案", filer="卫小山"),
        (("answer", 140, {}), ("result", 125, {"ending": "rv_claim_dismissed"}), ("close", 115, {"archive": "复-01"})),
    ),
    Scripted(
        24,
        22,
        _filing("reconsideration", "清政复〔今年〕27号"),
        (
            ("answer", 16, {"document_number": "青政复答〔今年〕2号"}),
            ("result", 3, {"ending": "rv_revoked", "document_number": "清政复决〔今年〕27号"}),
            ("order", 3, {"days": 20}),
        ),
        subject="东沟村2015年征地补偿协议",
    ),
    Scripted(8, 6, _filing("reconsideration", "清政复〔今年〕33号"), subject="乡党政联席会议讨论记录"),
    Scripted(
        21,
        18,
        _filing(
            "litigation",
            "（今年）清01行初9号",
            against="third_party",
            about="认为公开砂石厂用地材料侵犯商业秘密",
            filer="清源县某建材有限公司",
            filer_is_person=False,
        ),
        (("answer", 9, {}), ("hearing", 5, {"ahead": 1, "place": "第二审判庭"})),
    ),
)


@dataclass(slots=True)
class _Desk:
    organ: Organ
    clerk: Person
    end: date
    made: list[Dispute] = field(default_factory=list)

    def day(self, ago: int) -> date:
        return working_calendar().add(self.end, -ago) if ago else self.end

    def at(self, day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(10, 0)))


def load_disputes(now: datetime) -> int:
    """Once, for the first township; how many there are."""
    if Dispute.objects.exists():
        return 0
    organ = Organ.objects.filter(code="DEMO-1").first()
    clerk = Person.objects.filter(posts__organ=organ, posts__role="clerk").first() if organ else None
    if organ and clerk:
        desk = _Desk(organ, clerk, timezone.localdate(now))
        for script in SCRIPTS:
            _play(desk, script)
    return Dispute.objects.count()


@transaction.atomic
def _play(desk: _Desk, script: Scripted) -> None:
    request = Request.objects.filter(organ=desk.organ, subject=script.subject).first() if script.subject else None
    if script.subject and request is None:
        return
    filed, received = desk.day(script.filed), desk.day(script.received)
    said = {name: _dated(value, received) for name, value in script.filing.items()}
    filing = Filing(filed_on=filed, received_on=received, **said)
    made = record(by=desk.clerk, organ=desk.organ, filing=filing, request=request, now=desk.at(received))
    for code, ago, given in script.steps:
        _take(desk, made, code, desk.day(ago), dict(given))
    desk.made.append(made)


def _take(desk: _Desk, made: Dispute, code: str, day: date, given: dict[str, Any]) -> None:
    until = desk.day(-given.pop("ahead")) if "ahead" in given else None
    data = {"place": given.pop("place", ""), "archive_number": given.pop("archive", "")}
    said = {name: _dated(value, day) for name, value in given.items()}
    made.refresh_from_db()
    step = Given(code=code, on=day, until=until, data=data, **said)
    take(by=desk.clerk, dispute=made, version=made.version, given=step, now=desk.at(day))


def _dated(value: Any, day: date) -> Any:
    return value.replace("今年", str(day.year)) if isinstance(value, str) else value
