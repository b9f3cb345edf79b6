"""A PDF that cannot be read says why in one sentence, and what to do; nothing is guessed."""

import pytest

from gongkai.reading import ReadingError
from gongkai.reading.loaders import pdf_file
from gongkai.reading.loaders.pdf_document import read_document
from gongkai.reading.problem import Clock, Limits

from .pdf_maker import HandPdf, text
from .pdf_reading import outline, read, table
from .pdf_secrets import locked

PICTURE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
)
SCAN = "q 500 0 0 700 40 60 cm /X Do Q"


def scanned() -> HandPdf:
    return HandPdf(extras=[f"{PICTURE}\nstream\nA\nendstream"], resources="/XObject << /X @0 >>")


def refusal(pdf: HandPdf | bytes) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read(pdf)
    assert caught.value.remedy
    assert caught.value.where == "x.pdf"
    return caught.value


def test_a_scan_names_the_remedy():
    error = refusal(scanned().page(SCAN))
    assert error.code == "READ_SCAN"
    assert "没有文字层" in error.text
    assert "OCR" in error.remedy


def test_a_scan_with_page_numbers_is_still_a_scan():
    assert refusal(scanned().page(SCAN, text(280, 30, "- 1 -"))).code == "READ_SCAN"


def test_a_text_layer_guessed_from_the_picture_is_not_trusted():
    guessed = [text(60, 700 - 20 * i, "收到申请 12 件", before="3 Tr") for i in range(5)]
    assert "机器识别" in refusal(scanned().page(SCAN, *guessed)).text


def test_one_scanned_page_among_others_is_said():
    document = read(scanned().page(text(50, 780, "一、总体情况，本年度主动公开"), *table(50, 700)).page(SCAN))
    assert document.unread == ["第 2 页是图片，没有可以读取的文字"]


def test_an_empty_page_has_no_text():
    assert refusal(HandPdf().page()).code == "READ_SCAN"


@pytest.mark.parametrize("font", ["coded", "wide"])
def test_a_font_that_does_not_say_its_characters(font: str):
    said = "政府信息公开" if font == "coded" else "2023#$0451"
    assert refusal(HandPdf().page(text(50, 780, said, font=font), text(50, 760, "2023"))).code == "READ_PDF_FONT"


def test_a_few_unknown_characters_are_shown_as_such():
    document = read(HandPdf().page(*table(), text(50, 600, "一、总体情况" * 4), text(50, 500, "附件", font="coded")))
    assert outline(document)[-1] == "\ufffd\ufffd"
    assert document.unread == ["有 2 个字的字体没有注明编码，读不出，以“\ufffd”代替"]


def test_a_password():
    assert refusal(locked("2023", user=b"secret")).code == "READ_PASSWORD"


def test_a_file_locked_only_against_printing_is_read():
    assert outline(read(locked("annual report 2023", user=b""))) == ["annual report 2023"]


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5])
def test_a_file_cut_short(share: float):
    whole = HandPdf().page(*table()).save()
    assert refusal(whole[: int(len(whole) * share)]).code == "READ_BROKEN"


def test_a_file_that_only_says_it_is_a_pdf():
    assert refusal(b"%PDF-1.7\n" + b"nothing else\n" * 50).code == "READ_BROKEN"


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_file, "MOST_PAGES", 2)
    assert refusal(HandPdf().page().page().page()).code == "READ_PAGES"


def test_the_clock_is_asked():
    clock = Clock(Limits(seconds=0), "x.pdf")
    with pytest.raises(ReadingError) as caught:
        read_document(HandPdf().page(*table()).save(), "x.pdf", clock)
    assert caught.value.code == "READ_TIME"
