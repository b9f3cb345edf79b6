"""What a request already says of the fields of a letter; the rest is typed. Nothing is made up: a blank stays blank."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.calendar import chinese_date
from gongkai.errors import GongkaiError
from gongkai.letters import Letter, foreign_fields, ground_fields, letter_for_reply
from gongkai.procedure import EventType
from gongkai.procedure.steps import NEXT_STEPS, State
from gongkai.statute import EXEMPTIONS, Method
from gongkai_web.letters.delivering import has_page
from gongkai_web.letters.filling import OWN_FIELDS, habits_of
from gongkai_web.organs.guide import particulars_of
from gongkai_web.requests.kinds import LETTERS_SUBJECT, ConsultedKind, Way
from gongkai_web.requests.models import Act, Decision, Request
from gongkai_web.requests.services.charging import calculated, month_of, same_applicant
from gongkai_web.requests.services.helping import consent_for
from gongkai_web.requests.services.taking import Step, preview_of
from gongkai_web.requests.stepping import MATTERS


@dataclass(frozen=True, slots=True)
class Merge:
    """A request, what the step's form gave, and what the step would bring about."""

    case: Request
    given: Mapping[str, Any]
    after_due: date | None
    decision: Decision | None

    @property
    def evidence(self) -> Mapping[str, str]:
        return self.decision.evidence if self.decision else {}

    def last(self, kind: EventType) -> Act | None:
        return self.case.acts.filter(event=kind.value, voiding=None).order_by("on", "pk").last()


def letter_code(case: Request, step: str, given: Mapping[str, Any]) -> str | None:
    """Which letter goes with the step; None where there is none."""
    if step == "reply":
        decision = Decision.objects.filter(request=case).first()
        return letter_for_reply(decision.reply).code if decision and decision.reply else None
    if step == "consult_organ":
        return "co_maker" if given.get("kind") == ConsultedKind.CO_MAKER else "organ_opinion"
    codes = NEXT_STEPS[step].letters
    return codes[0] if codes else None


def values_for(case: Request, step: Step, given: Mapping[str, Any], kind: Letter) -> dict[str, Any]:
    """The fields of this letter that are known, by name."""
    try:
        after = preview_of(case, step).after.due
    except GongkaiError:
        after = None
    merge = Merge(case, given, after, Decision.objects.filter(request=case).first())
    wanted = [name for name in kind.fields if name not in OWN_FIELDS and name in _VALUES]
    found = {name: _VALUES[name](merge) for name in wanted}
    return {name: value for name, value in found.items() if value not in (None, "")}


def grounds_for(case: Request, kind: Letter) -> list[str] | None:
    """Of a partial reply, the exemptions its refused part rests on."""
    decision = Decision.objects.filter(request=case).first()
    return [one for one in EXEMPTIONS if decision and one in decision.grounds] if "R37" in kind.replies else None


def fields_by_ground(case: Request, kind: Letter) -> tuple[frozenset[str], frozenset[str]]:
    """Of a letter that refuses: the fields that its grounds need, and those that belong to other grounds."""
    decision = Decision.objects.filter(request=case).first()
    if not kind.states_ground or decision is None:
        return frozenset(), frozenset()
    grounds = grounds_for(case, kind)
    if grounds is None:
        grounds = [one.code for one in EXEMPTIONS.values() if decision.reply == f"R36_3_{one.code}"]
    return frozenset(ground_fields(grounds)), foreign_fields(grounds)


def _asked(merge: Merge) -> str:
    case = merge.case
    number = f"（{case.document_number}）" if case.document_number else ""
    return "\n".join(one for one in (f"{case.subject}{number}", case.description) if one)


def _evidence(*codes: str) -> Callable[[Merge], Any]:
    return lambda merge: "；".join(merge.evidence[code] for code in codes if merge.evidence.get(code))


