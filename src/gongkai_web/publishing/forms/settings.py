"""What an organ sets about its publishing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai_web.frame.forms import Form
from gongkai_web.publishing.columns import TOP
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.numbers import check_pattern


class PracticeForm(Form):
    index_pattern = forms.CharField(label=_("索引号的格式"), max_length=100)
    index_organ_code = forms.CharField(
        label=_("机构代码"),
        max_length=18,
        required=False,
        help_text=_("9 位组织机构代码或者 18 位统一社会信用代码；不填的，用本系统里的机关代码。"),
    )
    document_codes = forms.CharField(
        label=_("机关代字"),
        max_length=200,
        required=False,
        help_text=_("本机关发文字号里年份前面的字；几个用顿号分开。检查发文字号时核对，起草时作例子。"),
    )
    own_numbers = forms.CharField(
        label=_("本机关对外公布的电话"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=_("一行一个。检查时不把它们当作个人的号码。"),
    )
    wrong_words = forms.CharField(
        label=_("容易写错的词"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text=_("一行一个，写成“错的=对的”，例如 清源现=清源县。检查时提示。"),
    )
    release_at_once = forms.BooleanField(
        label=_("审核通过就发布，不用再按“发布”"), required=False, help_text=_("写了定时的，仍按定时。")
    )
    summary_limit = forms.IntegerField(label=_("内容概述最多几个字"), min_value=20, max_value=2000)
    review_months = forms.IntegerField(
        label=_("不公开的信息每隔几个月评估一次"),
        min_value=1,
        max_value=60,
        help_text=_("条例第十八条要求定期评估；到期出现在“今天”。"),
    )

    def clean_index_pattern(self) -> str:
        pattern: str = self.cleaned_data["index_pattern"]
        try:
            check_pattern(pattern)
        except PublishingError as error:
            raise forms.ValidationError(str(error)) from error
        return pattern


class ColumnForm(Form):
    name = forms.CharField(label=_("名称"), max_length=40, error_messages={"required": _("请填栏目的名称")})
    top = forms.ChoiceField(label=_("放在哪个一级栏目下"), choices=tuple(TOP.items()), initial="content")
    description = forms.CharField(
        label=_("说明"), max_length=200, required=False, help_text=_("一句话，显示在公开页面上。")
    )


class RenameForm(ColumnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["top"]
