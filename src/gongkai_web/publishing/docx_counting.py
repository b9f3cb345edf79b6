"""How Word writes the numbers it counts by itself: 一、 （一） 1. (1) ① A, by the name of the format."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_FORMAL_DIGITS, _FORMAL_PLACES = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN += ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 9999


def counted(number: int, how: str) -> str:
    """The number as this format writes it; in digits where the format or the number is unusual."""
    write = _FORMATS.get(how)
    return write(number) if write and 0 < number <= _MOST else str(number)


def _chinese(number: int, digits: str = _DIGITS, places: tuple[str, ...] = _PLACES, *, short: bool = True) -> str:
    said, zero = "", False
    for at in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**at % 10
        if digit:
            said += (digits[0].replace("〇", "零") if zero else "") + digits[digit] + places[at]
            zero = False
        elif said:
            zero = True
    return said[1:] if short and said.startswith("一十") and number < 20 else said


def _letters(number: int) -> str:
    """a to z, then aa, bb, as Word does."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)


def _roman(number: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        said += sign * (number // value)
        number %= value
    return said


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


_CIRCLED = "".join(chr(code) for code in (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)))
_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"), _chinese),
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "japaneseDigitalTenThousand": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "chineseLegalSimplified": lambda number: _chinese(number, _FORMAL_DIGITS, _FORMAL_PLACES, short=False),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "decimalEnclosedCircle": _one_of(_CIRCLED),
    "decimalEnclosedCircleChinese": _one_of(_CIRCLED),
    "decimalEnclosedParen": lambda number: f"（{number}）",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda number: "",
}