def _each_ground(code: str) -> Callable[[Merge], Any]:
    """On several grounds a line for each, in the order of the grounds; else the one there is."""

    def found(merge: Merge) -> str:
        grounds = merge.decision.grounds if merge.decision and merge.decision.reply == "R37" else []
        if len(grounds) < 2:
            return "；".join(" ".join(one.split()) for one in [merge.evidence.get(code, "")] if one)
        return "\n".join(" ".join(merge.evidence.get(f"{code}_{one}", "").split()) for one in grounds)

    return found


def _given(name: str) -> Callable[[Merge], Any]:
    return lambda merge: merge.given.get(name)


def _on(kind: EventType) -> Callable[[Merge], Any]:
    def found(merge: Merge) -> date | None:
        act = merge.last(kind)
        return act.on if act else None

    return found


def _number(kind: EventType) -> Callable[[Merge], Any]:
    def found(merge: Merge) -> str:
        act = merge.last(kind)
        return act.letter_number if act else ""

    return found


def _called(merge: Merge) -> str:
    if "name" in merge.given:
        return "您（贵单位）"
    return "您" if merge.case.applicant.is_person else "贵单位"


def _matters(merge: Merge) -> str:
    chosen = merge.given.get("matters") or []
    return "\n".join(f"{words}。" for code, words in MATTERS if code in chosen)


_TO_CORRECT = {
    "identity": "提供姓名或者名称、身份证明和联系方式",
    "content": "写明申请公开的信息的名称、文号或者便于查询的其他特征性描述",
    "form": "写明需要的形式（纸质、电子数据等）和获取的方式、途径",
    "authority": "提供授权委托书和委托人、受托人的身份证明",
}


def _to_correct(merge: Merge) -> str:
    chosen = merge.given.get("matters") or []
    return "\n".join(f"{words}。" for code, words in _TO_CORRECT.items() if code in chosen)


def _own_address(merge: Merge) -> str:
    stated = particulars_of(merge.case.organ)
    return f"{stated.address}，{stated.name}" if stated and stated.address and stated.name else ""


def _ways_to_correct(merge: Merge) -> str:
    """Only those the organ offers, as its guide states them; over the internet where this applicant has a page to do so."""
    stated, to = particulars_of(merge.case.organ), _own_address(merge)
    at = f"（{to}）" if to else ""
    ways = [f"当面提交或者邮寄{at}"]
    if stated and stated.request_email:
        ways.append(f"电子邮件（{stated.request_email}）")
    if stated and stated.fax:
        ways.append(f"传真（{stated.fax}）")
    if has_page(LETTERS_SUBJECT, merge.case.pk):
        ways.append("网上提交（凭登记编号和查询码，在本机关网站“我的申请”里）")
    return "；".join(ways)


def _fee_words(merge: Merge) -> str:
    fee = calculated(merge.case, merge.given["method"], merge.given.get("pages"), merge.given["on"])
    unit = fee.method.unit
    bands = [
        f"第{band.first}—{band.last}{unit}中{band.count}{unit}，每{unit}{band.price}元，计{band.amount}元"
        if band.last
        else f"第{band.first}{unit}以上{band.count}{unit}，每{unit}{band.price}元，计{band.amount}元"
        for band in fee.bands
    ]
    before = f"申请人本月累计第{month_of(merge.case).place}件；" if fee.method is Method.ITEMS else ""
    return before + "；".join(bands)


def _fee_amount(merge: Merge) -> int:
    return calculated(merge.case, merge.given["method"], merge.given.get("pages"), merge.given["on"]).total


def _year_begins(merge: Merge) -> date:
    return date(merge.given["on"].year, 1, 1)


def _how_many(merge: Merge) -> int:
    found = Request.objects.filter(same_applicant(merge.case.applicant), organ=merge.case.organ_id)
    return found.filter(arrived_on__gte=_year_begins(merge), arrived_on__lte=merge.given["on"]).count()


def _earlier_reply(merge: Merge) -> Act | None:
    earlier = merge.case.repeat_of
    replied = EventType.REPLIED.value
    return earlier.acts.filter(event=replied, voiding=None).order_by("on", "pk").first() if earlier else None


