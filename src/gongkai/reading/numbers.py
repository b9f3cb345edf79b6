"""What is printed in one cell: a number, nothing, "/", two numbers, or something no number can be stated for.

No digit is ever supplied or dropped here; whatever is doubtful (O for 0, a leading zero) says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from gongkai.report import Number
from gongkai.report.script import simplified


class Shape(StrEnum):
    """SEVERAL: two or more numbers in one cell. GLUED: digits that cannot be one number, such as "00" or "013".
    UNFILLED: words that say a number is still to come."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    SEVERAL = "several"
    GLUED = "glued"
    UNFILLED = "unfilled"
    TEXT = "text"


_CJK, _DIGIT = "[\u3007\u4e00-\u9fff]", "[0-9０-９]"
_LABEL = re.compile(
    f"^[^0-9０-９]*{_CJK}[^0-9０-９]*$"  # words without a digit
    f"|^(?:[(（]{_CJK}[)）]\\s*)?[(（]?{_DIGIT}{{1,2}}[、.．,，)）]"  # numbered, perhaps behind the number of its group
    f"|(?:{_CJK}.*){{4}}"  # a phrase
)


@dataclass(frozen=True, slots=True)
class Printed:
    """`numbers` holds one number for NUMBER, all of them for SEVERAL; `doubt` says in Chinese what is odd, or is empty.

    `is_value`: something stands in the cell that a number or "/" may be read from. `count` is the whole number printed, 0
    for a blank or "/", None where no number can be stated; `is_label`: words, digits only as numbering in front or inside a
    longer phrase. All three are asked for far more often than a text is first seen.
    """

    shape: Shape
    raw: str
    numbers: tuple[Number, ...] = ()
    unit: str | None = None
    doubt: str = ""
    is_value: bool = field(init=False, compare=False)
    count: int | None = field(init=False, compare=False)
    is_label: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        empty = self.shape in (Shape.BLANK, Shape.NOT_APPLICABLE)
        count = whole(self.numbers[0]) if self.shape is Shape.NUMBER else 0 if empty else None
        object.__setattr__(self, "is_value", self.shape not in (Shape.BLANK, Shape.TEXT))
        object.__setattr__(self, "count", count)
        object.__setattr__(self, "is_label", self.shape is Shape.TEXT and _LABEL.search(self.raw) is not None)


_WIDE = str.maketrans("０１２３４５６７８９．，－＋／（）％\u2212\u3000\xa0", "0123456789.,-+/()%-  ")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\xad\u202a-\u202e]")
_SPACES = re.compile(r"\s+")
_THIN_GROUPS = re.compile("(?<=\\d)[\u2009\u202f](?=\\d{3}(?!\\d))")
"""Typographers part thousands by a thin space; a full space may part two numbers."""
_NOTHING = frozenset({"nan", "none", "null", "nat", "<na>"})
"""What programs write for an empty cell."""
_NOT_APPLICABLE = frozenset(
    {
        "/",
        "//",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "–",
        "―",
        "─",
        "无",
        "暂无",
        "没有",
        "未发生",
        "N/A",
        "n/a",
        "不涉及",
        "不适用",
    }
)
_UNFILLED = re.compile("待(?:补|填|定|核|查|统计|确定|核实|补充|填报|上报)|暂缺|统计中|未统计|未填报?|缺")
_NOTE_MARK = re.compile(r"(?<=\d)\s*(?:[①-⑳※＊*†]|\[(?:注\s*)?[\d①-⑳*]{0,2}\]|\(注\s*\[?[\d①-⑳*]{0,2}\]?\)|注[①-⑳\d]?)")
"""A mark behind a number that points to a note: what is in brackets of this kind, or behind 注, is no part of the number."""
UNITS = "件|条|项|个|次|起|宗|份|例|亿元|万元|元|人民币元"
_MOST_DIGITS = 10
"""The largest counts that offices print have eight digits; what is much longer is several numbers without space."""
_TEXT_MARKS = "'’‘`"
"""A spreadsheet's mark in front of a number that is kept as text."""
_EMPHASIS = re.compile(r"^(\*{1,3}|__)([^*_]+)\1$")
"""As Markdown sets a number in bold type."""
_MONEY_SIGNS = "¥￥"
_INTEGER = r"\d+|\d{1,3}(?:,\d{3})+"
_ONE = re.compile(rf"([-+]?)({_INTEGER})(\.\d+)?\s*({UNITS})?\s*(\(.*\))?", re.DOTALL)
_BROKEN_OFF = re.compile(r"\d{3,}[.,]")
"""7134. at the end of a line: the rest of the number stands elsewhere. Fewer digits may number a label."""
_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_LOOKALIKES = str.maketrans("OoОоΟο○◯〇lIｌ", "000000000111")
_CHINESE = re.compile("[零一二两三四五六七八九十百千万]+")
_CHINESE_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_CHINESE_POWERS = {"十": 10, "百": 100, "千": 1000}


