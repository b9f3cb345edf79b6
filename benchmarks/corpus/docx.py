"""Word files: how offices build the same table, and what stands in the file that no one sees on paper."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from benchmarks.corpus.paper import Box, Matrix, Paper, Sheet, anchors
from gongkai.report import Role

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
VML = "urn:schemas-microsoft-com:vml"
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
BY = 'w:id="9" w:author="a" w:date="2024-01-08T09:00:00Z"'

CellText = Callable[[Box, Random], str]


@dataclass(frozen=True)
class Page:
    """What one sees on paper, which only a program that prints the file needs. `size` of the letters in half points."""

    size: int = 21
    landscape: bool = False
    font: str = "Noto Serif CJK SC"
    lines: bool = True
    narrow: bool = False


TWIPS = {
    "proactive": [2300, 2300, 2300, 2300],
    "requests": [640, 1000, 2460, *[730] * 7],
    "disputes": [614] * 15,
}
"""Widths of the columns of the official form on a page of A4."""


@dataclass(frozen=True)
class Hand:
    """How this Word file is made."""

    cell: CellText
    merged: bool = True
    split: bool = False
    nested: bool = False
    boxed: bool = False
    loose: bool = False
    unnumbered: bool = False
    page: Page | None = None


def run(text: str, properties: str = "") -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r>{properties}{lines}</w:r>"


def paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def plain(box: Box, _: Random) -> str:
    return paragraph(run(box.text))


def two_paragraphs(box: Box, _: Random) -> str:
    """An empty paragraph below a number; a long label in two paragraphs."""
    if box.role is Role.VALUE:
        return paragraph(run(box.text)) + paragraph("")
    half = len(box.text) // 2 if len(box.text) > 6 else len(box.text)
    return paragraph(run(box.text[:half])) + (paragraph(run(box.text[half:])) if box.text[half:] else "")


def hidden_text(box: Box, rng: Random) -> str:
    """Numbers of an earlier draft, hidden."""
    hidden = run("9", HIDDEN) if box.role is Role.VALUE and rng.random() < 0.2 else ""
    return paragraph(hidden + run(box.text))


def tracked(box: Box, rng: Random) -> str:
    """Numbers corrected with the changes kept: what is deleted is still in the file."""
    if box.role is not Role.VALUE or not box.text or rng.random() > 0.25:
        return plain(box, rng)
    gone = f"<w:del {BY}><w:r><w:delText>{rng.randint(1, 40)}</w:delText></w:r></w:del>"
    return paragraph(f"{gone}<w:ins {BY}>{run(box.text)}</w:ins>")


def split_runs(box: Box, _: Random) -> str:
    """Every character a run of its own, as after many corrections."""
    return paragraph("".join(run(sign) for sign in box.text))


def controls(box: Box, rng: Random) -> str:
    """Numbers in the fields of a form: content controls and calculated fields."""
    if box.role is not Role.VALUE or not box.text:
        return plain(box, rng)
    if rng.random() < 0.5:
        return paragraph(f"<w:sdt><w:sdtContent>{run(box.text)}</w:sdtContent></w:sdt>")
    return paragraph(f'<w:fldSimple w:instr=" =SUM(LEFT) ">{run(box.text)}</w:fldSimple>')


def _cell(content: str, rowspan: str, colspan: int) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{colspan}"/>{rowspan}</w:tcPr>{content}</w:tc>'


def _rows(matrix: Matrix, hand: Hand, rng: Random) -> Iterator[str]:
    starts = {(r, c): place for r, row in enumerate(anchors(matrix)) for c, *place in row}
    for r, row in enumerate(matrix):
        cells = []
        for c, box in enumerate(row):
            if (r, c) in starts:
                _, down, across = starts[r, c]
                mark = '<w:vMerge w:val="restart"/>' if hand.merged and down > 1 else ""
                cells.append(_cell(hand.cell(box, rng), mark, across if hand.merged else 1))
            elif not hand.merged:
                cells.append(_cell(paragraph(""), "", 1))
            elif not c or row[c - 1] is not box:
                across = sum(other is box for other in row)
                cells.append(_cell(paragraph(""), "<w:vMerge/>", across))
        yield f"<w:tr>{''.join(cells)}</w:tr>"


def _table(rows: list[str], width: int, key: str = "", page: Page | None = None) -> str:
    widths = _widths(key, width, page)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    looks = f"{_borders(page)}<w:tblLayout w:type='fixed'/>" if page else ""
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{paragraph('')}"


def _widths(key: str, width: int, page: Page | None) -> list[int]:
    if page is None or len(TWIPS.get(key, ())) != width:
        return [900 if page is None else 9200 // width] * width
    wide = 1.6 if page.landscape else 0.8 if page.narrow else 1
    return [int(one * wide) for one in TWIPS[key]]


def _borders(page: Page) -> str:
    if not page.lines:
        return ""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def _tables(paper: Paper, sheet: Sheet, hand: Hand, rng: Random) -> str:
    width = max(len(row) for row in sheet.matrix)
    if not hand.split:
        table = _table(list(_rows(sheet.matrix, hand, rng)), width, sheet.key, hand.page)
        return _table([f"<w:tr>{_cell(table, '', 1)}</w:tr>"], 1) if hand.nested else table
    out, ends = "", [*sheet.cuts, len(sheet.matrix)]
    for number, (start, end) in enumerate(zip([0, *sheet.cuts], ends, strict=True)):
        heads = sheet.matrix[: sheet.heads] if number and paper.repeat_heads else []
        out += _table(list(_rows([*heads, *sheet.matrix[start:end]], hand, rng)), width, sheet.key, hand.page)
    return out


def _text_box(content: str) -> str:
    return paragraph(
        f'<w:r><w:pict><v:shape xmlns:v="{VML}" type="#_x0000_t202"><v:textbox>'
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def _heading(text: str, hand: Hand) -> str:
    """Unnumbered: the number is Word's own, not in the text."""
    text = text.removeprefix("#")
    if not hand.unnumbered:
        return paragraph(run(text))
    return f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run(text.partition("、")[2])}</w:p>'


