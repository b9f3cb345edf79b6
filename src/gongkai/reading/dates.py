"""Years and dates as they are written in a report: 2022年1月13日, 二〇二二年一月十三日."""

from __future__ import annotations

import re
from datetime import date

from gongkai.reading.numbers import chinese_number

_YEAR = r"(?:(?:[1１][9９]|[2２][0０])\d{2}|[二一][〇○Ｏ零OＯo0九][〇○零OＯo0一二三四五六七八九]{2})"
YEAR = re.compile(rf"({_YEAR})\s*年")
DATE = re.compile(
    rf"({_YEAR})\s*[年./-]\s*([\d一二三四五六七八九十]{{1,3}})\s*[月./-]\s*([\d一二三四五六七八九十]{{1,3}})\s*日?"
)
_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○ＯOＯo", "0")


def year_of(text: str) -> int | None:
    """二〇二一 or 2021 → 2021."""
    digits = "".join(_DIGITS.get(char, char) for char in text)
    return int(digits) if digits.isdigit() and len(digits) == 4 else None


def date_of(text: str) -> date | None:
    """The date a line ends with; None where it has none or an impossible one."""
    match = DATE.search(text)
    if not match:
        return None
    year, month, day = year_of(match[1]), _small(match[2]), _small(match[3])
    try:
        return date(year, month, day) if year and month and day else None
    except ValueError:
        return None


def _small(text: str) -> int | None:
    return int(text) if text.isdigit() else chinese_number(text)
