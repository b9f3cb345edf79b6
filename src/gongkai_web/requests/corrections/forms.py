"""The shape of what is typed about corrections."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai_web.frame.forms import Form
from gongkai_web.organs.models import Organ, Unit
from gongkai_web.requests.corrections.period import MOST_DAYS
from gongkai_web.requests.corrections.services import MOST, Wanted
from gongkai_web.requests.forms import day_field, text
from gongkai_web.requests.kinds import CHANNELS
from gongkai_web.requests.models import Correction, CorrectionPaper


class IntakeForm(Form):
    prefix = "intake"
    channel = forms.ChoiceField(label="怎样来的", choices=CHANNELS, widget=forms.RadioSelect)
    arrived_on = day_field("收到的日期", help_text="办理期限从第二天起算")


class WantedForm(Form):
    prefix = "wanted"
    record = text("哪一份记录", MOST, rows=2, hint="例如“本人的低保登记表”，只能是与要求更正的人自身相关的记录")
    wrong = text("哪里不准确", MOST, rows=2)
    right = text("应当是什么", MOST, rows=2)
    evidence = text("有什么证据", MOST, rows=2, required=False, hint="证据的名称；原件、复印件登记以后作为材料存入")

    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)


class DecideForm(Form):
    outcome = forms.ChoiceField(label="怎样决定", choices=Correction.Outcome.choices, widget=forms.RadioSelect)
    answer = text(
        "更正了什么，或者不予更正的理由", MOST, rows=3, required=False, hint="选“予以更正”“不予更正”的写，答复书里用"
    )
    other = text("有权更正的机关", 100, required=False, hint="选“转送”“告知”的写，例如“青石县公安局”")


class AssignForm(Form):
    unit = forms.ModelChoiceField(
        label="承办站所（科室）", queryset=Unit.objects.none(), required=False, empty_label="不指定"
    )

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = organ.units.filter(ended_on=None)  # type: ignore[attr-defined]


class LetterForm(Form):
    electronic = forms.BooleanField(
        label="电子送达", required=False, help_text="通过互联网送达的勾选，文书里会告知网上申请复议的渠道"
    )


class AnsweredForm(Form):
    on = day_field("发出的日期")
    number = text("答复书的文号", 60)


class PaperForm(Form):
    kind = forms.ChoiceField(label="是什么", choices=CorrectionPaper.Kind.choices)
    file = forms.FileField(label="文件", widget=forms.FileInput())


class PeriodForm(Form):
    days = forms.IntegerField(label="收到以后几个工作日内答复", min_value=1, max_value=MOST_DAYS)
