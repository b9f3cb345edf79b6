"""PDF with a text layer → blocks: ruled tables as grids, everything else as lines that keep their columns.

Runs in a process of its own, see `pdf`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from gongkai.reading.blocks import Document
from gongkai.reading.loaders.pdf_blocks import Placed, blocks_of
from gongkai.reading.loaders.pdf_columns import Lane
from gongkai.reading.loaders.pdf_file import opened, pages_of
from gongkai.reading.loaders.pdf_flow import TextRow, flow
from gongkai.reading.loaders.pdf_lines import TOUCHING
from gongkai.reading.loaders.pdf_page import UNKNOWN, read_page
from gongkai.reading.loaders.pdf_shapes import Drawn, View
from gongkai.reading.loaders.pdf_tables import ruled_rows, tables_of, turn_of
from gongkai.reading.loaders.pdf_visible import LeftOut, is_picture_of_text, keep_visible, words
from gongkai.reading.problem import Clock, ReadingError

MEDIA_TYPE = "application/pdf"
_UNREADABLE_SHARE = 0.2
_MOST_NAMED = 10

_FIND_ORIGINAL = "请找到原来的 Word 文件，或从 Word、WPS 重新导出 PDF"


@dataclass(slots=True)
class _Loading:
    """What is known so far of a file that is being read."""

    pages: list[list[tuple[Lane, Placed]]] = field(default_factory=list)
    gutters: list[float] = field(default_factory=list)
    glue: float = TOUCHING
    glyphs: int = 0
    unknown: int = 0
    scanned: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    left_out: dict[str, list[int]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def read_document(data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError for a damaged or locked file, one without text, and one whose text cannot be known."""
    loading = _Loading()
    with closing(opened(data, name)) as pdf:
        for number, page in enumerate(pages_of(pdf, name), 1):
            clock.check()
            with closing(page):
                _load_page(page, number, loading, clock)
    _refuse_unreadable(loading, name)
    blocks, regions = blocks_of(loading.pages)
    notes = _notes(loading)
    return Document(blocks, name, "pdf", MEDIA_TYPE, notes=notes, unread=loading.unread, regions=regions)


def _load_page(page: pdfium.PdfPage, number: int, loading: _Loading, clock: Clock) -> None:
    drawn = read_page(page, clock)
    out = keep_visible(drawn)
    for said in _said(out):
        loading.left_out.setdefault(said, []).append(number)
    loading.glyphs += len(drawn.glyphs)
    loading.unknown += sum(glyph.char == UNKNOWN for glyph in drawn.glyphs)
    if is_picture_of_text(drawn):
        (loading.recognised if out.hidden else loading.scanned).append(number)
    _add_page(drawn, number, loading, clock)


def _add_page(as_seen: Drawn, page: int, loading: _Loading, clock: Clock) -> None:
    turn = turn_of(as_seen)
    drawn = as_seen.upright(turn)
    view = View(drawn.width, drawn.height, turn)
    tables, rest, loading.glue = tables_of(drawn, clock, loading.glue)
    found, loading.gutters = flow(rest, tables, ruled_rows(drawn, tables), loading.gutters)
    line = 0
    placed = []
    for lane, item in found:
        line += isinstance(item, TextRow)
        placed.append((lane, Placed(item, page, line, view)))
    loading.pages.append(placed)


def _said(out: LeftOut) -> Iterator[str]:
    """What was left out of one page, to follow the page's number."""
    if out.watermark:
        yield f"的水印“{words(out.watermark)}”没有读入"
    if out.hidden:
        yield f"有看不见的文字“{words(out.hidden)}”，没有读入"
    if out.outside:
        yield f"有版面以外的文字“{words(out.outside)}”，没有读入"


def _notes(loading: _Loading) -> list[str]:
    return [f"{_pages_named(pages)}{said}" for said, pages in loading.left_out.items()]


def _pages_named(pages: Sequence[int]) -> str:
    """第 1、2、5 页; of many only how many."""
    return f"第 {'、'.join(map(str, pages))} 页" if len(pages) <= _MOST_NAMED else f"第 {pages[0]} 页等 {len(pages)} 页"


def _refuse_unreadable(loading: _Loading, name: str) -> None:
    """No text, text that a machine guessed from a picture, or text in fonts that do not say which characters they show."""
    pictures = sorted(loading.scanned + loading.recognised)
    if loading.recognised and not _has_text(loading):
        text = "PDF 是扫描件，其中的文字层是机器识别出来的，数字不能作准"
        raise ReadingError(text, f"{_FIND_ORIGINAL}；只有扫描件时，请对照图像人工录入", name, "READ_SCAN")
    if not _has_text(loading):
        text = "PDF 没有文字层，是扫描件或图片"
        raise ReadingError(
            text, f"{_FIND_ORIGINAL}；只有扫描件时，需要先做文字识别（OCR）并人工核对", name, "READ_SCAN"
        )
    if loading.unknown > _UNREADABLE_SHARE * loading.glyphs:
        text = "PDF 的字体没有注明文字编码，看得见，却读不出是什么字"
        raise ReadingError(text, _FIND_ORIGINAL, name, "READ_PDF_FONT")
    if loading.unknown:
        loading.unread.append(f"有 {loading.unknown} 个字的字体没有注明编码，读不出，以“{UNKNOWN}”代替")
    if pictures:
        loading.unread.append(f"{_pages_named(pictures)}是图片，没有可以读取的文字")


def _has_text(loading: _Loading) -> bool:
    """More than page numbers beside the pictures."""
    pictures = len(loading.scanned) + len(loading.recognised)
    return loading.glyphs > 10 * pictures
