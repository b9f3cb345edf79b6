"""The workbook an office fills in: only numbers and text are open, the checks are formulas, what is typed comes back exactly."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

from gongkai.exchange import blank_report, content_digest, differences, is_workbook, read_workbook, workbook
from gongkai.exchange.workbook_writing import CHECK_SHEET
from gongkai.reading import ReadingError, read_bytes
from gongkai.report import FORM_2021, AnnualReport, Cell, CellState, Section
from gongkai.writing.layout import printed_tables
from gongkai.writing.xlsx import to_bytes
from gongkai.writing.xlsx_grid import SHEETS, place_of
from tests.library.writing.reports import HOSTILE, built, city, collapsed, dated, random_reports

SHEET_OF = {"guide": 1, "proactive": 2, "requests": 3, "disputes": 4, "text": 5, "checks": 6}


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(f"xl/worksheets/sheet{SHEET_OF[name]}.xml").decode()


def typed(data: bytes, sheet: str, cell: str, value: str, kind: str = "") -> bytes:
    """The workbook with something typed into a cell, its format kept."""
    out = io.BytesIO()
    inside = f"<is><t>{value}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>"
    attribute = f' t="{kind}"' if kind else ""
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == f"xl/worksheets/sheet{SHEET_OF[sheet]}.xml":
                text = content.decode()
                pattern = rf'<c r="{cell}" s="(\d+)"[^>]*?(?:/>|>.*?</c>)'
                changed = re.sub(pattern, rf'<c r="{cell}" s="\1"{attribute}>{inside}</c>', text, count=1)
                assert changed != text
                content = changed.encode()
            new.writestr(name, content)
    return out.getvalue()


def contents(report: AnnualReport) -> dict[str, tuple]:
    cells = {path: report.cell(path) for path in report.paths()}
    return {
        path: (cell.value, cell.state, cell.unit, cell.printed) for path, cell in cells.items() if cell.raw is not None
    }


def same(found: AnnualReport, written: AnnualReport) -> None:
    assert contents(found) == contents(written)
    assert differences(written, found) == () and content_digest(found) == content_digest(written)
    for name in ("agency", "year", "format", "title", "opening", "signature", "signed_on", "sections"):
        assert getattr(found, name) == getattr(written, name), name
    assert found.findings == []


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(built(), id="2021"),
        pytest.param(dated(built(2020)), id="2019"),
        pytest.param(collapsed(), id="one row 其他处理"),
        pytest.param(blank_report("大峪镇人民政府", 2024), id="blank"),
        pytest.param(blank_report("大峪镇人民政府", 2019), id="blank of 2019"),
    ],
)
def test_what_was_written_is_read_by_either_reader(report: AnnualReport) -> None:
    data = workbook(report)
    same(read_workbook(data, "年报.xlsx"), report)
    (found,) = read_bytes(data, "年报.xlsx")
    assert {path: found.value(path) for path in report.paths()} == {path: report.value(path) for path in report.paths()}
    assert (found.title, found.agency, found.year, found.format) == (
        report.title,
        report.agency,
        report.year,
        report.format,
    )


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    random_reports(),
    st.lists(st.text(max_size=12) | st.sampled_from(["=1+1", "'=1", "一、总体", "", " x "]), max_size=4),
)
def test_any_report_comes_back_and_the_same_report_gives_the_same_bytes(report: AnnualReport, lines: list[str]) -> None:
    from gongkai.exchange.quoting import plain

    text = plain("\n".join(lines))
    sections = [*report.sections, Section(None, "附：开头", text), Section(None, "", text), Section(120, "x", "")]
    report = replace(report, sections=sections, opening=report.opening or None)
    data = workbook(report, report)
    assert data == workbook(report, report)
    same(read_workbook(data, "年报.xlsx"), report)


def test_marks_and_money_come_back_as_they_were() -> None:
    money = {"proactive.charges": Cell.number(Decimal("123456789012.3456"))}
    cells = {path: cell for path, cell in city().tables.items() if cell.state is not CellState.UNREADABLE}
    report = replace(city(), tables=cells | money | {"requests.granted.other": Cell.number(123456789012)})
    found = read_workbook(workbook(report), "年报.xlsx")
    same(found, report)
    assert found.cell("proactive.charges").printed == "123456789012.3456"


def test_a_hostile_text_comes_back_and_is_no_formula() -> None:
    text = f"{HOSTILE}\n=1+1\n'=1\n\n  \n_x0041_\n" + "长" * 70_000
    report = replace(built(), sections=[Section(1, "=总体", text)], opening="@SUM(A1)\n+cmd")
    data = workbook(report)
    assert "<f>" not in part(data, "text")
    same(read_workbook(data, "年报.xlsx"), report)


def test_only_numbers_and_text_are_open() -> None:
    data = workbook(built())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = archive.read("xl/styles.xml").decode()
    xfs = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.split("<cellXfs")[1].split("</cellXfs>")[0])
    open_styles = {str(at) for at, xf in enumerate(xfs) if 'locked="0"' in xf}
    for table, form in zip(("proactive", "requests", "disputes"), FORM_2021.tables, strict=True):
        sheet = part(data, table)
        assert "<sheetProtection" in sheet and "password" not in sheet
        found = [at for at, style in re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet) if style in open_styles]
        places = [place_of(path, printed_tables(built())) for path in form.paths]
        wanted = {xl_rowcol_to_cell(*place[1:]) for place in places if place}
        merged = sum(cell.colspan - 1 for row in form.rows for cell in row if cell.path)
        assert wanted <= set(found) and len(found) == len(wanted) + merged
    assert not any(f's="{style}"' in part(data, "checks") for style in open_styles)


TYPED = {
    "natural_person": ("12", "", 12, CellState.NUMBER),
    "business": ("0", "", 0, CellState.NUMBER),
    "research": ("12.5", "", None, CellState.UNREADABLE),
    "social_organization": ("-3", "", -3, CellState.NUMBER),
    "legal_service": ("036", "inlineStr", 36, CellState.NUMBER),
    "other": ("无", "inlineStr", None, CellState.NOT_APPLICABLE),
    "total": ("#REF!", "e", None, CellState.UNREADABLE),
}


def test_what_a_clerk_types() -> None:
    """Odd ones come with a finding that names the cell; nothing is rounded, and no other cell is touched."""
    data = workbook(blank_report("大峪镇", 2023))
    for column, (value, kind, _, _) in zip("DEFGHIJ", TYPED.values(), strict=True):
        data = typed(data, "requests", f"{column}5", value, kind)
    found = read_workbook(data, "年报.xlsx")
    for column, (_, _, value, state) in TYPED.items():
        cell = found.cell(f"requests.new.{column}")
        assert (cell.value, cell.state) == (value, state), column
    odd = [f"requests.new.{column}" for column in ("research", "social_organization", "legal_service", "total")]
    assert [path for finding in found.findings for path in finding.cells] == odd
    others = [path for path in found.paths() if not path.startswith("requests.new.")]
    assert {found.cell(path).state for path in others} == {CellState.BLANK}


def test_money_typed_with_more_decimals_than_shown_is_not_rounded() -> None:
    report = replace(built(), tables=built().tables | {"proactive.charges": Cell.number(Decimal("12.30"))})
    _, row, column = place_of("proactive.charges", printed_tables(report)) or ("", 0, 0)
    data = typed(workbook(report), "proactive", xl_rowcol_to_cell(row, column), "12.34567")
    found = read_workbook(data, "年报.xlsx")
    assert found.value("proactive.charges") == Decimal("12.34567")


def test_the_date_may_be_written_in_several_ways_and_a_wrong_one_is_told() -> None:
    for text, day in (("2024-01-12", date(2024, 1, 12)), ("明年", None)):
        data = workbook(built())
        row = part(data, "text").count("<row ")
        found = read_workbook(typed(data, "text", f"B{row}", text, "inlineStr"), "年报.xlsx")
        assert found.signed_on == day and bool(found.findings) == (day is None)


def test_other_workbooks_are_not_taken_for_ours() -> None:
    assert is_workbook(workbook(built())) and not is_workbook(to_bytes(built())) and not is_workbook(b"PK\x03\x04")
    with pytest.raises(ReadingError, match="填报工作簿"):
        read_workbook(to_bytes(built()), "年报.xlsx")


def test_a_sheet_that_is_gone_is_told_and_its_cells_are_missing_not_blank() -> None:
    data = workbook(built())
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("表四 复议诉讼".encode(), "别的".encode()))
    found = read_workbook(out.getvalue(), "年报.xlsx")
    assert found.cell("disputes.reconsideration.total").state is CellState.MISSING
    assert [finding.rule for finding in found.findings] == ["READ-TABLE"]


def verdicts(data: bytes) -> dict[int, list]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = book.get_sheet_by_name(CHECK_SHEET).to_python()
    return {int(row[0]): row for row in rows[4:]}


def test_every_relation_is_a_formula_and_last_years_too() -> None:
    alone, beside = (part(workbook(built(), previous), "checks") for previous in (None, built(2022)))
    relations = len(built().relations())
    assert alone.count("<f>") == relations * 4 + 1
    assert beside.count("<f>") == (relations + 9) * 4 + 1
    assert "SUM(" in alone and all(SHEETS[key] in alone for key in ("requests", "disputes"))


def test_the_stored_results_say_what_the_checks_say() -> None:
    broken = replace(built(), tables=built().tables | {"requests.new.business": Cell.number(5)})
    said = [row[6] for row in verdicts(workbook(broken)).values()]
    assert said.count("不符") == 2
    assert {row[6] for row in verdicts(workbook(blank_report("大峪镇", 2023))).values()} == {"总数未填"}


RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_a_spreadsheet_program_computes_them_and_flags_a_broken_number(tmp_path: Path) -> None:
    (tmp_path / "profile" / "user").mkdir(parents=True)
    (tmp_path / "profile" / "user" / "registrymodifications.xcu").write_text(RECALCULATE)
    data = workbook(built(), built(2022))
    data = typed(typed(data, "requests", "D6", "99"), "disputes", "B5", "很多", "inlineStr")
    (tmp_path / "broken.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), "broken.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    rows = verdicts((tmp_path / "broken.ods").read_bytes())
    wrong = {(row[1], row[2]): row[3:7] for row in rows.values() if row[6] != "相符"}
    assert wrong == {
        ("表三“上年结转政府信息公开申请数量”", "六类申请人之和＝总计"): [99, 0, -99, "不符"],
        ("表三自然人列", "第一项＋第二项＝第三项＋第四项"): [100, 1, -99, "不符"],
        ("表三自然人列", "上年报告的结转下年度＝本年的上年结转"): [0, 99, 99, "不符"],
        ("表四“行政复议”", "维持＋纠正＋其他＋尚未审结＝总计"): [1, 1, 0, "有格不是数"],
    }
