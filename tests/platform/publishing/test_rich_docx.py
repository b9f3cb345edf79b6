"""A Word document as rich text: tables and numbers as they are on paper."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from gongkai_web.publishing.docx_counting import counted
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.rich_text import from_docx


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(package: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, change(old.read(one)) if one == name else old.read(one))
    return out.getvalue()


LEVELS = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "%1.%4")]


def numbered(document: Document, number: int, levels: list[tuple[str, str]], restart: bool = False) -> None:
    """A list of the document, as Word keeps it."""
    root = document.part.numbering_part.element
    said = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{how}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (how, text) in enumerate(levels)
    )
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if restart else ""
    kind = 900 if restart else number
    if not restart:
        kind = number
        first = root.find(qn("w:num"))
        element = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{said}</w:abstractNum>')
        first.addprevious(element) if first is not None else root.append(element)
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{override}</w:num>')
    )


def item(document: Document, text: str, number: int, level: int = 0) -> Paragraph:
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )
    return paragraph


def test_the_numbers_that_word_counts_are_written_out() -> None:
    document = docx.Document()
    numbered(document, 900, LEVELS)
    for text, level in [
        ("总则", 0),
        ("目的", 1),
        ("依据", 1),
        ("职责", 0),
        ("分工", 1),
        ("镇", 2),
        ("村", 2),
        ("附则", 3),
    ]:
        item(document, text, 900, level)
    assert from_docx(saved(document)) == (
        "<p>一、总则</p><p>（一）目的</p><p>（二）依据</p><p>二、职责</p><p>（一）分工</p>"
        "<p>1. 镇</p><p>2. 村</p><p>二.1 附则</p>"
    )


def test_lists_of_one_kind_count_on_and_one_that_begins_anew_does_not() -> None:
    document = docx.Document()
    numbered(document, 900, [("decimal", "第%1条　")])
    numbered(document, 901, [], restart=True)
    for text, number in [("甲", 900), ("乙", 900), ("丙", 901), ("丁", 900)]:
        item(document, text, number)
    assert from_docx(saved(document)) == "<p>第1条　甲</p><p>第2条　乙</p><p>第1条　丙</p><p>第3条　丁</p>"


def test_bullets_stay_a_list() -> None:
    document = docx.Document()
    numbered(document, 900, [("bullet", "l"), ("bullet", "o")])
    for text, level in [("一", 0), ("二", 1), ("三", 0)]:
        item(document, text, 900, level)
    assert from_docx(saved(document)) == "<ul><li>一<ul><li>二</li></ul></li><li>三</li></ul>"


COUNTED = [
    ("chineseCounting", 10, "十"),
    ("chineseCounting", 11, "十一"),
    ("chineseCountingThousand", 20, "二十"),
    ("japaneseCounting", 105, "一百零五"),
    ("chineseCounting", 110, "一百一十"),
    ("chineseCounting", 1001, "一千零一"),
    ("chineseLegalSimplified", 12, "壹拾贰"),
    ("ideographDigital", 20, "二〇"),
    ("ideographTraditional", 3, "丙"),
    ("decimalEnclosedCircle", 1, "①"),
    ("decimalEnclosedCircle", 21, "㉑"),
    ("decimalEnclosedCircle", 51, "51"),
    ("decimalFullWidth", 12, "１２"),
    ("lowerLetter", 27, "aa"),
    ("upperRoman", 14, "XIV"),
    ("decimal", 7, "7"),
    ("something else", 7, "7"),
    ("none", 7, ""),
    ("chineseCounting", 0, "0"),
    ("chineseCounting", 10_000, "10000"),
]


@pytest.mark.parametrize(("how", "number", "said"), COUNTED)
def test_how_a_number_is_written(how: str, number: int, said: str) -> None:
    assert counted(number, how) == said


def test_tables_keep_their_merged_cells_and_paragraphs_their_side() -> None:
    document = docx.Document()
    document.add_heading("工作安排", 1)
    document.add_paragraph("公示名单").alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "柳林村"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "补贴"
    table.cell(1, 1).text, table.cell(1, 2).text = "1200", "元"
    document.add_paragraph("柳林镇人民政府").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    assert from_docx(saved(document)) == (
        '<h2>工作安排</h2><p align="center">公示名单</p>'
        '<table><tbody><tr><td rowspan="2">柳林村</td><td colspan="2">补贴</td></tr>'
        '<tr><td>1200</td><td>元</td></tr></tbody></table><p align="right">柳林镇人民政府</p>'
    )


def test_hidden_text_deletions_and_pictures_do_not_come_along() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("请认真执行。")
    paragraph.add_run("内部掌握").font.hidden = True
    paragraph._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>原来的话</w:delText></w:r></w:del>')
    )
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63606060"
        "60000000050001a5f645400000000049454e44ae426082"
    )
    document.add_picture(io.BytesIO(png))
    assert from_docx(saved(document)) == "<p>请认真执行。</p>"


def test_what_is_hostile_in_a_document_does_not_come_along() -> None:
    document = docx.Document()
    document.add_paragraph("<script>alert(1)</script>")
    package = saved(document)
    assert from_docx(package) == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    with_entity = with_part(package, "word/document.xml", lambda part: entity + part.partition(b"?>")[2])
    with pytest.raises(PublishingError, match="打不开"):
        from_docx(with_entity)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.4", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_document_is_said(content: bytes) -> None:
    with pytest.raises(PublishingError, match="打不开"):
        from_docx(content)


def test_a_document_that_would_take_too_long_is_said() -> None:
    document = docx.Document()
    document.add_paragraph("字" * 2_000_000)
    with pytest.raises(PublishingError, match="太长"):
        from_docx(saved(document))


def test_deep_nesting_in_a_document_is_said() -> None:
    deep = b"<w:sdt><w:sdtContent>" * 5000 + b"</w:sdtContent></w:sdt>" * 5000
    package = with_part(
        saved(docx.Document()), "word/document.xml", lambda part: part.replace(b"<w:body>", b"<w:body>" + deep)
    )
    with pytest.raises(PublishingError, match="打不开"):
        from_docx(package)
