"""Numbers of identity papers: GB 11643 identity numbers of 18 and 15 digits, passports, permits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from stdnum.cn import ric, uscc

from gongkai.proofing import masks
from gongkai.proofing.case import Case
from gongkai.proofing.context import PRIVACY_BASIS, has_any
from gongkai.proofing.registry import MAIN, Found, rule
from gongkai.proofing.stacked import stacked_numbers
from gongkai.report import Severity

PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
"""First two digits: the provinces, and residence permits of Hong Kong, Macau and Taiwan residents (GB/T 2260, GB 11643)."""

_GAP = r"[ \-\u00a0\u3000\u200b\n]"
_EIGHTEEN = re.compile(rf"(?<![0-9A-Za-z.])[1-9](?:{_GAP}?[0-9]){{16}}{_GAP}?[0-9Xx](?![0-9A-Za-z])")
_FIFTEEN = re.compile(r"(?<![0-9A-Za-z.])[1-8]\d{7}[01]\d[0-3]\d{4}(?![0-9A-Za-z])")
_MOST_GAPS = 4
_OLDEST = 125
_PAPERS = ("身份证", "身份号", "证件号", "公民身份", "居民证")
_TYPED_WRONG = re.compile(r"(?:身份证|公民身份)[^0-9，。；、]{0,8}$")


@rule(
    "PF-ID",
    Severity.ERROR,
    title="居民身份证号码",
    title_en="Identity number of a resident",
    description="18 位号码按校验位、出生日期和地区码判断；15 位旧号码只在写明身份证、证件号时报告；写明身份证号而校验位不符的，也提示。",
    message={
        MAIN: "出现居民身份证号码 {quote}。请删除，或只保留前几位、后几位。",
        "old": "出现 15 位旧居民身份证号码 {quote}。请删除或遮盖。",
        "typed": "写明是身份证号码 {quote}，但校验位不符，可能有误。请删除或遮盖。",
    },
    basis=PRIVACY_BASIS,
)
def identity_numbers(case: Case) -> Iterator[Found]:
    for match in _EIGHTEEN.finditer(case.text):
        if case.options.owns(match[0]) or not _may_be_one(case, match):
            continue
        quote = masks.number(match[0])
        if is_identity_number(masks.plain(match[0])):
            yield Found(quote, match.start())
        elif _TYPED_WRONG.search(case.before(match.start())) and len(match[0]) == 18:
            yield Found(quote, match.start(), template="typed", severity=Severity.WARNING)
    for start, number in stacked_numbers(case, 18):
        if is_identity_number(number) and not case.options.owns(number):
            yield Found(masks.number(number), start)
    for match in _FIFTEEN.finditer(case.text):
        if is_old_identity_number(match[0]) and has_any(case.before(match.start()), _PAPERS):
            yield Found(masks.number(match[0]), match.start(), template="old")


def _may_be_one(case: Case, match: re.Match[str]) -> bool:
    """A number may be grouped, and broken once between two lines; numbers of several cells are several numbers."""
    breaks = match[0].count("\n")
    if breaks > 1 or len(match[0]) - 18 > _MOST_GAPS:
        return False
    return not breaks or not (case.passage(match.start()).is_cell or case.passage(match.end() - 1).is_cell)


def is_identity_number(number: str) -> bool:
    """18 characters with a known province (or 9 for a foreigner's permanent residence), a possible day of birth and the
    right check digit. A credit code of an enterprise is none."""
    number = number.upper()
    if number[:2] not in PROVINCES and (number[0] != "9" or uscc.is_valid(number)):
        return False
    return _is_day(number[6:14]) and ric.calc_check_digit(number) == number[-1]


def is_old_identity_number(number: str) -> bool:
    return number[:2] in PROVINCES and _is_day(f"19{number[6:12]}")


def _is_day(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    # The day of the machine is only a bound of what can be a birthday; a day more allows for its time zone.
    latest = date.today() + timedelta(days=1)  # noqa: DTZ011
    return latest.year - _OLDEST <= day.year and day <= latest


_PASSPORT = re.compile(r"(?<![0-9A-Za-z])(?:[EGDSPK]\d{8}|E[A-HJ-NP-Z]\d{7}|[CHMW]\d{8}(?:\d\d)?)(?![0-9A-Za-z])", re.I)
_PASSPORT_WORDS = ("护照", "通行证", "回乡证", "台胞证", "证件号", "证件名称", "Passport", "passport")


@rule(
    "PF-PASSPORT",
    Severity.WARNING,
    title="护照、港澳台通行证号码",
    title_en="Passport or permit number",
    description="字母加 8 位（或 10 位）数字，并且前面或表头写明护照、通行证、证件号。",
    message="出现护照或通行证号码 {quote}。请删除或遮盖。",
    basis=PRIVACY_BASIS,
)
def passports(case: Case) -> Iterator[Found]:
    for match in _PASSPORT.finditer(case.text):
        if has_any(case.before(match.start()), _PASSPORT_WORDS):
            yield Found(masks.number(match[0], first=2), match.start())
