"""What is wrong with a number of identity as it was typed, in words; pure. What is right may still be somebody else's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from stdnum.cn import ric, uscc

from gongkai_web.requests.kinds import IdentityKind

_PROVINCES = frozenset(
    [*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83, 91]
)
"""The first two digits of a number by GB 11643 (GB/T 2260); 83 is of 港澳台居民居住证 of people of Taiwan."""
_CARD = re.compile(r"\d{17}[\dX]")
_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_OTHER = re.compile(r"[0-9A-Z()/\-]{5,30}")


def plain(number: str) -> str:
    """As it is compared: without spaces, in narrow capitals."""
    return "".join(unicodedata.normalize("NFKC", number).split()).upper()


def wrong_with(kind: str, number: str, today: date) -> str:
    """What is wrong with the number of a paper of this kind (IdentityKind); "" where nothing is seen, or none is typed."""
    typed = plain(number)
    check = _CHECKS.get(kind)
    return check(typed, today) if typed and check else ""


def wrong_with_any(number: str, today: date) -> str:
    """The same where nobody has said what paper it is: only what looks like 居民身份证 is checked."""
    return _card(plain(number), today) if _CARD.fullmatch(plain(number)) else ""


def _card(number: str, today: date) -> str:
    """GB 11643: six digits of the place, eight of the birth, three of order, one by modulo 11-2."""
    if re.fullmatch(r"\d{15}", number):
        return "是 15 位的第一代身份证号码，2013年起已经停用，现在的是 18 位"
    if not re.fullmatch(r".{18}", number):
        return f"应为 18 位，现在是 {len(number)} 位"
    if not _CARD.fullmatch(number):
        return "前 17 位只能是数字，最后一位是数字或者 X"
    if int(number[:2]) not in _PROVINCES:
        return f"前两位“{number[:2]}”不是省份的代码"
    return _born(number, today) or _last(number[-1], ric.calc_check_digit(number))


def _born(number: str, today: date) -> str:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return f"第 7 到 14 位“{number[6:14]}”不是一个日期"
    return "" if date(1850, 1, 1) <= born <= today else f"第 7 到 14 位“{number[6:14]}”不会是出生的日期"


def _last(typed: str, right: str) -> str:
    return "" if typed == right else "最后一位校验码与前 17 位对不上，多半是有一位写错了"


def _code(number: str, today: date) -> str:
    """GB 32100: eighteen digits and letters without I, O, S, V, Z, the last by modulo 31."""
    if len(number) != 18:
        return f"应为 18 位，现在是 {len(number)} 位"
    if not _CODE.fullmatch(number):
        return "只能有数字和大写字母，没有字母 I、O、S、V、Z（多半是把数字 0、1、5 写成了字母）"
    return _last(number[-1], uscc.calc_check_digit(number[:17]))


def _residence(number: str, today: date) -> str:
    """港澳台居民居住证 is numbered like 居民身份证; 来往内地、大陆通行证 is not."""
    return _card(number, today) if _CARD.fullmatch(number) else _paper(number, today)


def _paper(number: str, today: date) -> str:
    return "" if _OTHER.fullmatch(number) else "应为 5 到 30 位的字母和数字"


_CHECKS: dict[str, Callable[[str, date], str]] = {
    IdentityKind.ID_CARD.value: _card,
    IdentityKind.CREDIT_CODE.value: _code,
    IdentityKind.HK_MACAO_TAIWAN.value: _residence,
    IdentityKind.PASSPORT.value: _paper,
}