def _delay_reason(merge: Merge) -> str:
    consent = consent_for(merge.case)
    return consent.reason if consent else ""


def _earlier(name: str) -> Callable[[Merge], Any]:
    def found(merge: Merge) -> Any:
        act = _earlier_reply(merge)
        return getattr(act, name) if act else None

    return found


_RULING = {"reconsideration": "行政复议决定", "litigation": "行政判决"}


def _order(merge: Merge) -> str:
    """What ordered the reply that is being written; nothing where it is the first one."""
    act = merge.last(EventType.REPLY_ORDERED)
    if act is None or merge.case.state != State.REPLYING_AGAIN:
        return ""
    ruling = _RULING.get(str(act.data.get("kind", "")), "复议决定、判决")
    number = f"（{act.letter_number}）" if act.letter_number else ""
    made = act.data.get("made_on")
    day = f"{chinese_date(date.fromisoformat(made))}作出的" if made else f"{chinese_date(act.on)}收到的"
    return f"{act.data.get('body', '')}{day}{ruling}{number}"


_VALUES: Mapping[str, Callable[[Merge], Any]] = {
    "申请人": lambda merge: merge.case.applicant.name,
    "称谓": _called,
    "登记编号": lambda merge: merge.case.number,
    "收到日期": lambda merge: merge.case.received_on,
    "申请内容": _asked,
    "答复期限": lambda merge: merge.after_due or merge.case.due,
    "补正情形": _matters,
    "补正事项": _to_correct,
    "补正工作日数": _given("working_days"),
    "补正方式": _ways_to_correct,
    "重新答复的依据": _order,
    "补正收到日期": _on(EventType.CORRECTED),
    "补正告知日期": _on(EventType.CORRECTION_REQUESTED),
    "补正告知文号": _number(EventType.CORRECTION_REQUESTED),
    "统计起始日期": _year_begins,
    "统计截止日期": _given("on"),
    "申请件数": _how_many,
    "说明理由期限": _given("until"),
    "说明理由告知日期": _on(EventType.REASONS_REQUESTED),
    "原答复期限": lambda merge: merge.case.due,
    "延期理由": _delay_reason,
    "延期工作日数": _given("days"),
    "延期后期限": lambda merge: merge.after_due,
    "延迟理由": _given("reason"),
    "延迟答复期限": _given("until"),
    "第三方": _given("name"),
    "共同制作机关": _given("name"),
    "被征求意见机关": _given("name"),
    "涉及信息": _asked,
    "意见送交地址": _own_address,
    "计收方式": lambda merge: "按件计收" if merge.given.get("method") == Method.ITEMS else "按量计收",
    "收费标准": _fee_words,
    "收费金额": _fee_amount,
    "缴纳方式": lambda merge: habits_of(merge.case.organ).fee_ways,
    "缴费通知日期": _on(EventType.FEE_NOTIFIED),
    "缴费通知文号": _number(EventType.FEE_NOTIFIED),
    "撤回日期": _given("on"),
    "提供方式": lambda merge: {Way.POST: "信函邮寄"}.get(merge.case.way, merge.case.get_way_display()),
    "获取途径": _evidence("public_at"),
    "形式变更理由": _evidence("other_form"),
    "附件": _evidence("handed_out"),
    "公开部分": _evidence("handed_out"),
    "不公开部分": _each_ground("withheld"),
    "理由": lambda merge: _each_ground("reason")(merge) or merge.given.get("reason"),
    "移送机关": _given("to"),
    "移送机关联系方式": _given("contact"),
    "移送日期": _given("on"),
    "禁止公开的规定": _evidence("law"),
    "特别规定": _evidence("law"),
    "查询机关": _evidence("counter"),
    "相应渠道": _evidence("counter"),
    "检索范围": _evidence("search_where"),
    "检索方式": _evidence("search_words"),
    "负责机关": _evidence("organ"),
    "原答复日期": _earlier("on"),
    "原答复文号": _earlier("letter_number"),
}
