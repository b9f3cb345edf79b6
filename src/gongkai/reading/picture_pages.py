"""Pictures of single pages → one PDF, a page each: several photographs are one report.

The pictures are wrapped as they are, neither opened nor changed: that is left to the process that reads them.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.reading.problem import ReadingError

_LONG_SIDE = 842.0
"""A4 in points, whatever the picture's own resolution says: photographs say nothing sensible."""

_POINTS = 72.0

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_COLOURS = {1: "/DeviceGray", 3: "/DeviceRGB"}
_TURNS = {3: 180, 6: 90, 8: 270}
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class _Image:
    """How a PDF says what the bytes are; `turn` is by how much a viewer must turn it, clockwise."""

    width: int
    height: int
    data: bytes
    form: str
    turn: int = 0


def is_page_picture(data: bytes) -> bool:
    """A picture that can be one page of several."""
    return data.startswith((_PNG, _JPEG))


def as_pdf(pictures: Sequence[tuple[str, bytes]], *, dpi: float | None = None) -> bytes:
    """One PDF of these pictures (name and content), in this order; each as large as its pixels are at `dpi`, without it A4.
    Raises ReadingError with the name of one that does not fit."""
    return _file((_image(name, data) for name, data in pictures), dpi)


def natural_order(name: str) -> list[tuple[int, int, str]]:
    """For sorting names as people count: 第2页 before 第10页."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", name) if part]


def _image(name: str, data: bytes) -> _Image:
    try:
        if data.startswith(_PNG):
            return _png(data)
        if data.startswith(_JPEG):
            return _jpeg(data)
    except (struct.error, IndexError, KeyError, ValueError) as error:
        text, remedy = "这张图片不能和别的合成一份", "请另存为普通的 JPEG 图片再试"
        raise ReadingError(text, remedy, name, "READ_PICTURE") from error
    raise ReadingError("这不是 JPEG 或 PNG 图片", "请另存为 JPEG 图片再试", name, "READ_PICTURE")


def _png(data: bytes) -> _Image:
    """ISO/IEC 15948; what PDF knows as it is: not interlaced, without transparency."""
    width, height, depth, kind, _, _, interlaced = struct.unpack_from(">IIBBBBB", data, 16)
    if interlaced or kind not in (0, 2, 3):
        raise ValueError("interlaced or transparent")
    chunks = list(_png_chunks(data))
    colours = 3 if kind == 2 else 1
    space = _COLOURS[colours]
    if kind == 3:
        palette = next(content for name, content in chunks if name == b"PLTE")
        space = f"[/Indexed /DeviceRGB {len(palette) // 3 - 1} <{palette.hex()}>]"
    rows = f"<</Predictor 15 /Colors {colours} /BitsPerComponent {depth} /Columns {width}>>"
    form = f"/ColorSpace {space} /BitsPerComponent {depth} /Filter /FlateDecode /DecodeParms {rows}"
    return _Image(width, height, b"".join(content for name, content in chunks if name == b"IDAT"), form)


def _png_chunks(data: bytes) -> Iterable[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        yield name, data[at + 8 : at + 8 + length]
        at += length + 12


def _jpeg(data: bytes) -> _Image:
    """ITU-T T.81: the first frame header says how large it is; before it, EXIF says how the camera was held."""
    at, turn = 2, 0
    while True:
        mark, length = struct.unpack_from(">xBH", data, at)
        content = data[at + 4 : at + 2 + length]
        if mark == 0xE1 and content.startswith(b"Exif\0\0"):
            turn = _TURNS.get(_orientation(content[6:]), 0)
        if mark in _FRAMES:
            depth, height, width, parts = struct.unpack_from(">BHHB", content)
            form = f"/ColorSpace {_COLOURS[parts]} /BitsPerComponent {depth} /Filter /DCTDecode"
            return _Image(width, height, data, form, turn)
        at += 2 + length


def _orientation(exif: bytes) -> int:
    """TIFF 6.0: the tag in the first directory; 1 where there is none."""
    order = "<" if exif.startswith(b"II") else ">"
    (start,) = struct.unpack_from(f"{order}I", exif, 4)
    (count,) = struct.unpack_from(f"{order}H", exif, start)
    for entry in range(start + 2, start + 2 + 12 * count, 12):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, entry)
        if tag == _ORIENTATION:
            return int(value)
    return 1


def _file(images: Iterable[_Image], dpi: float | None) -> bytes:
    """ISO 32000-1: catalogue, pages, and for each page the page itself, what it draws, and the picture."""
    pages: list[str] = []
    parts: list[bytes] = []
    for image in images:
        number = 3 + len(parts)
        scale = _POINTS / dpi if dpi else _LONG_SIDE / max(image.width, image.height)
        width, height = (f"{side * scale:.2f}" for side in (image.width, image.height))
        drawing = f"{width} 0 0 {height} 0 0 cm /P Do".encode()
        look = f"/MediaBox [0 0 {width} {height}] /Rotate {image.turn} /Resources <</XObject <</P {number + 2} 0 R>>>>"
        about = f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} {image.form}"
        pages.append(f"{number} 0 R")
        parts.append(f"<</Type /Page /Parent 2 0 R {look} /Contents {number + 1} 0 R>>".encode())
        parts += [_stream("", drawing), _stream(about, image.data)]
    tree = f"<</Type /Pages /Count {len(pages)} /Kids [{' '.join(pages)}]>>".encode()
    return _written([b"<</Type /Catalog /Pages 2 0 R>>", tree, *parts])


def _stream(about: str, content: bytes) -> bytes:
    return f"<<{about} /Length {len(content)}>>\nstream\n".encode() + content + b"\nendstream"


def _written(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out) + end % (len(objects) + 1, table, len(objects) + 1, len(out))
