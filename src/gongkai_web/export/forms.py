"""The shape of what is typed about an export."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai_web.frame.forms import Form


class ArrangeForm(Form):
    automatic = forms.BooleanField(
        label=_("有发布、更正、撤回时自动导出"),
        required=False,
        help_text=_("一分钟以内自动导出；公示期满的次日也会更新"),
    )
    address = forms.CharField(
        label=_("栏目在县网站上的网址"),
        max_length=200,
        required=False,
        help_text=_("例如 https://www.example.gov.cn/xxgk/baiyun/，写进订阅源；还不知道的可以不填"),
    )


class ConfirmForm(Form):
    who = forms.CharField(
        label=_("县网站谁确认的"), max_length=100, help_text=_("单位和姓名，例如“县融媒体中心 张工”；时间自动记下")
    )
