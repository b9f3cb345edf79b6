"""The particulars of the disclosure office, and the list of the leading group, as they are typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as NumberError

from gongkai_web.frame.forms import Form
from gongkai_web.organs.models import LeadingMember

_POSTCODE = RegexValidator(r"^\d{6}\Z", _("邮政编码是 6 位数字"))
_OWN_WORDS = _("不填的，平台按栏目写；填了的，用您的文字")
BLANK_ROWS = 3


def _text(label: Any, length: int, hint: Any = "", **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, help_text=hint, **options)


def _words(label: Any) -> forms.CharField:
    rows = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=4000, required=False, widget=rows, help_text=_OWN_WORDS)


class ParticularsForm(Form):
    """Nothing is required: what is missing is said beside the form, and what is known can be kept at once."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = _text(_("政府信息公开工作机构的名称"), 60, _("例如 党政综合办公室"))
    answers = _text(_("谁负责"), 60, _("姓名和职务，例如 王芳，党政办主任"))
    address = _text(_("办公地址"), 120)
    postcode = _text(_("邮政编码"), 6, validators=[_POSTCODE])
    hours = _text(_("办公时间"), 120, _("例如 工作日 8:30—12:00，14:30—17:30"))
    phone = _text(_("联系电话"), 60, _("带区号；不止一个的用顿号隔开"))
    fax = _text(_("传真号码"), 60, _("没有传真的，写“无”"))
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    website = forms.URLField(
        label=_("网站"), required=False, assume_scheme="https", help_text=_("例如 https://www.qingyuan.gov.cn")
    )
    request_email = forms.EmailField(
        label=_("接收公开申请的邮箱"), required=False, help_text=_("和上面的邮箱一样的，可以不填")
    )
    credit_code = _text(_("统一社会信用代码"), 18, _("18 位，写在法人证书上"))
    classification = _words(_("政府信息的分类"))
    arrangement = _words(_("编排体系"))
    access = _words(_("获取方式"))

    def clean_credit_code(self) -> str:
        code: str = uscc.compact(self.cleaned_data["credit_code"])
        if not code:
            return ""
        try:
            uscc.validate(code)
        except NumberError as error:
            raise ValidationError(
                _("这个代码不对：应是 18 位，最后一位校验码与前面的对得上。请对照证书再看一遍")
            ) from error
        return code


class MemberForm(Form):
    """A row of the group; a row without a name is no member."""

    place = forms.ChoiceField(
        label=_("组内职务"), choices=LeadingMember.Place.choices, initial=LeadingMember.Place.MEMBER
    )
    name = _text(_("姓名"), 40)
    title = _text(_("单位和职务"), 60)
    order = forms.IntegerField(label=_("排第几"), min_value=1, max_value=999, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("title") and not cleaned.get("name"):
            self.add_error("name", _("写了职务，没有写姓名"))
        return cleaned


MemberForms = forms.formset_factory(MemberForm, extra=BLANK_ROWS, max_num=60, absolute_max=100)
