"""Small files made for the proof: PDF pages written by hand, Word documents and workbooks by their parts."""

from __future__ import annotations

import io
import struct
import zipfile

import docx
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def pdf(content: str, annotations: str = "", about: str = "") -> bytes:
    """One page of 300 × 300 points with Helvetica as /F1; `annotations` are dictionaries."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>"
        f" /Annots [{annotations}] >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {about} >>",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return (
        out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def words(text: str, y: int = 200) -> str:
    return f"BT /F1 12 Tf 50 {y} Td ({text}) Tj ET"


def box(colour: str, y: int = 195, paint: str = "f") -> str:
    return f"q {colour} rg 45 {y} 160 20 re {paint} Q"


def word(*paragraphs: str, extra: str = "") -> bytes:
    """A document whose last paragraph holds the runs of `extra`."""
    made = docx.Document()
    made.core_properties.author = "python-docx"
    for text in paragraphs:
        made.add_paragraph(text)
    if extra:
        made.element.body.insert(len(paragraphs), parse_xml(f"<w:p {nsdecls('w')}>{extra}</w:p>"))
    return saved(made)


def saved(made: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def workbook(*, sheet: bool = False, row: bool = False, column: bool = False, remark: bool = False) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    first, second = book.add_worksheet("名单"), book.add_worksheet("底稿")
    for one in (first, second):
        one.write_row(0, 0, ["姓名", "金额", "备注"])
        one.write_row(1, 0, ["张三", 500, "本人"])
        one.write_row(2, 0, ["李四", 800, "代领"])
    if sheet:
        second.hide()
    if row:
        first.set_row(2, None, None, {"hidden": True})
    if column:
        first.set_column(2, 2, None, None, {"hidden": True})
    if remark:
        first.write_comment(1, 1, "请再核一下")
    book.close()
    return stream.getvalue()


def photograph(*, gps: bool) -> bytes:
    """The first segments of a JPEG whose Exif has a GPS directory with a latitude, or none."""
    count = 1 if gps else 0
    directory = struct.pack("<HHHIII", 1, 0x8825, 4, 1, 26, 0) if count else struct.pack("<HI", 0, 0)
    place = struct.pack("<HHHIII", 1, 2, 5, 3, 0, 0) if count else b""
    tiff = b"II*\0" + struct.pack("<I", 8) + directory + place
    segment = b"Exif\0\0" + tiff
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + b"\xff\xda\0\x02"
