"""OpenDocument spreadsheets (ods) → blocks: each cell as it is printed, which the file itself holds (ODF 1.3 part 3 §9)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from gongkai.reading.blocks import Document
from gongkai.reading.loaders.sheets import Sheet, blocks_of, notes_on
from gongkai.reading.loaders.xml_stream import BROKEN, Attributes, local, number, parse
from gongkai.reading.problem import Clock, ReadingError

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MOST_CELLS = 300_000


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError for damaged and oversized files."""
    sheets, notes = sheets_in(data, clock)
    return Document(blocks_of(sheets, clock), name, "ods", MEDIA_TYPE, notes=notes)


def sheets_in(data: bytes, clock: Clock) -> tuple[list[Sheet], list[str]]:
    """The visible sheets as they are, without asking which of their lines are text."""
    content = _Content(clock)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as stream:
            parse(stream, clock, content.start, content.end, content.text)
    except BROKEN as error:
        raise ReadingError(
            "工作簿已损坏，打不开", "请用 LibreOffice 或 WPS 打开后重新保存", clock.name, "READ_BROKEN"
        ) from error
    return content.sheets, notes_on(content.sheets)


@dataclass(slots=True)
class _Cell:
    """One cell element: it may stand for several equal ones, and reach over others."""

    times: int
    rows: int
    columns: int
    style: str
    has_formula: bool
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


class _Content:
    """One pass over content.xml."""

    def __init__(self, clock: Clock) -> None:
        self.sheets: list[Sheet] = []
        self._clock = clock
        self._style = ""
        self._with_border: set[str] = set()
        self._hidden: set[str] = set()
        self._tables = self._row = self._aside = self._count = 0
        self._sheet: Sheet | None = None
        self._times = 1
        self._cells: list[_Cell] = []
        self._is_open = False

    def start(self, name: str, attributes: Attributes) -> None:
        values = {local(key): value for key, value in attributes.items()}
        if name == "annotation":
            self._aside += 1
        elif name in ("style", "table-cell-properties", "table-properties"):
            self._styled(name, values)
        elif name == "table":
            self._begin_sheet(values)
        elif name == "table-row":
            self._times, self._cells = number(values.get("number-rows-repeated"), 1), []
        elif name in ("table-cell", "covered-table-cell"):
            self._cells.append(_cell(values))
            self._is_open = True
        elif self._is_open and not self._aside:
            self._words(name, values)

    def _styled(self, name: str, values: Attributes) -> None:
        if name == "style":
            self._style = values.get("name", "")
        elif any(key.startswith("border") and value != "none" for key, value in values.items()):
            self._with_border.add(self._style)
        elif values.get("display") == "false":
            self._hidden.add(self._style)

    def _begin_sheet(self, values: Attributes) -> None:
        self._tables += 1
        self._row = 0
        visible = values.get("style-name") not in self._hidden
        self._sheet = Sheet(values.get("name", ""), self._tables) if visible else None
        if self._sheet:
            self.sheets.append(self._sheet)

    def _words(self, name: str, values: Attributes) -> None:
        lines = self._cells[-1].lines
        if name == "p" or not lines:
            lines.append("")
        if name == "s":
            lines[-1] += " " * min(number(values.get("c"), 1), 1000)
        elif name == "tab":
            lines[-1] += "\t"
        elif name == "line-break":
            lines[-1] += "\n"

    def text(self, text: str) -> None:
        if self._is_open and not self._aside and self._cells[-1].lines:
            self._cells[-1].lines[-1] += text

    def end(self, name: str) -> None:
        if name == "annotation":
            self._aside -= 1
        elif name in ("table-cell", "covered-table-cell"):
            self._is_open = False
        elif name == "table-row":
            self._end_row()

    def _end_row(self) -> None:
        """Equal rows and cells are written once; those with nothing in them may stand for a million."""
        filled = any(cell.text or cell.has_formula for cell in self._cells)
        for y in range(self._row, self._row + (self._times if filled else min(self._times, 1))):
            x = 0
            for cell in self._cells:
                self._put(cell, y, x)
                x += cell.times
        self._row += self._times

    def _put(self, cell: _Cell, y: int, x: int) -> None:
        sheet = self._sheet
        has_border = cell.style in self._with_border
        if sheet is None or not (cell.text or cell.has_formula or has_border):
            return
        for at in ((y, x + i) for i in range(cell.times)):
            self._count_one()
            if cell.text:
                sheet.texts[at] = cell.text
            elif cell.has_formula:
                sheet.uncomputed.add(at)
            if has_border:
                sheet.bordered.add(at)
        if cell.rows > 1 or cell.columns > 1:
            sheet.merges.append((y, x, y + cell.rows - 1, x + cell.columns - 1))

    def _count_one(self) -> None:
        self._count += 1
        if self._count % 1000 == 0:
            self._clock.check()
        if self._count > _MOST_CELLS:
            raise ReadingError(
                f"工作簿超过 {_MOST_CELLS} 格，太大", "请确认这是一份年度报告", self._clock.name, "READ_LINES"
            )


def _cell(values: Attributes) -> _Cell:
    return _Cell(
        number(values.get("number-columns-repeated"), 1),
        number(values.get("number-rows-spanned"), 1),
        number(values.get("number-columns-spanned"), 1),
        values.get("style-name", ""),
        "formula" in values,
    )
