"""What a person types into a cell: a number, nothing, or something that cannot be one — which is kept as typed.

Blank stays blank. Full-width digits and thousands separators are the same number in another dress; a gap between digits
is not, for it may be two numbers.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from gongkai.report import Cell, CellState, Certainty, Number, Place

_WHOLE = re.compile(r"-?[0-9]{1,12}")
_MONEY = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_NOT_APPLICABLE = frozenset({"/", "—", "-", "——", "无"})


def normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def typed_number(text: str, *, money: bool) -> Number | None:
    """The number, or None where the text is not one."""
    plain = normal(text).replace("−", "-")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if not (_MONEY if money else _WHOLE).fullmatch(plain):
        return None
    return Decimal(plain) if money else int(plain)


def typed_cell(text: str, *, money: bool, at: Place | None = None) -> Cell:
    """A cell as typed by hand, so of certainty `read`; `at` is where the file has what it replaces."""
    if not normal(text):
        return Cell.blank("", at)
    value = typed_number(text, money=money)
    if value is not None:
        return Cell.number(value, text.strip(), at)
    if normal(text) in _NOT_APPLICABLE:
        return Cell.not_applicable(text.strip(), at)
    return Cell.unreadable(text.strip(), at)


def shown(cell: Cell) -> str:
    """What an input holds for this cell. A guess is never put there as if it were known."""
    return "" if cell.certainty is Certainty.UNCERTAIN else cell.printed


def is_slip(cell: Cell) -> bool:
    """Typed, but not a number."""
    return cell.state is CellState.UNREADABLE and cell.certainty is not Certainty.UNCERTAIN
