"""Letters of the invented township in all their states, to applicants who have a number and a code. Nobody in them exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.letters import letter as kind_of
from gongkai_web.applicants.submitting import submit as apply
from gongkai_web.demo.requests import Desk, decide_reply, do
from gongkai_web.letters.converting import convert
from gongkai_web.letters.kinds import Way
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.reviewing import Conclusion
from gongkai_web.letters.services import dispatch, record_read, review_secrecy, submit
from gongkai_web.letters.setting import set_habits
from gongkai_web.organs.guide import particulars_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.selectors import holders
from gongkai_web.publishing.secrecy import NO, QUESTIONS, WANTED_YES, YES
from gongkai_web.requests import services
from gongkai_web.requests.merging import letter_code, values_for
from gongkai_web.requests.models import Request
from gongkai_web.requests.services.keeping import keep_paper
from gongkai_web.requests.services.writing import write_letter
from gongkai_web.requests.stepping import step_of
from gongkai_web.vault import codes
from gongkai_web.workflow.models import Round, Verdict
from gongkai_web.workflow.services import decide
from gongkai_web.workflow.staffing import staff_of
from gongkai_web.workflow.standing import standing

_HABITS: dict[str, Any] = {
    "number_pattern": "{mark}公{kind}〔{year}〕{number}号",
    "mark": "青政",
    "organ_kind": "",
    "reviewer": "清源县人民政府",
    "court": "清源县人民法院",
    "website": "https://fy.example.org/qingyuan",
    "fee_ways": "凭收费通知书和缴款码，到青石乡便民服务中心收费窗口或者在线缴纳",
    "untold": [],
}
_CLEAN = {name: YES if name in WANTED_YES else NO for name in QUESTIONS}
_TABLE = "村名\t户数\t金额（元）\n东沟村\t46\t92000\n石桥村\t38\t76000\n"


@dataclass(frozen=True, slots=True)
class Told:
    """`state`: how far the letter has come. `ago`: working days since the request; the letter is five days younger."""

    state: str
    name: str
    tail: str
    subject: str
    ago: int
    reply: str = ""


_LETTERS = (
    Told("draft", "林小雨", "2001", "乡道养护经费安排情况", 6),
    Told("in_review", "何明远", "2002", "2010年以前的林权调处会议纪要", 9, "R36_4"),
    Told("dispatched", "马建国", "2003", "2025年种粮补贴分村汇总", 12, "R36_2"),
    Told("served", "高秀兰", "2004", "咨询：残疾人补贴怎么申请", 14, "R_OTHER"),
)
_SAYS = {
    "draft": "补正告知书正在起草",
    "in_review": "答复书正在审核",
    "dispatched": "答复已经电子送达，可以下载",
    "served": "答复已经下载，已送达",
}
_MORE: Mapping[str, Mapping[str, str]] = {
    "draft": {"补正事项": "请写明年度，以及需要的是预算安排还是实际支出。"},
    "in_review": {"理由": "乡档案室没有移交记录，有关案卷没有编制过会议纪要"},
}


def load_letters(now: datetime) -> list[str]:
    """Once, after the requests are there. What to print: whose codes open what; they cannot be found again."""
    organ = Organ.objects.filter(code="DEMO-1").first()
    if organ is None or OutgoingLetter.objects.exists():
        return []
    day = timezone.localdate(now)
    clerk, head = (holders(role, organ, day)[0] for role in (Role.CLERK, Role.HEAD))
    set_habits(by=head, organ=organ, now=now, **_HABITS, **_reached(organ))
    desk = Desk(organ, clerk, day)
    return [_line(*_play(desk, told)) for told in _LETTERS]


def _reached(organ: Organ) -> dict[str, str]:
    """Whom a letter names to be asked is whom the organ's guide names."""
    stated = particulars_of(organ)
    return {"contact": stated.name, "phone": stated.phone} if stated else {}


def _line(told: Told, request: Request, code: str) -> str:
    return f"　　编号 {request.number}　查询码 {codes.shown(code)}　{_SAYS[told.state]}"


