"""The field for a query code: what cannot be one is said at once, and says nothing of any that was given."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai_web.vault.codes import LENGTH, plain


class CodeField(forms.CharField):
    def __init__(self, hint: Any) -> None:
        super().__init__(
            label=_("查询码"),
            max_length=40,
            help_text=hint,
            error_messages={"required": _("请写查询码")},
            widget=forms.TextInput(
                attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
            ),
        )

    def clean(self, value: Any) -> str:
        given = str(super().clean(value))
        found = len(plain(given))
        if found != LENGTH:
            said = gettext("查询码一共 %(length)d 位，这里认出 %(found)d 位，请对照回执看有没有漏写、多写")
            raise forms.ValidationError(said % {"length": LENGTH, "found": found})
        return given
