"""What a reader of the page does not see is not read, and the document says so; what is typed into forms is."""

import pytest

from .pdf_maker import HandPdf, bar, text
from .pdf_reading import ROWS, frame, outline, read, table, tables, words


@pytest.mark.parametrize(
    ("drawn", "note"),
    [
        (text(100, 650, "样本", size=60, turn=".7 .7 -.7 .7"), "水印“样本”"),
        (text(60, 735, "内部资料", size=60, before=".85 g"), "水印“内部资料”"),
        (text(113, 746, "99", before="3 Tr"), "看不见的文字“99”"),
        (text(150, 746, "99", before="1 g"), "看不见的文字“99”"),
        (text(700, 746, "99"), "版面以外的文字“99”"),
        (text(150, 746, "99") + bar(148, 744, 20, 12, grey=1), "看不见的文字“99”"),
        ("q 300 300 20 20 re W n " + text(150, 746, "99") + " Q", "看不见的文字“99”"),
    ],
    ids=[
        "slanted",
        "large and light",
        "invisible",
        "white on white",
        "beside the page",
        "painted over",
        "clipped away",
    ],
)
def test_unseen_text_is_left_out_with_a_note(drawn: str, note: str):
    document = read(HandPdf().page(text(50, 800, "一、总体情况和主动公开"), *table(), drawn))
    assert tables(document) == [ROWS]
    assert outline(document) == ["一、总体情况和主动公开", "[项目]"]
    assert [note in said for said in document.notes] == [True]


def test_a_watermark_of_digits_says_nothing_about_the_font_of_the_numbers():
    watermark = text(100, 650, "20240115", size=60, turn=".7 .7 -.7 .7", before=".9 g")
    assert tables(read(HandPdf().page(*table(), watermark))) == [ROWS]


def test_white_on_black_is_seen():
    head = [bar(50, 760, 120, 20), *words(50, 780, ROWS[:1], before="1 g")]
    document = read(HandPdf().page(*head, *frame(50, 780, 2, 3), *words(50, 760, ROWS[1:])))
    assert tables(document) == [ROWS]
    assert not document.notes


def test_a_large_black_title_is_no_watermark():
    assert outline(read(HandPdf().page(text(50, 780, "年度报告", size=40), *table(50, 700))))[0] == "年度报告"


def test_grey_numbers_are_read():
    assert tables(read(HandPdf().page(*frame(50, 780, 2, 3), *words(50, 780, ROWS, before=".6 g")))) == [ROWS]


BLANK = [["项目", "数量"], ["收到", ""], ["答复", "7"]]


def test_a_text_box_laid_over_the_page():
    appearance = HandPdf.form(text(2, 2, "55"), "/BBox [0 0 50 15]")
    remark = "<< /Type /Annot /Subtype /FreeText /Rect [130 742 180 757] /F 4 /AP << /N @0 >> /Contents (55) >>"
    pdf = HandPdf(extras=[appearance, remark]).page(*table(rows=BLANK), entries="/Annots [@1]")
    assert tables(read(pdf))[0][1] == ["收到", "55"]


def test_what_is_typed_into_a_form_field():
    field = (
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (n) /V (88) /DA (/latin 10 Tf 0 g) /Rect [113 742 165 757] /F 4 >>"
    )
    form = (
        "/AcroForm << /Fields [@0] /NeedAppearances true /DA (/latin 10 Tf 0 g) /DR << /Font << /latin 3 0 R >> >> >>"
    )
    pdf = HandPdf(extras=[field], catalog=form).page(*table(rows=BLANK), entries="/Annots [@0]")
    assert tables(read(pdf))[0][1] == ["收到", "88"]


def test_a_comment_is_not_part_of_the_page():
    comment = "<< /Type /Annot /Subtype /Text /Rect [130 742 150 757] /Contents (55) >>"
    pdf = HandPdf(extras=[comment]).page(*table(rows=BLANK), entries="/Annots [@0]")
    assert tables(read(pdf)) == [BLANK]


def test_only_what_the_crop_leaves_is_the_page():
    document = read(HandPdf().page(*table(), text(50, 300, "裁去的文字"), entries="/CropBox [40 600 500 830]"))
    assert outline(document) == ["[项目]"]
    assert "裁去的文字" in document.notes[0]


def test_glyphs_named_by_a_radical_are_read_as_the_character():
    assert outline(read(HandPdf().page(text(50, 780, "⼤⺠⾏政⾸⻚"), *table(50, 700))))[0] == "大民行政首页"
