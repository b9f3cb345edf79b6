"""The Word document: page and fonts of an official document, the form's own merged cells, every cell as it is."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings

from gongkai.report import AnnualReport, Role
from gongkai.writing.docx import to_bytes
from gongkai.writing.layout import PrintedCell, PrintedTable, printed_tables
from tests.library.writing.reports import HOSTILE, built, city, collapsed, dated, hostile, random_reports

REPORTS = [
    pytest.param(built(), id="2021"),
    pytest.param(built(2020), id="2019"),
    pytest.param(collapsed(), id="one row 其他处理"),
    pytest.param(city(), id="large"),
    pytest.param(hostile(), id="hostile"),
]


def written(report: AnnualReport):
    return docx.Document(BytesIO(to_bytes(report)))


def texts(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def grid_of(table) -> dict[tuple[int, int], object]:
    """Upper left corner of each cell → its element: a plain walk over rows, gridSpan and vMerge."""
    found: dict[tuple[int, int], object] = {}
    for y, row in enumerate(table._tbl.tr_lst):
        x = 0
        for cell in row.tc_lst:
            if cell.vMerge != "continue":
                found[y, x] = cell
            x += cell.grid_span
    return found


def text_of(cell) -> str:
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.p_lst)


def shapes(table) -> dict[tuple[int, int], tuple[int, int]]:
    """Upper left corner of each cell → (rows, columns) it covers."""
    covered: dict[tuple[int, int], list[int]] = {}
    above: dict[int, tuple[int, int]] = {}
    for y, row in enumerate(table._tbl.tr_lst):
        x = 0
        for cell in row.tc_lst:
            corner = above[x] if cell.vMerge == "continue" else (y, x)
            covered.setdefault(corner, [0, cell.grid_span])[0] += 1
            above[x] = corner
            x += cell.grid_span
    return {corner: (rows, columns) for corner, (rows, columns) in covered.items()}


def official_shapes(table: PrintedTable) -> dict[tuple[int, int], tuple[int, int]]:
    return {(cell.row, cell.column): (cell.form.rowspan, cell.form.colspan) for row in table.rows for cell in row}


def every_cell(report: AnnualReport, document) -> list[tuple[PrintedCell, str]]:
    return [
        (cell, text_of(grid[cell.row, cell.column]))
        for table, grid in zip(printed_tables(report), map(grid_of, document.tables), strict=True)
        for row in table.rows
        for cell in row
    ]


@pytest.mark.parametrize("report", REPORTS)
def test_merged_cells_are_those_of_the_form(report: AnnualReport) -> None:
    for table, drawn in zip(printed_tables(report), written(report).tables, strict=True):
        assert shapes(drawn) == official_shapes(table)


@pytest.mark.parametrize("report", REPORTS)
def test_every_cell_prints_what_the_report_says(report: AnnualReport) -> None:
    for cell, text in every_cell(report, written(report)):
        assert text == cell.text
        if cell.role is Role.VALUE:
            assert text.removesuffix(cell.cell.unit or "") == " ".join(cell.cell.printed.split())


@settings(max_examples=15)
@given(random_reports())
def test_any_report_prints_its_cells_and_texts(report: AnnualReport) -> None:
    document = written(report)
    assert all(text == cell.text for cell, text in every_cell(report, document))
    body = "".join("".join(texts(document)).split())
    for section in report.sections:
        assert "".join(section.text.split()) in body


def test_a_blank_stays_blank_and_a_slash_a_slash() -> None:
    printed = {cell.path: text for cell, text in every_cell(city(), written(city())) if cell.path}
    assert printed["requests.granted.business"] == ""
    assert printed["requests.granted.research"] == "/"
    assert printed["requests.granted.legal_service"] == "0"
    assert printed["proactive.charges"] == "59237.2400"


def test_text_and_tables_stand_in_their_order() -> None:
    report = built()
    kinds = [getattr(block, "text", "表") for block in written(report).iter_inner_content()]
    headings = [f"{n}、{section.title}" for n, section in zip("一二三四五六", report.sections, strict=True)]
    kept = [kind for kind in kinds if kind in headings or kind == "表"]
    assert kept == [*headings[:2], "表", headings[2], "表", headings[3], "表", *headings[4:]]
    assert kinds[0].replace("\n", "") == report.title and kinds[-1] == report.signature


def test_the_page_is_that_of_an_official_document() -> None:
    section = written(built()).sections[0]
    page = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(length.mm) for length in (*page, *margins)] == [210, 297, 37, 35, 28, 26]


def test_twenty_two_lines_fit_into_a_page() -> None:
    document = written(built())
    pitch = int(document.sections[0]._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")))
    line = document.styles["Normal"].paragraph_format.line_spacing.twips
    assert pitch == line and Mm(297 - 37 - 35).twips // line == 22


def test_twenty_eight_characters_fit_into_a_line() -> None:
    normal = written(built()).styles["Normal"]
    tighter = int(normal.element.rPr.find(qn("w:spacing")).get(qn("w:val")))
    assert normal.font.size.pt == 16
    assert Mm(156).twips // (16 * 20 + tighter) == 28


@pytest.mark.parametrize(
    ("text", "font", "points"),
    [
        ("2023年政府信息公开工作年度报告", "方正小标宋简体", 22),
        ("一、总体情况", "黑体", None),
        ("（一）主动公开。", "楷体_GB2312", None),
        ("全年主动公开政府信息", "仿宋_GB2312", None),
    ],
)
def test_each_level_has_its_font(text: str, font: str, points: int | None) -> None:
    runs = [run for paragraph in written(built()).paragraphs for run in paragraph.runs if run.text.startswith(text)]
    assert {run._r.rPr.rFonts.get(qn("w:eastAsia")) for run in runs} == {font}
    assert {run.font.size.pt if run.font.size else None for run in runs} == {points}


def test_each_run_of_a_table_names_its_font() -> None:
    for table in written(built()).tables:
        for run in table._tbl.iter(qn("w:r")):
            assert run.rPr.rFonts.get(qn("w:eastAsia")) in ("黑体", "仿宋_GB2312")


@pytest.mark.parametrize("report", REPORTS)
def test_tables_keep_to_the_width_of_the_text_and_repeat_their_heads(report: AnnualReport) -> None:
    for drawn, printed in zip(written(report).tables, printed_tables(report), strict=True):
        widths = [int(column.get(qn("w:w"))) for column in drawn._tbl.tblGrid]
        assert sum(widths) <= Mm(156).twips + len(widths)
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in drawn.rows]
        assert heads == [n < printed.form.head_rows for n in range(len(heads))]


def test_a_long_number_is_set_smaller_not_broken() -> None:
    runs = written(city()).tables[1]._tbl.iter(qn("w:r"))
    sizes = {run.text: run.rPr.sz_val.pt for run in runs}
    assert sizes["3001"] == 9 and sizes["12345678"] < 9


def test_page_numbers_stand_outside() -> None:
    document = written(built())
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        paragraph = footer.paragraphs[0]
        assert paragraph.alignment.name == side
        assert [run.text for run in paragraph.runs] == ["— ", "", " —"]
        assert "PAGE" in "".join(paragraph._p.itertext())


def test_what_looks_like_markup_is_text() -> None:
    report = hostile()
    assert texts(written(report))[0] == HOSTILE.strip()


def test_characters_no_document_can_hold_are_left_out() -> None:
    report = built()
    report.title = "大峪\x00镇\ud800\x0c\ufffe报告"
    report.signature = "\x1b"
    assert texts(written(report))[0].startswith("大峪镇")


def test_a_report_of_text_only_has_no_table() -> None:
    report = AnnualReport(agency="甲县", year=2015, format="2008", title="甲县2015年政府信息公开工作年度报告")
    assert written(report).tables == []


def test_tables_without_a_section_are_not_lost() -> None:
    report = built()
    report.sections = report.sections[:1]
    assert len(written(report).tables) == 3


def test_nothing_of_the_template_remains_in_the_properties() -> None:
    properties = written(dated(built())).core_properties
    assert (properties.title, properties.author) == ("大峪镇人民政府2023年政府信息公开工作年度报告", "")
    assert properties.comments == "" and properties.created is None
    assert not any("thumbnail" in part.partname for part in written(built()).part.package.iter_parts())


def test_a_computer_without_the_old_fonts_is_told_what_may_stand_for_them() -> None:
    with zipfile.ZipFile(BytesIO(to_bytes(built()))) as package:
        fonts = package.read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in fonts and "明朝" not in fonts
