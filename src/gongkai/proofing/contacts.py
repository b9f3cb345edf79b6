"""Telephone numbers and e-mail addresses: an office's own are meant to be public, a person's are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from gongkai.proofing import masks
from gongkai.proofing.case import Case
from gongkai.proofing.context import (
    PERSON_HEADS,
    PRIVACY_BASIS,
    is_among_particulars,
    is_office_line,
    is_other_number,
    is_private,
    is_to_be_called,
)
from gongkai.proofing.registry import MAIN, Found, rule
from gongkai.report import Severity

_MOBILE = re.compile(
    r"(?<![0-9A-Za-z.])(?<!\d[-/])(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?![0-9A-Za-z]|\.\d|[-/]\d|"
    r"[ ]?(?:元|万|亿|平方|公斤|吨|千瓦|立方|人次))"
)
_LANDLINE = re.compile(r"(?<![0-9A-Za-z.])(?<!\d-)[(（]?0[1-9]\d{1,2}[)）]?[-－—– ]?[2-9]\d{6,7}(?![0-9A-Za-z]|\.\d)")


@rule(
    "PF-MOBILE",
    Severity.WARNING,
    title="手机号码",
    title_en="Mobile number",
    description="属于个人（名单、申请人、住户等）的为错误；来历不明的为疑点；作为联系、咨询、监督电话公布的为提示。",
    message={
        MAIN: "出现手机号码 {quote}。是个人的请删除或遮盖；是本机关对外公布的，请改用办公电话或在设置中登记。",
        "private": "出现个人的手机号码 {quote}。请删除或遮盖。",
        "office": "公布的联系电话是手机号码 {quote}。请确认本人同意公布，或改用办公电话。",
    },
    basis=PRIVACY_BASIS,
)
def mobiles(case: Case) -> Iterator[Found]:
    yield from _told(case, _MOBILE, private=Severity.ERROR, unknown=Severity.WARNING)


@rule(
    "PF-LANDLINE",
    Severity.INFO,
    title="固定电话号码",
    title_en="Landline number",
    description="属于个人的为疑点；其他的为提示，请核对是否是对外公布的号码。12345 等短号和没有区号的号码不报告。",
    message={
        MAIN: "出现固定电话 {quote}。请确认是对外公布的号码。",
        "private": "出现个人的固定电话 {quote}。请删除或遮盖。",
        "office": "公布的电话是 {quote}。请核对号码无误。",
    },
    basis=f"{PRIVACY_BASIS}；《条例》第十二条（联系电话应当公开、及时更新）",
)
def landlines(case: Case) -> Iterator[Found]:
    yield from _told(case, _LANDLINE, private=Severity.WARNING, unknown=Severity.INFO)


def _told(case: Case, pattern: re.Pattern[str], *, private: Severity, unknown: Severity) -> Iterator[Found]:
    seen: set[str] = set()
    for match in pattern.finditer(case.text):
        template = _whose(case, match.start())
        number = masks.plain(match[0])
        # What is published to be called is told once, however often it stands there.
        if (template == "office" and number in seen) or case.options.owns(number) or not _is_number(number):
            continue
        if template == MAIN and is_other_number(case.before(match.start())):
            continue
        seen.add(number)
        severity = {"private": private, "office": Severity.INFO}.get(template, unknown)
        yield Found(masks.number(match[0]), match.start(), template=template, severity=severity)


def _whose(case: Case, start: int) -> str:
    if case.passage(start).is_cell and is_list_of_persons(case, start):
        return "private"
    if is_among_particulars(case.before(start, 120).rsplit("\n", 1)[-1]):
        return "private"
    sentence = case.sentence_before(start)
    if is_to_be_called(sentence):
        return "office"
    if is_private(sentence):
        return "private"
    return "office" if is_office_line(case.before(start)) else MAIN


def is_list_of_persons(case: Case, start: int) -> bool:
    """Whether the table of this cell has a column of private persons' names, and not of an office's contacts."""
    heads = case.heads_beside(start)
    return PERSON_HEADS.search(heads) is not None and re.search(r"职务|部门|科室|单位|机构|办公", heads) is None


def _is_number(digits: str) -> bool:
    national = digits[2:] if digits.startswith("86") and len(digits) == 13 else digits
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(national, "CN"))
    except phonenumbers.NumberParseException:
        return False


_EMAIL = re.compile(r"(?<![\w.])[A-Za-z0-9][\w.+\-]{0,63}@(?:[A-Za-z0-9\-]{1,63}\.){1,4}[A-Za-z]{2,10}", re.A)
_PRIVATE_HOSTS = re.compile(
    r"@(?:(?:vip\.)?qq|foxmail|163|126|yeah|(?:vip\.)?sina|sohu|139|189|wo|aliyun|gmail|hotmail|outlook|icloud|live|yahoo|tom|21cn)\.",
    re.I,
)
_OFFICE_MAIL = re.compile(r"(?:邮箱|邮件|信箱|E-?mail|投稿|反馈|报送)[^，。；\n]{0,16}$", re.I)


@rule(
    "PF-EMAIL",
    Severity.WARNING,
    title="个人电子邮箱",
    title_en="E-mail address of a person",
    description="只报告个人邮件服务商的邮箱：属于个人的为疑点，写明是联系、反馈邮箱的为提示。gov.cn 和单位邮箱不报告。",
    message={
        MAIN: "出现个人电子邮箱 {quote}。请删除，或改用单位邮箱。",
        "office": "公布的邮箱 {quote} 是个人邮件服务商的邮箱。请确认，或改用单位邮箱。",
    },
    basis=PRIVACY_BASIS,
)
def emails(case: Case) -> Iterator[Found]:
    if "@" not in case.text:
        return
    for match in _EMAIL.finditer(case.text):
        if not _PRIVATE_HOSTS.search(match[0]) or match[0] in case.options.own_numbers:
            continue
        before = case.before(match.start(), 30)
        office = _OFFICE_MAIL.search(before) and not is_private(before)
        quote = masks.email(match[0])
        if office and not is_list_of_persons(case, match.start()):
            yield Found(quote, match.start(), template="office", severity=Severity.INFO)
        else:
            yield Found(quote, match.start())
