"""Two years of requests in every organ, and what has come in since; each step on its day, what lies ahead left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import cycle
from random import Random
from typing import Any

from django.db import transaction
from stdnum.cn import ric

from gongkai.procedure.guide import QUESTIONS, evidence_for
from gongkai.procedure.receipt import Channel
from gongkai_web.demo.history.offices import FIRST, Office, offices
from gongkai_web.demo.history.request_texts import A_YEAR, BODIES, DEPARTMENT, ENDS, PEOPLE, SUBJECTS, TOWNSHIP, WAITING
from gongkai_web.demo.requests import Desk
from gongkai_web.requests import services
from gongkai_web.requests.models import Request
from gongkai_web.requests.services.deciding import reply_step
from gongkai_web.requests.stepping import perform

CHANNELS = (Channel.COUNTER, Channel.REGISTERED_POST, Channel.COUNTER, Channel.PORTAL)
NEVER = 200
SLOW = 24
"""Working days after which a reply is late: once in a long while one is."""


@dataclass(slots=True)
class Told:
    """A request as it will go. `days`: working days from receipt to the end."""

    end: str
    arrived: date
    days: int
    subject: str
    applicant: Mapping[str, str]
    channel: Channel
    steps: list[tuple[str, date, Mapping[str, Any]]] = field(default_factory=list)


def load_past_requests(now: datetime) -> int:
    """Before anything else is registered, so that numbers run in the order of the years."""
    ends = cycle(ENDS)
    for office in offices(now):
        _load(office, ends)
    return Request.objects.count()


@transaction.atomic
def _load(office: Office, ends: Iterator[str]) -> None:
    granted: list[Request] = []
    for told in _stories(office, ends):
        request = _play(office, told, granted)
        if told.end == "R36_2" and request is not None and request.outcome:
            granted.append(request)


def _stories(office: Office, ends: Iterator[str]) -> list[Told]:
    many = A_YEAR.get(office.code, DEPARTMENT if office.is_department else TOWNSHIP)
    found: list[Told] = []
    for year in range(office.years[0], office.today.year + 1):
        chance = office.chance(f"requests {year}")
        count = many + chance.randint(0, 1)
        found += [_story(office, chance, next(ends), day) for day in _days(office, year, count, chance)]
    return [*found, *_waiting(office)]


def _waiting(office: Office) -> Iterator[Told]:
    """What is on somebody's desk today, one of it overdue."""
    for place, ago in enumerate(WAITING.get(office.code, ())):
        arrived = office.later(office.today, -ago)
        told = _story(office, office.chance(f"waiting {place}"), "R36_2", arrived)
        told.steps, told.days = [], NEVER
        yield told


