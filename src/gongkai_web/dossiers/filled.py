"""The forms of a request, filled with what is known. Personal data stands in them in the open: whoever prints is logged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone

from gongkai.calendar import chinese_date
from gongkai.letters.sheets import SHEETS, flow_pdf, sheet_pdf
from gongkai.procedure.guide import EVIDENCE, QUESTIONS
from gongkai.procedure.receipt import Channel
from gongkai.report.forms import outcome_in_full
from gongkai.statute import EXEMPTIONS, REPLIES
from gongkai_web.applicants.models import Message
from gongkai_web.disputes.kinds import STEPS
from gongkai_web.disputes.models import Act as DisputeAct
from gongkai_web.disputes.models import Dispute
from gongkai_web.dossiers.flowing import stages_of
from gongkai_web.letters.kinds import Way
from gongkai_web.letters.models import Dispatch, HandoutReview, OutgoingLetter
from gongkai_web.publishing.secrecy import NO, YES
from gongkai_web.publishing.secrecy import QUESTIONS as SECRECY_QUESTIONS
from gongkai_web.requests.deriving import CLOCK_NAMES, CONFIRM, NOTICE, REPLY
from gongkai_web.requests.models import CoHandling, Consent, Consultation, Decision, Fee, Request
from gongkai_web.requests.results import told_besides
from gongkai_web.requests.services.writing import SUBJECT
from gongkai_web.requests.story import title_of
from gongkai_web.workflow.models import Verdict
from gongkai_web.workflow.selectors import rounds_of
from gongkai_web.workflow.subjects import Subject

SEARCHED = ("search_by", "search_on", "search_where", "search_words", "search_found")
_LABELS = {one.code: one.label for many in EVIDENCE.values() for one in many}


def _printed(code: str, request: Request, values: Mapping[str, str]) -> bytes:
    return sheet_pdf(SHEETS[code], request.organ.name_on(request.arrived_on), values)


def _day(day: date | datetime | None) -> str:
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    return chinese_date(day) if day else ""


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line.strip())


def _joined(*words: str, by: str = "，") -> str:
    return by.join(word for word in words if word)


def _who(request: Request) -> str:
    one = request.applicant
    return one.masked_name if one.erased_at else one.name


def wanted(request: Request) -> str:
    number = f"（{request.document_number}）" if request.document_number else ""
    return _lines(f"{request.subject}{number}", request.description)


def _which(request: Request) -> dict[str, str]:
    return {
        "登记编号": request.number,
        "收到申请之日": _day(request.received_on),
        "申请人": _who(request),
        "申请人类别": request.applicant.get_category_display(),
        "申请内容": wanted(request),
    }


def application(request: Request) -> bytes:
    one = request.applicant
    values = {
        "登记编号": request.number,
        "收件日期": _day(request.arrived_on),
        "申请人": _who(request),
        "申请人类别": one.get_category_display(),
        "证件": _joined(one.get_identity_kind_display(), one.identity_number, by=" "),
        "联系方式": _joined(one.phone, one.email, one.address, one.postcode, by="\n"),
        "法定代表人、联系人": _joined(one.representative, one.contact),
        "代理人": _joined(one.agent_name, one.agent_identity, one.agent_phone),
        "信息名称": request.subject,
        "文号": request.document_number,
        "其他特征性描述": request.description,
        "提供形式": request.get_form_display(),
        "获取方式": request.get_way_display(),
        "需要的帮助": request.get_help_display(),
        "提交方式": _handed_in(request),
    }
    return _printed("application", request, values)


def _handed_in(request: Request) -> str:
    if request.channel != Channel.ORAL:
        return request.get_channel_display()
    return f"口头提出，由{request.by}代为填写" if request.by else "口头提出，由工作人员代为填写"


def registration(request: Request, *, outside: bool = False) -> bytes:
    """`outside`: without the notes of the office."""
    how = _joined(request.get_confirmed_how_display(), request.confirmed_note)
    values = {
        "登记编号": request.number,
        "归档号": request.archive_number,
        "收件日期": _day(request.arrived_on),
        "渠道": "口头提出" if request.channel == Channel.ORAL else request.get_channel_display(),
        "邮件号": request.mail_number,
        "收到申请之日": _day(request.received_on),
        "确认方式": how,
        "确认人": str(request.confirmed_by or ""),
        "申请人": _who(request),
        "申请人类别": request.applicant.get_category_display(),
        "申请内容": wanted(request),
        "提供形式": request.get_form_display(),
        "获取方式": request.get_way_display(),
        "拆分、重复": _kin(request),
        "承办单位": str(request.unit or ""),
        "承办人": str(request.handler or ""),
        "各项期限": _clocks(request),
        "文书": _letters(request),
        "办理结果": _result(request),
        "办结日期": _day(request.ended_on),
        "信息处理费": _fee(request),
        "复议、诉讼": _disputes(request, outside),
        "备注": "" if outside else request.note,
    }
    return _printed("registration", request, values)


def _kin(request: Request) -> str:
    others = Request.objects.filter(split_from=request.split_from_id or request.pk).exclude(pk=request.pk)
    from_one = [f"由 {request.split_from.number} 拆分"] if request.split_from else []
    into = [f"同一申请的其他件：{'、'.join(one.number for one in others)}"] if others else []
    repeat = [f"与 {request.repeat_of.number} 相同"] if request.repeat_of else []
    return _lines(*from_one, *into, *repeat)


_CLOCKS_IN_FULL = {REPLY: "答复申请人", NOTICE: "告知补正（申请内容不明确的）", CONFIRM: "与申请人确认收到申请之日"}
"""As a form says it; the pages say it shorter."""


def _clocks(request: Request) -> str:
    """Each with its days; a day that rests on a calendar not yet announced says so."""
    lines = []
    for one in request.clocks.all():
        name = _CLOCKS_IN_FULL.get(one.kind) or CLOCK_NAMES.get(one.kind, "期限")
        party = f"（{one.party}）" if one.party else ""
        until = f"至 {_day(one.due)}" if one.due else ""
        ended = f"，{_day(one.ended_on)}结束" if one.ended_on else ""
        lines.append(f"{name}{party}：自 {_day(one.start)} {until}{ended}")
    if request.provisional:
        lines.append("期限跨入放假安排尚未公布的年份，为暂定。")
    return _lines(*lines)


def _letters(request: Request) -> str:
    lines = []
    for one in _gone(request):
        for sent in one.dispatches.all():
            served = f"，{_day(sent.served_on)}送达" if sent.served_on else ""
            title = f"{one.kind.title}{f'（{one.number}）' if one.number else ''}"
            lines.append(f"{title}：{_day(sent.on)}{Way(sent.way).label}{served}")
    lines += [
        f"{one.letter_number}：{_day(one.on)}发出"
        for one in request.acts.filter(voiding=None).exclude(letter_number="")
        if not any(one.letter_number == letter.number for letter in _gone(request))
    ]
    return _lines(*lines)


def _gone(request: Request) -> list[OutgoingLetter]:
    found = OutgoingLetter.objects.filter(subject_kind=SUBJECT, subject_id=request.pk, dispatched_on__isnull=False)
    return list(found.order_by("dispatched_on", "pk").prefetch_related("dispatches"))


def _result(request: Request) -> str:
    row = outcome_in_full(request.outcome) if request.outcome else ""
    reply = told_besides(request.outcome, request.reply)
    return _joined(reply, f"年报统计：{row}" if row else "", by="\n")


def _fee(request: Request) -> str:
    one: Fee | None = getattr(request, "fee", None)
    if one is None:
        return ""
    paid = f"，{_day(one.payment.on)}缴纳" if one.payment else "，未缴纳"
    return f"{one.get_method_display()}，{one.amount} 元，{_day(one.notice.on)}通知{paid}"


def _disputes(request: Request, outside: bool) -> str:
    kept = [
        f"{one.kind_label}　{_day(one.filed_on)}提出　{one.ending_name or '未审结'}"
        for one in request.disputes.exclude(state="struck")
    ]
    events = ("dispute_opened", "dispute_closed", "reply_ordered")
    found = request.acts.filter(event__in=events, voiding=None).order_by("on", "pk")
    return _lines(
        *kept, *(f"{_day(act.on)}　{_joined(title_of(act.step), '' if outside else act.note)}" for act in found)
    )


def approval(request: Request) -> bytes:
    decision: Decision | None = getattr(request, "decision", None)
    code = request.reply or (decision.reply if decision else "")
    reply = REPLIES.get(code)
    grounds = decision.grounds if decision else []
    named = _joined(*(EXEMPTIONS[one].name for one in grounds if one in EXEMPTIONS), by="、")
    letters = [one for one in _all_letters(request) if one.kind.replies]
    values = _which(request) | {
        "答复期限": f"{_day(request.due)}{'（暂定）' if request.provisional else ''}",
        "承办单位": str(request.unit or ""),
        "五问": _answers(decision),
        "拟办意见": f"{reply.name}{f'（{named}）' if named else ''}" if reply else "",
        "依据和理由": _lines(reply.article if reply else "", *_evidence(decision)),
        "征求意见情况": _lines(
            *(_opinion_line(one) for one in request.consultations.select_related("asked", "answered"))
        ),
        "协办情况": _lines(*(_help_line(one) for one in request.co_handlings.select_related("unit"))),
        "承办人": _lines(*(_submitted(one) for one in letters)) or _by_whom(request),
        "审核意见": _lines(*(line for one in letters for line in _opinions(one))),
        "保密审查意见": _lines(*(line for one in letters for line in _reviews(one))),
        "签发": _lines(*(_issued(one) for one in letters)),
    }
    return _printed("approval", request, values)


def _all_letters(request: Request) -> list[OutgoingLetter]:
    found = OutgoingLetter.objects.filter(subject_kind=SUBJECT, subject_id=request.pk)
    return list(found.exclude(state="void").order_by("pk").select_related("drafted_by"))


def _answers(decision: Decision | None) -> str:
    if decision is None:
        return ""
    lines = []
    for question in QUESTIONS:
        answer = question.answer(decision.answers.get(question.code, ""))
        if answer:
            lines.append(f"{question.name}：{answer.text}")
    return _lines(*lines)


def _evidence(decision: Decision | None) -> list[str]:
    given = decision.evidence if decision else {}
    return [f"{_LABELS.get(name, name)}：{words}" for name, words in given.items() if words]


def _by_whom(request: Request) -> str:
    decision: Decision | None = getattr(request, "decision", None)
    return f"{decision.by}　{_day(decision.at)}" if decision else ""


def _submitted(letter: OutgoingLetter) -> str:
    return f"{letter.drafted_by}　{_day(letter.created_at)}起草{letter.kind.name}"


def _opinions(letter: OutgoingLetter) -> Iterable[str]:
    """Of every round, in order: what was sent back and changed is told too."""
    for round in reversed(list(rounds_of(Subject("letter", letter.pk)))):
        names = {stage.key: stage.name for stage in round.parts}
        for one in round.decisions.select_related("by"):
            instead = f"（代{one.instead_of}）" if one.instead_of else ""
            words = f"，{one.opinion}" if one.opinion else ""
            said = f"{names.get(one.stage, '审核')}：{Verdict(one.verdict).label}{words}"
            yield f"{said}　{one.by}{instead}　{_day(one.at)}"


def _reviews(letter: OutgoingLetter) -> Iterable[str]:
    for one in letter.reviews.filter(digest=letter.digest).select_related("by"):
        yield f"{_joined(one.get_conclusion_display(), one.opinion)}　{one.by}　{_day(one.at)}"


def _issued(letter: OutgoingLetter) -> str:
    return f"{letter.number or letter.kind.name}　{_day(letter.approved_on)}审核全部通过" if letter.approved_on else ""


def _opinion_line(one: Consultation) -> str:
    answered = f"，{_day(one.answered.on)}{one.get_opinion_display() or '答复'}" if one.answered else "，没有答复"
    return f"{one.label}（{one.get_kind_display()}）：{_day(one.asked.on)}征求{answered}"


def _help_line(one: CoHandling) -> str:
    return f"{one.unit}：{one.answer or '没有答复'}"


def search(request: Request) -> bytes:
    decision: Decision | None = getattr(request, "decision", None)
    given = decision.evidence if decision else {}
    labels = ("检索人", "检索时间", "检索范围", "检索词、年份", "检索结果")
    values = {label: given.get(code, "") for label, code in zip(labels, SEARCHED, strict=True)}
    return _printed("search", request, _which(request) | values)


def extension(one: Consent) -> bytes:
    request = one.request
    decided = "" if one.agreed is None else "同意" if one.agreed else "不同意"
    words = f"{_joined(decided, one.words)}　{one.decided_by}　{_day(one.decided_at)}" if decided else ""
    values = _which(request) | {
        "答复期限": f"{_day(request.due)}（制表时）" if request.due else "",
        "拟延长": f"{one.days}个工作日",
        "延长的理由": one.reason,
        "报请人": str(one.by),
        "报请日期": _day(one.at),
        "负责人意见": words,
    }
    return _printed("extension_approval", request, values)


def opinion(one: Consultation) -> bytes:
    values = {
        "登记编号": one.request.number,
        "种类": one.get_kind_display(),
        "征求意见对象": one.name or one.label,
        "联系方式": one.contact,
        "发出日期": _day(one.asked.on),
        "收到日期": _day(one.asked.received),
        "答复日期": _day(one.answered.on) if one.answered else "",
        "意见": one.get_opinion_display() if one.answered else "没有答复",
        "理由": one.reasons,
    }
    return _printed("opinion", one.request, values)


def help_of_unit(one: CoHandling) -> bytes:
    values = {
        "登记编号": one.request.number,
        "协办单位": str(one.unit),
        "提出日期": _day(one.asked_on),
        "要求的期限": _day(one.due),
        "协办事项": one.what,
        "答复日期": _day(one.answered_on),
        "答复人": str(one.answered_by or ""),
        "答复": one.answer,
    }
    return _printed("co_handling", one.request, values)


def fee(one: Fee) -> bytes:
    unit = "件" if one.method == "items" else "页"
    values = {
        "登记编号": one.request.number,
        "计收方式": one.get_method_display(),
        "数量": f"{one.quantity} {unit}",
        "金额": f"{one.amount} 元",
        "通知日期": _day(one.notice.on),
        "通知文号": one.notice.letter_number,
        "缴费日期": _day(one.payment.on) if one.payment else "",
        "票据号": one.receipt_number,
    }
    return _printed("fee", one.request, values)


def secrecy(request: Request, letter: OutgoingLetter, review: HandoutReview) -> bytes:
    said = {YES: "是", NO: "否"}
    lines = [f"{words} {said.get(review.answers.get(name, ''), '未答')}" for name, words in SECRECY_QUESTIONS.items()]
    values = {
        "登记编号": request.number,
        "文书": str(letter),
        "所审内容的SM3": review.digest,
        "逐项审查": "\n".join(lines),
        "结论": review.get_conclusion_display(),
        "审查日期": _day(review.at),
        "遮盖的内容": review.masked,
        "报请确定的部门": review.referred_to,
        "意见": review.opinion,
        "审查人": str(review.by),
    }
    return _printed("secrecy", request, values)


def service(request: Request, letter: OutgoingLetter, sent: Dispatch) -> bytes:
    values = {
        "登记编号": request.number,
        "文书": str(letter),
        "受送达人": letter.given.get(letter.kind.to, ""),
        "送达方式": Way(sent.way).label,
        "发出日期": _day(sent.on),
        "邮件号": sent.tracking,
        "送达日期": _day(sent.served_on),
        "退回日期": _day(sent.bounced_on),
        "说明": sent.note,
        "登记人": str(sent.by),
    }
    return _printed("service", request, values)


def dispute(one: Dispute, *, outside: bool = False) -> bytes:
    lines = (_dispute_line(act, outside) for act in one.acts.filter(voiding=None).order_by("on", "pk"))
    values = {
        "登记编号": one.request.number if one.request else "",
        "本机关编号": one.number,
        "种类": one.kind_label,
        "本机关的地位": one.get_role_display(),
        "复议机关、法院": one.body,
        "案号": one.file_number,
        "提出日期": _day(one.filed_on),
        "收到副本日期": _day(one.received_on),
        "争议的事项": _lines(one.get_against_display(), one.about),
        "办理经过": _lines(*lines),
        "结果": one.ending_name,
        "审结日期": _day(one.closed_on),
    }
    return sheet_pdf(SHEETS["dispute"], one.organ.name_on(one.filed_on), values)


def _dispute_line(act: DisputeAct, outside: bool) -> str:
    name = STEPS[act.step].name if act.step in STEPS else "登记"
    return f"{_day(act.on)}　{_joined(name, act.document_number, '' if outside else act.note)}"


def messages(request: Request, found: list[Message]) -> bytes:
    lines = [
        f"{_day(one.at)}{timezone.localtime(one.at):%H:%M}　{f'本机关（{one.by}）' if one.by else '申请人'}：{one.text}"
        for one in found
    ]
    values = {"登记编号": request.number, "条数": str(len(found)), "留言": "\n".join(lines)}
    return _printed("messages", request, values)


def flow(request: Request, today: date) -> bytes:
    subject = f"登记编号 {request.number}　{request.subject or request.document_number}"
    stages, foot = stages_of(request, today)
    return flow_pdf(request.organ.name_on(request.arrived_on), subject, stages, foot)