@lru_cache(maxsize=4096)
def printed(raw: str) -> Printed:
    """Read one cell. Never raises; `raw` is kept as given."""
    text = raw if raw.isascii() else _THIN_GROUPS.sub("", _INVISIBLE.sub("", simplified(raw).translate(_WIDE)))
    text = _SPACES.sub(" ", text).strip()
    text = _EMPHASIS.sub(r"\2", text) if text[:1] in ("*", "_") else text
    if not text.strip("_ ") or text.lower() in _NOTHING:
        return Printed(Shape.BLANK, raw)
    if text in _NOT_APPLICABLE:
        return Printed(Shape.NOT_APPLICABLE, raw)
    if _UNFILLED.fullmatch(text):
        return Printed(Shape.UNFILLED, raw)
    return _one_number(text, raw) or _several(text, raw) or _in_words(text, raw) or _noted(text, raw)


def _noted(text: str, raw: str) -> Printed:
    """A number with the mark of a note behind it; anything else is text."""
    mark = _NOTE_MARK.search(text)
    number = _one_number(text[: mark.start()], raw) if mark and mark.end() == len(text) else None
    return number if number and number.shape is Shape.NUMBER else Printed(Shape.TEXT, raw)


def _one_number(text: str, raw: str) -> Printed | None:
    money = text[0] in _MONEY_SIGNS
    match = _ONE.fullmatch(text[1:].lstrip() if money or text[0] in _TEXT_MARKS else text)
    if not match:
        return Printed(Shape.GLUED, raw, doubt="数字不完整") if _BROKEN_OFF.fullmatch(text) else None
    sign, whole, fraction, unit, remark = match.groups()
    unit = unit or ("元" if money else None)
    digits = whole.replace(",", "")
    if len(digits) > 1 and digits[0] == "0":
        return Printed(Shape.GLUED, raw, doubt="数字粘连") if digits == text else Printed(Shape.TEXT, raw)
    if len(digits) > _MOST_DIGITS:
        return Printed(Shape.GLUED, raw, doubt="数字粘连")
    number = Decimal(f"{sign}{digits}{fraction or ''}") if fraction else int(f"{sign}{digits}")
    noted = remark and _NOTE_MARK.fullmatch(text, text.rindex(remark))
    doubt = (
        "数字后带有其他数字的括注"
        if remark and not noted and re.search(r"\d", remark) and not unit and len(remark) < 5
        else ""
    )
    return Printed(Shape.NUMBER, raw, (number,), unit, doubt)


def whole(number: Number) -> int | None:
    """A count: also 62.0, as programs print it; None for what has decimals."""
    if isinstance(number, int):
        return number
    return int(number) if number == int(number) else None


def _several(text: str, raw: str) -> Printed | None:
    parts = text.split(" ")
    if len(parts) < 2 or not all(_PLAIN.fullmatch(part) for part in parts):
        return None
    numbers = tuple(Decimal(part) if "." in part else int(part) for part in parts)
    return Printed(Shape.SEVERAL, raw, numbers, doubt="一格中有几个数")


def _in_words(text: str, raw: str) -> Printed | None:
    """Chinese numerals, and letters that stand where digits should."""
    bare = text.removesuffix("件")
    if _CHINESE.fullmatch(bare):
        value = chinese_number(bare)
        doubt = "“一”也可能是一条横线" if bare == "一" else ""
        return None if value is None else Printed(Shape.NUMBER, raw, (value,), doubt=doubt)
    changed = text.translate(_LOOKALIKES)
    if changed != text and changed.isascii() and changed.isdigit() and (len(changed) == 1 or changed[0] != "0"):
        return Printed(Shape.NUMBER, raw, (int(changed),), doubt="字母或圆圈代替了数字")
    return None


def chinese_number(text: str) -> int | None:
    """十二 → 12, 一百零三 → 103, 零 → 0; None for what is no numeral. Digit strings such as 二〇二一 are not meant."""
    total = section = digit = 0
    for char in text:
        if char in _CHINESE_DIGITS:
            if digit:
                return None
            digit = _CHINESE_DIGITS[char]
        elif char == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        else:
            section, digit = section + (digit or 1) * _CHINESE_POWERS[char], 0
    return total + section + digit
