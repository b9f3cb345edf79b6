"""The shape of what is typed in the back office; what may be is decided by the services."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from gongkai_web.frame.forms import Form
from gongkai_web.organs.models import Kind, Level, Organ, Person, Post, Relaxation, holding
from gongkai_web.organs.roles import THREE_ADMINS, WHAT, Role

_ACCOUNT = RegexValidator(r"^[A-Za-z0-9._-]{3,60}\Z", _("账号用 3 到 60 个字母、数字或 . _ -，例如 wangfang"))
_CODE = RegexValidator(r"^[A-Z0-9][A-Z0-9-]{1,39}\Z", _("代码用 2 到 40 个大写字母、数字或 -，例如 QY-QINGSHI"))


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def with_hint(label: object, hint: object) -> SafeString:
    """What a choice is called, and below it, smaller, what it means."""
    return format_html('{}<span class="choice__hint">{}</span>', label, hint)


class AppointForm(Form):
    """Somebody new or known by account, a role, perhaps a unit, from a day on."""

    full_name = forms.CharField(label=_("姓名"), max_length=40)
    account = forms.CharField(
        label=_("账号"),
        validators=[_ACCOUNT],
        help_text=_("登录用，定了不再改，例如 wangfang。已有账号的人填原来的账号"),
    )
    role = forms.ChoiceField(label=_("岗位"), widget=forms.RadioSelect)
    unit = forms.ModelChoiceField(
        label=_("站所（科室）"),
        queryset=None,
        required=False,
        empty_label=_("全机关"),
        help_text=_("只有信息员和站所负责人要选"),
    )
    title = forms.CharField(label=_("职务"), max_length=40, required=False, help_text=_("例如 党政办主任，可以不填"))
    since = day_field(_("从哪天起"))

    def __init__(self, *args: Any, organ: Organ, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, with_hint(role.label, WHAT[role])) for role in roles]  # type: ignore[attr-defined]
        self.fields["unit"].queryset = organ.units.filter(ended_on__isnull=True)  # type: ignore[attr-defined]


class EndForm(Form):
    on = day_field(_("最后一天"), help_text=_("这一天还能办理，第二天起不能"))


class UnitForm(Form):
    name = forms.CharField(label=_("名称"), max_length=60)


class NameForm(Form):
    name = forms.CharField(label=_("新的全称"), max_length=100)
    since = day_field(_("从哪天起用"))


class WatchForm(Form):
    """垂直管理 systems only: everybody else is watched over by their region's office."""

    office = forms.ModelChoiceField(
        label=_("本系统的主管部门"),
        queryset=None,
        required=False,
        empty_label=_("不属于垂直管理系统，由本行政区域的主管部门主管"),
    )

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        system = Organ.objects.filter(kind=Kind.VERTICAL, ended_on__isnull=True).exclude(pk=organ.pk)
        self.fields["office"].queryset = system.prefetch_related("names")  # type: ignore[attr-defined]


class RegionForm(Form):
    office = forms.ModelChoiceField(
        label=_("本行政区域的主管部门"), queryset=None, required=False, empty_label=_("由本级政府自己主管")
    )

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = organ.children.filter(kind__in=(Kind.OFFICE, Kind.DEPARTMENT), ended_on__isnull=True)
        self.fields["office"].queryset = offices.prefetch_related("names")  # type: ignore[attr-defined]


class MergeForm(Form):
    into = forms.ModelChoiceField(label=_("并入哪个机关"), queryset=None, empty_label=_("请选择"))
    on = day_field(_("最后一天"), help_text=_("这一天以后，这个机关不再公开信息"))

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = Organ.objects.filter(Q(parent=organ.parent_id) | Q(pk=organ.parent_id), ended_on__isnull=True)
        self.fields["into"].queryset = near.exclude(pk=organ.pk).prefetch_related("names")  # type: ignore[attr-defined]


class FoundForm(Form):
    name = forms.CharField(label=_("全称"), max_length=100)
    code = forms.CharField(
        label=_("代码"), validators=[_CODE], help_text=_("出现在网址里，定了不再改，例如 QY-QINGSHI 或者机构编号")
    )
    kind = forms.ChoiceField(label=_("类别"), choices=Kind.choices)
    level = forms.ChoiceField(label=_("层级"))
    since = day_field(_("从哪天起"))

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = list(Level)
        lower = levels[levels.index(Level(organ.level)) :]
        self.fields["level"].choices = [(one.value, one.label) for one in lower]  # type: ignore[attr-defined]


class RelaxForm(Form):
    what = forms.ChoiceField(label=_("放宽哪一项"), choices=Relaxation.What.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("理由"), max_length=200, help_text=_("例如 本乡党政办只有一名工作人员"))


class TakeBackForm(Form):
    what = forms.ChoiceField(choices=Relaxation.What.choices)


class PostField(forms.ModelChoiceField):
    def label_from_instance(self, post: Post) -> str:  # type: ignore[override]
        """One's own posts: whose they are need not be said."""
        unit = f"（{post.unit}）" if post.unit else ""
        return f"{post.get_role_display()}{unit}，{post.organ}"


class DelegateForm(Form):
    post = PostField(label=_("委托哪个岗位"), queryset=None, empty_label=None)
    to = forms.ModelChoiceField(label=_("委托给谁"), queryset=None, empty_label=_("请选择"))
    since = day_field(_("从哪天"))
    until = day_field(_("到哪天"), help_text=_("最长一年，到期自动结束"))
    reason = forms.CharField(label=_("原因"), max_length=200, help_text=_("例如 出差、休假"))

    def __init__(self, *args: Any, posts: QuerySet[Post], person: Person, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]
        organs = posts.values("organ")
        near = Post.objects.filter(holding(day), organ__in=organs).exclude(role__in=THREE_ADMINS)
        others = Person.objects.filter(is_active=True, posts__in=near).exclude(pk=person.pk).distinct()
        self.fields["to"].queryset = others.order_by("pk")  # type: ignore[attr-defined]
