"""A township's disclosure office and the shortest way to a request in any state. Today is 2026-11-20 unless said."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from gongkai.procedure.receipt import Channel
from gongkai_web.requests.models import Act, Request
from gongkai_web.requests.services import ApplicantData, Content, Intake, Step, register, take
from tests.platform.publishing.office import NOW, Office

TODAY = NOW.date()
ARRIVED = date(2026, 11, 2)
"""A Monday; its reply is due on 2026-11-30."""


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def somebody(**other: Any) -> ApplicantData:
    given = {
        "category": "natural_person",
        "name": "张三丰",
        "identity_kind": "id_card",
        "identity_number": "11010519491231002X",
        "phone": "13812345678",
        "email": "zhang@example.cn",
        "address": "河南省济源市大峪镇东沟村3号",
    }
    return ApplicantData(**given | other)


def wanted(**other: Any) -> Content:
    given = {"subject": "2025年农村公路养护资金使用明细", "form": "paper", "way": "post"}
    return Content(**given | other)


def registered(
    office: Office,
    *,
    channel: str = "counter",
    arrived: date = ARRIVED,
    applicant: ApplicantData | None = None,
    content: Content | None = None,
    now: datetime = NOW,
    **intake: Any,
) -> Request:
    return register(
        by=office.clerk,
        organ=office.organ,
        applicant=applicant or somebody(),
        content=content or wanted(),
        intake=Intake(channel=Channel(channel), arrived_on=arrived, **intake),
        now=now,
    )


def take_step(office: Office, request: Request, code: str, on: date, now: datetime = NOW, **fields: Any) -> Act:
    request.refresh_from_db()
    step = Step(code=code, on=on, fields=fields, letter_number=fields.pop("letter_number", ""))
    act = take(by=office.clerk, request=request, version=request.version, step=step, now=now)
    request.refresh_from_db()
    return act
