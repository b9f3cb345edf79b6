"""The doors of the package: several reports in a file, our own JSON, encodings, where a cell was read."""

import random
from dataclasses import replace

import pytest
from making import make, one_cell_a_line, tab_rows

from gongkai.reading import Document, Grid, load, read_all, read_bytes
from gongkai.report import CellState, dumps

MADE = make(random.Random(5), busy=0.5)
TEXT = tab_rows(MADE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-32"])
def test_bytes_are_read_by_what_they_are(encoding: str) -> None:
    report = read_bytes(TEXT.encode(encoding), "x.bin")[0]
    assert (report.agency, report.findings) == (MADE.agency, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_a_page_in_wide_characters_without_a_mark_is_a_page(encoding: str) -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split(chr(9)))}</tr>" for line in TEXT.split("\n")
    )
    report = read_bytes(f"<html><body><table>{rows}</table></body></html>".encode(encoding), "x")[0]
    assert report.source is not None and report.source.reader == "html"


def test_traditional_text_in_big5() -> None:
    text = "青河縣柳林鎮2021年政府信息公開工作年度報告\n一、總體情況\n共收到政府信息公開申請3件。\n"
    report = read_bytes(text.encode("big5"), "x")[0]
    assert (report.agency, report.year, report.narrative[0].value) == ("青河縣柳林鎮", 2021, 3)


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\u2028"])
def test_line_breaks_of_every_system(line_break: str) -> None:
    assert read_bytes(TEXT.replace("\n", line_break).encode(), "x")[0].findings == []


def test_a_file_that_holds_two_reports(tmp_path) -> None:
    other = make(random.Random(6), busy=0.5)
    path = tmp_path / "two.txt"
    path.write_text(TEXT + "\n" + one_cell_a_line(replace(other, agency="清河县水利局")), encoding="utf-8")
    first, second = read_all(path)
    assert (first.agency, second.agency) == (MADE.agency, "清河县水利局")
    assert [finding.rule for finding in (*first.findings, *second.findings)] == ["READ-SEVERAL"] * 2
    assert second.value("requests.new.total") == int(other.requests["new"][-1])


def test_the_source_is_the_name_alone_and_the_fingerprint(tmp_path) -> None:
    path = tmp_path / "年报.txt"
    path.write_text(TEXT, encoding="utf-8")
    source = read_all(path)[0].source
    assert source is not None and (source.file, source.reader, len(source.sha256)) == ("年报.txt", "text", 64)


def test_our_own_json_comes_back_as_it_was() -> None:
    report = read_bytes(TEXT.encode(), "x.txt")[0]
    assert read_bytes(dumps(report, indent=1).encode(), "x.json") == [report]


def test_every_cell_knows_where_it_was_read() -> None:
    report = read_bytes(TEXT.encode(), "x.txt")[0]
    line = next(i for i, text in enumerate(TEXT.split("\n"), 1) if "行政许可" in text)
    at = report.cell("proactive.licensing").at
    assert at is not None and (at.line, at.column) == (line, 2)
    assert all(cell.at for cell in report.tables.values() if cell.state is CellState.NUMBER)


def test_the_blocks_of_a_file_can_be_shown() -> None:
    document = load(TEXT.encode(), "x.txt")
    assert isinstance(document, Document) and sum(isinstance(block, Grid) for block in document.blocks) == 3


def test_a_blank_form_has_no_numbers() -> None:
    empty = make(random.Random(1), busy=0)
    for rows in (empty.proactive, empty.requests):
        for values in rows.values():
            values[:] = [""] * len(values)
    empty.disputes[:] = [""] * 15
    report = read_bytes(tab_rows(empty).encode(), "x.txt")[0]
    assert {cell.state for cell in report.tables.values()} == {CellState.BLANK}


@pytest.mark.parametrize(("year", "form"), [(2016, "2008"), (2020, "2019"), (2023, "2021")])
def test_a_report_of_text_alone(year: int, form: str) -> None:
    text = f"某局{year}年政府信息公开工作年度报告\n一、总体情况\n甲。\n六、其他需要报告的事项\n无。\n"
    report = read_bytes(text.encode(), "x.txt")[0]
    assert report.format == form and not any(cell.value for cell in report.tables.values())
    assert [finding.rule for finding in report.findings] == ([] if form == "2008" else ["READ-TABLE"])


def test_a_2021_report_with_one_row_of_other_outcomes() -> None:
    old = make(random.Random(7), "2019", busy=0.6)
    new = replace(make(random.Random(8), "2021"), requests=old.requests)
    text = tab_rows(replace(new, code="2021"))
    report = read_bytes(text.encode(), "x.txt")[0]
    assert (report.format, report.collapsed_other, report.findings) == ("2021", True, [])
    assert report.value("requests.other.total") == int(old.requests["other"][-1])
    assert report.cell("requests.other_misc.total").state is CellState.MISSING
