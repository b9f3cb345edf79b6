"""The piece of a page around one cell, the cell framed in red: small enough to stand beside the question about it."""

from __future__ import annotations

import struct
import zlib

from gongkai.reading.blocks import PageImage, Region

_GREYS = 8
_MARK = _GREYS
_LEVEL = bytes(min(value * _GREYS // 255, _GREYS - 1) for value in range(256))
_PALETTE = b"".join(bytes([255 * grey // (_GREYS - 1)] * 3) for grey in range(_GREYS)) + b"\xb0\x12\x1b"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3}
_FRAME, _GAP = 2, 3


def page_part(image: PageImage, cell: Region, wide: int, high: int) -> bytes:
    """A PNG of at most `wide` by `high` pixels of the page, in eight greys, with a red frame around the cell in its middle.
    A cell that is larger has it all to itself. Raises ValueError for a picture that is no PNG of eight-bit pixels."""
    rows, channels = _rows(image)
    left, right = _span(cell.x0, cell.x1, image.width, wide)
    top, bottom = _span(cell.y0, cell.y1, image.height, high)
    # Of a coloured page the green is nearest to how dark a person sees it.
    first = left * channels + (1 if channels > 1 else 0)
    part = [bytearray(row[first : right * channels : channels].translate(_LEVEL)) for row in rows[top:bottom]]
    box = (round(cell.x0 * image.width) - left, round(cell.y0 * image.height) - top)
    end = (round(cell.x1 * image.width) - left, round(cell.y1 * image.height) - top)
    _frame(part, box[0] - _GAP, box[1] - _GAP, end[0] + _GAP, end[1] + _GAP)
    head = struct.pack(">IIBBBBB", right - left, bottom - top, 8, 3, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + row for row in part), 9)
    return _SIGNATURE + b"".join(
        _chunk(kind, content)
        for kind, content in ((b"IHDR", head), (b"PLTE", _PALETTE), (b"IDAT", packed), (b"IEND", b""))
    )


def _span(start: float, end: float, length: int, most: int) -> tuple[int, int]:
    """Pixels from and to: `most` of them around the middle of the cell, within the page, and the cell always whole."""
    low, high = round(start * length), round(end * length)
    most = min(length, max(most, high - low + 2 * (_GAP + _FRAME)))
    first = min(max(0, (low + high - most) // 2), length - most)
    return first, first + most


def _frame(part: list[bytearray], left: int, top: int, right: int, bottom: int) -> None:
    width = len(part[0]) if part else 0
    for y in range(max(0, top - _FRAME), min(len(part), bottom + _FRAME)):
        whole = y < top or y >= bottom
        for start, end in (
            ((left - _FRAME, right + _FRAME),) if whole else ((left - _FRAME, left), (right, right + _FRAME))
        ):
            start, end = max(0, start), min(width, end)
            if start < end:
                part[y][start:end] = bytes([_MARK]) * (end - start)


def _rows(image: PageImage) -> tuple[list[bytes], int]:
    """The pixels row by row, and how many bytes each has (PNG, ISO/IEC 15948 §9)."""
    data = image.png
    if not data.startswith(_SIGNATURE) or data[24] != 8 or data[25] not in _CHANNELS or data[28]:
        raise ValueError("not a PNG of eight-bit grey or coloured pixels")
    channels = _CHANNELS[data[25]]
    pixels = zlib.decompress(b"".join(_contents(data)))
    stride = image.width * channels + 1
    rows: list[bytes] = []
    for start in range(0, image.height * stride, stride):
        rows.append(_unfiltered(pixels[start], pixels[start + 1 : start + stride], rows[-1] if rows else b"", channels))
    return rows, channels


def _contents(data: bytes) -> list[bytes]:
    found, at = [], len(_SIGNATURE)
    while at + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if data[at + 4 : at + 8] == b"IDAT":
            found.append(data[at + 8 : at + 8 + length])
        at += length + 12
    return found


def _unfiltered(kind: int, row: bytes, above: bytes, channels: int) -> bytes:
    if kind == 0:
        return row
    out, above = bytearray(row), above or bytes(len(row))
    for i, value in enumerate(row):
        left = out[i - channels] if i >= channels else 0
        corner = above[i - channels] if i >= channels else 0
        predicted = (left, above[i], (left + above[i]) // 2, _nearest(left, above[i], corner))[kind - 1]
        out[i] = (value + predicted) & 0xFF
    return bytes(out)


def _nearest(left: int, above: int, corner: int) -> int:
    return min((left, above, corner), key=lambda one: abs(left + above - corner - one))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
