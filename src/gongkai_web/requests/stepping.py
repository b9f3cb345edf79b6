"""The form of each step, the step it makes, and the service that takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django import forms

from gongkai.procedure import EventType
from gongkai.procedure.guide import hands_out
from gongkai.procedure.steps import NEXT_STEPS, unanswered
from gongkai.statute import Method, regime_on
from gongkai_web.frame.forms import Form, keep_whole
from gongkai_web.organs.models import Person
from gongkai_web.requests import services
from gongkai_web.requests.deriving import history_of
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.forms import choice, day_field, text
from gongkai_web.requests.kinds import ConsultedKind, Opinion
from gongkai_web.requests.models import Consultation, Decision, Request
from gongkai_web.requests.namesakes import ADVICE, several_names
from gongkai_web.requests.recomputing import holding_acts
from gongkai_web.requests.services.charging import by_items, calculated, month_of
from gongkai_web.requests.services.consulting import answering_step, asking_step
from gongkai_web.requests.services.deciding import reply_step
from gongkai_web.requests.services.helping import consent_for
from gongkai_web.requests.services.taking import EVENT_FIELDS, Step

Given = Mapping[str, Any]

_SENT, _CAME = "发出的日期", "收到的日期"
_DAYS = {
    "reply": "答复发出的日期",
    "receive_correction": "收到补正的日期",
    "receive_reasons": _CAME,
    "receive_third_party_opinion": _CAME,
    "receive_organ_opinion": _CAME,
    "notify_fee": "申请人收到收费通知的日期（起草通知书的写今天，送达后按送达之日登记）",
    "record_payment": "缴费的日期",
    "withdraw": "撤回的日期",
    "serve": "送达的日期",
    "open_dispute": "收到复议、应诉通知的日期",
    "close_dispute": "终结的日期",
    "order_reply": "收到复议决定、判决的日期",
    "archive": "归档的日期",
    "terminate": "终止的日期",
    "transfer": "移送的日期",
}
MOST_WORKING_DAYS = 60
MATTERS = (
    ("identity", "没有提供姓名或者名称、身份证明、联系方式"),
    ("content", "申请内容不明确"),
    ("form", "没有明确获取信息的形式、方式"),
    ("authority", "委托申请没有委托书、身份证明"),
)
_WAYS = (("post", "邮寄"), ("direct", "直接送达"), ("agent", "委托送达"), ("online", "网上、电子邮件"))


class StepForm(Form):
    """The day, what the step needs besides, the number of its letter, a note."""

    def __init__(self, code: str, request: Request, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code, self.request = code, request
        step = NEXT_STEPS[code]
        self.fields["on"] = day_field(_DAYS.get(code, _SENT))
        self.fields |= _fields_of(code, request)
        if step.letters or code == "reply":
            hint = "已有文号的填写；每份文书都要有文号和日期"
            self.fields["letter_number"] = text("文号", 60, required=False, hint=hint)
        if "reason" not in self.fields:
            self.fields["note"] = text("备注", 500, required=False)
        keep_whole(self)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        wrong = {"working_days", "until"} & set(self.errors)
        if (
            self.code == "request_correction"
            and not wrong
            and bool(given.get("working_days")) == bool(given.get("until"))
        ):
            both = "两栏只填一栏：告知书里怎样写的，就填哪一栏"
            self.add_error("working_days", both if given.get("until") else "请写申请人有几个工作日补正")
        return given


def _fields_of(code: str, request: Request) -> dict[str, forms.Field]:
    made = _FIELDS.get(code)
    return made(request) if made else {}


def _correction(request: Request) -> dict[str, forms.Field]:
    return {
        "matters": forms.MultipleChoiceField(
            label="要补正的事项", choices=MATTERS, widget=forms.CheckboxSelectMultiple, help_text="一次性告知全部事项"
        ),
        "working_days": forms.IntegerField(
            label="自收到告知书之日起几个工作日内补正",
            min_value=1,
            max_value=MOST_WORKING_DAYS,
            required=False,
            help_text="合理的补正期限，写进告知书；登记送达以后才算得出最后一天",
        ),
        "until": day_field(
            "告知书写明在哪天以前补正", required=False, help_text="另行发出、写明了最后一天的告知书才填；上面一栏就不填"
        ),
    }


def _reasons(request: Request) -> dict[str, forms.Field]:
    return {"until": day_field("请在哪天以前说明理由")}


def _delay(request: Request) -> dict[str, forms.Field]:
    return {
        "until": day_field("延迟到哪天答复", help_text="要晚于现在的答复期限"),
        "reason": text("理由", 500, rows=2),
    }


def _extension(request: Request) -> dict[str, forms.Field]:
    most = regime_on(request.received_on or request.arrived_on).extension_days
    consent = consent_for(request)
    days = forms.IntegerField(
        label="延长几个工作日", min_value=1, max_value=most, initial=consent.days if consent else None
    )
    said = f"{consent.decided_by}已经同意延长 {consent.days} 个工作日" if consent else "纸面同意的，写同意的负责人"
    approved = text("同意的负责人", 100, hint=f"政府信息公开工作机构负责人。{said}")
    approved.initial = consent.decided_by.full_name if consent and consent.decided_by else None
    return {"days": days, "approved_by": approved}


def _third_party(request: Request) -> dict[str, forms.Field]:
    return {
        "name": text("第三方", 100, hint="姓名或者名称，加密保存；在期限和日志里只写“第三方1”"),
        "contact": text("联系方式", 200, required=False),
        "received": day_field(
            "第三方收到的日期", required=False, help_text="不知道的不填，按发出之日计算；知道以后再改"
        ),
    }


def _organ(request: Request) -> dict[str, forms.Field]:
    kinds = (
        (ConsultedKind.CO_MAKER.value, "共同制作机关（逾期视为同意公开）"),
        (ConsultedKind.OTHER_ORGAN.value, "其他机关"),
    )
    return {
        "kind": choice("什么机关", kinds),
        "name": text("机关名称", 100),
        "contact": text("联系方式", 200, required=False),
        "received": day_field("对方收到的日期", required=False),
    }


def _opinion_of(third_party: bool) -> Callable[[Request], dict[str, forms.Field]]:
    def made(request: Request) -> dict[str, forms.Field]:
        asked = [(str(one.pk), f"{one.label}（{one.name}）") for one in _open_consultations(request, third_party)]
        return {
            "consultation": choice("谁的意见", asked),
            "opinion": choice("意见", Opinion.choices),
            "reasons": text("理由", 2000, rows=3, required=False),
        }

    return made


def _open_consultations(request: Request, third_party: bool) -> list[Consultation]:
    kinds = (EventType.THIRD_PARTY_CONSULTED, EventType.THIRD_PARTY_REPLIED)
    if not third_party:
        kinds = (EventType.ORGAN_CONSULTED, EventType.ORGAN_REPLIED)
    labels = unanswered(history_of(request.received_on, holding_acts(request)), *kinds)
    return list(request.consultations.filter(label__in=[label for label in labels if label]))


def _fee(request: Request) -> dict[str, forms.Field]:
    month = month_of(request)
    items = by_items(request, request.arrived_on) if request.arrived_on.year >= 2021 else None
    said = f"本月累计第 {month.place} 件，按件计收为 {items.total if items else 0} 元"
    if several_names(month.requests):
        said += f"；其中有的登记在另一个姓名下：{ADVICE}，再收费"
    return {
        "method": choice("收费方式", ((Method.ITEMS.value, "按件计收"), (Method.PAGES.value, "按量计收")), hint=said),
        "pages": forms.IntegerField(
            label="提供的页数", min_value=1, required=False, help_text="按量计收的填写，A4 及以下幅面单面为 1 页"
        ),
    }


def _payment(request: Request) -> dict[str, forms.Field]:
    return {"receipt_number": text("财政票据号", 60, required=False)}


def _terminate(request: Request) -> dict[str, forms.Field]:
    return {"reason": text("为什么终止", 500, rows=2, hint="例如申请人死亡、终止，或者移送有权机关")}


def _transfer(request: Request) -> dict[str, forms.Field]:
    return {
        "to": text("移送给哪个机关", 100, hint="只是本机关内部送错站所（科室）的，用“指定承办”，不用移送"),
        "contact": text("该机关的地址、电话", 200, hint="写进告知书，申请人好联系"),
        "reason": text(
            "为什么移送", 500, rows=2, hint="例如信封上写明寄给该机关；信息由别的机关制作的，一般答复“非本机关负责公开”"
        ),
    }


def _reply(request: Request) -> dict[str, forms.Field]:
    if not _gives_information(request):
        return {}
    hint = "文书已另行发出的，写明审查人、日期、结论；在这里起草文书的不填，发出以前会要求填写保密审查表"
    return {"secrecy_review": text("提供的信息作过的保密审查", 300, required=False, hint=hint)}


def _gives_information(request: Request) -> bool:
    decision = Decision.objects.filter(request=request).first()
    return decision is not None and hands_out(decision.reply)


def _serve(request: Request) -> dict[str, forms.Field]:
    return {"way": choice("怎样送达的", _WAYS), "tracking": text("邮件号或者签收人", 60, required=False)}


def _dispute(request: Request) -> dict[str, forms.Field]:
    return {"kind": choice("哪一种", (("reconsideration", "行政复议"), ("litigation", "行政诉讼")))}


def _order(request: Request) -> dict[str, forms.Field]:
    usual = regime_on(request.received_on or request.arrived_on).ordered_reply_days
    return {
        "days": forms.IntegerField(label="限几个工作日内重新答复", min_value=1, max_value=200, initial=usual or None)
    }


def _archive(request: Request) -> dict[str, forms.Field]:
    return {"archive_number": text("归档号", 60)}


_FIELDS: dict[str, Callable[[Request], dict[str, forms.Field]]] = {
    "request_correction": _correction,
    "request_reasons": _reasons,
    "delay": _delay,
    "extend": _extension,
    "consult_third_party": _third_party,
    "consult_organ": _organ,
    "receive_third_party_opinion": _opinion_of(True),
    "receive_organ_opinion": _opinion_of(False),
    "notify_fee": _fee,
    "record_payment": _payment,
    "reply": _reply,
    "terminate": _terminate,
    "transfer": _transfer,
    "serve": _serve,
    "open_dispute": _dispute,
    "order_reply": _order,
    "archive": _archive,
}
_AS_DATA = ("matters", "working_days", "way", "tracking", "archive_number", "method", "pages", "to")


def step_of(code: str, request: Request, given: Given) -> Step:
    """The step that these values make; raises RequestError for what no service would take."""
    on: date = given["on"]
    number, note = given.get("letter_number", ""), given.get("note", "")
    if code in ("consult_third_party", "consult_organ"):
        kind = ConsultedKind(given.get("kind", ConsultedKind.THIRD_PARTY.value))
        return asking_step(request, kind, on, given.get("received"), number, note)
    if code.endswith("_opinion"):
        return answering_step(consultation_of(request, given), on, note)
    if code == "reply":
        return reply_step(request, on, number, note)
    if code == "notify_fee":
        calculated(request, given["method"], given.get("pages"), on)
    fields = {name: given.get(name) for name in EVENT_FIELDS if name in given}
    data = {name: given[name] for name in _AS_DATA if given.get(name)}
    if code == "open_dispute":
        data["kind"] = given["kind"]
    return Step(code=code, on=on, fields=fields, letter_number=number, note=note, data=data)


def consultation_of(request: Request, given: Given) -> Consultation:
    found = request.consultations.filter(pk=given["consultation"]).first()
    if found is None:
        raise RequestError("没有这一份征求意见书", "请重新选择")
    return found


def perform(code: str, *, by: Person | None, request: Request, version: int, given: Given, now: datetime) -> None:
    """Take the step with the service that keeps what belongs to it. Raises RequestError, ChangedError."""
    step = step_of(code, request, given)
    common: dict[str, Any] = {"by": by, "request": request, "version": version, "now": now}
    if code in ("consult_third_party", "consult_organ"):
        kind = given.get("kind", ConsultedKind.THIRD_PARTY.value)
        services.consult(kind=kind, name=given["name"], contact=given["contact"], step=step, **common)
    elif code.endswith("_opinion"):
        asked = consultation_of(request, given)
        services.file_opinion(
            by=by, asked=asked, version=version, on=step.on, opinion=given["opinion"], reasons=given["reasons"], now=now
        )
    elif code == "notify_fee":
        services.notify_fee(step=step, method=given["method"], pages=given.get("pages"), **common)
    elif code == "record_payment":
        services.record_payment(step=step, receipt_number=given["receipt_number"], **common)
    elif code == "reply":
        services.reply(step=_reviewed(request, step, given), **common)
    elif code == "archive":
        services.archive(step=step, number=given["archive_number"], **common)
    else:
        services.take(step=step, **common)


def _reviewed(request: Request, step: Step, given: Given) -> Step:
    """A reply cannot leave without a review of what it hands out, by whichever way it left."""
    if not _gives_information(request):
        return step
    review = given.get("secrecy_review", "").strip()
    if not review:
        raise RequestError("提供信息的答复，没有写明作过的保密审查", "请写审查人、日期和结论，或者点“起草文书，送审核”")
    return replace(step, data={**(step.data or {}), "secrecy_review": review})
