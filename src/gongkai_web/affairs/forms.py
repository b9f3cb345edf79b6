"""The shape of what is typed about affairs; what may be is decided by the services."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai_web.affairs.models import Affair
from gongkai_web.affairs.stages import Kind, Stage
from gongkai_web.frame.forms import Form
from gongkai_web.organs.models import Organ


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class AffairForm(Form):
    name = forms.CharField(label=_("名称"), max_length=100, help_text=_("例如“2026年农村公路养护”“秸秆综合利用补贴”"))
    kind = forms.ChoiceField(label=_("种类"), choices=Kind.choices)
    unit = forms.ModelChoiceField(label=_("站所（科室）"), queryset=None, required=False, empty_label=_("不分站所"))
    begun_on = day_field(label=_("开始"))
    ended_on = day_field(label=_("结束"), required=False, help_text=_("还没有结束的不填"))

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = organ.units.all()  # type: ignore[attr-defined]


class ExpectForm(Form):
    stage = forms.ChoiceField(label=_("阶段"), choices=Stage.choices)
    what = forms.CharField(label=_("要公开什么"), max_length=100, help_text=_("例如“中标结果”“发放名单”"))
    due = day_field(label=_("哪天以前"))


class PlaceForm(Form):
    """On the page of an item."""

    affair = forms.ModelChoiceField(label=_("事项"), queryset=None, empty_label=_("请选择"))
    stage = forms.ChoiceField(label=_("阶段"), choices=Stage.choices)

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, prefix="affair", **kwargs)
        self.fields["affair"].queryset = Affair.objects.filter(organ=organ)  # type: ignore[attr-defined]


def initial_of(affair: Affair) -> dict[str, Any]:
    return {name: getattr(affair, name) for name in ("name", "kind", "unit", "begun_on", "ended_on")}
