"""The first questions about a new item: what it is called, where it belongs, and how its text begins."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai_web.frame.forms import Form
from gongkai_web.organs.models import Organ, Unit
from gongkai_web.publishing.forms.widgets import ColumnField
from gongkai_web.publishing.practice import columns_of

WRITE, WORD, FILE = "write", "word", "file"
WAYS = (
    (WRITE, _("在网页上写，或者粘贴")),
    (WORD, _("从 Word 文件读入正文，读入以后可以接着改")),
    (FILE, _("用上传的 Word 或 PDF 文件作为正文，原样公布")),
)


class BeginningForm(Form):
    title = forms.CharField(label=_("名称"), max_length=200, help_text=_("公文写全称，不用书名号。以后还可以改。"))
    column = ColumnField(required=True, error_messages={"required": _("请选栏目")})
    unit = forms.ModelChoiceField(
        label=_("站所（科室）"), queryset=None, required=False, empty_label=_("本机关（不属于哪个站所）")
    )
    way = forms.ChoiceField(label=_("正文从哪里来"), choices=WAYS, widget=forms.RadioSelect, initial=WRITE)
    file = forms.FileField(label=_("选择文件"), required=False)

    def __init__(self, *args: Any, organ: Organ, units: list[Unit], in_unit: bool, **kwargs: Any) -> None:
        """`units` are those in whose name the person may begin; `in_unit` that it must be one of them."""
        super().__init__(*args, **kwargs)
        self.fields["title"].error_messages["required"] = _("请填写名称")
        self.fields["column"].queryset = columns_of(organ)  # type: ignore[attr-defined]
        unit: Any = self.fields["unit"]
        unit.queryset = organ.units.filter(pk__in=[one.pk for one in units])
        if in_unit:
            unit.required, unit.empty_label = True, None
            unit.initial = unit.initial or units[0].pk
        if not units:
            del self.fields["unit"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("way") in (WORD, FILE) and not given.get("file") and "file" not in self.errors:
            self.add_error("file", _("请选择要上传的文件"))
        return given
