"""One page of a PDF as a picture, for a person who compares a cell with the page it was read from."""

from __future__ import annotations

import struct
import zlib
from contextlib import closing

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gongkai.reading.blocks import PageImage
from gongkai.reading.loaders.pdf_file import opened, page_at
from gongkai.reading.problem import ReadingError

_LONGEST_SIDE = 4000
_POINTS = 72.0
_CHANNELS = 3


def picture_of(data: bytes, number: int, dpi: float) -> PageImage:
    """The page as a viewer shows it; a page larger than any paper is drawn smaller. Raises ReadingError."""
    with closing(opened(data, "")) as pdf:
        if not 1 <= number <= len(pdf):
            raise ReadingError(f"PDF 没有第 {number} 页", f"这个文件有 {len(pdf)} 页", "", "READ_PAGE")
        with closing(page_at(pdf, number - 1, "")) as page:
            scale = min(dpi / _POINTS, _LONGEST_SIDE / max(page.get_size()))
            with closing(page.render(scale=scale, rev_byteorder=True, force_bitmap_format=raw.FPDFBitmap_BGR)) as drawn:
                return PageImage(_png(drawn), drawn.width, drawn.height, len(pdf))


def _png(drawn: pdfium.PdfBitmap) -> bytes:
    """PNG (ISO/IEC 15948): eight bits a channel, red green blue, no filter."""
    pixels, row = bytes(drawn.buffer), drawn.width * _CHANNELS
    rows = (pixels[start : start + row] for start in range(0, drawn.height * drawn.stride, drawn.stride))
    head = struct.pack(">IIBBBBB", drawn.width, drawn.height, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + one for one in rows), 6)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
