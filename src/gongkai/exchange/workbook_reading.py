"""A workbook of ours → the report that was typed into it, cell by cell as it stands there.

Nothing is guessed: a place of the form is one address of the sheet. A number is taken with all its digits, whatever the
format of its cell shows.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from gongkai.exchange.quoting import unquoted
from gongkai.exchange.text_rows import AGENCY, OPENING, SIGNATURE, SIGNED_ON, TEXT_SHEET, TITLE, parts_of, sections_in
from gongkai.exchange.workbook_writing import COLLAPSED, GUIDE_SHEET, MARKS, SCHEMA
from gongkai.reading import Limits, ReadingError
from gongkai.reading.cells import cell_of, value_for
from gongkai.reading.dates import date_of
from gongkai.reading.lines import Token
from gongkai.reading.loaders.xlsx import MEDIA_TYPES, Values, values_in
from gongkai.reading.loaders.xlsx_format import Decimals, number_text
from gongkai.reading.numbers import printed
from gongkai.reading.problem import Clock
from gongkai.reading.rules import finding
from gongkai.report import (
    FORMS,
    AnnualReport,
    Cell,
    Certainty,
    Finding,
    Form,
    Place,
    Source,
    cell_name,
)
from gongkai.report.forms import COLLAPSED_OTHER, OTHER_OUTCOMES
from gongkai.report.narrative import statements
from gongkai.writing.layout import printed_tables
from gongkai.writing.xlsx_grid import SHEETS, TOP

READER = "workbook"
_PLAIN = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_MOST_DECIMALS = 15
_DEFAULT = Limits()


def is_workbook(data: bytes) -> bool:
    """Whether this is a workbook of ours, by its sheets; never raises."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("xl/workbook.xml") as stream:
            return GUIDE_SHEET.encode() in stream.read(100_000)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return False


def read_workbook(data: bytes, name: str, *, limits: Limits = _DEFAULT) -> AnnualReport:
    """The report in the workbook. Raises ReadingError for a file that is damaged, or is no workbook of ours."""
    sheets = {sheet.name: sheet for sheet in values_in(data, Clock(limits, name))}
    form, year, collapsed = _marks(sheets.get(GUIDE_SHEET), name)
    blank = _layout(form, year, collapsed=collapsed)
    tables, findings = _cells(blank, form, sheets)
    report = replace(blank, tables=tables, findings=findings)
    _text(report, sheets.get(TEXT_SHEET))
    report.narrative = statements(report.opening, report.sections)
    report.source = Source(name, hashlib.sha256(data).hexdigest(), MEDIA_TYPES["xlsx"], READER)
    return report


def _marks(guide: Values | None, name: str) -> tuple[Form, int | None, bool]:
    rows = {str(guide.values.get((y, 0))): str(guide.values.get((y, 1), "")) for y in range(12)} if guide else {}
    schema, code, year, other = (rows.get(mark, "") for mark in MARKS)
    form = FORMS.get(code)
    if schema != SCHEMA or form is None:
        text = f"这不是 {SCHEMA} 的填报工作簿：“{GUIDE_SHEET}”一页不全"
        raise ReadingError(text, "请用上级机关发来的工作簿填写，不要改动“填报说明”", name, "NO_WORKBOOK")
    return form, int(year) if re.fullmatch(r"\d{4}", year) else None, other == COLLAPSED


def _layout(form: Form, year: int | None, *, collapsed: bool) -> AnnualReport:
    """The empty report whose printed tables are the ones of the workbook."""
    paths = form.paths
    if collapsed:
        gone = tuple(f"requests.{row}." for row in OTHER_OUTCOMES)
        paths = (*(path for path in paths if not path.startswith(gone)), *COLLAPSED_OTHER)
    return AnnualReport(year=year, format=form.code, tables={path: Cell.blank() for path in paths})


def _cells(blank: AnnualReport, form: Form, sheets: Mapping[str, Values]) -> tuple[dict[str, Cell], list[Finding]]:
    cells: dict[str, Cell] = {}
    findings: list[Finding] = []
    for number, table in enumerate(printed_tables(blank), 2):
        sheet = sheets.get(SHEETS[table.key])
        if sheet is None:
            text = f"工作簿里没有“{SHEETS[table.key]}”这一页，或者被隐藏了，请补上后再交"
            findings.append(finding("READ-TABLE", text, table.form.paths))
            cells |= dict.fromkeys(table.form.paths, Cell.missing())
            continue
        for row in table.rows:
            for cell in row:
                if cell.path:
                    at = Place(table=number, row=TOP + cell.row + 1, column=cell.column + 1)
                    cells[cell.path], said = _cell(sheet, cell.path, at, money=cell.path in form.money)
                    findings += said
    return cells, findings