@transaction.atomic
def _play(desk: Desk, told: Told) -> tuple[Told, Request, str]:
    receipt = apply(
        organ=desk.organ, answers=_answers(told), files={}, language="zh-hans", now=desk.at(desk.day(told.ago))
    )
    request, written = receipt.request, told.ago - 5
    do(desk, request, told.ago, services.confirm, on=desk.day(told.ago), how="phone")
    request.refresh_from_db()
    letter = _drafted(desk, told, request, written)
    if told.state == "draft":
        return told, request, receipt.code
    at = desk.at(desk.day(written))
    letter = submit(by=desk.clerk, letter=letter, lock=letter.lock, now=at)
    if told.state != "in_review":
        _approved(desk, letter, at)
        _sent(desk, letter, desk.day(written), at)
    if told.state == "served":
        _read(letter, desk.at(desk.day(written - 1)))
    return told, request, receipt.code


def _answers(told: Told) -> dict[str, str]:
    return {
        **{"category": "natural_person", "agent": "no", "name": told.name, "identity_kind": "id_card"},
        **{"identity_number": f"11010119800101{told.tail}", "phone": f"1380000{told.tail}", "tells": "no"},
        **{"subject": told.subject, "form": "data", "way": "online", "help": ""},
    }


def _drafted(desk: Desk, told: Told, request: Request, ago: int) -> OutgoingLetter:
    day = desk.day(ago)
    step, given = "request_correction", {"on": day, "matters": ["content"], "working_days": 10, "note": ""}
    enclosed = []
    if told.reply:
        step, given = "reply", {"on": day, "note": ""}
        decide_reply(desk, request, ago, told.reply)
        request.refresh_from_db()
    if told.reply == "R36_2":
        paper = keep_paper(
            by=desk.clerk,
            request=request,
            name="2025年种粮补贴分村汇总.txt",
            content=_TABLE.encode(),
            kind="handed_out",
            now=desk.at(day),
        )
        enclosed = [paper.file]
    kind = kind_of(letter_code(request, step, given) or "")
    known = values_for(request, step_of(step, request, given), given, kind)
    return write_letter(
        by=desk.clerk,
        request=request,
        version=request.version,
        step=step,
        given=given,
        values=known | _MORE.get(told.state, {}),
        electronic=True,
        enclosures=enclosed,
        now=desk.at(day),
    )


def _approved(desk: Desk, letter: OutgoingLetter, at: datetime) -> None:
    """Whoever is asked agrees, in their turn; what is handed out is reviewed by somebody who had no hand in it."""
    while running := Round.objects.filter(subject_kind="letter", subject_id=letter.pk, state="running").first():
        decide(
            by=_asked(desk, running, timezone.localdate(at)),
            round_id=running.pk,
            digest=running.digest,
            verdict=Verdict.APPROVE,
            opinion="同意",
            now=at,
        )
    letter.refresh_from_db()
    convert(letter, at)
    letter.refresh_from_db()
    if letter.hands_out:
        reviewer = holders(Role.SECRECY_REVIEWER, desk.organ, timezone.localdate(at))[0]
        review_secrecy(
            by=reviewer,
            letter=letter,
            digest=letter.digest,
            answers=_CLEAN,
            conclusion=Conclusion.ON_REQUEST,
            opinion="逐项审查，可以提供",
            now=at,
        )


def _asked(desk: Desk, running: Round, day: date) -> Person:
    states = standing(running, running.decisions.all(), staff_of(desk.organ, day))
    people = Person.objects.filter(posts__organ=desk.organ).distinct().order_by("pk")
    return next(person for person in people if any(state.may(person.pk) for state in states))


def _sent(desk: Desk, letter: OutgoingLetter, on: date, at: datetime) -> None:
    dispatch(by=desk.clerk, letter=letter, lock=letter.lock, way=Way.ELECTRONIC, on=on, now=at)
    letter.refresh_from_db()


def _read(letter: OutgoingLetter, at: datetime) -> None:
    sent = letter.dispatches.get()
    if letter.pdf:
        record_read(dispatch=sent, file=letter.pdf, now=at)
