"""A township that is gone against, and the shortest way to a dispute in any state. Today is 2026-11-20 unless said."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from gongkai_web.disputes.models import Act, Dispute
from gongkai_web.disputes.services import Filing, Given, record, take
from gongkai_web.requests import services
from gongkai_web.requests.models import Request
from gongkai_web.requests.services.deciding import reply_step
from tests.platform.publishing.office import NOW, Office
from tests.platform.requests.desk import at, registered

TODAY = NOW.date()
REPLIED = date(2026, 9, 28)
RECEIVED = date(2026, 11, 12)
"""A Thursday; the answer is due on 2026-11-26, in the simplified procedure on 2026-11-19."""


def answered(
    office: Office,
    reply: str = "R36_3_16b",
    on: date = REPLIED,
    arrived: date = date(2026, 9, 7),
    now: datetime | None = None,
) -> Request:
    """A request that was refused, by the five questions with its evidence. `now`: recorded later than it was done."""
    request = registered(office, arrived=arrived, now=now or at(arrived))

    def do(act: Any, **given: Any) -> Any:
        request.refresh_from_db()
        return act(by=office.clerk, request=request, version=request.version, now=now or at(on), **given)

    decide(do, reply)
    do(services.reply, step=reply_step(request, on, "白政公复〔2026〕7号"))
    request.refresh_from_db()
    return request


def decide(do: Any, reply: str) -> None:
    from gongkai.procedure.guide import QUESTIONS, evidence_for

    for question in QUESTIONS[:-1]:
        chosen = next((one for one in question.answers if one.reply == reply), question.answers[0])
        do(services.answer, question=question.code, chosen=chosen.code)
        if chosen.reply:
            break
    do(services.set_evidence, evidence={one.code: "已核实" for one in evidence_for(reply)})
    do(services.answer, question=QUESTIONS[-1].code, chosen="yes")


def filing(**other: Any) -> Filing:
    given: dict[str, Any] = {
        "kind": "reconsideration",
        "against": "reply",
        "role": "respondent",
        "body": "青山县人民政府",
        "file_number": "青政复〔2026〕18号",
        "filed_on": date(2026, 11, 6),
        "received_on": RECEIVED,
        "track": "ordinary",
        "about": "要求公开公路养护资金",
        "filer": "张三丰",
        "contact": "13812345678",
    }
    return Filing(**given | other)


def suit(**other: Any) -> Filing:
    given: dict[str, Any] = {"kind": "litigation", "body": "青山县人民法院", "file_number": "（2026）豫01行初5号"}
    return filing(**given | other)


def recorded(office: Office, given: Filing | None = None, now: datetime = NOW, **other: Any) -> Dispute:
    return record(by=office.clerk, organ=office.organ, filing=given or filing(), now=now, **other)


def step(office: Office, dispute: Dispute, code: str, on: date = TODAY, now: datetime = NOW, **other: Any) -> Act:
    dispute.refresh_from_db()
    act = take(
        by=office.clerk, dispute=dispute, version=dispute.version, given=Given(code=code, on=on, **other), now=now
    )
    dispute.refresh_from_db()
    return act
