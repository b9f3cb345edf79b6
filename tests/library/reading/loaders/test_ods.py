"""OpenDocument spreadsheets: each cell as it is printed, repeats and spans unfolded."""

import io
import zipfile

import pytest

from gongkai.reading import ReadingError
from gongkai.reading.blocks import UNCOMPUTED

from .shapes import cells, drawn, lines, loaded, only_table, tables

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)


def ods(*rows: str, styles: str = "", sheet: str = "") -> bytes:
    body = f"<table:table {sheet}>{''.join(rows)}</table:table>"
    content = f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
    return archive(f"{content}<office:body>{body}</office:body></office:document-content>")


def archive(content: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("content.xml", content)
    return stream.getvalue()


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def test_a_cell_is_what_is_printed_and_not_what_is_stored() -> None:
    data = ods(row(cell("金额"), cell("3.14", 'office:value-type="float" office:value="3.14159"')))
    assert only_table(loaded("ods", data)) == [["金额", "3.14"]]


def test_repeated_cells_and_rows_are_unfolded() -> None:
    zeros = cell("0", 'table:number-columns-repeated="3"')
    data = ods(row(cell("甲"), zeros, attributes='table:number-rows-repeated="2"'))
    assert only_table(loaded("ods", data)) == [["甲", "0", "0", "0"]] * 2


def test_the_million_empty_rows_at_the_end_are_nothing() -> None:
    empty = row(
        '<table:table-cell table:number-columns-repeated="16384"/>', attributes='table:number-rows-repeated="1048000"'
    )
    assert only_table(loaded("ods", ods(row(cell("甲"), cell("1")), empty))) == [["甲", "1"]]


def test_spans() -> None:
    covered = "<table:covered-table-cell/>"
    head = cell("头", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    data = ods(
        row(head, covered, cell("企业")), row(covered, covered, cell("甲")), row(cell("一"), cell("乙"), cell("1"))
    )
    (grid,) = loaded("ods", data).grids()
    assert drawn(grid) == ["头|头|企业", "头|头|甲", "一|乙|1"]


def test_text_with_spaces_breaks_and_notes() -> None:
    rich = (
        "<table:table-cell><office:annotation><text:p>批注 9</text:p></office:annotation>"
        '<text:p>一<text:s text:c="2"/><text:span>二</text:span></text:p><text:p>三</text:p></table:table-cell>'
    )
    assert only_table(loaded("ods", ods(row(rich, cell("1"))))) == [["一  二\n三", "1"]]


def test_a_formula_without_result_is_marked() -> None:
    (grid,) = loaded("ods", ods(row(cell("甲"), '<table:table-cell table:formula="of:=1+1"/>', cell("1")))).grids()
    assert [cell.note for cell in cells(grid)] == ["", UNCOMPUTED, ""]


def test_borders_keep_an_empty_row_in_the_table() -> None:
    styles = '<style:style style:name="b"><style:table-cell-properties fo:border="0.5pt solid #000"/></style:style>'
    drawn_row = row(
        *(f'<table:table-cell table:style-name="b">{t}</table:table-cell>' for t in ["<text:p>二、结转</text:p>", ""])
    )
    full = row(cell("甲", 'table:style-name="b"'), cell("1", 'table:style-name="b"'))
    document = loaded("ods", ods(row(cell("二、标题")), full, drawn_row, styles=styles))
    assert (lines(document), only_table(document)) == (["二、标题"], [["甲", "1"], ["二、结转", ""]])


def test_hidden_sheets_are_left_out() -> None:
    styles = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    data = ods(row(cell("甲"), cell("1")), styles=styles, sheet='table:style-name="h"')
    assert tables(loaded("ods", data)) == []


HOSTILE = {
    "repeats": row(
        cell("1", 'table:number-columns-repeated="99999"'), attributes='table:number-rows-repeated="9999999"'
    ),
    "far away": row("<table:table-cell/>", attributes='table:number-rows-repeated="9999999"') + row(cell("1")),
}


@pytest.mark.parametrize("rows", HOSTILE.values(), ids=HOSTILE)
def test_hostile_repeats_are_refused(rows: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        loaded("ods", ods(rows))
    assert refusal.value.code == "READ_LINES"


@pytest.mark.parametrize("content", ["", "<a", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_damaged_content_is_refused(content: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        loaded("ods", archive(content))
    assert refusal.value.code == "READ_BROKEN"
