"""The pages of the form: what 《条例》第二十九条 asks for, and nothing more; no purpose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc

from gongkai_web.files.kinds import SUFFIXES
from gongkai_web.frame import offered_ways
from gongkai_web.frame.codes import CodeField
from gongkai_web.requests.identity import wrong_with
from gongkai_web.requests.kinds import NATURAL_PERSON, Form, Help, IdentityKind, Way

YES, NO = "yes", "no"
CATEGORIES = (
    (NATURAL_PERSON, _("公民（自然人）")),
    ("business", _("商业企业")),
    ("research", _("科研机构")),
    ("social_organization", _("社会公益组织")),
    ("legal_service", _("法律服务机构")),
    ("other", _("其他组织")),
)
_IDENTITIES = (
    (IdentityKind.ID_CARD, _("居民身份证")),
    (IdentityKind.PASSPORT, _("护照")),
    (IdentityKind.HK_MACAO_TAIWAN, _("港澳台居民证件")),
    (IdentityKind.OTHER, _("其他证件")),
)
_FORMS = ((Form.PAPER, _("纸质")), (Form.DATA, _("电子数据")), (Form.OTHER, _("其他形式")))
_WAYS = (
    (Way.ONLINE, _("在这个网站下载")),
    (Way.EMAIL, _("电子邮件")),
    (Way.POST, _("邮寄")),
    (Way.PICK_UP, _("当面领取")),
    (Way.FAX, _("传真")),
)
_HELPS = (
    (Help.NONE, _("不需要")),
    (Help.READING, _("阅读有困难")),
    (Help.SIGHT, _("视力障碍")),
    (Help.HEARING, _("听力障碍")),
)
_WRITE = _("请填写这一项")
_CHOOSE = _("请选一项")
_ACCEPT = ",".join(f".{suffix}" for suffix in SUFFIXES)


def _line(label: Any, *, most: int = 100, required: bool = True, hint: Any = "", **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": _WRITE},
    )


def _choice(label: Any, choices: Any, *, required: bool = True, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        help_text=hint,
        widget=forms.RadioSelect,
        error_messages={"required": _CHOOSE},
    )


def _area(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": "2"}),
        error_messages={"required": _WRITE},
    )


def _file(label: Any, hint: Any = "") -> forms.FileField:
    return forms.FileField(
        label=label, required=False, help_text=hint, widget=forms.FileInput(attrs={"accept": _ACCEPT})
    )


class PageForm(forms.Form):
    """A page knows what was answered on the pages before it."""

    def __init__(self, *args: Any, answers: dict[str, str], **kwargs: Any) -> None:
        self.answers = answers
        super().__init__(*args, **kwargs)


class WhoForm(PageForm):
    category = _choice(_("谁申请"), CATEGORIES)
    agent = _choice(
        _("您是本人（本单位）申请，还是替别人申请"),
        ((NO, _("本人、本单位申请")), (YES, _("受委托替别人申请，要有委托书"))),
    )


class NamesForm(PageForm):
    """What a person, or an organisation, is called, and what shows it."""

    name = _line(_("姓名"), autocomplete="name")
    identity_kind = _choice(_("证件"), _IDENTITIES)
    identity_number = _line(_("证件号码"), most=40, hint=_("加密保存，只给办理的人看，看过会留下记录"))
    representative = _line(_("法定代表人或者负责人"), required=False)
    contact = _line(_("联系人"))
    agent_name = _line(_("受委托人的姓名"))
    agent_identity = _line(_("受委托人的证件号码"), most=40)
    agent_phone = _line(_("受委托人的电话"), most=30, inputmode="tel")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_person = self.answers.get("category", NATURAL_PERSON) == NATURAL_PERSON
        gone = ["representative", "contact"] if self.is_person else ["identity_kind"]
        if self.answers.get("agent") != YES:
            gone += ["agent_name", "agent_identity", "agent_phone"]
        for field in gone:
            del self.fields[field]
        if self.is_person:
            self.fields["identity_kind"].initial = IdentityKind.ID_CARD
        else:
            self.fields["name"].label = _("单位名称")
            self.fields["identity_number"].label = _("统一社会信用代码")
            self.fields["identity_number"].help_text = ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        number = str(given.get("identity_number", "")).replace(" ", "").upper()
        if not number:
            return given
        if not self.is_person and not uscc.is_valid(number):
            self.add_error("identity_number", _("统一社会信用代码应为 18 位，请核对"))
        if given.get("identity_kind") == IdentityKind.ID_CARD and wrong_with("id_card", number, timezone.localdate()):
            self.add_error("identity_number", _("身份证号码不对，请对照证件核对每一位"))
        return given


class ReachForm(PageForm):
    phone = forms.RegexField(
        r"^[0-9+()（） \-]{7,20}$",
        label=_("联系电话"),
        required=True,
        help_text=_("机关要用它与您确认收到申请"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": _WRITE, "invalid": _("电话号码只能有数字、空格和横线，7 到 20 位")},
    )
    email = forms.EmailField(
        label=_("电子邮箱（可以不写）"),
        required=False,
        max_length=100,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("电子邮箱的格式不对")},
    )
    address = _line(_("通信地址（要邮寄的请写）"), most=200, required=False, autocomplete="street-address")
    postcode = _line(
        _("邮政编码（可以不写）"), most=10, required=False, inputmode="numeric", autocomplete="postal-code"
    )
    tells = _choice(_("有进展时是否告诉您"), ((YES, YES), (NO, _("不用，我自己来查"))))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered_ways.offer(self, YES)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        offered_ways.check(self, YES)
        return given


class WhatForm(PageForm):
    subject = _line(
        _("要什么信息"),
        most=200,
        hint=_("写信息的名称或者一句话说清楚，例如“2025 年东河村土地征收补偿方案”。一次申请一件事，办得快。"),
    )
    document_number = _line(_("文号（不知道可以不写）"), required=False)
    description = forms.CharField(
        label=_("其他能帮助查找的特征（可以不写）"),
        required=False,
        max_length=3000,
        help_text=_("时间、地点、项目、涉及的单位等。不需要写用途，也请不要写身份证号。"),
        widget=forms.Textarea(attrs={"rows": "5"}),
    )


class HowForm(PageForm):
    """形式要求 (第二十九条), and what help is needed (第四十三条)."""

    form = _choice(_("要什么形式"), _FORMS)
    way = _choice(_("怎样得到"), _WAYS)
    help = _choice(_("需要什么帮助"), _HELPS, required=False)

    def clean(self) -> dict[str, Any]:
        given, way = super().clean() or {}, self.cleaned_data.get("way")
        needs = {Way.POST: ("address", _("选邮寄的，请先在“怎样联系您”那一页写通信地址"))}
        needs[Way.EMAIL] = ("email", _("选电子邮件的，请先在“怎样联系您”那一页写电子邮箱"))
        if way in needs and not self.answers.get(needs[Way(way)][0]):
            self.add_error("way", needs[Way(way)][1])
        return given


class SendForm(PageForm):
    """Files go with the finished form only: no scan of an identity card waits in a draft."""

    identity = _file(_("身份证明"), _("身份证或者营业执照的照片、扫描件。现在没有的也可以提交，机关会告诉您怎样补。"))
    authority = _file(_("委托书"), _("要有双方签名，写明委托什么"))
    other = _file(_("其他材料（可以不附）"))
    truth = forms.BooleanField(label=_("以上内容属实"), error_messages={"required": _("请确认以上内容属实")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.answers.get("agent") != YES:
            del self.fields["authority"]


class CorrectRecordForm(forms.Form):
    """第四十一条: a record about oneself that is wrong. One page; it is short, and people have the paper in their hands."""

    category = _choice(_("谁要求更正"), CATEGORIES)
    name = _line(_("姓名或者单位名称"), autocomplete="name")
    identity_number = _line(
        _("证件号码、统一社会信用代码"), most=40, hint=_("加密保存，只给办理的人看，看过会留下记录")
    )
    phone = forms.RegexField(
        r"^[0-9+()（） \-]{7,20}$",
        label=_("联系电话"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": _WRITE, "invalid": _("电话号码只能有数字、空格和横线，7 到 20 位")},
    )
    email = forms.EmailField(
        label=_("电子邮箱（可以不写）"),
        required=False,
        max_length=100,
        error_messages={"invalid": _("电子邮箱的格式不对")},
    )
    address = _line(_("通信地址（要邮寄的请写）"), most=200, required=False, autocomplete="street-address")
    record = _area(_("哪一份记录"), _("例如“本人的低保登记表”。只能是与您（您单位）自身相关的记录。"))
    wrong = _area(_("哪里不准确"), _("例如“出生日期写成 1950 年 3 月 1 日”"))
    right = _area(_("应当是什么"), _("例如“应为 1950 年 3 月 11 日”"))
    evidence = _area(_("有什么证据"), _("写证据的名称，例如“身份证、户口簿”，照片、扫描件在下面附上"))
    proof = _file(_("证据"))
    identity = _file(_("身份证明"))
    tells = _choice(_("有进展时是否告诉您"), ((YES, YES), (NO, _("不用，我自己来查"))))
    truth = forms.BooleanField(label=_("以上内容属实"), error_messages={"required": _("请确认以上内容属实")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered_ways.offer(self, YES)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        offered_ways.check(self, YES)
        return given


class OpenForm(forms.Form):
    number = forms.CharField(label=_("登记编号"), max_length=60, error_messages={"required": _("请写编号")})
    code = CodeField(_("回执上的一串字母和数字，不分大小写，横线可以不写"))


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("给机关留言"),
        max_length=2000,
        help_text=_("请不要在留言里写身份证号、电话"),
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": _("请写留言")},
    )


class SuggestionForm(forms.Form):
    text = forms.CharField(
        label=_("为什么应当让大家知道"),
        max_length=1000,
        help_text=_("例如“全村的补贴都按这份表发放”。您的姓名不会公开。"),
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": _("请写理由")},
    )


class CorrectionForm(forms.Form):
    text = forms.CharField(
        label=_("补正的内容"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": "5"}),
        help_text=_("对照补正告知书，一项一项写"),
        error_messages={"required": _("请写补正的内容")},
    )
    file = _file(_("补正的材料（可以不附）"))


class WithdrawForm(forms.Form):
    sure = forms.BooleanField(
        label=_("我要撤回这件申请；撤回以后机关不再答复，要的话可以重新申请"),
        error_messages={"required": _("请确认要撤回")},
    )
