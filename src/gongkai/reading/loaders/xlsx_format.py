"""Numbers of a spreadsheet as people see them: the digits that the cell's number format shows (ECMA-376 part 1 §18.8.30)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0"}
_BUILT_IN |= {39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00"}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PLAIN = re.compile(r"[^0#?.,%]*([0#?,]*)(?:\.([0#?]+))?(,*)(%?)[^0#?.,%]*")
_UNIT = re.compile(r'[0#]"?(万?元)"?\s*$')
_SIGNIFICANT, _LARGEST_ROUNDED = 15, 10**15


@dataclass(frozen=True, slots=True)
class Decimals:
    """How many decimals are shown: at least, at most; `percent` shows a hundredfold with a sign; `unit` is shown behind."""

    least: int
    most: int
    percent: bool = False
    unit: str = ""


def decimals_of(number: int, code: str | None) -> Decimals | None:
    """None where the format shows the number as it is, or in a way that is not followed here (dates, fractions)."""
    pattern = code if code is not None else _BUILT_IN.get(number, "")
    plain = _PLAIN.fullmatch(_LITERAL.sub("", pattern.split(";")[0]))
    if not plain or not (plain[1] or plain[2]) or plain[3] or plain[1].endswith(","):
        return None
    fraction = plain[2] or ""
    unit = _UNIT.search(pattern.split(";")[0])
    return Decimals(fraction.count("0"), len(fraction), bool(plain[4]), unit[1] if unit else "")


def number_text(value: float, shown: Decimals | None) -> str:
    """The number in digits, as shown; never 3.0 for 3, and never more digits than a spreadsheet holds."""
    if not math.isfinite(value):
        return str(value)
    number = Decimal(format(value, f".{_SIGNIFICANT}g"))
    if shown is None or abs(number) >= _LARGEST_ROUNDED:
        return _plain(number, 0)
    if shown.percent:
        return f"{number_text(float(number * 100), Decimals(shown.least, shown.most))}%"
    return _plain(number.quantize(Decimal(1).scaleb(-shown.most), ROUND_HALF_UP), shown.least) + shown.unit


def _plain(number: Decimal, least: int) -> str:
    """Without exponent, without zeros behind the decimals that are shown in any case."""
    whole, _, fraction = format(number, "f").partition(".")
    fraction = fraction[:least] + fraction[least:].rstrip("0")
    text = f"{whole}.{fraction}" if fraction else whole
    return "0" if text == "-0" else text
