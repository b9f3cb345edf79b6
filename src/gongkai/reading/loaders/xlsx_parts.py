"""What the reader of xlsx values does not tell, from the parts themselves: formulas without a stored result, errors,
number formats, borders (ECMA-376 part 1 §18).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.reading.loaders.sheets import Position
from gongkai.reading.loaders.xlsx_format import Decimals, decimals_of
from gongkai.reading.loaders.xml_stream import BROKEN, CHUNK, Start, number, parse
from gongkai.reading.problem import Clock, ReadingError

_MOST_CELLS, _MOST_COLUMNS = 500_000, 16_384
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


@dataclass(slots=True)
class SheetParts:
    """`shown` only for cells with a format of their own; `size` is the smallest range that holds every value. `zeros` are
    formulas whose stored result is 0, with their text; `has_results`: some other formula has another one."""

    uncomputed: set[Position] = field(default_factory=set)
    errors: dict[Position, str] = field(default_factory=dict)
    shown: dict[Position, Decimals] = field(default_factory=dict)
    bordered: set[Position] = field(default_factory=set)
    zeros: dict[Position, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    has_results: bool = False
    size: Position = (0, 0)


def sheet_parts(data: bytes, clock: Clock) -> dict[str, SheetParts]:
    """Sheet name → its parts. Raises ReadingError for a damaged or hostile file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive, clock)
            book = _Book(archive, clock)
            return {name: book.sheet(part) for name, part in book.sheets()}
    except BROKEN as error:
        raise ReadingError(
            "工作簿已损坏，打不开", "请用 Excel 或 WPS 打开后重新保存", clock.name, "READ_BROKEN"
        ) from error


def _check_members(archive: zipfile.ZipFile, clock: Clock) -> None:
    """Every part must hold what the archive says it holds; the reader of values trusts it."""
    left = clock.limits.unpacked
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise ReadingError("文件解压后过大，已停止读取", "请确认这是一份年度报告", clock.name, "READ_BOMB")
        clock.check()


def _ignore(_: str) -> None:
    return None


