"""The PDF: set offline with the fonts that come along, the same bytes every time, and nothing taken for markup."""

import os
import re
import signal
import unicodedata
import zlib
from pathlib import Path

import pypdfium2 as pdfium
import pytest

import gongkai.writing
from gongkai.report import AnnualReport, Role
from gongkai.writing.layout import printed_tables
from gongkai.writing.pdf import to_bytes
from tests.library.writing.reports import HOSTILE, built, city, collapsed, dated, hostile

FONTS = Path(gongkai.writing.__file__).parent / "fonts"
ARCHIVAL = b"<pdfaid:part>2</pdfaid:part>"
REPORTS = [
    pytest.param(dated(built()), id="2021"),
    pytest.param(built(2020), id="2019"),
    pytest.param(collapsed(), id="one row 其他处理"),
    pytest.param(city(), id="large"),
    pytest.param(hostile(), id="hostile"),
    pytest.param(AnnualReport(), id="nothing known"),
    pytest.param(AnnualReport(title="2015年报告", year=2015, format="2008", opening="文"), id="text only"),
]


def pages(report: AnnualReport) -> list[str]:
    """The text of each page, without white space."""
    document = pdfium.PdfDocument(to_bytes(report))
    try:
        return [folded(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


def unpacked(data: bytes) -> bytes:
    """The file with its compressed objects unpacked behind it."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    return data + b"".join(zlib.decompress(stream) for stream in streams if stream[:1] == b"\x78")


def folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_is_the_same_file_every_time(report: AnnualReport) -> None:
    data = to_bytes(report)
    assert data.startswith(b"%PDF-") and data == to_bytes(report)


def test_it_needs_no_font_of_the_system() -> None:
    names = set(re.findall(rb"[A-Z]{6}\+([A-Za-z]+)-", unpacked(to_bytes(built()))))
    assert names == {b"GongkaiSerif", b"GongkaiTitle", b"GongkaiSans"}


def test_a_signed_report_is_made_to_be_kept_and_a_draft_bears_no_date() -> None:
    assert ARCHIVAL in to_bytes(dated(built())) and b"D:20240112" in unpacked(to_bytes(dated(built())))
    assert ARCHIVAL not in to_bytes(built()) and b"/CreationDate" not in unpacked(to_bytes(built()))


@pytest.mark.parametrize("text", ["𠮷野家", "😀", "ༀ", "\u0301", "\U0010fffd"])
def test_a_character_without_a_glyph_is_no_obstacle(text: str) -> None:
    report = dated(built())
    report.title = report.opening = text
    assert to_bytes(report).startswith(b"%PDF-")


@pytest.mark.parametrize(
    "text", ["喆堃翀赟昇頔旻", "㎡ ℃ ‰ № ① ⑩ Ⅳ ㈠ 〇", "“‘—…·、，。；：？！（）《》〔〕【】", "龘韡鱻", "㙍䶮"]
)
def test_names_and_signs_have_their_glyphs(text: str) -> None:
    report = dated(built())
    report.opening = text
    assert ARCHIVAL in to_bytes(report), "printed in the plain form: a glyph is missing"


@pytest.mark.parametrize("report", [dated(built(2020)), city()])
def test_every_text_and_number_is_there(report: AnnualReport) -> None:
    text = "".join(pages(report))
    for told in (report.title, *(section.text for section in report.sections)):
        assert all(folded(part) in text for part in told.split("\n"))
    for cell in (cell for table in printed_tables(report) for row in table.rows for cell in row):
        # A head that breaks in pairs stands in pieces between its neighbours.
        assert all(folded(part) in text for part in re.findall("..?" if cell.role is Role.HEAD else ".+", cell.text))


def test_a_process_forked_after_the_first_pdf_makes_the_same(tmp_path: Path) -> None:
    """As a web server's processes are; typst's threads stay behind, and whoever waits for them waits for ever."""
    made, there = to_bytes(built()), tmp_path / "forked.pdf"
    child = os.fork()
    if not child:
        try:
            signal.alarm(60)
            there.write_bytes(to_bytes(built()))
        finally:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == 0, "no end within a minute"
    assert there.read_bytes() == made


def test_what_looks_like_typst_is_text() -> None:
    text = "".join(pages(hostile()))
    assert text.count(folded(HOSTILE)) >= 6


def test_table_three_stands_whole_on_a_page() -> None:
    for report in (built(), built(2020), city()):
        page = next(page for page in pages(report) if "申请人情况" in page)
        assert "一、本年新收" in page and "四、结转下年度继续办理" in page


def test_pages_are_numbered() -> None:
    numbered = [f"—{number}—" in page for number, page in enumerate(pages(built()), 1)]
    assert all(numbered) and len(numbered) >= 3


def test_the_fonts_come_with_their_licence_and_stay_small() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "LICENSE-OFL.txt").read_text()
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 12_000_000
