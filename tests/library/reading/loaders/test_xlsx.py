"""Workbooks: cells as people see them, text told from tables, formulas without result never a number."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from gongkai.reading import Limits, ReadingError
from gongkai.reading.blocks import UNCOMPUTED
from gongkai.reading.loaders.xlsx_format import decimals_of, number_text
from gongkai.report import Place

from .shapes import cells, drawn, lines, loaded, only_table, sample, sequence, tables

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
    '<sheet name="年报" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def written(write, **options) -> bytes:
    """A workbook with one sheet that `write(sheet, book)` fills."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **options})
    write(book.add_worksheet("年报"), book)
    book.close()
    return stream.getvalue()


def of_rows(*rows) -> bytes:
    def write(sheet, book) -> None:
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                if value is not None:
                    sheet.write(y, x, value)

    return written(write)


def raw(sheet: str, **parts: str) -> bytes:
    """A workbook from the text of its sheet."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": sheet, **parts}.items():
            archive.writestr(name, text)
    return stream.getvalue()


def sheet_of(data: str, rest: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{rest}</worksheet>'


# ---- numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (0.0, "0"),
        (-8.0, "-8"),
        (12.5, "12.5"),
        (59237.2449, "59237.2449"),
        (0.1 + 0.2, "0.3"),
        (2210.8700000000003, "2210.87"),
        (447228.0, "447228"),
        (1e15, "1000000000000000"),
        (-0.0, "0"),
    ],
)
def test_a_number_has_the_digits_a_spreadsheet_shows(value: float, text: str) -> None:
    assert number_text(value, None) == text


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("0.00", 95.4, "95.40"),
        ("0.00", 33.33333333, "33.33"),
        ("0.00", 2.675, "2.68"),
        ("0", 2.5, "3"),
        ("#,##0.0000", 59237.2449, "59237.2449"),
        ("0.00_ ", 1.0, "1.00"),
        ('0"件"', 12.0, "12"),
        ('0.00"万元"', 52.15, "52.15万元"),
        ("0.##", 1.0, "1"),
        ("¥#,##0.00", 8.0, "8.00"),
        ("[Red]-0.0;0.0", 8.25, "8.3"),
        ("0%", 0.256, "26%"),
        ("General", 1.23456, "1.23456"),
        ("@", 1.5, "1.5"),
        ("yyyy-mm-dd", 1.5, "1.5"),
        ("# ?/?", 1.5, "1.5"),
        ("0.00E+00", 12345.0, "12345"),
        ("0,", 12345.0, "12345"),
    ],
)
def test_a_number_format_decides_how_many_decimals_are_shown(code: str, value: float, text: str) -> None:
    assert number_text(value, decimals_of(164, code)) == text


@pytest.mark.parametrize("code", ["General", "0.00", "0%"])
@pytest.mark.parametrize("value", [1e308, -1e300, 1e-300, float("inf"), float("nan")])
def test_numbers_out_of_all_bounds_are_no_error(code: str, value: float) -> None:
    assert number_text(value, decimals_of(164, code))


def test_what_stands_for_a_number_and_is_none_is_text() -> None:
    row = '<row r="1"><c r="A1"><v>zwei</v></c><c r="B1"><v>1</v></c></row>'
    assert only_table(loaded("xlsx", raw(sheet_of(row)))) == [["zwei", "1"]]


def test_cells_are_read_as_shown() -> None:
    def write(sheet, book) -> None:
        sheet.write_row(0, 0, ["金额", "件数", "文字", "是"])
        sheet.write(1, 0, 33.33333333, book.add_format({"num_format": "0.00"}))
        sheet.write(1, 1, 12)
        sheet.write_string(1, 2, " 003 ")
        sheet.write(1, 3, True)

    assert only_table(loaded("xlsx", written(write)))[1] == ["33.33", "12", "003", "TRUE"]


# ---- formulas


def test_a_formula_with_its_result_is_that_number() -> None:
    def write(sheet, book) -> None:
        sheet.write_row(0, 0, ["合计", 1, 2])
        sheet.write_formula(0, 3, "=SUM(B1:C1)", None, 3)

    assert only_table(loaded("xlsx", written(write))) == [["合计", "1", "2", "3"]]


UNKNOWN_RESULTS = {
    "no value": '<c r="C1"><f>SUM(A1:B1)</f></c>',
    "an empty value": '<c r="C1"><f>SUM(A1:B1)</f><v></v></c>',
    "a shared formula": '<c r="C1"><f t="shared" si="0"/></c>',
}


@pytest.mark.parametrize("cell", UNKNOWN_RESULTS.values(), ids=UNKNOWN_RESULTS)
def test_a_formula_without_result_is_marked_and_neither_0_nor_plain_blank(cell: str) -> None:
    row = f'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>{cell}<c r="D1"><v>4</v></c></row>'
    document = loaded("xlsx", raw(sheet_of(row)))
    (grid,) = document.grids()
    assert [(cell.text, cell.note) for cell in cells(grid)] == [("1", ""), ("2", ""), ("", UNCOMPUTED), ("4", "")]
    assert "1 个公式" in document.notes[0]


def test_the_0_that_a_program_writes_for_every_formula_is_no_result() -> None:
    def write(sheet, book) -> None:
        sheet.write_row(0, 0, ["合计", 1, 2])
        sheet.write_formula(0, 3, "=SUM(B1:C1)")

    (grid,) = loaded("xlsx", written(write)).grids()
    assert (cells(grid)[3].text, cells(grid)[3].note) == ("", UNCOMPUTED)


def test_an_error_is_shown_as_the_error_it_is() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    assert only_table(loaded("xlsx", raw(sheet_of(row)))) == [["1", "#DIV/0!"]]


# ---- text and tables on one sheet


def test_titles_headings_and_sentences_are_lines_and_the_rest_is_tables() -> None:
    sentence = (
        "本年度共收到申请三件，全部在规定期限内答复，未收取任何费用，也没有发生行政复议和行政诉讼案件，特此报告。"
    )
    document = loaded(
        "xlsx",
        of_rows(
            ["某局2023年年报"], [], ["一、总体情况"], [sentence], ["二、主动公开"], ["甲", "本年"], ["分组"], ["乙", 1],
            ["三、申请"], ["甲", "自然人"], ["乙", 2], [], ["某局"],
        ),
    )  # fmt: skip
    assert sequence(document) == [
        "某局2023年年报", "一、总体情况", sentence, "二、主动公开", "甲|本年", "三、申请", "甲|自然人", "某局",
    ]  # fmt: skip
    assert tables(document)[0] == [["甲", "本年"], ["分组", ""], ["乙", "1"]]


def test_a_blank_form_keeps_its_rows() -> None:
    document = loaded("xlsx", of_rows(["甲", "自然人", "总计"], ["一、新收"], ["二、结转"], ["三、结果", "公开"]))
    assert [row[0] for row in only_table(document)] == ["甲", "一、新收", "二、结转", "三、结果"]


def test_borders_tell_an_empty_row_of_the_table_from_a_heading() -> None:
    def write(sheet, book) -> None:
        border = book.add_format({"border": 1})
        sheet.write(0, 0, "二、申请情况")
        for y, row in enumerate([["甲", "本年", "总计"], ["一、新收", 1, 1], ["二、结转", "", ""], ["", "", ""]], 1):
            sheet.write_row(y, 0, row, border)
        sheet.write(5, 0, "三、其他")

    document = loaded("xlsx", written(write))
    assert only_table(document) == [["甲", "本年", "总计"], ["一、新收", "1", "1"], ["二、结转", "", ""], ["", "", ""]]
    assert lines(document) == ["二、申请情况", "三、其他"]


def test_merged_cells_come_once_with_their_span() -> None:
    def write(sheet, book) -> None:
        sheet.merge_range(0, 0, 1, 1, "头")
        sheet.merge_range(0, 2, 0, 3, "法人")
        sheet.write_row(1, 2, ["企业", "其他"])
        sheet.write_row(2, 0, ["一", "甲", 1, 2])

    (grid,) = loaded("xlsx", written(write)).grids()
    assert drawn(grid) == ["头|头|法人|法人", "头|头|企业|其他", "一|甲|1|2"]


def test_line_breaks_in_a_cell_stay() -> None:
    assert only_table(loaded("xlsx", of_rows(["未经复议\n直接起诉", 1]))) == [["未经复议\n直接起诉", "1"]]


def test_places_are_those_of_the_sheet() -> None:
    def write(sheet, book) -> None:
        sheet.write(1, 1, "某局年报")
        sheet.write_row(3, 1, ["甲", 1])

    document = loaded("xlsx", written(write))
    (grid,) = document.grids()
    assert next(document.paragraphs()).at == Place(table=1, row=2, column=2)
    assert cells(grid)[1].at == Place(table=1, row=4, column=3)


def test_every_visible_sheet_is_read_and_no_hidden_one() -> None:
    def write(sheet, book) -> None:
        sheet.write_row(0, 0, ["甲", 1])
        book.add_worksheet("二").write_row(0, 0, ["乙", 2])
        hidden = book.add_worksheet("三")
        hidden.write_row(0, 0, ["丙", 3])
        hidden.hide()

    assert tables(loaded("xlsx", written(write))) == [[["甲", "1"]], [["乙", "2"]]]


def test_dates_are_written_as_people_write_them() -> None:
    def write(sheet, book) -> None:
        sheet.write(0, 0, 45303, book.add_format({"num_format": "yyyy-mm-dd"}))

    assert lines(loaded("xlsx", written(write))) == ["2024年1月12日"]


def test_the_old_binary_form_is_read_alike() -> None:
    document = loaded("xls", (Path(__file__).parent / "files" / "merged.xls").read_bytes())
    assert lines(document) == ["某局2023年政府信息公开工作年度报告"]
    assert only_table(document) == [["甲", "本年", "总计"], ["规章", "3", "12.5"], ["文字", "003", ""]]


def test_the_sample_has_its_three_tables() -> None:
    document = sample("xlsx", "workbook.xlsx")
    assert [(len(table), len(table[0])) for table in tables(document)] == [(13, 4), (28, 10), (4, 15)]
    assert tables(document)[1][3] == ["一、本年新收政府信息公开申请数量", "", "", "151", "8", "0", "0", "2", "1", "162"]
    assert lines(document)[0] == "深圳市深汕特别合作区管理委员会2024年政府信息公开工作年度报告"


# ---- hostile


HOSTILE = {
    "a cell far away": sheet_of('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'),
    "a million cells": sheet_of(('<row>' + '<c><v>1</v></c>' * 100 + "</row>") * 6000),
    "a document type": '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>'),
    "never closed": "<worksheet>" * 50_000,
    "no XML": "PK",
}  # fmt: skip


@pytest.mark.parametrize("sheet", HOSTILE.values(), ids=HOSTILE)
def test_hostile_sheets_are_refused(sheet: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        loaded("xlsx", raw(sheet))
    assert refusal.value.code in ("READ_LINES", "READ_BROKEN")
    assert refusal.value.remedy


@pytest.mark.parametrize(
    "merges",
    [
        ["A1:XFD1048576"],
        ["A1:B2", "B2:C3", "C3:A1"],
        ["A1:B1", "A1:B1", "B1:A1"],
        ["B1:C2", "A1:B2"],
        ["A1:Z1000"] * 5000,
    ],
)
def test_merges_that_cannot_be_cost_no_number(merges: list[str]) -> None:
    row = "".join(f'<row r="{y}"><c r="A{y}"><v>{y}1</v></c><c r="B{y}"><v>{y}2</v></c></row>' for y in (1, 2))
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in merges)
    try:
        document = loaded("xlsx", raw(sheet_of(row, f"<mergeCells>{areas}</mergeCells>")))
    except ReadingError as error:
        assert error.code == "READ_BROKEN"
        return
    shown = [cell.text for grid in document.grids() for cell in cells(grid)] + lines(document)
    assert "11" in shown


def test_a_part_larger_than_allowed_is_refused() -> None:
    data = raw(sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>' + "中" * 500_000 + "</t></is></c></row>"))
    with pytest.raises(ReadingError) as refusal:
        loaded("xlsx", data, limits=Limits(unpacked=100_000))
    assert refusal.value.code == "READ_BOMB"


def test_a_cut_file_is_refused() -> None:
    data = of_rows(["甲", 1])
    for end in range(0, len(data), 97):
        with pytest.raises(ReadingError):
            loaded("xlsx", data[:end] or b"PK")


OLD = (Path(__file__).parent / "files" / "merged.xls").read_bytes()


@pytest.mark.parametrize("end", [20, 600, 2500, 4500, 5000])
def test_a_cut_file_of_the_old_form_is_refused_without_a_word_beside(
    end: int, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ReadingError) as refusal:
        loaded("xls", OLD[:end])
    assert refusal.value.code == "READ_BROKEN"
    assert capfd.readouterr() == ("", "")


def test_time_is_bounded() -> None:
    with pytest.raises(ReadingError) as refusal:
        loaded("xls", OLD, limits=Limits(seconds=0.001))
    assert refusal.value.code == "READ_TIME"


def test_hidden_rows_and_columns_are_left_out_and_said() -> None:
    def write(sheet, book) -> None:
        for y, row in enumerate([["甲", "乙", "丙"], [1, 2, 3], [4, 5, 6], [7, 8, 9]]):
            sheet.write_row(y, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})

    document = loaded("xlsx", written(write))
    assert [[c.text for c in row if c.text] for row in next(document.grids()).rows] == [
        ["甲", "丙"],
        ["1", "3"],
        ["7", "9"],
    ]
    assert document.notes == ["工作表“年报”隐藏的第 3 行、第 2 列没有采用"]


@pytest.mark.parametrize(
    ("numbers", "results", "doubted"),
    [
        ([(1, 2)], [0], True),  # no program has added up
        ([(0, 0)], [0], False),
        ([(1, 2), (0, 0)], [3, 0], False),
    ],
)
def test_a_zero_of_a_formula_is_believed_where_the_numbers_beside_it_allow_it(numbers, results, doubted) -> None:
    def write(sheet, book) -> None:
        for y, (row, result) in enumerate(zip(numbers, results, strict=True)):
            sheet.write_row(y, 0, ["新收", *row])
            sheet.write_formula(y, 3, f"=B{y + 1}+C{y + 1}", None, result)

    noted = [c.note for row in next(loaded("xlsx", written(write)).grids()).rows for c in row]
    assert (UNCOMPUTED in noted) is doubted


def test_of_several_sheets_the_year_in_the_name_stands_above_the_table() -> None:
    def write(sheet, book) -> None:
        sheet.write_row(0, 0, ["甲", 1])
        book.add_worksheet("2022表三").write_row(0, 0, ["甲", 2])

    assert "2022年表三" in [block.text for block in loaded("xlsx", written(write)).paragraphs()]