def _cell(sheet: Values, path: str, at: Place, *, money: bool) -> tuple[Cell, list[Finding]]:
    place = ((at.row or 1) - 1, (at.column or 1) - 1)
    if place in sheet.parts.uncomputed or place in sheet.parts.errors:
        raw = sheet.parts.errors.get(place, "=")
        text = f"{cell_name(path)}是公式，没有算出数，请改填数字"
        return Cell.unreadable(raw, at).marked(Certainty.UNCERTAIN), [finding("READ-UNREADABLE", text, [path])]
    value = sheet.values.get(place)
    if place[0] in sheet.parts.hidden_rows or place[1] in sheet.parts.hidden_columns:
        text = f"{cell_name(path)}所在的行或列被隐藏，没有采用，请取消隐藏后再交"
        return Cell.missing(), [finding("READ-ROW", text, [path])]
    if value is None:
        return Cell.blank("", at), []
    if isinstance(value, (str, bool)):
        return _of_text(str(value), path, at, money=money)
    return _of_number(value, sheet.parts.shown.get(place), path, at, money=money)


def _of_number(
    value: float, shown: Decimals | None, path: str, at: Place, *, money: bool
) -> tuple[Cell, list[Finding]]:
    """All digits that a spreadsheet keeps, and at least the decimals that its format shows."""
    raw = number_text(value, Decimals(shown.least if shown else 0, _MOST_DECIMALS))
    number = value_for(Decimal(raw), money=money)
    unit = (shown.unit or None) if shown and money else None
    if number is None:
        text = f"{cell_name(path)}填的是“{raw}”，件数应为整数，请改正"
        return Cell.unreadable(raw, at).marked(Certainty.UNCERTAIN), [finding("READ-UNREADABLE", text, [path])]
    return _signed(Cell.number(number, raw, at, unit=unit), path)


def _of_text(raw: str, path: str, at: Place, *, money: bool) -> tuple[Cell, list[Finding]]:
    """A number kept as text, because a spreadsheet would round it or somebody typed it so, is still a number."""
    text = unquoted(raw)
    if _PLAIN.fullmatch(text):
        number = value_for(Decimal(text), money=money)
        if number is not None:
            return _signed(Cell.number(number, text, at), path)
    return cell_of(Token(text, printed(text), at=at), path, money=money)


def _signed(cell: Cell, path: str) -> tuple[Cell, list[Finding]]:
    if (cell.value or 0) >= 0 or path.endswith(".change"):
        return cell, []
    text = f"{cell_name(path)}填的是“{cell.printed}”，这一格不应是负数，请核对"
    return cell.marked(Certainty.UNCERTAIN), [finding("READ-DOUBT", text, [path])]


def _text(report: AnnualReport, sheet: Values | None) -> None:
    if sheet is None:
        report.findings.append(finding("READ-UNREAD", f"工作簿里没有“{TEXT_SHEET}”这一页，正文没有读到"))
        return
    hidden = sorted(y for y in sheet.parts.hidden_rows if any((y, x) in sheet.values for x in range(2)))
    if hidden:
        report.findings.append(finding("READ-NOTE", f"“{TEXT_SHEET}”一页隐藏的 {len(hidden)} 行没有采用"))
    last = max((y for y, _ in sheet.values), default=0)
    rows = [_row(sheet, y) for y in range(1, last + 1) if y not in sheet.parts.hidden_rows]
    parts = parts_of(rows)
    said = {part.name: part.text.strip() or None for part in parts}
    report.title, report.agency, report.signature = said.get(TITLE), said.get(AGENCY), said.get(SIGNATURE)
    report.opening = next((part.text or None for part in parts if part.name == OPENING), None)
    report.sections = sections_in(parts)
    day = said.get(SIGNED_ON)
    report.signed_on = date_of(day) if day else None
    if day and report.signed_on is None:
        report.findings.append(finding("READ-NOTE", f"落款日期写的是“{day[:20]}”，不是日期，请改成 2024年1月12日 这样"))


def _row(sheet: Values, y: int) -> tuple[str, str]:
    name, text = (unquoted(str(sheet.values.get((y, x), ""))) for x in range(2))
    return name, text
