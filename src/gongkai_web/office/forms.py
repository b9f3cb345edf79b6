"""The shape of what is typed in the back office; what may be is decided by the services."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from gongkai_web.organs.models import Organ
from gongkai_web.organs.roles import Role

_ACCOUNT = RegexValidator(r"^[A-Za-z0-9._-]{3,60}\Z", _("账号用 3 到 60 个字母、数字或 . _ -，例如 wangfang"))


class SignInForm(LoginForm):  # type: ignore[misc]
    """allauth's, in the words of an office."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("账号")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class AppointForm(forms.Form):
    """Somebody new or known by account, a role, perhaps a unit, from a day on."""

    account = forms.CharField(label=_("账号"), validators=[_ACCOUNT], help_text=_("登录用，定了不再改，例如 wangfang"))
    full_name = forms.CharField(label=_("姓名"), max_length=40)
    role = forms.ChoiceField(label=_("岗位"), choices=Role.choices)
    unit = forms.ModelChoiceField(label=_("站所（科室）"), queryset=None, required=False, empty_label=_("全机关"))
    title = forms.CharField(label=_("职务"), max_length=40, required=False, help_text=_("例如 党政办主任，可以不填"))
    since = forms.DateField(label=_("从哪天起"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = organ.units.filter(ended_on__isnull=True)  # type: ignore[attr-defined]


class EndForm(forms.Form):
    on = forms.DateField(label=_("最后一天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
