"""PDF with a text layer → blocks: ruled tables as grids, everything else as lines that keep their columns.

Runs in a process of its own, see `pdf`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from gongkai.reading.blocks import Document
from gongkai.reading.loaders.pdf_blocks import Pages, laid_out
from gongkai.reading.loaders.pdf_file import opened, pages_of
from gongkai.reading.loaders.pdf_page import UNKNOWN, read_page
from gongkai.reading.loaders.pdf_shapes import Drawn, View
from gongkai.reading.loaders.pdf_tables import turn_of
from gongkai.reading.loaders.pdf_visible import LeftOut, is_picture_of_text, keep_visible, words
from gongkai.reading.problem import Clock, ReadingError

MEDIA_TYPE = "application/pdf"
_UNREADABLE_SHARE = 0.2
_MOST_NAMED = 10

Recognise = Callable[[pdfium.PdfPage, Clock], tuple[Drawn, View]]
"""What is drawn on a page that is a picture, upright, and how it was turned."""

NEEDS_RECOGNITION = "可安装文字识别（OCR）组件后再读：pip install 'gongkai[ocr]'"
_FIND_ORIGINAL = "请找到原来的 Word 文件，或从 Word、WPS 重新导出 PDF"


@dataclass(slots=True)
class _Loading:
    """What is known so far of a file that is being read. `read` are pages whose characters were recognised here,
    `scanned` other pictures, `recognised` those of them over which another program laid its own guess."""

    pages: Pages = field(default_factory=Pages)
    glyphs: int = 0
    unknown: int = 0
    read: list[int] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    left_out: dict[str, list[int]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    @property
    def pictures(self) -> list[int]:
        return sorted(self.scanned + self.recognised)


def read_document(data: bytes, name: str, clock: Clock, recognise: Recognise | None = None) -> Document:
    """`recognise` reads the pages that are pictures, where characters can be recognised.

    Raises ReadingError for a damaged or locked file, one without text, and one whose text cannot be known.
    """
    loading = _Loading()
    with closing(opened(data, name)) as pdf:
        for number, page in enumerate(pages_of(pdf, name), 1):
            clock.check()
            with closing(page):
                _load_page(page, number, loading, clock, recognise)
            clock.tell(number, len(pdf))
    _refuse_unreadable(loading, name)
    laid = laid_out(loading.pages)
    return Document(
        laid.blocks,
        name,
        "ocr" if loading.read else "pdf",
        MEDIA_TYPE,
        notes=_notes(loading),
        unread=loading.unread,
        regions=laid.regions,
        pictures=[*loading.pictures, *loading.read],
        once=laid.once,
    )


def _load_page(page: pdfium.PdfPage, number: int, loading: _Loading, clock: Clock, recognise: Recognise | None) -> None:
    as_seen = read_page(page, clock)
    out = keep_visible(as_seen)
    is_picture = is_picture_of_text(as_seen)
    if is_picture and recognise:
        drawn, view = recognise(page, clock)
        loading.read.append(number)
    else:
        if is_picture:
            (loading.recognised if out.hidden else loading.scanned).append(number)
        for said in _said(out):
            loading.left_out.setdefault(said, []).append(number)
        turn = turn_of(as_seen)
        drawn = as_seen.upright(turn)
        view = View(drawn.width, drawn.height, turn)
    loading.glyphs += len(drawn.glyphs)
    loading.unknown += sum(glyph.char == UNKNOWN for glyph in as_seen.glyphs)
    loading.pages.add(drawn, view, number, clock)


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
    if loading.recognised and not _has_text(loading):
        text = "PDF 是扫描件，其中的文字层是机器识别出来的，数字不能作准"
        raise ReadingError(text, f"{_FIND_ORIGINAL}；只有扫描件时，{NEEDS_RECOGNITION}", name, "READ_SCAN")
    if not _has_text(loading):
        text = "PDF 没有文字层，是扫描件或图片"
        raise ReadingError(text, f"{_FIND_ORIGINAL}；只有扫描件时，{NEEDS_RECOGNITION}", name, "READ_SCAN")
    if loading.unknown > _UNREADABLE_SHARE * loading.glyphs:
        text = "PDF 的字体没有注明文字编码，看得见，却读不出是什么字"
        raise ReadingError(text, _FIND_ORIGINAL, name, "READ_PDF_FONT")
    if loading.unknown:
        loading.unread.append(f"有 {loading.unknown} 个字的字体没有注明编码，读不出，以“{UNKNOWN}”代替")
    if loading.pictures:
        loading.unread.append(f"{_pages_named(loading.pictures)}是图片，没有可以读取的文字")


def _has_text(loading: _Loading) -> bool:
    """More than page numbers beside the pictures."""
    return loading.glyphs > 10 * len(loading.pictures)
