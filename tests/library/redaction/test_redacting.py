"""What lay below a box is nowhere in the result; what lay beside it is still to be seen."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("PIL")
pytest.importorskip("pypdfium2")

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from gongkai.reading.loaders.office import soffice
from gongkai.redaction import Box, RedactionError, redact, source_of
from gongkai.redaction.burning import burned
from tests.library.redaction.making import PHONE, pdf_of, picture

BOX = Box(1, 0.2, 0.3, 0.6, 0.4, "15")
BELOW = (40, 90, 119, 119)
"""In pixels of a picture of 200 × 300."""


@settings(deadline=None, max_examples=40)
@given(st.binary(min_size=30, max_size=400), st.binary(min_size=30, max_size=400))
def test_two_pages_that_differ_only_below_the_box_become_the_same_file(one: bytes, other: bytes) -> None:
    assert burned(picture(one, BELOW), [BOX]) == burned(picture(other, BELOW), [BOX])


@settings(deadline=None, max_examples=40)
@given(
    st.tuples(*(st.floats(0, 0.99) for _ in range(2))),
    st.tuples(*(st.floats(0.01, 1) for _ in range(2))),
    st.sampled_from(["14a", "15", "16c", "personal"]),
)
def test_no_pixel_below_any_box_is_of_the_page(corner: tuple, size: tuple, reason: str) -> None:
    left, top = corner
    box = Box(1, left, top, min(1.0, left + size[0]), min(1.0, top + size[1]), reason)
    white = Image.new("RGB", (200, 300), "white")
    other = white.copy()
    area = (int(box.left * 200), int(box.top * 300), min(199, int(box.right * 200)), min(299, int(box.bottom * 300)))
    ImageDraw.Draw(other).rectangle(area, fill="red")
    assert burned(_png(white), [box]) == burned(_png(other), [box])


def _png(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def test_a_pdf_loses_the_words_below_and_its_text_layer() -> None:
    source = source_of(pdf_of([f"Zhang San {PHONE}", "Road 12"]), "a.pdf")
    box = Box(1, 0.0, 0.05, 1.0, 0.085, "personal")
    assert PHONE in source.words([box])[0][0].replace(" ", "")
    done = redact(source, [box])
    assert done.proven_by[0] == "pdfium"
    with pdfium.PdfDocument(done.pdf) as pdf:
        assert [page.get_textpage().get_text_bounded() for page in pdf] == [""]
        assert not any(pdf.get_metadata_dict().values())
        shown = pdf[0].render(scale=1).to_pil().convert("L")
    original = pdfium.PdfDocument(source.data)[0].render(scale=1).to_pil().convert("L")
    below = (0, int(shown.height * 0.089), shown.width, shown.height)
    assert min(shown.crop(below).tobytes()) < 100, "what stands beside the box is still there"
    assert max(abs(one - other) for one, other in zip(shown.size, original.size, strict=True)) <= 1


def test_what_stands_open_elsewhere_is_told() -> None:
    source = source_of(pdf_of([f"Zhang {PHONE}", "nothing", f"again {PHONE}"]), "a.pdf")
    done = redact(source, [Box(1, 0.0, 0.05, 1.0, 0.085, "personal")])
    assert (1, PHONE) in done.elsewhere


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_measured_as_it_is_shown(turn: int) -> None:
    source = source_of(pdf_of([PHONE], turn=turn), "a.pdf")
    corner = {0: (0, 0, 0.6, 0.2), 90: (0.8, 0, 1, 0.6), 180: (0.4, 0.8, 1, 1), 270: (0, 0.4, 0.2, 1)}[turn]
    under, beside = source.words([Box(1, *corner, "15")])
    assert PHONE in under[0]
    assert PHONE not in beside[0]


def test_a_photograph_is_redacted_without_what_the_camera_wrote() -> None:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "SecretCamera"
    page = Image.new("RGB", (400, 600), "white")
    ImageDraw.Draw(page).text((90, 190), "13812345678", fill="black")
    page.save(out, "JPEG", exif=exif)
    done = redact(out.getvalue(), [BOX], name="a.jpg")
    assert b"SecretCamera" not in done.pdf
    assert b"Exif" not in done.pdf


@pytest.mark.skipif(not soffice(), reason="needs LibreOffice")
def test_a_word_document_is_redacted_as_it_is_printed() -> None:
    docx = pytest.importorskip("docx")
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("SecretName lives here")
    document.core_properties.author = "SecretAuthor"
    document.save(out)
    done = redact(out.getvalue(), [Box(1, 0, 0, 1, 0.3, "personal")], name="a.docx")
    assert done.pages == 1
    assert b"SecretAuthor" not in done.pdf


@pytest.mark.parametrize(
    ("boxes", "words"), [([], "没有遮盖框"), ([Box(2, 0, 0, 1, 1, "15")], "第 1 个遮盖框在第 2 页，文件只有 1 页")]
)
def test_boxes_that_do_not_fit_are_refused(boxes: list[Box], words: str) -> None:
    with pytest.raises(RedactionError, match=words):
        redact(pdf_of(["x"]), boxes, name="a.pdf")


def test_what_has_no_pages_is_refused() -> None:
    with pytest.raises(RedactionError, match="没有页面"):
        redact("一二三".encode(), [BOX], name="a.txt")
