"""The pages of the form in their order: one thing on each, as it is read on a phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai_web.applicants import public_forms
from gongkai_web.applicants.public_forms import PageForm


@dataclass(frozen=True, slots=True)
class Page:
    code: str
    title: Any
    form: type[PageForm]


PAGES = (
    Page("who", _("谁申请"), public_forms.WhoForm),
    Page("names", _("姓名和证件"), public_forms.NamesForm),
    Page("reach", _("怎样联系您"), public_forms.ReachForm),
    Page("what", _("要什么信息"), public_forms.WhatForm),
    Page("how", _("怎样给您"), public_forms.HowForm),
    Page("send", _("核对并提交"), public_forms.SendForm),
)
CODES = tuple(page.code for page in PAGES)
FIRST, LAST = CODES[0], CODES[-1]


def page_of(code: str) -> Page | None:
    return next((page for page in PAGES if page.code == code), None)


def number_of(code: str) -> int:
    return CODES.index(code) + 1


def before(code: str) -> str:
    """ "" before the first."""
    at = CODES.index(code)
    return CODES[at - 1] if at else ""


def after(code: str) -> str:
    return CODES[CODES.index(code) + 1]


def unfinished(answers: dict[str, str]) -> str:
    """The first page, before the last, whose answers would not pass; "" where all do."""
    for page in PAGES[:-1]:
        if not page.form(answers, answers=answers).is_valid():
            return page.code
    return ""


def summary(answers: dict[str, str]) -> list[tuple[Page, list[tuple[Any, str]]]]:
    """What was answered, page by page, as it is read; blanks are left out."""
    shown = []
    for page in PAGES[:-1]:
        form = page.form(answers, answers=answers)
        lines = [(form[name].label, _read(field, answers.get(name, ""))) for name, field in form.fields.items()]
        shown.append((page, [(label, value) for label, value in lines if value]))
    return shown


def _read(field: Any, value: str) -> str:
    choices = dict(getattr(field, "choices", ()))
    return str(choices.get(value, value)) if value or "" in choices else value
