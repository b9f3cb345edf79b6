"""What the office types about complaints."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai_web.complaints.kinds import Finding, Matter, Measure
from gongkai_web.complaints.services import MOST, complainable
from gongkai_web.frame.forms import Form
from gongkai_web.mailbox.forms import RegisterForm, area, day_field
from gongkai_web.mailbox.kinds import Kind
from gongkai_web.mailbox.receiving import Written
from gongkai_web.organs.models import Organ


class AboutForm(Form):
    about = forms.ModelChoiceField(label="涉及哪个机关", queryset=Organ.objects.none(), empty_label="请选择")
    matter = forms.ChoiceField(label="什么事", choices=Matter.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Organ.objects.filter(pk=organ.pk)
        self.fields["about"].queryset = mine | Organ.objects.filter(pk__in=complainable(organ))  # type: ignore[attr-defined]


class TakeDownForm(RegisterForm):
    """As the mailbox registers a letter, without its type and consent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"], self.fields["consents"]

    def written(self) -> Written:
        given = self.cleaned_data
        names = ("title", "text", "name", "phone", "email", "address")
        return Written(kind=Kind.DISCLOSURE, **{name: given[name] for name in names})


class AskForm(Form):
    question = forms.CharField(
        label="请机关说明什么",
        max_length=MOST,
        widget=area(4),
        help_text="机关看到的只有这一段，看不到来信；不要写提出人是谁",
    )
    due = day_field(label="哪天以前说明", help_text="《条例》没有规定期限，由本机关设定，早于答复提出人的期限")


class TextForm(Form):
    text = forms.CharField(label="情况", max_length=MOST, widget=area(5))

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class FindForm(Form):
    finding = forms.ChoiceField(label="认定", choices=Finding.choices, widget=forms.RadioSelect)
    reasons = forms.CharField(label="查证的情况和理由", max_length=MOST, widget=area(3))
    measure = forms.ChoiceField(
        label="处理",
        choices=Measure.choices,
        widget=forms.RadioSelect,
        help_text="查证属实的，应当督促整改或者通报批评（《条例》第四十七条第二款）",
    )
    measure_number = forms.CharField(label="督办、通报的文号", max_length=60, required=False)
    demand = forms.CharField(
        label="整改的要求", max_length=MOST, required=False, widget=area(3), help_text="机关会看到；不写提出人是谁"
    )
    mend_due = day_field(label="哪天以前整改", required=False)


class ConfirmForm(Form):
    done = forms.TypedChoiceField(
        label="整改到位了吗",
        choices=(("yes", "已经到位"), ("no", "没有到位，退回")),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label="还差什么", max_length=MOST, required=False, widget=area(2))
