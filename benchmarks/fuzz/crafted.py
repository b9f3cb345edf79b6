"""Files made to harm: bombs, loops, endless tables, deep nests. Each is small on disk and large in what it asks for."""

from __future__ import annotations

import base64
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator

_MANY = 100_000
_WORDS = "本机关2023年政府信息公开工作年度报告 一、本年新收政府信息公开申请数量"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument"


def crafted() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """File name → what makes its bytes."""
    yield from _HTML.items()
    yield from _ARCHIVES.items()
    yield from _PDF.items()
    yield from _TEXT.items()


def _page(body: str) -> bytes:
    return f"<html><head><meta charset='utf-8'></head><body><p>{_WORDS}</p>{body}</body></html>".encode()


def zipped(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, head: str = "") -> bytes:
    types = (
        f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{_KIND}.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{_WORD}"><w:body>'
        f"{_paragraph(_WORDS)}{body}</w:body></w:document>"
    )
    return zipped({"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document})


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def xlsx(rows: str, head: str = "", columns: str = "A1:XFD1048576") -> bytes:
    main = f"{_KIND}.spreadsheetml"
    types = (
        f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{main}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{main}.worksheet+xml"/></Types>'
    )
    book = f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets><sheet name="表" sheetId="1" r:id="r"/></sheets></workbook>'
    sheet = f'<?xml version="1.0"?>{head}<worksheet xmlns="{_SHEET}"><dimension ref="{columns}"/><sheetData>{rows}</sheetData></worksheet>'
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def _relation(kind: str, target: str) -> str:
    one = f'<Relationship Id="r" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_RELATIONS}">{one}</Relationships>'


def _laughs() -> str:
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    return f'<!DOCTYPE d [<!ENTITY l0 "哈">{entities}]>'


_OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "http://127.0.0.1:9/x">]>'


def _bomb(depth: int = 1) -> bytes:
    data = b"\x00" * 50_000_000
    for level in range(depth):
        data = zipped({f"{level}.txt" if not level else f"{level}.zip": data})
    return data


def _overlapping() -> bytes:
    """One compressed stream, named by many entries of the directory."""
    data = bytearray(zipped({"0.txt": b"0" * 10_000_000}))
    at = data.rindex(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    entry, tail = bytes(data[at:end]), bytearray(data[end:])
    count = 60_000
    tail[8:12] = count.to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * count).to_bytes(4, "little")
    return bytes(data[:at]) + entry * count + bytes(tail)


def pdf(objects: list[bytes], root: int = 1) -> bytes:
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, start)
    return bytes(out)


def _stream(content: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%b>>stream\n%b\nendstream" % (len(packed), extra, packed)


def _one_page(content: bytes, resources: bytes = b"<<>>", box: bytes = b"[0 0 595 842]") -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox %b/Contents 4 0 R/Resources %b>>" % (box, resources)
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, _stream(content)])


def _form_loop() -> bytes:
    """A drawing that draws itself twice."""
    form = _stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    return pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, _stream(b"/X Do"), form]
    )


