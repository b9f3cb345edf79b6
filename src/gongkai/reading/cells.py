"""A printed token → a cell of the report, and what about it a person should know."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.reading.blocks import FORMULA
from gongkai.reading.lines import Token
from gongkai.reading.numbers import Shape, whole
from gongkai.reading.rules import finding
from gongkai.report import Cell, CellState, Certainty, Finding, Number, cell_name

_MAY_BE_NEGATIVE = ".change"
_LONGEST_ODD = 4
_YUAN = ("元", "人民币元")


def cell_of(token: Token | None, path: str, *, money: bool) -> tuple[Cell, list[Finding]]:
    """The cell as printed. None: the file has no such cell. Doubtful ones come back uncertain, with a finding."""
    if token is None:
        return Cell.missing(), []
    shape, raw = token.printed.shape, token.text
    if shape is Shape.BLANK:
        return Cell.blank(raw, token.at), []
    if shape is Shape.NOT_APPLICABLE:
        return Cell.not_applicable(raw, token.at), []
    if shape is Shape.NUMBER:
        return _number(token, path, money=money)
    if shape is Shape.SEVERAL:
        return _several(token, path, money=money)
    if shape is Shape.GLUED and len(raw) <= _LONGEST_ODD and raw.isdigit():
        return _led_by_zero(token, path, money=money)
    if raw == FORMULA:
        text = f"{cell_name(path)}是公式，文件里没有它的计算结果，请用 Excel 或 WPS 打开、重新保存后再读"
        return Cell.missing(), [finding("READ-UNREADABLE", text, [path])]
    text = f"{cell_name(path)}印的是“{_short(raw)}”，读不出一个数，请对照原文改正"
    rule = "READ-GLUED" if shape is Shape.GLUED else "READ-UNREADABLE"
    cell = Cell.unreadable(raw, token.at).marked(Certainty.UNCERTAIN)
    return cell, [finding(rule, text, [path])]


def _short(raw: str) -> str:
    text = " ".join(raw.split())
    return text if len(text) <= 24 else text[:24] + "…"


def value_for(number: Number, *, money: bool) -> Number | None:
    """Counts are whole; money keeps its printed digits."""
    if money:
        return Decimal(number)
    return whole(number)


def _number(token: Token, path: str, *, money: bool) -> tuple[Cell, list[Finding]]:
    printed = token.printed
    value = value_for(printed.numbers[0], money=money)
    if value is None:
        cell = Cell.unreadable(token.text, token.at).marked(Certainty.UNCERTAIN)
        text = f"{cell_name(path)}印的是“{_short(token.text)}”，件数应为整数，请核对"
        return cell, [finding("READ-UNREADABLE", text, [path])]
    cell = Cell(value, CellState.NUMBER, token.text, at=token.at, unit=printed.unit if money else None)
    if value >= 0 and not printed.doubt and not printed.unit:
        return cell, []
    findings = [finding(rule, text, [path]) for rule, text in _doubts(token, path, value)]
    return (cell.marked(Certainty.UNCERTAIN) if findings else cell), findings


def _doubts(token: Token, path: str, value: Number) -> Iterator[tuple[str, str]]:
    """What about a printed number a person should look at: the rule, and the sentence that says it."""
    printed = token.printed
    if printed.doubt:
        yield "READ-DOUBT", f"{cell_name(path)}印的是“{_short(token.text)}”，{printed.doubt}，请核对"
    if value < 0 and not path.endswith(_MAY_BE_NEGATIVE):
        yield "READ-DOUBT", f"{cell_name(path)}印的是“{_short(token.text)}”，这一格不应是负数，请核对"
    if path.endswith(".charges") and printed.unit in _YUAN:
        yield "READ-UNIT", f"{cell_name(path)}写的是“{_short(token.text)}”，而规定的单位是万元，请核对"


def _led_by_zero(token: Token, path: str, *, money: bool) -> tuple[Cell, list[Finding]]:
    """036: most likely 36, but a digit may be lost or two cells may have met."""
    value = value_for(int(token.text), money=money)
    text = f"{cell_name(path)}印的是“{token.text}”，不是正常写法，请对照原文核对"
    cell = Cell(value, CellState.NUMBER, token.text, Certainty.UNCERTAIN, token.at)
    return cell, [finding("READ-GLUED", text, [path])]


def _several(token: Token, path: str, *, money: bool) -> tuple[Cell, list[Finding]]:
    """Two numbers in one cell: a value only where both are the same, and then uncertain."""
    name, numbers = cell_name(path), set(token.printed.numbers)
    value = value_for(numbers.pop(), money=money) if len(numbers) == 1 else None
    text = f"{name}一格中印着“{_short(token.text)}”，可能是上下或左右几格并到了一起，请对照原文核对"
    state = CellState.UNREADABLE if value is None else CellState.NUMBER
    cell = Cell(value, state, token.text, Certainty.UNCERTAIN, token.at)
    return cell, [finding("READ-MERGED", text, [path])]
