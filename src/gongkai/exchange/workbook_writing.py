"""The report as a workbook that an office fills in: only cells of numbers and text are open, every check is a formula.

Merged heads, labels and places are those of `writing.xlsx`; what is typed in is read back by `workbook_reading`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gongkai.errors import GongkaiError
from gongkai.exchange import formulas
from gongkai.exchange.text_rows import TEXT_SHEET, write_text
from gongkai.report import (
    PREVIOUS,
    AnnualReport,
    Cell,
    Form,
    Number,
    Relation,
    Section,
    Severity,
    empty_tables,
    form_for_year,
    judge,
    relations_between,
)
from gongkai.report.wording import title_of
from gongkai.writing.layout import PrintedCell, PrintedTable, one_line, printed_tables
from gongkai.writing.xlsx import open_workbook
from gongkai.writing.xlsx_grid import SHEETS, Formats, Numeric, draw, place_of

SCHEMA = "gongkai.workbook/1"
GUIDE_SHEET, CHECK_SHEET = "填报说明", "勾稽核对"
MARKS = ("格式", "版式", "统计年度", "表三的“其他处理”")
"""Rows of the guide that tell the reader what it has before it; their values stand in column B."""
COLLAPSED, APART = "合为一行", "分为三行"
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 — the file's own property, always the same: the same report, the same bytes
_OPEN, _RED = "#FFFDE7", {"bg_color": "#FBD5D0", "font_color": "#9C0006", "bold": True}
_CHECK_HEADS = {"序号": 6, "在哪里": 34, "应当": 48, "应为": 12, "实为": 12, "相差": 12, "结论": 16}
_FIRST = 4
"""Row of the first check, from 0."""
_MOST = 10**12
_HOW = (
    "只填浅黄色的格；其他格已锁定（没有密码）。请不要增删行、列，不要改动工作表的名称。",
    "没有发生的填 0；尚不知道的留空。空白不会当作 0 上报。",
    "填的数对不上时，总数变红，“勾稽核对”一页逐条说明应为多少、实为多少。",
    "正文写在“文字”一页：一段一行；要加一段时在该部分下面插入一行，“部分”一栏留空。",
    "填好后保存为 .xlsx，交回上级机关，或者在平台上传。",
)


class OpenFormats(Formats):
    """Cells of numbers are open and show whatever is typed: none is of the form “text”, which would make text of a number."""

    def value(self, cell: PrintedCell, number: Numeric | None, severity: Severity | None) -> Format:
        pattern = "General"
        if number and (number.decimals or (cell.cell and cell.cell.unit)):
            unit = cell.cell.unit if cell.cell else None
            pattern = "0" + ("." + "0" * number.decimals if number.decimals else "") + (f'"{unit}"' if unit else "")
        return self.of(border=1, align="center", num_format=pattern, locked=False, bg_color=_OPEN)

    @property
    def open_text(self) -> Format:
        return self.of(border=1, align="left", indent=1, text_wrap=True, num_format="@", locked=False, bg_color=_OPEN)

    @property
    def red(self) -> Format:
        return self.of(**_RED)


def blank_report(agency: str, year: int) -> AnnualReport:
    """The form as it lies on the desk in January. Raises GongkaiError for a year without tables."""
    form = form_for_year(year)
    if form is None:
        raise GongkaiError(f"{year}年还没有规定的表格", "统计年度应为 2019 年或以后", code="NO_FORM")
    sections = [Section(number, title, "") for number, title in enumerate(form.sections, 1)]
    return AnnualReport(agency, year, form.code, title_of(agency, year), sections=sections, tables=empty_tables(form))


def workbook(report: AnnualReport, previous: AnnualReport | None = None) -> bytes:
    """The .xlsx; with the report of the year before its carried numbers are checked too. The same input gives the same bytes.

    Raises GongkaiError for a report of text only: there is no form to lay out.
    """
    if report.form is None:
        raise GongkaiError(
            "这份报告没有统计表，不能做成填报工作簿", "2019 年以前的报告请用 JSON 交换", code="NO_TABLES"
        )
    stream = BytesIO()
    with open_workbook(stream) as book:
        _fill(book, report, report.form, previous)
    return stream.getvalue()


def _fill(book: Workbook, report: AnnualReport, form: Form, previous: AnnualReport | None) -> None:
    title = one_line(report.title or "")
    book.set_properties({"title": title[:255], "author": one_line(report.agency or "")[:255], "created": _MADE})
    shapes = OpenFormats(book)
    guide = book.add_worksheet(GUIDE_SHEET)
    tables = printed_tables(report)
    relations = (*report.relations(), *(relations_between(form, previous.form) if previous else ()))
    numbers = formulas.last_years(relations, previous.tables) if previous else {}
    usable = [relation for relation in relations if _is_known(relation, numbers)]
    for table in tables:
        sheet = book.add_worksheet(SHEETS[table.key])
        draw(sheet, table, title or "（标题见“文字”）", (), shapes)
        _open(sheet, table, form)
        _redden(sheet, table, usable, numbers, tables, shapes)
        sheet.protect("", {"format_columns": True, "format_rows": True})
    write_text(book.add_worksheet(TEXT_SHEET), report, shapes.head, shapes.label, shapes.open_text)
    address, said = _checks(book.add_worksheet(CHECK_SHEET), usable, numbers, report, tables, shapes)
    _guide(guide, report, (address, said), shapes)
    guide.activate()


def _is_known(relation: Relation, numbers: Mapping[str, Number]) -> bool:
    return all(path in numbers for path in relation.cells if path.startswith(PREVIOUS))


def _open(sheet: Worksheet, table: PrintedTable, form: Form) -> None:
    """What may be typed: whole numbers from 0, money with decimals, a change also below 0."""
    for row in table.rows:
        for cell in row:
            if cell.path is None:
                continue
            place = place_of(cell.path, (table,))
            assert place is not None  # noqa: S101 — it is a cell of this table
            money = cell.path in form.money
            sheet.data_validation(
                *place[1:],
                *place[1:],
                {
                    "validate": "decimal" if money else "integer",
                    "criteria": "between",
                    "minimum": -_MOST if cell.path.endswith(".change") else 0,
                    "maximum": _MOST,
                    "error_title": "请填数字",
                    "error_message": "请填数，单位见表头；没有发生的填 0。" if money else "请填整数；没有发生的填 0。",
                },
            )


def _redden(
    sheet: Worksheet,
    table: PrintedTable,
    relations: Sequence[Relation],
    numbers: Mapping[str, Number],
    tables: Sequence[PrintedTable],
    shapes: OpenFormats,
) -> None:
    """A printed total is red while one of its relations is broken."""
    by_total: dict[str, list[str]] = {}
    for relation in relations:
        condition = formulas.is_broken(relation, lambda path: place_of(path, tables), numbers)
        for path in relation.totals:
            by_total.setdefault(path, []).append(condition)
    for path in table.form.paths:
        place = place_of(path, (table,))
        if place and path in by_total:
            criteria = f"=OR({','.join(by_total[path])})"
            sheet.conditional_format(
                *place[1:], *place[1:], {"type": "formula", "criteria": criteria, "format": shapes.red}
            )


def _checks(
    sheet: Worksheet,
    relations: Sequence[Relation],
    numbers: Mapping[str, Number],
    report: AnnualReport,
    tables: Sequence[PrintedTable],
    shapes: OpenFormats,
) -> tuple[str, str]:
    """Writes one row a relation; the address of the summary, and what it says now."""
    sheet.protect("", {"format_columns": True})
    sheet.freeze_panes(_FIRST, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, len(_CHECK_HEADS) - 1, "勾稽核对（自动计算）", shapes.title)
    for x, (head, width) in enumerate(_CHECK_HEADS.items()):
        sheet.set_column(x, x, width)
        sheet.write_string(_FIRST - 1, x, head, shapes.head)
    cells = {path: report.cell(path) for path in report.paths()} | {
        path: Cell.number(value) for path, value in numbers.items()
    }
    said = [_check(sheet, _FIRST + y, relation, numbers, cells, tables, shapes) for y, relation in enumerate(relations)]
    column = f"$G${_FIRST + 1}:$G${_FIRST + len(relations)}"
    sheet.conditional_format(
        _FIRST,
        6,
        _FIRST + len(relations) - 1,
        6,
        {"type": "cell", "criteria": "==", "value": f'"{formulas.FAILS}"', "format": shapes.red},
    )
    sheet.merge_range(1, 0, 1, len(_CHECK_HEADS) - 1, "", shapes.group)
    sheet.write_formula(1, 0, _summary(column), shapes.group, _summary_now(said))
    sheet.conditional_format(
        1, 0, 1, 0, {"type": "text", "criteria": "containing", "value": formulas.FAILS, "format": shapes.red}
    )
    return f"'{CHECK_SHEET}'!$A$2", _summary_now(said)


def _check(
    sheet: Worksheet,
    y: int,
    relation: Relation,
    numbers: Mapping[str, Number],
    cells: Mapping[str, Cell],
    tables: Sequence[PrintedTable],
    shapes: OpenFormats,
) -> str:
    where, what = formulas.words(relation)
    own = (f"$D${y + 1}", f"$E${y + 1}")
    made = formulas.formulas(relation, lambda path: place_of(path, tables), numbers, own)
    judgement = judge(relation, cells)
    expected, actual = (sum(cells[path].value or 0 for path in paths) for paths in (relation.parts, relation.totals))
    verdict = formulas.verdict_of(judgement, relation, cells)
    sheet.write_number(y, 0, y - _FIRST + 1, shapes.group)
    place = next((place for path in relation.totals if (place := place_of(path, tables))), None)
    if place:
        target = f"internal:'{place[0]}'!{xl_rowcol_to_cell(*place[1:])}"
        sheet.write_url(y, 1, target, shapes.link, where)
    else:
        sheet.write_string(y, 1, where, shapes.label)
    sheet.write_string(y, 2, what, shapes.label)
    number = shapes.number(0)
    sheet.write_formula(y, 3, made.expected, number, expected)
    sheet.write_formula(y, 4, made.actual, number, actual)
    sheet.write_formula(y, 5, f"={own[1]}-{own[0]}", number, actual - expected)
    sheet.write_formula(y, 6, made.verdict, shapes.group, verdict)
    return verdict


_BROKEN, _WRONG_TYPE, _LEFT, _ALL = "条不符", "条里有格不是数", "条的总数未填", "全部相符"


def _summary(column: str) -> str:
    counts = [f'COUNTIF({column},"{word}")' for word in (formulas.FAILS, formulas.UNREAD, formulas.EMPTY)]
    parts = [
        f'IF({count}>0,{count}&"{word}；","")'
        for count, word in zip(counts, (_BROKEN, _WRONG_TYPE, _LEFT), strict=True)
    ]
    return f'=IF({"+".join(counts)}=0,"{_ALL}",{"&".join(parts)})'


def _summary_now(said: Sequence[str]) -> str:
    counts = [(said.count(word), tail) for word, tail in _TAILS]
    return "".join(f"{count}{tail}；" for count, tail in counts if count) or _ALL


_TAILS = ((formulas.FAILS, _BROKEN), (formulas.UNREAD, _WRONG_TYPE), (formulas.EMPTY, _LEFT))


def _guide(sheet: Worksheet, report: AnnualReport, summary: tuple[str, str], shapes: OpenFormats) -> None:
    sheet.protect("")
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 30)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 84)
    sheet.merge_range(0, 0, 0, 1, "政府信息公开工作年度报告填报工作簿", shapes.title)
    other = COLLAPSED if report.collapsed_other else APART
    values = (SCHEMA, report.format or "", str(report.year or ""), other)
    for y, (name, value) in enumerate(zip(MARKS, values, strict=True), 1):
        sheet.write_string(y, 0, name, shapes.label)
        sheet.write_string(y, 1, value, shapes.text)
    y = len(MARKS) + 1
    sheet.write_string(y, 0, "核对结果", shapes.label)
    sheet.write_formula(y, 1, f"={summary[0]}", shapes.text, summary[1])
    for number, line in enumerate(_HOW, 1):
        sheet.set_row(y + number, 34)
        sheet.write_string(y + number, 0, f"填法 {number}", shapes.label)
        sheet.write_string(y + number, 1, line, shapes.text)
    sheet.conditional_format(
        y, 1, y, 1, {"type": "text", "criteria": "containing", "value": formulas.FAILS, "format": shapes.red}
    )
