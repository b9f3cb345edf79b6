"""A notice read from its text, in the wording the General Office has used since 2008.

“一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。”  Everything the text says twice is checked:
the weekday beside a date and the number of days. A sentence about rest or work whose dates are not understood is an
error, never skipped; advice without 放假 or 上班 (安排职工在除夕（2月9日）休息) gives no day off.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.calendar.days import Calendar
from gongkai.calendar.notice import FESTIVALS, Holiday, Notice, NoticeError, Status
from gongkai.calendar.words import WEEKDAYS, chinese_date, chinese_weekday

_DAY = r"(?:(?:\d{4})年)?(?:\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?"
_TO = "[至到~—–-]+"
_DAYS = rf"{_DAY}(?:{_TO}{_DAY})?"
_ARRANGED = re.compile(rf"({_DAYS}(?:[、,和及]{_DAYS})*)起?(?:正常|照常)?(放假|补假|补休|公休|上班)")
_PROLONGED = re.compile(rf"延长(?:\d{{4}}年)?([^\d,;:]{{1,8}}?)假期至({_DAY})")
_ONE_DAY = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?")
_HOW_MANY = re.compile(r"(?:共|放假|补假)(\d{1,2})天")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_NUMERALS = "一二三四五六七八九十"
_ITEM = re.compile(rf"(?:^|(?<=[。;:]))([{_NUMERALS}]+)、")
_LINE_BEFORE_ITEM = re.compile(rf"\n\s*(?=[{_NUMERALS}]+、)")
_HEADING = re.compile(rf"(?:\([{_NUMERALS}\d]+\)|[{_NUMERALS}\d]+[、.])?([^:,]{{1,16}}):")
_ABOUT_DAYS = re.compile(r"放假|补假|补休|公休|上班|调休|假期")
_YEAR = re.compile(r"(\d{4})年(?!\d)[^。]{0,12}?(?:节假日|假期|放假|元旦|春节|清明|劳动|端午|中秋|国庆)")
_NUMBER = re.compile(r"(国(?:办)?发(?:明电)?)[〔\[(](\d{4})[〕\])](\d+)号")
_SIGNED = re.compile(r"办公厅(\d{4})年(\d{1,2})月(\d{1,2})日")


def parse_notice(
    text: str,
    *,
    year: int | None = None,
    number: str | None = None,
    region: str | None = None,
    amends: Calendar | None = None,
) -> Notice:
    """The notice that `text` is. `year` and `number` are read from the text where it has its head.

    `amends` is needed for “延长…假期至…” alone: where the holiday ended until then. Raises NoticeError, which quotes
    the place it is about.
    """
    lines = _LINE_BEFORE_ITEM.sub("。", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"\s+", "", lines)
    signed = _SIGNED.search(plain)
    head, items = _split(plain[: signed.start()] if signed else plain)
    reading = _Reading(year or _year_of(plain), amends)
    for item in items:
        reading.read(item, head)
    return Notice(
        year=reading.year,
        status=Status.OFFICIAL,
        holidays=tuple(Holiday(name, tuple(sorted(days))) for name, days in reading.off.items()),
        worked=tuple(sorted(reading.worked)),
        number=number or _number_of(head),
        issued_on=_real_date(int(signed[1]), int(signed[2]), int(signed[3]), signed[0]) if signed else None,
        region=region,
    )


def _split(plain: str) -> tuple[str, list[str]]:
    """What stands before item 一、, and the items; a bare list of sentences is one item."""
    found = list(_ITEM.finditer(plain))
    if not found:
        return "", [plain]
    for match, numeral in zip(found, _NUMERALS, strict=False):
        if match[1] != numeral:
            raise NoticeError(f"没有找到第{numeral}条", "请按原文逐条粘贴，每条另起一行", code="NOTICE_TEXT")
    starts = [match.start() for match in found]
    return plain[: starts[0]], [plain[a:b] for a, b in zip(starts, [*starts[1:], len(plain)], strict=True)]


def _year_of(plain: str) -> int:
    found = _YEAR.search(plain)
    if not found:
        raise NoticeError("通知里没有写明是哪一年的安排", "请用 --year 指明年份", code="NOTICE_YEAR")
    return int(found[1])


def _number_of(head: str) -> str | None:
    found = _NUMBER.search(head)
    return f"{found[1]}〔{found[2]}〕{found[3]}号" if found else None


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    year: int
    amends: Calendar | None
    off: dict[str, list[date]]
    worked: list[date]

    def __init__(self, year: int, amends: Calendar | None) -> None:
        self.year, self.amends, self.off, self.worked = year, amends, {}, []

    def read(self, item: str, head: str) -> None:
        name = _festivals_in(item) or _festivals_in(head) or "放假"
        for sentence in re.split("[。;]", _ITEM.sub("", item)):
            if heading := _HEADING.match(sentence):
                name = heading[1]
            self._sentence(sentence[heading.end() :] if heading else sentence, name)

    def _sentence(self, sentence: str, name: str) -> None:
        rest = _PROLONGED.sub(self._prolonged, sentence)
        rest = _ARRANGED.sub(lambda found: self._arranged(found, name), rest)
        if _ONE_DAY.search(rest) and (_ABOUT_DAYS.search(rest) or rest != sentence):
            remedy = "请改成“X月X日至X日放假，共N天。X月X日上班。”的写法"
            raise NoticeError(f"看不懂这一句：{sentence}", remedy, code="NOTICE_TEXT")

    def _arranged(self, found: re.Match[str], name: str) -> str:
        days = self._days(found[1])
        if found[2] == "上班":
            self.worked += days
            return ""
        until_next_date = found.string[found.start(2) :].partition("日")[0]
        said = _HOW_MANY.search(until_next_date)
        if said and int(said[1]) != len(days):
            text = f"“{found[1]}”是{len(days)}天，与通知写的{said[1]}天不符"
            raise NoticeError(text, "请核对原文", code="NOTICE_COUNT")
        self.off.setdefault(name, []).extend(days)
        return ""

    def _prolonged(self, found: re.Match[str]) -> str:
        last = self._days(found[2])[-1]
        known = [
            holiday.days[-1]
            for holiday in (self.amends.holidays_between(date(self.year - 1, 12, 1), last) if self.amends else ())
            if found[1] in holiday.name
        ]
        if not known:
            raise NoticeError(f"不知道{found[1]}假期原来到哪一天", "请先导入原来的通知", code="NOTICE_PROLONGS")
        self.off.setdefault(found[1], []).extend(_every_day(known[-1] + timedelta(days=1), last, found[0]))
        return ""

    def _days(self, text: str) -> list[date]:
        """The days of “9月29日（周日）、10月12日（周六）” or “1月1日至3日”; what a later date leaves out is as before it."""
        days: list[date] = []
        year, month = self.year, 0
        for part in re.findall(_DAYS, text):
            ends = []
            for found in _ONE_DAY.finditer(part):
                year, month = int(found[1] or year), int(found[2] or month)
                ends.append(_checked(_real_date(year, month, int(found[3]), found[0]), found))
            days += _every_day(ends[0], ends[-1], part)
        return days


def _every_day(first: date, last: date, quoted: str) -> Iterator[date]:
    if last < first:
        raise NoticeError(f"“{quoted}”的结束早于开始", "请核对原文", code="NOTICE_RANGE")
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _real_date(year: int, month: int, day: int, quoted: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoticeError(f"“{quoted}”不是存在的日期", "请核对原文", code="NOTICE_DAY") from error


def _checked(day: date, found: re.Match[str]) -> date:
    """The day, after its weekday in brackets was compared."""
    said = _WEEKDAY.search(found[4] or "")
    if said and WEEKDAYS.index(said[1].replace("天", "日")) != day.weekday():
        text = f"{chinese_date(day)}是{chinese_weekday(day)}，与通知写的“{said[0]}”不符"
        raise NoticeError(text, "请核对日期和年份", code="NOTICE_WEEKDAY")
    return day


def _festivals_in(text: str) -> str:
    return "、".join(name for name in FESTIVALS if name in text)
