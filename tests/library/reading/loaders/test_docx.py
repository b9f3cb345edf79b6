"""Word documents: what a person sees on the page, in its order, with every merged cell once."""

import io
import zipfile

import docx
import pytest

from gongkai.reading import Grid, Paragraph, ReadingError, load, read_bytes

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="urn:x"'
)


def word(body: str) -> bytes:
    """The smallest package around this body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def texts(body: str) -> list[str]:
    return [block.text for block in load(word(body), "x.docx").blocks if isinstance(block, Paragraph)]


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def grid(body: str) -> list[list[tuple]]:
    found = next(block for block in load(word(body), "x.docx").blocks if isinstance(block, Grid))
    return [[(c.text, c.column, c.colspan, c.rowspan) for c in row] for row in found.rows]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t>1</w:t></w:r><w:r><w:t>7</w:t></w:r>", "17"),
        (
            '<w:r><w:t>17</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>',
            "17（注1）",
        ),
        ("<w:r><w:t>17</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>7</w:t></w:r>", "17"),
        ('<w:r><w:rPr><w:strike w:val="false"/></w:rPr><w:t>17</w:t></w:r>', "17"),
        (
            "<w:ruby><w:rt><w:r><w:t>8</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>17</w:t></w:r></w:rubyBase></w:ruby>",
            "17",
        ),
        ("<w:ins><w:r><w:t>9</w:t></w:r></w:ins><w:del><w:r><w:delText>8</w:delText></w:r></w:del>", "9"),
        ("<w:moveFrom><w:r><w:t>8</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>9</w:t></w:r></w:moveTo>", "9"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple><w:r><w:t>5</w:t></w:r></w:fldSimple>", "5"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>seen</w:t></w:r>", "seen"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>", "a\tb-c"),
        ("<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>", "link"),
        ("<w:sdt><w:sdtContent><w:r><w:t>field</w:t></w:r></w:sdtContent></w:sdt>", "field"),
    ],
)
def test_a_paragraph_reads_as_printed(inner: str, text: str) -> None:
    assert texts(f"<w:p>{inner}</w:p>") == [text]


def test_paragraphs_and_tables_keep_their_order() -> None:
    blocks = load(word(p("one") + table(cell("two")) + p("three")), "x.docx").blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Grid", "Paragraph"]


def test_merged_cells_come_once_with_their_span() -> None:
    down, up = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("A", down) + cell("B", '<w:gridSpan w:val="2"/>'),
        cell("", up) + cell("1") + cell("2"),
        cell("C") + cell("3") + cell("4"),
    )
    assert grid(table(*rows)) == [
        [("A", 0, 1, 2), ("B", 1, 2, 1)],
        [("1", 1, 1, 1), ("2", 2, 1, 1)],
        [("C", 0, 1, 1), ("3", 1, 1, 1), ("4", 2, 1, 1)],
    ]


def test_a_row_may_begin_further_right() -> None:
    row = '<w:trPr><w:gridBefore w:val="3"/></w:trPr>' + cell("1")
    assert grid(table(row)) == [[("1", 3, 1, 1)]]


def test_a_deleted_row_is_gone() -> None:
    assert grid(table("<w:trPr><w:del/></w:trPr>" + cell("old"), cell("new"))) == [[("new", 0, 1, 1)]]


def test_a_table_that_frames_the_page_gives_way_to_its_content() -> None:
    inner = table(cell("规章") + cell("0"))
    frame = f"<w:tbl><w:tr><w:tc>{p('title')}{inner}{p('end')}</w:tc></w:tr></w:tbl>"
    blocks = load(word(frame), "x.docx").blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Grid", "Paragraph"]


def test_a_text_box_is_read_once() -> None:
    content = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
    drawn = f"<mc:AlternateContent><mc:Choice>{content}</mc:Choice><mc:Fallback>{content}</mc:Fallback></mc:AlternateContent>"
    assert texts(f"<w:p><w:r><w:t>before</w:t></w:r><w:r>{drawn}</w:r></w:p>") == ["before", "boxed"]


def test_a_value_deleted_and_typed_anew_is_the_new_one() -> None:
    changed = "<w:del><w:r><w:delText>3</w:delText></w:r></w:del><w:ins><w:r><w:t>4</w:t></w:r></w:ins>"
    assert grid(table(cell("规章") + f"<w:tc><w:p>{changed}</w:p></w:tc>"))[0][1][0] == "4"


@pytest.mark.parametrize("depth", [60, 100])
def test_what_is_nested_too_deeply_is_left_out(depth: int) -> None:
    body = "<w:sdt><w:sdtContent>" * depth + p("deep") + "</w:sdtContent></w:sdt>" * depth
    assert texts(body) == []


def test_what_no_program_nests_so_deeply_is_refused() -> None:
    with pytest.raises(ReadingError):
        texts("<w:sdt>" * 5000 + "</w:sdt>" * 5000)


def test_a_table_made_with_a_library_and_merged_there() -> None:
    document = docx.Document()
    document.add_paragraph("青山镇人民政府2023年政府信息公开工作年度报告")
    made = document.add_table(rows=2, cols=4)
    made.cell(0, 0).merge(made.cell(0, 3)).text = "第二十条第（五）项"
    made.cell(1, 0).text = "行政许可"
    made.cell(1, 1).merge(made.cell(1, 3)).text = "17"
    out = io.BytesIO()
    document.save(out)
    report = read_bytes(out.getvalue(), "x.docx")[0]
    assert report.value("proactive.licensing") == 17 and report.cell("proactive.licensing").at.table == 1


def test_what_nobody_sees_is_left_out_and_said() -> None:
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell('甲')}{cell('9')}</w:tr>"
    white = "<w:r><w:t>17</w:t></w:r><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>7</w:t></w:r>"
    body = table(cell("甲") + f"<w:tc><w:p>{white}</w:p></w:tc>").replace("</w:tbl>", hidden + "</w:tbl>")
    document = load(word(body), "x.docx")
    assert [[c.text for c in row] for row in next(document.grids()).rows] == [["甲", "17"]]
    assert document.notes == ["表格里有隐藏的行，没有采用"]


def test_white_on_a_dark_ground_is_read() -> None:
    white = "<w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>总计</w:t></w:r></w:p>"
    shaded = f"<w:tc><w:tcPr><w:shd w:fill='1F4E79'/></w:tcPr>{white}</w:tc>"
    assert grid(table(shaded)) == [[("总计", 0, 1, 1)]]


def test_a_control_that_nobody_filled_in_is_empty() -> None:
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('单击此处输入')}</w:sdtContent></w:sdt>"
    assert grid(table(f"<w:tc>{control}</w:tc>")) == [[("", 0, 1, 1)]]


@pytest.mark.parametrize(
    ("font", "char", "read"),
    [("Wingdings", "F0FE", "☑"), ("Wingdings", "6E", "■"), ("Wingdings 2", "F0A3", "□"), ("Webdings", "F061", "□")],
)
def test_a_sign_of_a_symbol_font_is_no_empty_cell(font: str, char: str, read: str) -> None:
    sign = f"<w:p><w:r><w:sym w:font='{font}' w:char='{char}'/></w:r></w:p>"
    assert grid(table(f"<w:tc>{sign}</w:tc>")) == [[(read, 0, 1, 1)]]
