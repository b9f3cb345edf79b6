"""保密审查表 as it is filled in: each question yes or no, then a conclusion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai_web.frame.forms import Form
from gongkai_web.publishing.models import SecrecyReview
from gongkai_web.publishing.secrecy import NO, QUESTIONS, YES

ANSWERS = ((YES, _("是")), (NO, _("否")))


class SecrecyForm(Form):
    """`q_…` are the questions; whether all are answered, and what a “yes” asks for, the service says."""

    conclusion = forms.ChoiceField(
        label=_("审查结论"), choices=SecrecyReview.Conclusion.choices, required=False, widget=forms.RadioSelect
    )
    masked = forms.CharField(
        label=_("遮盖了哪些内容"),
        help_text=_("结论是“部分公开”的填写，例如“名单中的身份证号只留前 6 位”。"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )
    referred_to = forms.CharField(
        label=_("报哪个部门确定"),
        help_text=_("结论是“不能确定”的填写，例如“县保密局”。"),
        required=False,
        max_length=100,
    )
    opinion = forms.CharField(
        label=_("审查意见"),
        help_text=_("有不利于公开的回答、仍可以公开的，写明理由。"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, said in QUESTIONS.items():
            self.fields[f"q_{name}"] = forms.ChoiceField(
                label=said, choices=ANSWERS, required=False, widget=forms.RadioSelect
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[f"q_{name}"] for name in QUESTIONS]

    @property
    def answers(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(f"q_{name}", "") for name in QUESTIONS}
