"""What the public types: a letter that says which organ and what about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai_web.complaints.kinds import Matter
from gongkai_web.complaints.services import complainable
from gongkai_web.mailbox.kinds import Kind
from gongkai_web.mailbox.public_forms import LetterForm
from gongkai_web.mailbox.receiving import Written
from gongkai_web.organs.models import Organ


class ComplaintForm(LetterForm):
    """A letter that says which organ and what about; never published, so nobody is asked for consent."""

    about = forms.ModelChoiceField(
        label=_("哪个机关"),
        queryset=Organ.objects.none(),
        empty_label=_("请选择"),
        error_messages={"required": _("请选一个机关"), "invalid_choice": _("请选一个机关")},
    )
    matter = forms.ChoiceField(
        label=_("什么事"),
        choices=Matter.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一项")},
    )
    field_order = ("about", "matter", "title", "text", "file", "name", "phone", "email", "address", "tells")

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, organ=organ, **kwargs)
        del self.fields["kind"]
        self.fields.pop("consents", None)
        self.fields["about"].queryset = complainable(organ)  # type: ignore[attr-defined]
        self.fields["title"].help_text = _("一句话写明什么事，例如“申请公开已过一个月没有答复”")
        self.order_fields(self.field_order)

    def written(self) -> Written:
        self.cleaned_data["kind"] = Kind.DISCLOSURE
        return super().written()
