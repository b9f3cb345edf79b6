"""What the public types: a letter, number and code, a judgement of the reply. Short, and nothing that is not needed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gongkai_web.files.kinds import SUFFIXES
from gongkai_web.frame import offered_ways
from gongkai_web.frame.codes import CodeField
from gongkai_web.frame.forms import keep_whole
from gongkai_web.mailbox.kinds import Kind, Rating
from gongkai_web.mailbox.receiving import MOST_TEXT, MOST_TITLE, Written
from gongkai_web.mailbox.setting import offered, practice_of
from gongkai_web.organs.models import Organ

CONSENTS, REFUSES = "yes", "no"
TOO_LONG = _("最多 %(limit_value)d 个字，现在有 %(show_value)d 个。请删短，写的都还在。")


class LetterForm(forms.Form):
    """`use_fieldset` fields are radio buttons; nothing is chosen for the writer."""

    kind = forms.ChoiceField(label=_("类型"), widget=forms.RadioSelect, error_messages={"required": _("请选一个类型")})
    title = forms.CharField(
        label=_("标题"),
        max_length=MOST_TITLE,
        help_text=_("一句话写明什么事，例如“东河村三组的路灯坏了”"),
        error_messages={"required": _("请写标题"), "max_length": TOO_LONG},
    )
    text = forms.CharField(
        label=_("内容"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": "8"}),
        help_text=_("写明时间、地点、什么事、希望怎样。请不要写身份证号、银行卡号。"),
        error_messages={"required": _("请写内容"), "max_length": TOO_LONG},
    )
    name = forms.CharField(label=_("您的姓名"), max_length=60, error_messages={"required": _("请写姓名")})
    phone = forms.RegexField(
        r"^[0-9+()（） \-]{7,20}$",
        label=_("电话"),
        required=False,
        help_text=_("电话、电子邮箱至少写一样，只用来核实情况，不会公开"),
        error_messages={"invalid": _("电话号码只能有数字、空格和横线，7 到 20 位")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("电子邮箱"), required=False, max_length=100, error_messages={"invalid": _("电子邮箱的格式不对")}
    )
    address = forms.CharField(label=_("住址（可以不写）"), required=False, max_length=120)
    file = forms.FileField(
        label=_("照片、材料（可以不附）"),
        required=False,
        help_text=_("只给办理这封信的人看"),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{suffix}" for suffix in SUFFIXES)}),
    )
    tells = forms.ChoiceField(
        label=_("有进展时是否告诉您"),
        choices=((CONSENTS, CONSENTS), (REFUSES, _("不用，我自己来查"))),
        widget=forms.RadioSelect,
        initial=REFUSES,
        required=False,
    )
    consents = forms.ChoiceField(
        label=_("答复以后，是否同意公开来信和答复"),
        choices=((CONSENTS, _("同意公开，去掉姓名、电话、住址等")), (REFUSES, _("不公开"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选是否同意公开")},
    )

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_whole(self)
        offered_ways.offer(self, CONSENTS)
        self.fields["kind"].choices = [(one.value, one.label) for one in offered(organ)]  # type: ignore[attr-defined]
        if not practice_of(organ).publishes:
            del self.fields["consents"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        untouched = "phone" not in self.errors and "email" not in self.errors
        if untouched and not (given.get("phone", "").strip() or given.get("email", "").strip()):
            self.add_error("phone", _("电话、电子邮箱请至少写一样"))
        offered_ways.check(self, CONSENTS)
        return given

    def written(self) -> Written:
        given = self.cleaned_data
        names = ("title", "text", "name", "phone", "email", "address")
        return Written(
            kind=Kind(given["kind"]),
            consents=given.get("consents", REFUSES) == CONSENTS,
            tells=given.get("tells") == CONSENTS,
            language=get_language() or "zh-hans",
            **{name: given[name] for name in names},
        )


class QueryForm(forms.Form):
    number = forms.CharField(label=_("编号"), max_length=60, error_messages={"required": _("请写编号")})
    code = CodeField(_("写信后给您的一串字母和数字，不分大小写，横线可以不写"))


class RatingForm(forms.Form):
    rating = forms.TypedChoiceField(
        label=_("您对这次答复满意吗"),
        choices=Rating.choices,
        coerce=lambda value: Rating(int(value)),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一项")},
    )
    remark = forms.CharField(
        label=_("说明（可以不写）"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": "3"})
    )