def _days(office: Office, year: int, count: int, chance: Random) -> list[date]:
    """Working days spread over the year, the last of a whole year late in December: it is answered in the next. The first
    township's own story begins ten weeks ago."""
    last = min(date(year, 12, 28), office.later(office.today, -60) if office.code == FIRST else office.today)
    first = date(year, 1, 9)
    span = (last - first).days
    if span <= 0:
        return []
    count = max(1, count * span // 354)
    days = [first + timedelta(days=int(span * (place + chance.random()) / count)) for place in range(count)]
    if last.month == 12:
        days[-1] = max(days[-1], date(year, 12, 14))
    return [min(office.later(day - timedelta(days=1), 1), office.today) for day in days]


def _story(office: Office, chance: Random, end: str, arrived: date) -> Told:
    subjects = SUBJECTS.get(office.code, SUBJECTS[""])
    told = Told(
        end,
        arrived,
        SLOW if chance.random() < 1 / 40 else chance.randint(5, 18),
        f"{arrived.year - chance.randint(1, 3)}年{chance.choice(subjects)}",
        _applicant(chance),
        chance.choice(CHANNELS),
    )
    before = _BEFORE.get(end)
    if before:
        told.days = max(told.days, before(office, told))
    elif chance.random() < 1 / 10:
        told.days = max(told.days, _corrected(office, told))
    elif chance.random() < 1 / 12:
        told.days = _extended(office, told)
    return told


def _applicant(chance: Random) -> dict[str, str]:
    if chance.random() < 1 / 5:
        category, name = chance.choice(BODIES)
        return {"category": category, "name": name, "contact": "王某", "phone": "00000000000"}
    number = f"1101011880{chance.randint(1, 9):02}0{chance.randint(1, 9)}{chance.randint(0, 999):03}"
    return {
        "category": "natural_person",
        "name": chance.choice(PEOPLE),
        "identity_kind": "id_card",
        "identity_number": number + ric.calc_check_digit(number),
        "phone": f"1380000{chance.randint(0, 9999):04}",
    }


def _day(office: Office, told: Told, days: int) -> date:
    return office.later(told.arrived, days)


def _corrected(office: Office, told: Told) -> int:
    asked, until = _day(office, told, 3), _day(office, told, 15)
    told.steps.append(("request_correction", asked, {"until": until, "matters": ["content"]}))
    if told.end != "uncorrected":
        told.steps.append(("receive_correction", _day(office, told, 8), {}))
    return 16


def _reasoned(office: Office, told: Told) -> int:
    told.steps.append(("request_reasons", _day(office, told, 3), {"until": _day(office, told, 12)}))
    told.steps.append(("receive_reasons", _day(office, told, 9), {}))
    return 13


def _asked(office: Office, told: Told) -> int:
    """The third party objects."""
    asked = {"name": "清源县某企业", "received": _day(office, told, 4)}
    told.steps.append(("consult_third_party", _day(office, told, 3), asked))
    said = {"opinion": "refuses", "reasons": "涉及经营成本和客户名单，公开会损害公司利益"}
    told.steps.append(("receive_third_party_opinion", _day(office, told, 12), said))
    return 15


def _extended(office: Office, told: Told) -> int:
    leader = office.head or office.keeper
    told.steps.append(("extend", _day(office, told, 15), {"days": 10, "approved_by": leader.full_name}))
    return 26


_BEFORE = {"uncorrected": _corrected, "R30b": _corrected, "R35": _reasoned, "R36_3_15": _asked}
"""What must have happened before such an end; each gives the earliest day of the end."""


def _play(office: Office, told: Told, granted: list[Request]) -> Request:
    earlier = granted[-1] if told.end == "R36_6" and granted else None
    applicant = services.ApplicantData(**(_same(earlier) if earlier else told.applicant))
    confirmed = {"confirmed_on": told.arrived, "confirmed_how": "phone"} if told.channel is Channel.PORTAL else {}
    request = services.register(
        by=office.keeper,
        organ=office.organ,
        applicant=applicant,
        content=services.Content(subject=earlier.subject if earlier else told.subject, form="paper", way="post"),
        intake=services.Intake(channel=told.channel, arrived_on=told.arrived, **confirmed),
        now=office.at(told.arrived),
    )
    desk = Desk(office.organ, office.keeper, office.today)
    if earlier:
        _do(desk, request, told.arrived, services.link_repeat, earlier=earlier)
    for code, day, given in told.steps:
        if day <= office.today:
            _step(desk, request, code, day, given)
    ended = _day(office, told, told.days)
    if ended <= office.today:
        _end(office, desk, request, told, ended)
    request.refresh_from_db()
    return request


def _same(earlier: Request) -> dict[str, str]:
    who = earlier.applicant
    return {
        "category": who.category,
        **{name: getattr(who, name) for name in ("name", "identity_kind", "identity_number")},
    }


def _end(office: Office, desk: Desk, request: Request, told: Told, day: date) -> None:
    if told.end in _CLOSING:
        _step(desk, request, _CLOSING[told.end], day, {})
        return
    request.refresh_from_db()
    reply = "R36_2" if told.end == "R36_6" and request.repeat_of_id is None else told.end
    _decided(desk, request, reply, day)
    number = f"清公复〔{day.year}〕{request.pk}号"
    _do(desk, request, day, services.reply, step=reply_step(request, day, number))
    served, archived = office.later(day, 2), office.later(day, 25)
    if served <= office.today:
        _step(desk, request, "serve", served, {"way": "post"})
    if archived <= office.today:
        _step(desk, request, "archive", archived, {"archive_number": f"{archived.year}-依申请-{request.pk:03}"})


_CLOSING = {"uncorrected": "close_uncorrected", "withdrawn": "withdraw"}


def _decided(desk: Desk, request: Request, reply: str, day: date) -> None:
    """By the question that leads to the reply, and the last."""
    question, chosen = next(
        (question, answer) for question in QUESTIONS for answer in question.answers if answer.reply == reply
    )
    _do(desk, request, day, services.answer, question=question.code, chosen=chosen.code)
    grounds = ("15",) if reply == "R37" else (reply.removeprefix("R36_3_"),) if reply.startswith("R36_3_") else ()
    evidence = {one.code: _EVIDENCE.get(one.code, _FILED) for one in evidence_for(reply, grounds)}
    _do(desk, request, day, services.set_evidence, evidence=evidence, grounds=grounds)
    _do(desk, request, day, services.answer, question=QUESTIONS[-1].code, chosen="yes")


_FILED = "已核实，见卷内材料"
_EVIDENCE = {
    "search_by": "承办科室经办人、档案室管理员",
    "search_on": "收到申请后的第三个工作日",
    "search_where": "档案室、公文系统、业务系统",
    "search_words": "申请中写明的名称、文号和年份",
    "search_found": "均未检索到，附检索截图",
    "handed_out": "复印件一份",
    "withheld": "个人身份证号码、联系电话",
}


def _do(desk: Desk, request: Request, day: date, act: Callable[..., Any], **given: Any) -> None:
    act(by=desk.clerk, request=request, version=_version(request), now=desk.at(day), **given)


def _version(request: Request) -> int:
    """As it is by now; the rest of the row is not asked for again."""
    return Request.objects.values_list("version", flat=True).get(pk=request.pk)


def _step(desk: Desk, request: Request, code: str, day: date, given: Mapping[str, Any]) -> None:
    if code.endswith("_opinion"):
        asked = request.consultations.get(answered=None)
        given = {"consultation": asked.pk, **given}
    said = {"on": day, "contact": "", **given}
    perform(code, by=desk.clerk, request=request, version=_version(request), given=said, now=desk.at(day))
