"""Fields as the pages of publishing show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai_web.publishing.columns import CONTENT, TOP
from gongkai_web.publishing.models import Column


def day(label: Any, hint: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, required=False, widget=widget)


def moment(label: Any, hint: Any = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, help_text=hint, required=False, widget=widget)


def line(label: Any, hint: Any = "", limit: int = 200, **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, help_text=hint, required=False, max_length=limit, widget=widget)


def lines(label: Any, hint: Any = "", rows: int = 3, limit: int | None = None, **attrs: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": str(rows), **attrs})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=limit, widget=widget)


def choice(label: Any, choices: Iterable[tuple[str, Any]], hint: Any = "", empty: Any = "") -> forms.ChoiceField:
    offered = [("", empty), *choices] if empty else list(choices)
    return forms.ChoiceField(label=label, choices=offered, help_text=hint, required=False)


class ColumnSelect(forms.Select):
    """Each column brings the statutory categories that are usual in it, for the script that ticks them."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        column = getattr(option["value"], "instance", None)
        if column is not None:
            option["attrs"]["data-categories"] = " ".join(column.categories)
        return option


class ColumnField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def __init__(self, **options: Any) -> None:
        given = {"label": _("栏目"), "empty_label": _("请选择"), "required": False, "widget": ColumnSelect()} | options
        super().__init__(queryset=Column.objects.none(), **given)

    def label_from_instance(self, obj: Column) -> str:
        return obj.name if obj.top == CONTENT else f"{TOP[obj.top]}：{obj.name}"
