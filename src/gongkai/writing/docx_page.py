"""Page, fonts and footer of an official document (GB/T 9704-2012): A4, 22 lines of 28 characters, page numbers outside.

The fonts are named, not embedded: every office computer has them, and Word replaces one that is missing.
"""

from __future__ import annotations

from math import floor
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TITLE, BODY, HEADING_ONE, HEADING_TWO = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
WESTERN = "Times New Roman"
_INSTEAD = {
    TITLE: ("华文中宋", "roman"),
    BODY: ("仿宋", "modern"),
    HEADING_ONE: ("SimHei", "modern"),
    HEADING_TWO: ("楷体", "modern"),
    "宋体": ("SimSun", "auto"),
}
PAGE_NUMBER = "宋体"

TITLE_PT, BODY_PT, PAGE_NUMBER_PT = 22, 16, 14
LINES, CHARACTERS = 22, 28
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37, 35, 28, 26
WIDTH_MM, HEIGHT_MM = 210, 297
FOOTER_MM = 22
"""From the edge of the page to the page number, which stands 7 mm under the text block."""

_TWIPS_PER_MM = 1440 / 25.4
LINE_PT = floor((HEIGHT_MM - TOP_MM - BOTTOM_MM) * _TWIPS_PER_MM / LINES) / 20
"""Rounded down to Word's twentieth of a point: a line a trace too high would leave 21 lines a page."""
_ROOM_TWIPS = (WIDTH_MM - LEFT_MM - RIGHT_MM) * _TWIPS_PER_MM / CHARACTERS
TIGHTER_TWIPS = floor(_ROOM_TWIPS - BODY_PT * 20)
"""Spacing that brings 28 characters of 三号 into a line. A grid of characters would do it too, but LibreOffice doubles one
whose cells are narrower than the type."""


def new_document(title: str, author: str, *, keywords: str = "政府信息公开工作年度报告") -> Document:
    document = docx.Document()
    _without_thumbnail(document)
    _name_fonts(document)
    _properties(document, title, author, keywords)
    _page(document)
    _styles(document)
    _footers(document)
    return document


def _without_thumbnail(document: Document) -> None:
    """The template's little picture would show another document in a folder."""
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]


def _name_fonts(document: Document) -> None:
    """What may stand in for a font that a computer lacks: a newer Windows has 仿宋 in place of 仿宋_GB2312. Of the template's own
    list, which is of Japanese fonts, nothing is used."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="{family}"/></w:font>'
        for name, (other, family) in _INSTEAD.items()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    table = next(rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/fontTable"))
    table._blob = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts xmlns:w="{space}">{fonts}</w:fonts>'.encode()


def add_run(paragraph: Paragraph, text: str, font: str, size_pt: float | None = None) -> Run:
    """Text in an east-asian font. The hint keeps “ ” and … in that font; digits and Latin letters are western."""
    run = paragraph.add_run(text)
    _fonts(run._r.get_or_add_rPr(), font)
    if size_pt is not None:
        run.font.size = Pt(size_pt)
    return run


def indent_characters(paragraph: Paragraph, characters: int) -> None:
    """First line indented by whole characters, as Word's own 首行缩进 does."""
    paragraph.paragraph_format.first_line_indent = Pt(BODY_PT * characters)
    paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), str(characters * 100))


def off_grid(paragraph: Paragraph) -> None:
    """Lines of this paragraph do not snap to the 22 lines of the page."""
    after = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")
    paragraph._p.get_or_add_pPr().insert_element_before(element("snapToGrid", val="0"), *after)


def element(name: str, **attributes: object) -> Any:
    """A WordprocessingML element with its attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def _fonts(properties: Any, font: str, western: str = WESTERN) -> None:
    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for slot, name in (("ascii", western), ("hAnsi", western), ("eastAsia", font), ("cs", western)):
        fonts.set(qn(f"w:{slot}"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def _properties(document: Document, title: str, author: str, keywords: str) -> None:
    """Core properties hold 255 characters; the template's own dates and remarks say nothing about this document."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:255], author[:255], ""
    properties.keywords, properties.language = keywords, "zh-CN"
    for name in ("created", "modified"):
        for old in properties._element.findall(qn(f"dcterms:{name}")):
            properties._element.remove(old)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH_MM), Mm(HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.footer_distance, section.header_distance = Mm(FOOTER_MM), Mm(15)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(element("docGrid", type="lines", linePitch=round(LINE_PT * 20)))


def _styles(document: Document) -> None:
    styles = document.styles
    _style(styles["Normal"], BODY, BODY_PT)
    styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _style(styles["Heading 1"], HEADING_ONE, BODY_PT)
    styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    styles["Heading 1"].paragraph_format.keep_with_next = True
    title = styles["Title"]
    _style(title, TITLE, TITLE_PT)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(LINE_PT)
    _line_height(title, TITLE_PT * 1.6)
    properties = styles["Normal"].element.get_or_add_rPr()
    properties.insert_element_before(element("spacing", val=TIGHTER_TWIPS), "w:sz")
    properties.append(element("lang", val="en-US", eastAsia="zh-CN"))


def _style(style: ParagraphStyle, font: str, size_pt: float) -> None:
    """The style as we want it and nothing of the template's: no colour, no bold, no rule, no space around."""
    for name in ("w:pBdr", "w:contextualSpacing"):
        for old in style.element.get_or_add_pPr().findall(qn(name)):
            style.element.pPr.remove(old)
    properties = style.element.get_or_add_rPr()
    for old in list(properties):
        properties.remove(old)
    _fonts(properties, font)
    style.font.size = Pt(size_pt)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.widow_control = False
    _line_height(style, LINE_PT)


def _line_height(style: ParagraphStyle, points: float) -> None:
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = Pt(points)


def _footers(document: Document) -> None:
    """— 1 — in 四号宋体, one character from the outer edge: odd pages at the right, even ones at the left."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _page_number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(PAGE_NUMBER_PT)
    for text in ("— ", "", " —"):
        run = add_run(paragraph, text, PAGE_NUMBER, PAGE_NUMBER_PT)
        _fonts(run._r.rPr, PAGE_NUMBER, PAGE_NUMBER)
        if not text:
            _page_field(run)


def _page_field(run: Run) -> None:
    """Word's PAGE field, in its three parts."""
    field = element("instrText")
    field.text = "PAGE"
    run._r.extend((element("fldChar", fldCharType="begin"), field, element("fldChar", fldCharType="end")))
