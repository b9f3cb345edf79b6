"""What a public form offers of being told: only the ways that are set up here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai_web.frame.telling import Way, ways_to

FIELD = "tells"
_SAID = {
    (Way.EMAIL, Way.SMS): _("发短信或者电子邮件告诉我"),
    (Way.EMAIL,): _("发电子邮件告诉我"),
    (Way.SMS,): _("发短信告诉我"),
}
_HINTS = {
    (Way.EMAIL,): _("这里没有开通短信，要告诉您的，请写电子邮箱"),
    (Way.SMS,): _("这里没有开通电子邮件，要告诉您的，请写手机号码"),
}
_NEEDS = {
    Way.EMAIL: ("email", _("要发电子邮件告诉您，请写电子邮箱")),
    Way.SMS: ("phone", _("要发短信告诉您，请写电话")),
}


def offered() -> tuple[Way, ...]:
    """To somebody who leaves both an address and a number."""
    return tuple(ways_to("@", "1"))


def offer(form: forms.Form, yes: str) -> None:
    """Words the choice by what is set up; where nothing is, nothing is asked."""
    ways = offered()
    if not ways:
        del form.fields[FIELD]
        return
    field: Any = form.fields[FIELD]
    field.choices = [(value, _SAID[ways] if value == yes else label) for value, label in field.choices]
    field.help_text = _HINTS.get(ways, "")


def check(form: forms.Form, yes: str) -> None:
    """Where there is one way alone, what it needs is asked for in the form's own field."""
    ways, given = offered(), form.cleaned_data
    if len(ways) != 1 or given.get(FIELD) != yes:
        return
    name, said = _NEEDS[ways[0]]
    if name not in form.errors and not str(given.get(name, "")).strip():
        form.add_error(name, said)