class _Book:
    """The parts of one workbook."""

    def __init__(self, archive: zipfile.ZipFile, clock: Clock) -> None:
        self._archive, self._clock = archive, clock
        self._names: list[tuple[str, str]] = []
        self._recalculated = False
        self._each("xl/workbook.xml", self._workbook)
        self._formats, self._with_border = self._styles()

    def _each(self, part: str, start: Start) -> None:
        with self._archive.open(part) as stream:
            parse(stream, self._clock, start, _ignore, _ignore)

    def _workbook(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            self._names.append((attributes.get("name", ""), link))
        elif name == "calcPr":
            self._recalculated = attributes.get("fullCalcOnLoad") in ("1", "true")

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Name and part of each sheet."""
        targets: dict[str, str] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            if name == "Relationship":
                targets[attributes.get("Id", "")] = attributes.get("Target", "")

        self._each("xl/_rels/workbook.xml.rels", start)
        present = set(self._archive.namelist())
        for name, link in self._names:
            target = targets.get(link, "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            if part in present:
                yield name, part

    def _styles(self) -> tuple[list[Decimals | None], list[bool]]:
        """For each cell style: its decimals, and whether it has a border."""
        styles = _Styles()
        if "xl/styles.xml" in self._archive.namelist():
            with self._archive.open("xl/styles.xml") as stream:
                parse(stream, self._clock, styles.start, styles.end, _ignore)
        formats = [decimals_of(code, styles.codes.get(code)) for code, _ in styles.cells]
        return formats, [styles.has_border(border) for _, border in styles.cells]

    def sheet(self, part: str) -> SheetParts:
        cells = _Cells(self._formats, self._with_border, self._clock)
        with self._archive.open(part) as stream:
            parse(stream, self._clock, cells.start, cells.end, cells.text)
        cells.parts.uncomputed |= doubted_zeros(cells.parts, cells.numbers, recalculated=self._recalculated)
        return cells.parts


class _Styles:
    """`cells`: (number format, border) of each cell style, in order."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.cells: list[tuple[int, int]] = []
        self._borders: list[bool] = []
        self._inside = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("cellXfs", "cellStyleXfs", "dxfs", "borders"):
            self._inside = name
        elif name == "numFmt":
            self.codes[number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "xf" and self._inside == "cellXfs":
            self.cells.append((number(attributes.get("numFmtId")), number(attributes.get("borderId"))))
        elif name == "border" and self._inside == "borders":
            self._borders.append(False)
        elif self._inside == "borders" and self._borders and attributes.get("style", "none") != "none":
            self._borders[-1] = True

    def end(self, name: str) -> None:
        if name == self._inside:
            self._inside = ""

    def has_border(self, index: int) -> bool:
        return index < len(self._borders) and self._borders[index]


class _Cells:
    """One pass over a sheet."""

    def __init__(self, formats: list[Decimals | None], with_border: list[bool], clock: Clock) -> None:
        self.parts = SheetParts()
        self.numbers: dict[Position, str] = {}
        self._formats, self._with_border = formats, with_border
        self._clock, self._count = clock, 0
        self._at: Position = (-1, -1)
        self._type = ""
        self._has_formula = self._in_value = self._in_formula = False
        self._value: list[str] = []
        self._formula: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._at = (number(attributes.get("r"), self._at[0] + 2) - 1, -1)
            if attributes.get("hidden") in ("1", "true") or attributes.get("ht") == "0":
                self.parts.hidden_rows.add(self._at[0])
        elif name == "col" and (attributes.get("hidden") in ("1", "true") or attributes.get("width") == "0"):
            last = min(number(attributes.get("max")), _MOST_COLUMNS)
            self.parts.hidden_columns.update(range(number(attributes.get("min")) - 1, last))
        elif name == "c":
            self._begin(attributes)
        elif name == "f":
            self._has_formula = self._in_formula = True
        elif name in ("v", "t"):
            self._in_value = True

    def _begin(self, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _MOST_CELLS:
            raise ReadingError(
                f"工作表超过 {_MOST_CELLS} 格，太大", "请确认这是一份年度报告", self._clock.name, "READ_LINES"
            )
        self._at = position(attributes.get("r", "")) or (self._at[0], self._at[1] + 1)
        self._type, self._has_formula = attributes.get("t", "n"), False
        self._value.clear()
        self._formula.clear()
        style = number(attributes.get("s"))
        if style < len(self._with_border) and self._with_border[style]:
            self.parts.bordered.add(self._at)
        shown = self._formats[style] if style < len(self._formats) else None
        if shown and self._type == "n":
            self.parts.shown[self._at] = shown

    def text(self, text: str) -> None:
        if self._in_value:
            self._value.append(text)
        elif self._in_formula:
            self._formula.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._in_value = False
        elif name == "f":
            self._in_formula = False
        elif name == "c":
            self._close("".join(self._value).strip())

    def _close(self, value: str) -> None:
        if value or self._has_formula:
            self.parts.size = (max(self.parts.size[0], self._at[0] + 1), max(self.parts.size[1], self._at[1] + 1))
        if self._type == "e":
            self.parts.errors[self._at] = value or "#N/A"
        elif self._has_formula:
            self._close_formula(value)
        elif value and self._type == "n":
            self.numbers[self._at] = value

    def _close_formula(self, value: str) -> None:
        if not value and self._type != "str":
            self.parts.uncomputed.add(self._at)
        elif value == "0":
            self.parts.zeros[self._at] = "".join(self._formula)
        elif value:
            self.parts.has_results = True


def doubted_zeros(parts: SheetParts, numbers: Mapping[Position, str], *, recalculated: bool) -> set[Position]:
    """Formulas whose 0 is no result: the 0 that programs write for every formula when they leave the computing to others.

    Believed where some formula has another result, or where all numbers beside and above are 0 as well.
    """
    if parts.has_results or not parts.zeros:
        return set()
    beside = {at: list(_beside(at, numbers)) for at in parts.zeros}
    if any(value.strip("0.") for values in beside.values() for value in values):
        return set(parts.zeros)
    return {at for at, formula in parts.zeros.items() if recalculated and ("!" in formula or not beside[at])}


def _beside(at: Position, numbers: Mapping[Position, str]) -> Iterator[str]:
    """The numbers to the left in the row and above in the column, up to the first gap."""
    for down, right in ((0, -1), (-1, 0)):
        y, x = at[0] + down, at[1] + right
        while (y, x) in numbers:
            yield numbers[y, x]
            y, x = y + down, x + right


def position(reference: str) -> Position | None:
    """B3 → (2, 1)."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
