"""Requests of an invented township in many states, made by the services as a clerk would have made them. Nobody in them exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.procedure.guide import QUESTIONS, evidence_for
from gongkai.procedure.receipt import Channel
from gongkai_web.demo.request_texts import CASES, Scripted
from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests import services
from gongkai_web.requests.models import Request
from gongkai_web.requests.services.deciding import reply_step
from gongkai_web.requests.stepping import perform
from gongkai_web.workflow.deadlines import working_calendar


@dataclass(slots=True)
class Desk:
    """A clerk on a day: `today` goes through the year as the script does."""

    organ: Organ
    clerk: Person
    end: date
    made: dict[str, Request] = field(default_factory=dict)

    def day(self, ago: int) -> date:
        """So many working days before the end; today itself where that is a day of rest."""
        return working_calendar().add(self.end, -ago) if ago else self.end

    def at(self, day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(10, 0)))


def load_requests(now: datetime) -> int:
    """Once, for the first township; how many requests there are."""
    if Request.objects.filter(organ__code="DEMO-1", subject=CASES[0].content["subject"]).exists():
        return 0
    organ = Organ.objects.filter(code="DEMO-1").first()
    clerk = Person.objects.filter(posts__organ=organ, posts__role="clerk").first() if organ else None
    if organ and clerk:
        desk = Desk(organ, clerk, timezone.localdate(now))
        for script in sorted(CASES, key=lambda one: -one.arrived):
            _play(desk, script)
    return Request.objects.count()


@transaction.atomic
def _play(desk: Desk, script: Scripted) -> None:
    arrived = desk.day(script.arrived)
    confirmed = (
        {} if script.confirmed is None else {"confirmed_on": desk.day(script.confirmed), "confirmed_how": "phone"}
    )
    request = services.register(
        by=desk.clerk,
        organ=desk.organ,
        applicant=services.ApplicantData(**script.applicant),
        content=services.Content(**script.content),
        intake=services.Intake(channel=Channel(script.channel), arrived_on=arrived, **confirmed),
        now=desk.at(max(arrived, confirmed.get("confirmed_on", arrived))),
    )
    desk.made[script.key] = request
    if script.repeats:
        do(desk, request, script.arrived, services.link_repeat, earlier=desk.made[script.repeats])
    for code, ago, given in script.steps:
        _step(desk, request, code, ago, given)


def do(desk: Desk, request: Request, ago: int, act: Any, **given: Any) -> Any:
    request.refresh_from_db()
    return act(by=desk.clerk, request=request, version=request.version, now=desk.at(desk.day(ago)), **given)


def _step(desk: Desk, request: Request, code: str, ago: int, given: Mapping[str, Any]) -> None:
    if code == "reply":
        _reply(desk, request, ago, given["reply"])
        return
    if code == "ask_unit":
        unit = desk.organ.units.get(name=given["unit"])
        do(desk, request, ago, services.ask_unit, unit=unit, what=given["what"], due=desk.day(given["due"]))
        return
    if code == "split":
        contents = [services.Content(subject=subject) for subject in given["into"]]
        do(desk, request, ago, services.split, contents=contents)
        return
    if code.endswith("_opinion"):
        asked = request.consultations.get(answered=None)
        request.refresh_from_db()
        day = desk.day(ago)
        services.file_opinion(by=desk.clerk, asked=asked, version=request.version, on=day, now=desk.at(day), **given)
        return
    request.refresh_from_db()
    dated = {name: desk.day(value) if name in ("until", "received") else value for name, value in given.items()}
    day = desk.day(ago)
    perform(
        code,
        by=desk.clerk,
        request=request,
        version=request.version,
        given={"on": day, "contact": "", **dated},
        now=desk.at(day),
    )


def decide_reply(desk: Desk, request: Request, ago: int, reply: str) -> None:
    """By the five questions, with evidence written down."""
    for question in QUESTIONS[:-1]:
        chosen = next((one for one in question.answers if one.reply == reply), question.answers[0])
        do(desk, request, ago, services.answer, question=question.code, chosen=chosen.code)
        if chosen.reply:
            break
    evidence = {one.code: _EVIDENCE.get(one.code, "已核实，见卷内材料") for one in evidence_for(reply)}
    do(desk, request, ago, services.set_evidence, evidence=evidence)
    do(desk, request, ago, services.answer, question=QUESTIONS[-1].code, chosen="yes")


def _reply(desk: Desk, request: Request, ago: int, reply: str) -> None:
    decide_reply(desk, request, ago, reply)
    step = reply_step(request, desk.day(ago), f"青公复〔{desk.end.year}〕{request.pk}号")
    do(desk, request, ago, services.reply, step=step)


_EVIDENCE = {
    "search_by": "周敏（综合办）、何小燕（民政所）",
    "search_on": "收到申请后的第三个工作日上午",
    "search_where": "乡档案室2015年以来案卷、公文系统、民政所台账",
    "search_words": "“东沟村”“征地补偿”，2015至2025年",
    "search_found": "均未检索到，附检索截图三张",
    "handed_out": "明细表一份，共4页",
    "reason": "见审查意见",
}
