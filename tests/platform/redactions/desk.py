"""A request whose original is being covered, and the shortest way to any state of it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from gongkai.letters import Block, Part
from gongkai.letters.pdf import blocks_pdf
from gongkai_web.redactions import services, working
from gongkai_web.redactions.models import Redaction
from gongkai_web.requests.models import Request
from tests.platform.publishing.office import NOW, Office

NAME, PHONE = "张三丰", "13812345678"
LINES = (
    "关于农村公路养护资金使用情况的会议纪要",
    f"申请人{NAME}反映，东沟村路段养护不到位。",
    f"联系人：{NAME}，手机{PHONE}，身份证号11010519491231002X。",
    "会议决定拨付养护资金二十万元。",
)


def original(*lines: str) -> bytes:
    return blocks_pdf([Block(Part.TEXT, line) for line in lines or LINES], "会议纪要", author="李四光")


def begun(office: Office, case: Request, data: bytes | None = None, name: str = "会议纪要.pdf") -> Redaction:
    return services.upload(by=office.clerk, request=case, name=name, data=data or original(), now=NOW)


def run() -> None:
    """What the program beside the web server does, until there is nothing to do."""
    for _ in range(200):
        working.work(timezone.now())
        if working.is_idle():
            return
    raise AssertionError("never ends")


def prepared(office: Office, case: Request, data: bytes | None = None, **other: Any) -> Redaction:
    made = begun(office, case, data, **other)
    run()
    made.refresh_from_db()
    return made


def covered(office: Office, made: Redaction, words: str = NAME, reason: str = "15") -> Redaction:
    from gongkai_web.redactions.finding import spots_with

    made.refresh_from_db()
    spots = spots_with(words, made, office.clerk, NOW)
    return services.cover(by=office.clerk, redaction=made, version=made.version, spots=spots, reason=reason, now=NOW)


def burnt(office: Office, made: Redaction) -> Redaction:
    made.refresh_from_db()
    services.burn(by=office.clerk, redaction=made, version=made.version, now=NOW)
    run()
    made.refresh_from_db()
    return made


def accepted(office: Office, case: Request, *words: str) -> Redaction:
    made = prepared(office, case)
    for one in words or (NAME, PHONE):
        made = covered(office, made, one)
    made = burnt(office, made)
    services.accept(by=office.clerk, redaction=made, result=made.result_id or 0, now=NOW)
    made.refresh_from_db()
    return made
