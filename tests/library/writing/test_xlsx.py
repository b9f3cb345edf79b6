"""The workbook: numbers are numbers and exact, text is text and never a formula, findings lead to their cells."""

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from gongkai.checks import check
from gongkai.report import AnnualReport, Cell, Finding, Severity
from gongkai.writing.layout import printed_tables
from gongkai.writing.neutral import neutral
from gongkai.writing.xlsx import to_bytes
from gongkai.writing.xlsx_grid import SHEETS, TOP, numeric, place_of
from tests.library.writing.reports import built, city, collapsed, dated, hostile

REPORTS = [
    pytest.param(built(), id="2021"),
    pytest.param(built(2020), id="2019"),
    pytest.param(collapsed(), id="one row 其他处理"),
    pytest.param(city(), id="large"),
    pytest.param(hostile(), id="hostile"),
    pytest.param(AnnualReport(), id="nothing known"),
]


def sheets(report: AnnualReport) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(BytesIO(to_bytes(report)))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def xml(report: AnnualReport) -> str:
    with zipfile.ZipFile(BytesIO(to_bytes(report))) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


def at(report: AnnualReport, path: str) -> object:
    name, row, column = place_of(path, printed_tables(report))
    return sheets(report)[name][row][column]


def with_findings() -> AnnualReport:
    report = city()
    return report.with_findings(check(report))


@pytest.mark.parametrize("report", REPORTS)
def test_a_sheet_for_each_table_one_for_the_text_one_for_what_was_found(report: AnnualReport) -> None:
    tables = [SHEETS[table.key] for table in printed_tables(report)]
    assert list(sheets(report)) == [*tables, "文字", "检查结果"]


@pytest.mark.parametrize("report", REPORTS)
def test_every_cell_holds_its_number_or_its_text(report: AnnualReport) -> None:
    found = sheets(report)
    for table in printed_tables(report):
        for row in table.rows:
            for cell in row:
                value = found[SHEETS[table.key]][TOP + cell.row][cell.column]
                expected = cell.cell.value if cell.cell and cell.cell.value is not None else neutral(cell.text)
                assert value == (float(expected) if isinstance(expected, Decimal) else expected)


def test_numbers_are_numbers_a_blank_is_blank_and_a_slash_a_slash() -> None:
    report = city()
    assert at(report, "requests.new.total") == 12345678
    assert at(report, "requests.granted.business") == ""
    assert at(report, "requests.granted.research") == "/"
    assert at(report, "requests.granted.legal_service") == 0


@pytest.mark.parametrize(
    ("money", "pattern"),
    [("59237.2400", "0.0000"), ("96171.6", "0.0"), ("316441", "0"), ("0.00", "0.00"), ("12345678901.2345", "0.0000")],
)
def test_money_is_a_number_with_its_printed_decimals(money: str, pattern: str) -> None:
    report = replace(built(), tables=built().tables | {"proactive.charges": Cell.number(Decimal(money))})
    assert at(report, "proactive.charges") == float(money)
    assert f"<v>{money}</v>" in xml(report)
    assert pattern == "0" or f'formatCode="{pattern}"' in xml(report)


@pytest.mark.parametrize("money", ["123456789012.3456", "0.1234567890123456"])
def test_money_that_a_spreadsheet_would_round_stays_text(money: str) -> None:
    report = replace(built(), tables=built().tables | {"proactive.charges": Cell.number(Decimal(money))})
    assert at(report, "proactive.charges") == money


@given(st.decimals(-(10**11), 10**11, places=4))
def test_what_is_written_as_a_number_is_exactly_that_number(value: Decimal) -> None:
    number = numeric(value)
    assert number is None or (Decimal(f"{number.value:.16G}") == value and number.decimals == 4)


def test_an_amount_with_its_unit_is_a_number() -> None:
    report = built(2020)
    assert at(report, "proactive.procurement.amount") == 52.15
    assert 'formatCode="0.00&quot;万元&quot;"' in xml(report)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("-8", "-8"),
        ("+3.5", "+3.5"),
        ("-", "-"),
        ("--", "--"),
        ("—", "—"),
        ("0", "0"),
        ("", ""),
        ("a=1", "a=1"),
        ("'=1", "'=1"),
    ],
)
def test_text_that_a_spreadsheet_would_compute(text: str, safe: str) -> None:
    assert neutral(text) == safe


@given(st.text())
def test_nothing_neutral_begins_like_a_formula(text: str) -> None:
    safe = neutral(text)
    assert re.match(r"\s*[=@＝＋－＠]", safe) is None
    assert re.match(r"\s*[-+]", safe) is None or re.fullmatch(r"[-+]+|[-+]?\d+(\.\d+)?", safe)


def test_no_cell_is_a_formula_or_an_address() -> None:
    evil = '=HYPERLINK("http://example.com")'
    cells = built().tables | {"requests.granted.business": Cell.not_applicable(evil)}
    finding = Finding(evil, Severity.ERROR, evil, ("requests.granted.business", evil))
    report = replace(built(), title=evil, agency=evil, opening="http://example.com", tables=cells, findings=[finding])
    with zipfile.ZipFile(BytesIO(to_bytes(report))) as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/")}
    assert not any("<f>" in page or "http://example.com" in page for page in pages.values())
    assert at(report, "requests.granted.business") == f"'{evil}"


def test_findings_say_what_and_where_and_lead_there() -> None:
    report = with_findings()
    rows = sheets(report)["检查结果"]
    assert rows[0][:3] == ["序号", "级别", "说明"] and len(rows) == len(report.findings) + 1
    for row, finding in zip(rows[1:], report.findings, strict=True):
        assert row[1].split()[1] == {"error": "错误", "warning": "注意", "info": "提示"}[finding.severity]
        assert row[2] == finding.message and row[7] == finding.rule
    assert re.search(r"location=\"'表三 依申请公开'!\$?[A-Z]\$?\d+\"", xml(report))


def test_findings_stand_on_their_cells_in_words() -> None:
    report = with_findings()
    with zipfile.ZipFile(BytesIO(to_bytes(report))) as archive:
        notes = "".join(archive.read(name).decode() for name in archive.namelist() if "comments" in name)
    assert re.search("错误 [0-9]+：.*注意 [0-9]+：", notes, re.DOTALL)


def test_without_findings_the_sheet_says_so() -> None:
    assert sheets(built())["检查结果"][1][2] == "没有列出问题"


def test_the_text_is_there_paragraph_by_paragraph() -> None:
    report = dated(built())
    rows = sheets(report)["文字"]
    assert ["标题", report.title] in rows and ["日期", "2024年1月12日"] in rows
    assert ["三、收到和处理政府信息公开申请情况", "（见“表三 依申请公开”）"] in rows
    told = [text for name, text in rows if name == "一、总体情况"]
    assert told == report.sections[0].text.split("\n")


def test_a_very_long_text_is_not_cut() -> None:
    report = built()
    report.opening = "长" * 70_000
    told = [text for name, text in sheets(report)["文字"] if name == "开头"]
    assert "".join(told) == report.opening


def test_heads_are_merged_and_frozen() -> None:
    text = xml(built())
    assert '<mergeCell ref="A2:C4"/>' in text and '<mergeCell ref="D2:J2"/>' in text
    assert '<pane xSplit="3" ySplit="4"' in text
