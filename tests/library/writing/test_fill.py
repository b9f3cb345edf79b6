"""The office's own Word file takes the numbers and keeps everything else.

Places are counted by the reading (`gongkai.reading.loaders.docx`) and by `gongkai.writing.docx_places`; both must agree,
which each test here shows by reading the result.
"""

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from gongkai.reading import read_bytes
from gongkai.report import AnnualReport, Cell, CellState, Certainty, Place, empty_tables
from gongkai.writing.docx import to_bytes
from gongkai.writing.fill import FillError, fill_docx
from tests.library.writing.reports import built, collapsed, random_reports

SAMPLE = Path("tests/samples/word.docx").read_bytes()
BODY = "word/document.xml"
PATH = "requests.granted.business"


def read(data: bytes) -> AnnualReport:
    (report,) = read_bytes(data, "模板.docx")
    return report


def filled(template: bytes, values: AnnualReport) -> AnnualReport:
    return read(fill_docx(template, read(template), values))


def printed(report: AnnualReport, like: AnnualReport) -> dict[str, tuple]:
    return {path: (cell.value, cell.state) for path in like.paths() for cell in (report.cell(path),)}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def body(data: bytes) -> str:
    return parts(data)[BODY].decode()


def with_body(data: bytes, text: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts(data).items():
            archive.writestr(name, text.encode() if name == BODY else content)
    return stream.getvalue()


def without_numbers(text: str) -> str:
    """The document with each run of a table that holds a value emptied: what must not change."""
    return re.sub(r"<w:t[^>]*>[\d./]+</w:t>|<w:t/>", "", text)


def values() -> AnnualReport:
    cells = {path: Cell.number(number) for number, path in enumerate(built().tables)}
    cells |= {
        "proactive.charges": Cell.number(Decimal("59237.2449")),
        "requests.granted.research": Cell.blank(),
        "requests.granted.total": Cell.not_applicable("/"),
        "disputes.litigation_direct.total": Cell.number(0),
    }
    return replace(built(), tables=cells)


@pytest.mark.parametrize("template", [SAMPLE, to_bytes(built())], ids=["an office's file", "ours"])
def test_reading_the_result_gives_exactly_the_values(template: bytes) -> None:
    assert printed(filled(template, values()), values()) == printed(values(), values())


def test_the_old_form_and_the_single_row_as_well() -> None:
    for report in (built(2020), collapsed()):
        other = replace(report, tables={path: Cell.number(5) for path in report.tables})
        assert printed(filled(to_bytes(other), report), report) == printed(report, report)


def test_an_empty_form_takes_the_numbers() -> None:
    template = to_bytes(replace(built(), tables=empty_tables(built().form)))
    assert printed(filled(template, values()), values()) == printed(values(), values())


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(random_reports())
def test_any_report_fits_into_the_file_of_another_year(report: AnnualReport) -> None:
    template = to_bytes(built(2020 if report.format == "2019" else 2023))
    assert printed(filled(template, report), report) == printed(report, report)


def test_nothing_else_of_the_file_changes() -> None:
    result = fill_docx(SAMPLE, read(SAMPLE), values())
    before, after = parts(SAMPLE), parts(result)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {BODY}
    strip = re.compile(r"^<\?xml.*?\?>\s*", re.DOTALL)
    assert without_numbers(strip.sub("", body(result))) == without_numbers(strip.sub("", body(SAMPLE)))


def test_filling_with_what_is_there_changes_nothing_that_is_read() -> None:
    report = read(SAMPLE)
    assert printed(filled(SAMPLE, report), report) == printed(report, report)


def cell_xml(template: str, inner: str) -> str:
    """The template with the paragraphs of the cell of PATH (marked 777) replaced."""
    pattern = re.compile(r"<w:p>(?:(?!<w:p>|</w:p>).)*<w:t>777</w:t>.*?</w:p>", re.DOTALL)
    changed, count = pattern.subn(lambda _: inner, template)
    assert count == 1
    return changed


def marked() -> str:
    report = built()
    report.tables[PATH] = Cell.number(777)
    return body(to_bytes(report))


RED = '<w:rPr><w:color w:val="FF0000"/></w:rPr>'


@pytest.mark.parametrize(
    ("inner", "kept", "gone"),
    [
        ("<w:p/>", "<w:rPr>", "777"),
        (f"<w:p><w:pPr>{RED}</w:pPr></w:p>", RED, "777"),
        (f"<w:p><w:r>{RED}<w:t>88</w:t></w:r><w:r><w:t>99</w:t></w:r></w:p>", RED, "<w:t>99</w:t>"),
        (f"<w:p/><w:p><w:r>{RED}<w:t>12</w:t></w:r></w:p><w:p/>", RED, "<w:t>12</w:t>"),
        (
            f"<w:p><w:ins w:id='1' w:author='a'><w:r>{RED}<w:t>12</w:t></w:r></w:ins>"
            "<w:del w:id='2' w:author='a'><w:r><w:delText>9</w:delText></w:r></w:del></w:p>",
            RED,
            "w:delText",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>=SUM(LEFT)</w:instrText></w:r>"
            f"<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r>{RED}<w:t>12</w:t></w:r>"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
            RED,
            "SUM(LEFT)",
        ),
        (f"<w:p><w:fldSimple w:instr='=SUM(LEFT)'><w:r>{RED}<w:t>12</w:t></w:r></w:fldSimple></w:p>", RED, "SUM(LEFT)"),
        (
            "<w:sdt><w:sdtPr><w:dataBinding w:xpath='/a' w:storeItemID='b'/><w:text/></w:sdtPr><w:sdtContent>"
            f"<w:p><w:r>{RED}<w:t>12</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            RED,
            "w:dataBinding",
        ),
        (f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r><w:r>{RED}<w:t>12</w:t></w:r></w:p>", RED, "<w:t>12<"),
    ],
    ids=["empty", "mark", "runs", "paragraphs", "tracked", "field", "simple field", "content control", "hidden"],
)
def test_whatever_stands_in_a_cell_gives_way_to_the_number(inner: str, kept: str, gone: str) -> None:
    template = with_body(to_bytes(built()), cell_xml(marked(), inner))
    report = built()
    report.tables[PATH] = Cell.number(4321)
    data = fill_docx(template, read(template), report)
    assert read(data).value(PATH) == 4321
    assert kept in body(data) and gone not in body(data)
    assert body(data).count("4321") == 1


def test_tables_inside_a_frame_are_counted_like_the_reading_does() -> None:
    text = body(to_bytes(built()))
    frame = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/>{}<w:p/></w:tc></w:tr></w:tbl>"
    framed = re.sub(r"<w:tbl>.*?</w:tbl>", lambda found: frame.format(found.group()), text, count=2, flags=re.DOTALL)
    template = with_body(to_bytes(built()), framed)
    assert printed(filled(template, values()), values()) == printed(values(), values())


def refusal(template: bytes, report: AnnualReport, new: AnnualReport) -> FillError:
    with pytest.raises(FillError) as caught:
        fill_docx(template, report, new)
    return caught.value


def test_the_old_form_does_not_take_the_new_numbers() -> None:
    template = to_bytes(built(2020))
    error = refusal(template, read(template), built())
    assert error.code == "FILL_FORM" and "2019 年版" in error.text


def test_cells_without_a_place_are_named() -> None:
    template = to_bytes(collapsed())
    error = refusal(template, read(template), built())
    assert error.code == "FILL_NO_PLACE" and "21 格" in error.text and "其他处理·" in error.text


def test_a_file_that_is_not_the_one_that_was_read_is_refused() -> None:
    other = built()
    other.tables[PATH] = Cell.number(777)
    error = refusal(to_bytes(other), read(to_bytes(built())), values())
    assert error.code == "FILL_NO_PLACE" and "1 格" in error.text and "予以公开" in error.text


@pytest.mark.parametrize(
    "change",
    [
        lambda cell: replace(cell, certainty=Certainty.REPAIRED),
        lambda cell: replace(cell, at=Place(table=2, row=6, column=4)),
        lambda cell: replace(cell, at=Place(line=7)),
        lambda cell: replace(cell, at=None),
    ],
    ids=["moved", "place of another cell", "a line of text", "no place"],
)
def test_a_cell_without_a_certain_place_of_its_own_is_refused(change) -> None:
    template = to_bytes(built())
    report = read(template)
    report.tables[PATH] = change(report.tables[PATH])
    assert refusal(template, report, values()).code == "FILL_NO_PLACE"


def test_a_doubtful_digit_is_no_doubt_about_the_place() -> None:
    old = built()
    old.tables[PATH] = Cell.unreadable("1O")
    assert printed(filled(to_bytes(old), values()), values()) == printed(values(), values())


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", SAMPLE[:3000], b"\xd0\xcf\x11\xe0" * 100, with_body(SAMPLE, "<w:document")],
    ids=["empty", "stump", "cut", "old Word", "broken"],
)
def test_what_is_no_word_file_is_one_clear_error(data: bytes) -> None:
    assert refusal(data, read(SAMPLE), values()).code == "FILL_BROKEN"


def test_a_report_without_tables_has_nothing_to_fill() -> None:
    assert refusal(SAMPLE, read(SAMPLE), AnnualReport(format="2008")).code == "FILL_NO_PLACE"


def test_a_row_of_table_four_may_begin_with_a_word() -> None:
    path = "disputes.reconsideration.upheld"
    report = replace(values(), tables=values().tables | {path: Cell.not_applicable("无")})
    assert read(to_bytes(report)).cell(path).state is CellState.NOT_APPLICABLE
