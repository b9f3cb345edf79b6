"""Files to be redacted: a small PDF with a text layer, a picture with given pixels in one place."""

from __future__ import annotations

import io

from PIL import Image

PHONE = "13812345678"


def pdf_of(lines: list[str], *, turn: int = 0, extra: bytes = b"") -> bytes:
    """One page of A4 with these lines in the left upper corner, written by hand so that nothing else is in it."""
    drawing = b"BT /F 14 Tf 60 780 Td 20 TL " + b" ".join(f"({line}) Tj T*".encode() for line in lines) + b" ET"
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Count 1 /Kids [3 0 R]>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents 4 0 R "
        b"/Resources <</Font <</F 5 0 R>>>>>>" % turn,
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(drawing), drawing),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
    ]
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 6\n0000000000 65535 f \n%btrailer\n<</Size 6 /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out) + extra + tail % (table, len(out) + len(extra))


def picture(content: bytes, area: tuple[int, int, int, int]) -> bytes:
    """A white page of 200 × 300 whose pixels in the area come from the content."""
    page = Image.new("RGB", (200, 300), "white")
    width, height = area[2] - area[0], area[3] - area[1]
    needed = width * height * 3
    page.paste(Image.frombytes("RGB", (width, height), (content * (needed // len(content) + 1))[:needed]), area[:2])
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()
