"""What happened to a request, in the words of whoever reads its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.calendar import chinese_date
from gongkai.procedure.guide import QUESTIONS
from gongkai.procedure.receipt import Channel
from gongkai.procedure.steps import NEXT_STEPS
from gongkai.statute import REPLIES
from gongkai_web.requests.kinds import Confirmation
from gongkai_web.requests.masking import hidden, words_of
from gongkai_web.requests.models import Act, Fee, Request

_OWN = {
    "register": "登记",
    "confirm": "与申请人确认收到",
    "mend_receipt": "更正收到申请之日",
    "split": "一事一申请，拆分",
    "assign": "指定承办",
    "link_repeat": "对应重复的申请",
    "amend": "更正申请内容的录入",
    "amend_applicant": "更正申请人的录入",
    "received": "告知书、征求意见书送达",
    "void": "作废一条登记",
    "answer": "回答五问",
    "evidence": "写明依据的证据",
    "ask_unit": "请站所（科室）协办",
    "unit_answered": "收到协办的结果",
    "ask_consent": "报请延长",
    "consent": "负责人办理延长的报请",
    "public": "申请人办理",
}
_QUIET = {"answer", "evidence", "void", "assign"}
"""What is in the log and in the list of all acts, and not in the story."""
_QUESTION_NAMES = {question.code: question.name for question in QUESTIONS}


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story. `wrong`: why it was voided; `is_step`: it may be mended."""

    act: Act
    on: date
    title: str
    details: tuple[str, ...]
    wrong: str = ""
    is_step: bool = False


def story(request: Request, *, everything: bool = False, revealed: bool = False) -> list[Told]:
    """By the day it happened, those of one day in the order they were recorded. Names and numbers that somebody typed into a
    note are masked until they are revealed by the logged act."""
    acts = request.acts.select_related("voiding__by", "by").order_by("on", "pk")
    words = {} if revealed else words_of(request)
    return [_told(act, words) for act in acts if everything or act.step not in _QUIET]


def title_of(step: str) -> str:
    return NEXT_STEPS[step].name if step in NEXT_STEPS else _OWN.get(step, "办理")


def _told(act: Act, words: Mapping[str, str]) -> Told:
    voiding = getattr(act, "voiding", None)
    return Told(
        act=act,
        on=act.on,
        title=title_of(act.step),
        details=tuple(hidden(one, words) for one in _details(act)),
        wrong=hidden(f"{voiding.by}作废：{voiding.reason}", words) if voiding else "",
        is_step=bool(act.event) and voiding is None,
    )


def _details(act: Act) -> Iterator[str]:
    if act.reply:
        yield REPLIES[act.reply].name
    if act.party:
        yield act.party
    if act.received and not act.of_id:
        yield f"对方{chinese_date(act.received)}收到"
    if act.days:
        yield f"{act.days}个工作日，从收到的第二天起算" if act.of_id else f"{act.days}个工作日"
    if act.approved_by:
        yield f"{act.approved_by}同意"
    if act.until:
        yield f"{chinese_date(act.until)}以前" if act.step != "delay" else f"延迟至{chinese_date(act.until)}"
    if act.letter_number:
        yield act.letter_number
    yield from _from_data(act)
    for words in (act.reason, act.note):
        if words:
            yield words


def _from_data(act: Act) -> Iterator[str]:
    data = act.data
    if act.step == "confirm" and data.get("how"):
        yield str(Confirmation(data["how"]).label)
    if act.step == "split":
        yield f"另成 {len(data.get('into', []))} 件：{'、'.join(data.get('into', []))}"
    if act.step == "assign":
        yield "，".join(one for one in (data.get("unit"), data.get("handler")) if one) or "不指定"
    if act.step == "link_repeat":
        yield f"与 {data['to']} 相同" if data.get("to") else "不是重复的申请"
    if act.step == "mend_receipt":
        yield "；".join(_receipt(said, values) for said, values in (("原为", data["from"]), ("改为", data["to"])))
    if data.get("working_days"):
        yield f"自收到告知书之日起{data['working_days']}个工作日内补正"
    if act.step == "transfer" and data.get("to"):
        yield f"移送{data['to']}"
    if act.step == "answer":
        yield _QUESTION_NAMES.get(data.get("question", ""), "")
    if act.step in ("ask_unit", "unit_answered"):
        yield str(data.get("unit", ""))
    if act.step == "notify_fee":
        yield from _charged(act)
    if act.step == "consent":
        yield "同意" if data.get("agreed") else "不同意"


def _charged(act: Act) -> Iterator[str]:
    fee = Fee.objects.filter(notice=act).first()
    if fee:
        yield f"{fee.amount} 元（{fee.get_method_display()}）"


def _receipt(said: str, values: list[str | None]) -> str:
    channel, arrived, received = values
    day = chinese_date(date.fromisoformat(received)) if received else "未确定"
    return f"{said}{Channel(channel).label}，收到申请之日{day}" if channel and arrived else said
