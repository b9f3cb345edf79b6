"""Numbers and days as an office writes them: 100余次, 约380条; 2021年, 2021年3月, 2021年3月5日."""

from __future__ import annotations

import re
from datetime import date

from gongkai_web.channels.kinds import Precision

MOST = 1_000_000
_COUNT = re.compile(r"(约|近|大约)?\s*(\d{1,7})\s*(余|多|来)?\s*(?:条|次|件|篇|期|余)?\s*(余)?\s*(?:左右)?")
_FULL = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}.*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*月?(?:份)?")
_YEAR = re.compile(r"(\d{4})\s*年?(?:度)?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－／．：", "0123456789-/.:")


def read_count(text: str) -> tuple[int, bool] | None:
    """(number, whether it is only approximate); None for what is no number of at least 1."""
    plain = text.strip().translate(_FULL_WIDTH).replace(",", "").replace("，", "").removesuffix(".0")
    match = _COUNT.fullmatch(plain)
    if not match or not 1 <= int(match[2]) <= MOST:
        return None
    return int(match[2]), bool(match[1] or match[3] or match[4] or plain.endswith("左右"))


def said_count(count: int, approximate: bool) -> str:
    """100余."""
    return f"{count}余" if approximate else str(count)


def read_day(text: str) -> tuple[date, Precision] | None:
    """The day, or the first one of the month or year that is all that was written; None for what is no date."""
    plain = text.strip().translate(_FULL_WIDTH)
    for shape, precision in _SHAPES:
        match = shape.fullmatch(plain)
        if match and (day := _day(*(int(part) for part in match.groups()))):
            return day, precision
    return None


_SHAPES = (
    (_FULL, Precision.DAY),
    (_COMPACT, Precision.DAY),
    (_MONTH, Precision.MONTH),
    (_YEAR, Precision.YEAR),
)


def _day(year: int, month: int = 1, day: int = 1) -> date | None:
    try:
        return date(year, month, day) if 1949 <= year <= 2200 else None
    except ValueError:
        return None


def said_day(day: date, precision: str) -> str:
    """2021年, 2021年3月 or 2021年3月5日."""
    if precision == Precision.YEAR:
        return f"{day.year}年"
    return f"{day.year}年{day.month}月" + ("" if precision == Precision.MONTH else f"{day.day}日")


def cut_to(day: date, precision: str) -> date:
    """The first day of what is known."""
    if precision == Precision.YEAR:
        return date(day.year, 1, 1)
    return day.replace(day=1) if precision == Precision.MONTH else day
