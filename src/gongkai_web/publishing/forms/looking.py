"""What somebody looks for in the list of items, or among those that were published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai_web.frame.forms import Form
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.forms.widgets import ColumnField, line
from gongkai_web.publishing.listing import Wanted
from gongkai_web.publishing.practice import columns_of


class LookingForm(Form):
    words = line(_("名称、文号或索引号"), limit=100)
    unit = forms.ModelChoiceField(label=_("站所（科室）"), queryset=None, required=False, empty_label=_("全部"))
    column = ColumnField(empty_label=_("全部"))

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = organ.units.all()  # type: ignore[attr-defined]
        self.fields["column"].queryset = columns_of(organ)  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        """What cannot be looked for is not."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted((given.get("words") or "").strip(), given.get("unit"), given.get("column"))
