"""When it is released, why it is recalled, what ended it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai_web.frame.forms import Form
from gongkai_web.publishing.forms.widgets import moment
from gongkai_web.publishing.models import Link


class ScheduleForm(Form):
    at = moment(_("发布的时间"))


class RecallForm(Form):
    reason = forms.CharField(
        label=_("撤回的原因"),
        help_text=_("例如“附件含有个人身份证号”。只存入日志，不对外显示。"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class RepealForm(Form):
    """By a document of ours, or by one named in words."""

    on = forms.DateField(label=_("从哪天起失去效力"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    by_item = forms.ModelChoiceField(queryset=None, required=False, widget=forms.RadioSelect, label=_("依据的文件"))
    note = forms.CharField(
        label=_("本机关没有发布过的，写明依据"),
        help_text=_("写明文件的名称和文号。"),
        max_length=200,
        required=False,
    )
    replaced = forms.BooleanField(label=_("由这份文件取代（不只是废止）"), required=False)

    def __init__(self, *args: Any, offered: Any, example: str, **kwargs: Any) -> None:
        """`example` is a 发文字号 as the organ writes it, "" where that is not known."""
        super().__init__(*args, **kwargs)
        if example:
            said = _("例如“《关于废止一批规范性文件的决定》（%(number)s）”。") % {"number": example}
            self.fields["note"].help_text = said
        self.fields["by_item"].queryset = offered  # type: ignore[attr-defined]


class LinkForm(Form):
    kind = forms.ChoiceField(label=_("关系"), choices=Link.Kind.choices)
    other = forms.IntegerField(widget=forms.HiddenInput)
