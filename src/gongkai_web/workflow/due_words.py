"""A last day in the words of somebody who has to keep it: how many working days are left."""

from __future__ import annotations

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.calendar import MissingYearError
from gongkai_web.workflow.deadlines import working_calendar


def plain_due_words(due: date, day: date) -> str:
    """还剩 6 天（1月31日到期）: for a day that is put off by no holiday. The back office alone shows it."""
    if due == day:
        return "今天到期"
    left = f"还剩 {(due - day).days} 天" if due > day else f"已超期 {(day - due).days} 天"
    return f"{left}（{_on(due, day)}到期）"


def _on(due: date, day: date) -> str:
    """With its year where that is not this one."""
    return formats.date_format(due, "n月j日" if due.year == day.year else "Y年n月j日")


def due_words(due: date, day: date) -> str:
    """还剩 6 个工作日（11月28日到期）; 暂定 where the year's holidays are not out yet."""
    on = _on(due, day)
    if due == day:
        return _("今天到期")
    calendar = working_calendar()
    try:
        left = calendar.count(day, due)
        provisional = _("，暂定") if calendar.is_provisional(min(day, due), max(day, due)) else ""
    except MissingYearError:
        return _("%(on)s到期") % {"on": on}
    if due < day:
        return _("已超期 %(number)d 个工作日（%(on)s到期）") % {"number": -left, "on": on}
    words = ngettext(
        "还剩 %(number)d 个工作日（%(on)s到期%(more)s）", "还剩 %(number)d 个工作日（%(on)s到期%(more)s）", left
    )
    return words % {"number": left, "on": on, "more": provisional}