_ROW = "<tr>" + "<td>0</td>" * 10 + "</tr>"
_HTML: dict[str, Callable[[], bytes]] = {
    "hundred-thousand-columns.html": lambda: _page("<table><tr>" + "<td>0</td>" * _MANY + "</tr></table>"),
    "hundred-thousand-rows.html": lambda: _page("<table>" + _ROW * _MANY + "</table>"),
    "wide-spans.html": lambda: _page('<table><tr><td colspan="999999999" rowspan="999999999">0</td></tr></table>' * 50),
    "spans-upon-spans.html": lambda: _page(
        "<table>" + '<tr><td rowspan="65000" colspan="900">0</td></tr>' * 900 + "</table>"
    ),
    "deep-divs.html": lambda: _page("<div>" * _MANY + "0" + "</div>" * _MANY),
    "deep-tables.html": lambda: _page("<table><tr><td>" * 20_000 + "0"),
    "one-attribute.html": lambda: _page(f'<p title="{"x" * 5_000_000}">0</p>'),
    "many-attributes.html": lambda: _page("<p " + " ".join(f"a{i}=1" for i in range(_MANY)) + ">0</p>"),
    "entities.html": lambda: _laughs().encode() + _page("&l9;"),
    "outside.html": lambda: _page('<img src="http://127.0.0.1:9/x"><link href="//127.0.0.1:9/y" rel="stylesheet">'),
    "styles.html": lambda: _page("<style>" + "td td td {display:none}" * 50_000 + "</style>" + _ROW * 100),
    "unclosed.html": lambda: _page("<table><tr><td><b><i>" * 30_000),
    "json-in-script.js": lambda: ("var d=" + "[" * _MANY + "]" * _MANY + f";//{_WORDS}").encode(),
    "frames.mht": lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n" + b"--x\n\n" * _MANY,
}
_ARCHIVES: dict[str, Callable[[], bytes]] = {
    "bomb.zip": _bomb,
    "bomb-in-bomb.zip": lambda: _bomb(3),
    "overlapping.zip": _overlapping,
    "slip.zip": lambda: zipped({"../../../../tmp/gongkai-slip.txt": _WORDS, "/etc/gongkai-slip": _WORDS}),
    "many-members.zip": lambda: zipped({f"{i}.txt": "公开" for i in range(20_000)}),
    "entities.docx": lambda: docx(_paragraph("&l9;"), _laughs()),
    "outside.docx": lambda: docx(_paragraph("&x;&y;"), _OUTSIDE),
    "bomb.docx": lambda: docx(_paragraph("0" * 60_000_000)),
    "deep.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000),
    "hundred-thousand-columns.docx": lambda: docx(
        "<w:tbl><w:tr>" + f"<w:tc>{_paragraph('0')}</w:tc>" * _MANY + "</w:tr></w:tbl>"
    ),
    "wide-span.docx": lambda: docx(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>{_paragraph("0")}</w:tc></w:tr></w:tbl>'
    ),
    "entities.xlsx": lambda: xlsx('<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>', _laughs()),
    "far-cell.xlsx": lambda: xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "hundred-thousand-rows.xlsx": lambda: xlsx(
        "".join(f'<row r="{i}"><c r="A{i}"><v>0</v></c></row>' for i in range(1, _MANY))
    ),
}
_PDF: dict[str, Callable[[], bytes]] = {
    "page-tree-loop.pdf": lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"]),
    "form-loop.pdf": _form_loop,
    "million-lines.pdf": lambda: _one_page(b"0 0 m 9 9 l S\n" * 1_000_000),
    "million-rectangles.pdf": lambda: _one_page(b"1 1 90 9 re S\n" * 500_000),
    "million-characters.pdf": lambda: _one_page(
        b"BT /F 1 Tf (0) Tj " + b"(0) Tj " * 500_000 + b"ET",
        b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
    ),
    "huge-page.pdf": lambda: _one_page(b"0 0 m 9 9 l S", box=b"[0 0 1000000000 1000000000]"),
    "stream-bomb.pdf": lambda: _one_page(b" " * 300_000_000),
    "deep-array.pdf": lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"[" * _MANY + b"]" * _MANY]),
    "length-loop.pdf": lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Length 2 0 R>>stream\nx\nendstream"]),
}
_TEXT: dict[str, Callable[[], bytes]] = {
    "one-line.txt": lambda: (_WORDS + " 0" * 2_000_000).encode(),
    "million-lines.txt": lambda: (_WORDS + "\n0" * 1_000_000).encode(),
    "digits.txt": lambda: (_WORDS + "0" * 5_000_000).encode(),
    "labels.txt": lambda: ("一、本年新收政府信息公开申请数量\n" * 90_000).encode(),
    "glued-rows.txt": lambda: (
        "一、本年新收政府信息公开申请数量 1234567890123456789012345678901234567890\n" * 2_000
    ).encode(),
    "tabs.tsv": lambda: (_WORDS + "\n" + "0\t" * 400_000).encode(),
    "pipes.md": lambda: (_WORDS + "\n" + "|" * 400_000 + "\n|" + "---|" * _MANY).encode(),
    "quotes.csv": lambda: (_WORDS + '\n"' + '""' * 1_000_000).encode(),
    "deep.json": lambda: b'{"a":' * _MANY + f'"{_WORDS}"'.encode() + b"}" * _MANY,
    "wide.json": lambda: json.dumps({"公开": [[0] * 1000] * 500}).encode(),
    "numbers.json": lambda: b'{"data":{"content":"' + _WORDS.encode() + b'","n":' + b"9" * 1_000_000 + b"}}",
    "base64.json": lambda: json.dumps({"公开": base64.b64encode(b"0" * 5_000_000).decode()}).encode(),
    "rtf-groups.rtf": lambda: b"{\\rtf1 " + b"{" * _MANY + b"}" * _MANY + b"}",
    "wrong-suffix.pdf": lambda: _page(_ROW),
    "nul.txt": lambda: b"\x00" * 1_000_000,
    "surrogates.txt": lambda: b"\xed\xa0\x80" * _MANY + _WORDS.encode(),
    "utf16-cut.txt": lambda: (_WORDS * 100).encode("utf-16")[:-1],
    "utf7.txt": lambda: _WORDS.encode("utf-7"),
    "gb18030-half.txt": lambda: (_WORDS * 50).encode("gb18030") + b"\x81",
}
