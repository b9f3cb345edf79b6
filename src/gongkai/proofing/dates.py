"""Dates: those that do not exist, those written two ways at once, and the time from making to publishing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.calendar import MissingYearError, chinese_date, chinese_weekday, office_calendar
from gongkai.proofing.case import Case
from gongkai.proofing.registry import MAIN, Found, rule
from gongkai.report import Severity
from gongkai.statute import PUBLICATION_DAYS, REGULATION

_LEAP_YEAR = 2000
_ARABIC = re.compile(
    r"(?<![\d.])(?:((?:19|20)\d\d)[ \u3000]*年[ \u3000]*)?(\d{1,2})[ \u3000]*月[ \u3000]*(\d{1,2})[ \u3000]*日"
)
_DIGITS = "〇一二三四五六七八九"
_CHINESE = re.compile(
    r"([一二][九〇○零0Oo][〇○零0Oo一二三四五六七八九]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_ISO = re.compile(r"(?<![\d\-/.])((?:19|20)\d\d)([-/])(\d{1,2})\2(\d{1,2})(?![\d\-/.])")
_MIXED = re.compile(
    r"[〇○零一二三四五六七八九]{2,4}年\d{1,2}月|\d{4}年[一二三四五六七八九十]{1,3}月|(?<!\d)\d{1,2}月[一二三四五六七八九十]{1,3}日|"
    r"(?:19|20)\d{0,1}[〇○零一二三四五六七八九]{1,2}年|[一二][〇○零九]\d{2}年"
)
_FESTIVAL = re.compile(r"农历|正月|初[一二三四五六七八九十]")
_WEEKDAY = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日[ \u3000]*[（(](?:星期|周)([一二三四五六日天])")


@rule(
    "PF-DATE",
    Severity.ERROR,
    title="不存在的日期",
    title_en="A date that does not exist",
    description="如 2 月 30 日、13 月；没有写年份的 2 月 29 日不报告。",
    message="日期“{quote}”不存在。请核对改正。",
    basis="《条例》第六条（及时、准确地公开）",
)
def impossible_dates(case: Case) -> Iterator[Found]:
    for match in _ARABIC.finditer(case.text):
        if not is_day(int(match[1] or _LEAP_YEAR), int(match[2]), int(match[3])):
            yield Found(match[0], match.start())
    for match in _CHINESE.finditer(case.text):
        if not is_day(chinese_year(match[1]), chinese_number(match[2]), chinese_number(match[3])):
            yield Found(match[0], match.start())
    for match in _ISO.finditer(case.text):
        if not is_day(int(match[1]), int(match[3]), int(match[4])):
            yield Found(match[0], match.start(), severity=Severity.WARNING)


@rule(
    "PF-DATE-MIXED",
    Severity.INFO,
    title="日期里汉字和阿拉伯数字混用",
    title_en="Chinese and Arabic numerals in one date",
    description="同一个日期的年、月、日应使用同一种数字；农历不报告。",
    message="日期“{quote}”混用汉字和阿拉伯数字。请统一写法。",
    basis="GB/T 15835—2011《出版物上数字用法》；GB/T 9704—2012 7.3.5.4",
)
def mixed_dates(case: Case) -> Iterator[Found]:
    for match in _MIXED.finditer(case.text):
        if not _FESTIVAL.search(case.text[max(0, match.start() - 4) : match.end() + 3]):
            yield Found(match[0], match.start())


@rule(
    "PF-WEEKDAY",
    Severity.WARNING,
    title="日期与星期不符",
    title_en="Date and day of the week do not agree",
    description="日期后面括号里写了星期的，按日历核对。",
    message="“{quote}”：这一天是{right}。请核对日期或星期。",
    basis="《条例》第六条（准确）",
)
def weekdays(case: Case) -> Iterator[Found]:
    for match in _WEEKDAY.finditer(case.text):
        year, month, day = (int(match[i]) for i in (1, 2, 3))
        if is_day(year, month, day):
            right = chinese_weekday(date(year, month, day))
            if right[-1] != match[4].replace("天", "日"):
                yield Found(match[0] + "）", match.start(), fill={"right": right})


@rule(
    "PF-LATE",
    Severity.WARNING,
    title="应在形成或者变更之日起 20 个工作日内公开",
    title_en="Published within twenty working days",
    description="从成文日期到发布日期按国务院放假安排数工作日，成文当日不计。",
    message={
        MAIN: "成文日期 {formed}，发布日期 {published}，已过 {days} 个工作日，超过 {limit} 个工作日。"
        "信息后来有变更的，请改填变更日期；否则请记录原因。",
        "unknown": "没有 {year} 年的放假安排，不能计算公开期限。请导入放假通知，或核对日期。",
    },
    basis=REGULATION.cite(26),
)
def published_in_time(case: Case) -> Iterator[Found]:
    formed, published = _days(case)
    if formed is None or published is None or published < formed:
        return
    try:
        days = office_calendar().count(formed, published)
    except MissingYearError:
        yield Found(fill={"year": f"{formed.year}—{published.year}"}, template="unknown", severity=Severity.INFO)
        return
    if days > PUBLICATION_DAYS:
        fill = {
            "formed": chinese_date(formed),
            "published": chinese_date(published),
            "days": days,
            "limit": PUBLICATION_DAYS,
        }
        yield Found(fill=fill)


@rule(
    "PF-EARLY",
    Severity.ERROR,
    title="发布日期不应早于成文日期",
    title_en="Not published before it was made",
    description="发布日期早于成文日期的，两者必有一个填错。",
    message="发布日期 {published} 早于成文日期 {formed}。请核对改正。",
    basis=REGULATION.cite(26),
)
def not_published_early(case: Case) -> Iterator[Found]:
    formed, published = _days(case)
    if formed and published and published < formed:
        yield Found(fill={"formed": chinese_date(formed), "published": chinese_date(published)})


def _days(case: Case) -> tuple[date | None, date | None]:
    return (case.metadata.formed_on, case.metadata.published_on) if case.metadata else (None, None)


def is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def chinese_year(text: str) -> int:
    return int("".join(str(_DIGITS.find(sign)) if sign in _DIGITS else "0" for sign in text))


def chinese_number(text: str) -> int:
    """Up to 99; 0 for what is none."""
    tens, mark, ones = text.rpartition("十")
    if not mark:
        return _DIGITS.find(ones) if len(ones) == 1 else 0
    return (_DIGITS.find(tens) if tens else 1) * 10 + (_DIGITS.find(ones) if ones else 0)


_ONLY_DATE = re.compile(
    r"(?:((?:19|20)\d\d)[ \u3000]*年[ \u3000]*(\d{1,2})[ \u3000]*月[ \u3000]*(\d{1,2})[ \u3000]*日|"
    r"([一二][九〇○零0Oo][〇○零0Oo一二三四五六七八九]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日)"
)


def date_alone(line: str) -> date | None:
    """The day that stands alone on a line; None where it is none."""
    match = _ONLY_DATE.fullmatch(line.strip(" \u3000（）()"))
    if match is None:
        return None
    year, month, day = (
        (int(match[1]), int(match[2]), int(match[3]))
        if match[1]
        else (chinese_year(match[4]), chinese_number(match[5]), chinese_number(match[6]))
    )
    return date(year, month, day) if is_day(year, month, day) else None