def _body(paper: Paper, hand: Hand, rng: Random) -> Iterator[str]:
    yield paragraph(run(paper.title))
    for block in paper.blocks:
        if isinstance(block, Sheet):
            table = _tables(paper, block, hand, rng)
            yield _text_box(table) if hand.boxed else table
        else:
            yield _heading(block, hand) if block.startswith("#") else paragraph(run(block))
        if hand.loose:
            yield paragraph("") * rng.randint(0, 3)


def _render(hand: Hand) -> Callable[[Paper, Random], bytes]:
    def render(paper: Paper, rng: Random) -> bytes:
        import docx
        from docx.oxml import parse_xml

        document = docx.Document()
        if hand.page:
            _set_up(document, hand.page)
        body = document.element.body
        for element in parse_xml(f'<w:body xmlns:w="{W}">{"".join(_body(paper, hand, rng))}</w:body>'):
            body.insert(len(body) - 1, element)
        out = io.BytesIO()
        document.save(out)
        return _without_clock(out.getvalue())

    return render


def _set_up(document: Any, page: Page) -> None:
    """Fonts and paper."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    style = document.styles["Normal"]
    style.font.name, style.font.size = page.font, Pt(page.size / 2)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), page.font)
    style.paragraph_format.space_after = Pt(0)
    paper, sides = document.sections[0], (Cm(21), Cm(29.7))
    paper.page_width, paper.page_height = sides[::-1] if page.landscape else sides
    paper.left_margin = paper.right_margin = Cm(2.2)


def _without_clock(data: bytes) -> bytes:
    """The same archive with no time of day in it: the same seed gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


DOCX: dict[str, Callable[[Paper, Random], bytes]] = {
    "docx": _render(Hand(plain)),
    "docx faked merges": _render(Hand(plain, merged=False)),
    "docx split": _render(Hand(plain, split=True)),
    "docx nested": _render(Hand(plain, nested=True)),
    "docx text box": _render(Hand(plain, boxed=True)),
    "docx tracked": _render(Hand(tracked)),
    "docx hidden": _render(Hand(hidden_text)),
    "docx two paragraphs": _render(Hand(two_paragraphs, loose=True)),
    "docx split runs": _render(Hand(split_runs, unnumbered=True)),
    "docx controls": _render(Hand(controls, loose=True)),
}
"""Layout: renderer."""
PRINTED: dict[str, Callable[[Paper, Random], bytes]] = {
    "docx official": _render(Hand(plain, page=Page())),
    "docx landscape": _render(Hand(plain, page=Page(landscape=True))),
    "docx small": _render(Hand(plain, page=Page(size=15))),
    "docx large": _render(Hand(two_paragraphs, page=Page(size=28))),
    "docx no lines": _render(Hand(plain, page=Page(size=18, lines=False))),
    "docx narrow": _render(Hand(split_runs, page=Page(size=18, narrow=True))),
    "docx one box each": _render(Hand(plain, merged=False, page=Page(size=18))),
}
"""The same with fonts, lines and widths, so that they can be printed or converted."""
