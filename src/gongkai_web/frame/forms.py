"""What every form of the back office says of a field that is wrong: which field, what is wrong, what to do.

Django's own words (“这个字段是必填项。”) name no field: read in a list above the form they help nobody.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_QUESTION = re.compile(r"[哪谁几怎]|什么|是不是|有没有|^(?:选|上传|放|从|到|再|每隔|写|按)")
"""A label that is no noun is put in quotation marks."""
_ATTRIBUTE = "maxlength"


class Form(forms.Form):
    """A form whose errors name their fields. A message that a form states for its field itself stays as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_whole(self)

    def full_clean(self) -> None:
        name_fields(self)
        super().full_clean()


def keep_whole(form: forms.BaseForm) -> None:
    """A browser cuts what is pasted at `maxlength`, and says nothing. The form says it, and keeps all that was typed."""
    for field in form.fields.values():
        field.widget.attrs.pop(_ATTRIBUTE, None)


def name_fields(form: forms.BaseForm) -> None:
    """Give every field messages that name it. Asked before the form is checked, when its labels are what is shown."""
    for name, field in form.fields.items():
        label = str(field.label or name).rstrip("：:？?")
        said = f"“{label}”" if _QUESTION.search(label) else label
        usual = _usual(type(field))
        for code, words in _messages(field).items():
            if field.error_messages.get(code) == usual.get(code):
                field.error_messages[code] = _named(words, said, label)


def _named(words: Any, said: str, label: str) -> str:
    """The label goes in by hand: what Django fills in later (%(limit_value)d) stays, and the label has no such sign."""
    return str(words).replace("{field}", said.replace("%", "％")).replace("{label}", label.replace("%", "％"))


def _usual(kind: type[forms.Field]) -> dict[str, Any]:
    """What a field of this kind says where nobody has told it otherwise."""
    said: dict[str, Any] = {}
    for one in reversed(kind.__mro__):
        said |= getattr(one, "default_error_messages", {})
    return said


_TOO_LONG = _("{field}最多 %(limit_value)d 个字，现在有 %(show_value)d 个。请删短，写的都还在。")
_TOO_SHORT = _("{field}至少 %(limit_value)d 个字，现在有 %(show_value)d 个。")
_NOT_OFFERED = _("{field}里没有选的这一项，请重新选择。")


def _messages(field: forms.Field) -> dict[str, Any]:
    """By what is done with the field: chosen, uploaded, dated, counted, written."""
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        chosen = {"required": _("请选择{field}。"), "invalid_choice": _NOT_OFFERED, "invalid_list": _NOT_OFFERED}
        return chosen | {"invalid_pk_value": _NOT_OFFERED}
    if isinstance(field, forms.BooleanField):
        return {"required": _("请勾选“{label}”。")}
    if isinstance(field, forms.FileField):
        return {
            "required": _("请选择文件：{label}。"),
            "missing": _("请选择文件：{label}。"),
            "invalid": _("{field}没有传上来，请重新选择文件。"),
            "empty": _("{field}选的文件是空的，请换一个。"),
        }
    return {"required": _("请填写{field}。"), **_written(field)}


def _written(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.DateTimeField):
        return {"invalid": _("{field}要填日期和时间，例如 2026-11-30 09:00。")}
    if isinstance(field, forms.DateField):
        return {"invalid": _("{field}要填日期，例如 2026-11-30。")}
    if isinstance(field, forms.IntegerField):
        return {
            "invalid": _("{field}要填整数。"),
            "min_value": _("{field}不能小于 %(limit_value)s。"),
            "max_value": _("{field}不能大于 %(limit_value)s。"),
        }
    if isinstance(field, forms.EmailField | forms.URLField):
        return {"invalid": _("{field}写得不对，请核对。"), "max_length": _TOO_LONG}
    return {"max_length": _TOO_LONG, "min_length": _TOO_SHORT}
