"""Dates as they are written in official Chinese."""

from __future__ import annotations

from datetime import date

WEEKDAYS = "一二三四五六日"


def chinese_date(day: date) -> str:
    """2026年3月24日."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_weekday(day: date) -> str:
    """星期二."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def chinese_date_with_weekday(day: date) -> str:
    """2026年3月24日（星期二）."""
    return f"{chinese_date(day)}（{chinese_weekday(day)}）"


def chinese_range(first: date, last: date) -> str:
    """2026年2月15日至23日; what both days share is said once."""
    if first == last:
        return chinese_date(first)
    if first.year != last.year:
        return f"{chinese_date(first)}至{chinese_date(last)}"
    month = "" if first.month == last.month else f"{last.month}月"
    return f"{chinese_date(first)}至{month}{last.day}日"
