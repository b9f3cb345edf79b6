"""The shape of what is typed about requests; what may be is decided by the services."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from gongkai.calendar import chinese_date
from gongkai_web.frame.forms import Form as Shaped
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.organs.roles import Role
from gongkai_web.organs.selectors import holders
from gongkai_web.requests.identity import wrong_with, wrong_with_any
from gongkai_web.requests.kinds import CATEGORIES, CHANNELS, Confirmation, Form, Help, IdentityKind, Way
from gongkai_web.requests.models import Request
from gongkai_web.requests.services import ApplicantData, Content

_BLANK = (("", "没有写明"),)
_NUMBERS = ("identity_number", "agent_identity")


def day_field(label: str, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


def text(label: str, most: int, *, rows: int = 0, required: bool = True, hint: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, help_text=hint)


def choice(label: str, choices: Any, *, required: bool = True, hint: str = "") -> forms.ChoiceField:
    blank = () if required else _BLANK
    return forms.ChoiceField(label=label, choices=(*blank, *choices), required=required, help_text=hint)


class ApplicantForm(Shaped):
    prefix = "applicant"
    category = forms.ChoiceField(
        label="申请人类别", choices=CATEGORIES, widget=forms.RadioSelect, help_text="年度报告按它统计，现在就要选定"
    )
    name = text("姓名或者名称", 100, hint="申请书上没有的，写“未署名”")
    identity_kind = choice("证件", IdentityKind.choices, required=False)
    identity_number = text("证件号码", 60, required=False)
    identity_reason = text(
        "证件号确实如此，理由",
        200,
        required=False,
        hint="上面的号码对不上，可是证件上确实这样写的，写明看过什么证件，例如“看过身份证原件，照抄”",
    )
    representative = text("法定代表人（负责人）", 60, required=False, hint="法人、其他组织填写")
    contact = text("联系人", 60, required=False, hint="法人、其他组织填写")
    phone = text("联系电话", 40, required=False)
    email = text("电子邮箱", 100, required=False)
    address = text("通信地址", 200, required=False)
    postcode = text("邮政编码", 12, required=False)
    agent_name = text("代理人", 60, required=False, hint="委托他人申请的填写，要有委托书")
    agent_identity = text("代理人证件号码", 60, required=False)
    agent_phone = text("代理人电话", 40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked for where a number looks wrong, and no sooner.
        if not self._doubts() and not (self.initial or {}).get("identity_reason"):
            self.fields["identity_reason"].widget = forms.HiddenInput()

    def _doubts(self) -> dict[str, str]:
        """What is wrong with the numbers that were typed, by field."""
        if not self.is_bound:
            return {}
        kind, number, agent = (str(self[name].value() or "") for name in ("identity_kind", *_NUMBERS))
        today = timezone.localdate()
        found = {_NUMBERS[0]: wrong_with(kind, number, today), _NUMBERS[1]: wrong_with_any(agent, today)}
        return {name: said for name, said in found.items() if said}

    def clean(self) -> dict[str, Any]:
        """No counter is closed by a number: with a reason it is taken as it stands on the paper."""
        given = super().clean() or {}
        if not str(given.get("identity_reason", "")).strip():
            for name, said in self._doubts().items():
                label = self.fields[name].label
                self.add_error(
                    name, f"{label}{said}。请对照证件核对；证件上确实如此的，在“证件号确实如此”一栏写明理由。"
                )
        return given

    def data_of(self) -> ApplicantData:
        return ApplicantData(**self.cleaned_data)


class ContentForm(Shaped):
    prefix = "content"
    subject = text("信息名称", 200, hint="名称、文号、描述至少写一项")
    document_number = text("文号", 100, required=False)
    description = text("其他特征性描述", 5000, rows=4, required=False)
    form = choice("指定提供形式", Form.choices, required=False)
    way = choice("获取方式", Way.choices, required=False)
    help = forms.ChoiceField(label="需要的帮助", choices=Help.choices, required=False)
    note = text("备注", 500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].required = False

    def data_of(self) -> Content:
        return Content(**self.cleaned_data)


class IntakeForm(Shaped):
    prefix = "intake"
    channel = forms.ChoiceField(label="怎样来的", choices=CHANNELS, widget=forms.RadioSelect)
    arrived_on = day_field("收到的日期", help_text="当面写提交之日，需签收的写签收之日，其他写实际收到之日")
    mail_number = text("邮件号", 60, required=False, hint="挂号信、快递填写")
    confirmed_on = day_field(
        "与申请人确认的日期",
        required=False,
        help_text="平信、传真、电子邮件、网上提交的，确认之日为收到申请之日；还没有确认的不填",
    )
    confirmed_how = choice("怎样确认的", Confirmation.choices, required=False)
    confirmed_note = text(
        "确认的情况", 200, required=False, hint="谁确认的、几点，联系不上的写明联系经过；不写申请人的姓名、电话"
    )

    def clean(self) -> dict[str, Any]:
        """The service checks the same again; said here, it stands beside whatever else is wrong."""
        given = super().clean() or {}
        arrived, today = given.get("arrived_on"), timezone.localdate()
        for name in ("arrived_on", "confirmed_on"):
            day = given.get(name)
            if day and day > today:
                self.add_error(name, f"{chinese_date(day)}还没有到。登记已经做了的事，日期写那一天。")
            elif day and arrived and day < arrived:
                self.add_error(name, f"确认的日期早于{chinese_date(arrived)}收到。请核对日期。")
        return given


class ReceiptForm(Shaped):
    channel = choice("怎样来的", CHANNELS)
    arrived_on = day_field("收到的日期")
    confirmed_on = day_field("与申请人确认的日期", required=False, help_text="当面、需签收的不填")
    reason = text("为什么改", 200)


class ConfirmForm(Shaped):
    on = day_field("确认的日期")
    how = choice("怎样确认的", Confirmation.choices)
    note = text("情况", 200, required=False, hint="几点、怎样联系上的；是申请人本人的写“本人”，不写姓名、电话")


class VoidForm(Shaped):
    instead_on = day_field(
        "正确的日期", required=False, help_text="只是日期登记错了的，写正确的日期；整条不应当有的，不填"
    )
    reason = text("为什么改", 200)


class ReceivedForm(Shaped):
    on = day_field("对方收到的日期", help_text="邮寄的写签收的日期；期限从第二天起算")


class AssignForm(Shaped):
    unit = forms.ModelChoiceField(
        label="承办站所（科室）", queryset=Unit.objects.none(), required=False, empty_label="不指定"
    )
    handler = forms.ModelChoiceField(
        label="承办人", queryset=Person.objects.none(), required=False, empty_label="不指定"
    )

    def __init__(self, *args: Any, organ: Organ, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = {one.pk for role in (Role.CLERK, Role.DISCLOSURE_HEAD) for one in holders(role, organ, day)}
        self.fields["unit"].queryset = organ.units.filter(ended_on=None)  # type: ignore[attr-defined]
        self.fields["handler"].queryset = Person.objects.filter(pk__in=people)  # type: ignore[attr-defined]


class ReasonForm(Shaped):
    reason = text("理由", 200)


class HelpForm(Shaped):
    unit = forms.ModelChoiceField(label="请哪个站所（科室）", queryset=Unit.objects.none(), empty_label="请选择")
    what = text("请协办什么", 500, rows=3, hint="例如“提供2025年公路养护资金明细，并说明能否公开、理由”")
    due = day_field("什么时候以前", help_text="比答复期限早，留出决定的时间")

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = organ.units.filter(ended_on=None)  # type: ignore[attr-defined]


class AnswerForm(Shaped):
    answer = text("协办的结果", 5000, rows=5, hint="有没有这项信息、能不能公开、理由是什么")


class ConsentForm(Shaped):
    days = forms.IntegerField(label="延长几个工作日", min_value=1, max_value=40)
    reason = text("理由", 500, rows=2)


class SplitForm(Shaped):
    lines = text(
        "每行一件",
        2000,
        rows=6,
        hint="一行写一件申请的信息。第一行留在这一件里，其余各成一件，编号、期限各自计算，彼此关联",
    )

    def contents(self) -> list[Content]:
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        return [Content(subject=line[:200], description=line if len(line) > 200 else "") for line in lines]


def initial_of_applicant(request: Request) -> dict[str, Any]:
    return {name: getattr(request.applicant, name) for name in ApplicantForm.base_fields}


def initial_of_content(request: Request) -> dict[str, Any]:
    return {name: getattr(request, name) for name in ContentForm.base_fields}
