"""The shape of what the office types about letters; what may be is decided by the services."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from gongkai_web.frame.forms import Form
from gongkai_web.mailbox.converting import by_itself, categories
from gongkai_web.mailbox.kinds import NOT_BY_LETTER, REGISTERED, Channel, Declined, Kind
from gongkai_web.mailbox.receiving import MOST_TEXT, MOST_TITLE, Written
from gongkai_web.mailbox.releasing import MOST_TEXT as MOST_PUBLIC_TEXT
from gongkai_web.mailbox.releasing import MOST_TITLE as MOST_PUBLIC_TITLE
from gongkai_web.mailbox.replying import MOST_TEXT as MOST_REPLY
from gongkai_web.mailbox.setting import Days
from gongkai_web.organs.models import Organ


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": str(rows)})


class RegisterForm(Form):
    channel = forms.ChoiceField(label="渠道", choices=[(one.value, one.label) for one in REGISTERED])
    received_on = day_field(label="收到日期", help_text="到本机关的那一天，期限从第二天起算")
    outer_number = forms.CharField(label="原编号", max_length=60, required=False, help_text="热线工单号等，没有的不填")
    kind = forms.ChoiceField(label="类型", choices=Kind.choices)
    title = forms.CharField(label="标题", max_length=MOST_TITLE)
    text = forms.CharField(label="内容", max_length=MOST_TEXT, widget=area(8), help_text="按写信人的原话记")
    name = forms.CharField(label="写信人", max_length=60)
    phone = forms.CharField(label="电话", max_length=20, required=False)
    email = forms.EmailField(label="电子邮箱", max_length=100, required=False)
    address = forms.CharField(label="住址", max_length=120, required=False)
    consents = forms.BooleanField(label="写信人同意公开来信和答复（去掉姓名、电话、住址等）", required=False)

    def written(self) -> Written:
        given = self.cleaned_data
        names = ("title", "text", "name", "phone", "email", "address", "consents")
        return Written(kind=Kind(given["kind"]), **{name: given[name] for name in names})

    def how(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "channel": Channel(given["channel"]),
            "received_on": given["received_on"],
            "outer_number": given["outer_number"],
        }


class UnitField(forms.ModelChoiceField):
    """Units of the organ that are there; none is the office that keeps the mailbox."""

    def __init__(self, *, organ: Organ, **options: Any) -> None:
        super().__init__(queryset=organ.units.filter(ended_on=None), **options)


class ActForm(Form):
    """One act on one letter: its fields, with a prefix, so that several stand on one page."""

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organ = organ
        self.arrange()

    def arrange(self) -> None:
        """What depends on the organ."""


class AssignForm(ActForm):
    note = forms.CharField(label="交办意见", max_length=500, required=False, widget=area(2))
    field_order = ("unit", "note")

    def arrange(self) -> None:
        self.fields["unit"] = UnitField(
            organ=self.organ, label="承办单位", required=False, empty_label="由信箱承办人员自己办理"
        )
        self.order_fields(self.field_order)


class ReasonForm(ActForm):
    reason = forms.CharField(label="原因", max_length=500, widget=area(2))


class RetypeForm(ActForm):
    kind = forms.ChoiceField(label="类型", choices=Kind.choices)


class ExtendForm(ActForm):
    days = forms.IntegerField(label="延长几个工作日", min_value=1, max_value=60)
    reason = forms.CharField(label="原因（写信人会看到）", max_length=300, widget=area(2))


class HelpForm(ActForm):
    due = day_field(label="哪天以前")
    question = forms.CharField(label="请它做什么", max_length=1000, widget=area(3))
    field_order = ("unit", "due", "question")

    def arrange(self) -> None:
        self.fields["unit"] = UnitField(organ=self.organ, label="协办单位", empty_label="请选择")
        self.order_fields(self.field_order)


class AnswerHelpForm(ActForm):
    answer = forms.CharField(label="协办意见", max_length=2000, widget=area(3))


class ReplyForm(ActForm):
    text = forms.CharField(label="答复", max_length=MOST_REPLY, widget=area(10))


class SendForm(ActForm):
    way = forms.CharField(
        label="怎样告知写信人", max_length=100, required=False, help_text="网上来信的，写信人凭查询码看到答复，可以不填"
    )


class DivertForm(ActForm):
    words = forms.CharField(label="告知写信人的话", max_length=1000, widget=area(5))


class DeclineForm(ActForm):
    why = forms.ChoiceField(label="理由", choices=Declined.choices)
    words = forms.CharField(
        label="告知写信人的话", max_length=1000, widget=area(4), required=False, help_text="不写的，用所选理由的常用语"
    )


class ConsentForm(ActForm):
    agrees = forms.TypedChoiceField(
        label="写信人的意见",
        choices=(("yes", "同意转为政府信息公开申请"), ("no", "不同意，继续按来信办理")),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    on = day_field(
        label="哪天表示的",
        help_text="同意的，这一天就是双方确认之日：转为申请以后，它是收到申请的日期，答复期限从次日起算",
    )
    how = forms.CharField(label="怎样表示的", max_length=200, help_text="例如“电话答复”")


class ConvertForm(ActForm):
    """What a request needs besides the letter; where requests are made by hand, the number of the one that was made."""

    category = forms.ChoiceField(label="申请人类别", help_text="年度报告按它统计")
    number = forms.CharField(label="申请的登记编号", max_length=60, required=False)

    def arrange(self) -> None:
        del self.fields["number" if by_itself() else "category"]
        if by_itself():
            choices = [("", "请选择"), *categories()]
            self.fields["category"].choices = choices  # type: ignore[attr-defined]


class PublicationForm(Form):
    title = forms.CharField(label="标题", max_length=MOST_PUBLIC_TITLE)
    text = forms.CharField(label="来信", max_length=MOST_PUBLIC_TEXT, widget=area(8))
    reply = forms.CharField(label="答复", max_length=MOST_PUBLIC_TEXT, widget=area(8))


class PracticeForm(Form):
    """The organ's mailbox; a row of periods for each type."""

    is_open = forms.BooleanField(label="开放信箱，公众可以在网上写信", required=False)
    publishes = forms.BooleanField(label="写信时询问是否同意公开来信和答复", required=False)
    note = forms.CharField(
        label="写信页上的说明", max_length=400, required=False, widget=area(2), help_text="例如办公时间、急事找谁"
    )
    petition_where = forms.CharField(
        label="信访途径",
        max_length=300,
        required=False,
        widget=area(2),
        help_text="告知写信人的话里用，例如“县信访局（人民路 2 号，电话 0000-6000000）”；不填用全国通用的说法",
    )

    def __init__(self, *args: Any, days: dict[Kind, Days], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, one in days.items():
            if kind not in NOT_BY_LETTER:
                self.fields[f"{kind.value}-offered"] = forms.BooleanField(
                    label=f"收“{kind.label}”", required=False, initial=one.offered
                )
            for name, label, least in (("accept", "受理", 1), ("reply", "答复", 1), ("extra", "最多延长", 0)):
                self.fields[f"{kind.value}-{name}"] = forms.IntegerField(
                    label=f"{kind.label}：{label}", min_value=least, max_value=60, initial=getattr(one, name)
                )

    def head(self) -> list[forms.BoundField]:
        return [self[name] for name in ("is_open", "publishes", "note", "petition_where")]

    def rows(self) -> Iterator[tuple[Kind, list[forms.BoundField]]]:
        for kind in Kind:
            names = [f"{kind.value}-{name}" for name in ("offered", "accept", "reply", "extra")]
            yield kind, [self[name] for name in names if name in self.fields]

    def days(self) -> dict[Kind, Days]:
        given = self.cleaned_data
        names = ("offered", "accept", "reply", "extra")
        return {kind: Days(*(given.get(f"{kind.value}-{name}", False) for name in names)) for kind in Kind}
