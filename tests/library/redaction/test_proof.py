"""The proof refuses whatever still holds text, however it is held."""

from __future__ import annotations

import zlib

import pytest

pytest.importorskip("PIL")
pytest.importorskip("pypdfium2")

from gongkai.reading.picture_pages import as_pdf
from gongkai.redaction import RedactionError, prove
from tests.library.redaction.making import PHONE, pdf_of, picture

CLEAN = as_pdf([("a", picture(b"x" * 30, (0, 0, 9, 9)))])


def with_object(content: bytes) -> bytes:
    """One object more, which no page refers to."""
    return CLEAN.replace(b"xref\n", b"9 0 obj\n" + content + b"\nendobj\nxref\n", 1)


def stream(body: bytes, about: bytes = b"") -> bytes:
    return b"<<%b /Length %d>>\nstream\n%b\nendstream" % (about, len(body), body)


def test_pictures_alone_are_proven() -> None:
    assert prove(CLEAN, [PHONE, "张三丰"])[-1] == "逐字节查找"


@pytest.mark.parametrize(
    "held",
    [
        pytest.param(pdf_of([PHONE]), id="a text layer"),
        pytest.param(with_object(b"<</Type /Font>>"), id="a font"),
        pytest.param(with_object(b"<</Type /Metadata>>"), id="metadata"),
        pytest.param(with_object(b"<</Type /Annots>>"), id="remarks"),
        pytest.param(with_object(stream(zlib.compress(b"BT (x) Tj ET"), b"/Filter /FlateDecode")), id="packed text"),
        pytest.param(with_object(stream(b"Exif\0\0", b"/Subtype /Image")), id="what a camera wrote"),
        *(
            pytest.param(with_object(b"(" + "张三丰".encode(encoding) + b")"), id=encoding)
            for encoding in ("utf-8", "utf-16-be", "gb18030")
        ),
        pytest.param(with_object(b"<" + "张三丰".encode("utf-16-be").hex().encode() + b">"), id="hexadecimal"),
        pytest.param(with_object(stream(zlib.compress(PHONE.encode()))), id="packed words"),
    ],
)
def test_what_still_holds_text_is_refused(held: bytes) -> None:
    with pytest.raises(RedactionError, match="没有通过核验"):
        prove(held, [PHONE, "张三丰"])
