"""What came of assessing something that is withheld."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai_web.frame.forms import Form
from gongkai_web.publishing.models import Reassessment


class ReassessForm(Form):
    result = forms.ChoiceField(
        label=_("评估结果"),
        choices=Reassessment.Result.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选评估结果")},
    )
    reason = forms.CharField(
        label=_("理由"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=_("为什么继续不公开，或者什么情况变了。"),
    )
