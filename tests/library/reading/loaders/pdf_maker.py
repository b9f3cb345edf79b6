"""PDF files written by hand, operator by operator, so that a test decides how every glyph and line is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar

A4 = (595, 842)

_FONTS = {
    "latin": "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    "song": "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts ["
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
    " /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /Ascent 880 /Descent -120"
    " /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [-25 -254 1000 880] >> >>] >>",
    "upright": "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V /DescendantFonts ["
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
    " /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /Ascent 880 /Descent -120"
    " /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [-25 -254 1000 880] >> >>] >>",
    "wide": "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+SimSun /Encoding /WinAnsiEncoding /FirstChar 33"
    " /LastChar 126 /Widths [" + "1000 " * 94 + "] /FontDescriptor << /Type /FontDescriptor /FontName /ABCDEF+SimSun"
    " /Flags 4 /Ascent 880 /Descent -120 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 0 1000 880] >> >>",
    "coded": "<< /Type /Font /Subtype /Type0 /BaseFont /Subset /Encoding /Identity-H /DescendantFonts ["
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Subset /DW 1000"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    " /FontDescriptor << /Type /FontDescriptor /FontName /Subset /Flags 4 /Ascent 880 /Descent -120"
    " /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [-25 -254 1000 880] >> >>] >>",
}


def text(
    x: float, y: float, words: str, *, size: float = 10, font: str = "", before: str = "", turn: str = "1 0 0 1"
) -> str:
    """One text object; `before` are operators inside it (Tc, Tr, …), `turn` the first four numbers of its matrix."""
    font = font or ("latin" if words.isascii() else "song")
    shown = f"({words})" if font in ("latin", "wide") else f"<{words.encode('utf-16-be').hex()}>"
    return f"q BT /{font} {size} Tf {before} {turn} {x:.3f} {y:.3f} Tm {shown} Tj ET Q"


def line(x0: float, y0: float, x1: float, y1: float, *, width: float = 0.5, before: str = "") -> str:
    return f"q {before} {width} w {x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S Q"


def bar(x: float, y: float, width: float, height: float, *, grey: float = 0) -> str:
    """A filled rectangle."""
    return f"q {grey} g {x:.3f} {y:.3f} {width:.3f} {height:.3f} re f Q"


@dataclass
class HandPdf:
    """Objects in the order they were added; `save` numbers them and writes the table of their places.

    In contents and entries, @0 stands for the reference to the first of `extras`, @1 to the second.
    """

    LATIN: ClassVar[str] = _FONTS["latin"]

    pages: list[tuple[str, tuple[float, float], str]] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)
    fonts: dict[str, str] = field(default_factory=dict)
    catalog: str = ""
    resources: str = ""

    def page(self, *content: str, size: tuple[float, float] = A4, entries: str = "") -> HandPdf:
        """`entries` are further keys of the page, such as "/Rotate 90"."""
        self.pages.append(("\n".join(content), size, entries))
        return self

    @staticmethod
    def form(content: str, entries: str) -> str:
        """A drawing to be used by pages or other drawings, as one of `extras`."""
        fonts = " ".join(f"/{name} {3 + i} 0 R" for i, name in enumerate(_FONTS))
        return stream(content, f"/Type /XObject /Subtype /Form {entries} /Resources << /Font << {fonts} >> >>")

    def save(self) -> bytes:
        known = {**_FONTS, **self.fonts}
        fonts = " ".join(f"/{name} {3 + i} 0 R" for i, name in enumerate(known))
        first = 3 + len(known)
        kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(self.pages)))
        objects = [
            f"<< /Type /Catalog /Pages 2 0 R {self.catalog} >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>",
        ]
        objects += known.values()
        for i, (content, (width, height), entries) in enumerate(self.pages):
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {first + 2 * i + 1} 0 R"
                f" /Resources << /Font << {fonts} >> {self.resources} >> {entries} >>"
            )
            objects.append(stream(content))
        numbers = {f"@{i}": f"{len(objects) + 1 + i} 0 R" for i in range(len(self.extras))}
        return file_of([_numbered(body, numbers) for body in [*objects, *self.extras]])


def stream(content: str, entries: str = "") -> str:
    return f"<< /Length {len(content.encode('latin-1'))} {entries} >>\nstream\n{content}\nendstream"


def _numbered(body: str, numbers: dict[str, str]) -> str:
    return re.sub(r"@\d+", lambda found: numbers.get(found.group(), found.group()), body)


def file_of(objects: list[str], trailer: str = "") -> bytes:
    """The objects, numbered from 1, of which the first is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + (head + tail).encode("latin-1")
