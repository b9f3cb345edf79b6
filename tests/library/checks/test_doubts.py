"""No office is accused of what the reading may have got wrong."""

from dataclasses import replace

from gongkai.checks import check
from gongkai.report import AnnualReport, Cell, Certainty, Finding, Kind, Severity, Source

from .reports import golden, with_cells, with_values

ROW = "requests.granted"
WRONG = {f"{ROW}.total": 7}


def brief(report: AnnualReport, rule: str) -> list[tuple[str, str]]:
    return [(f.severity.value, f.kind.value) for f in check(report) if f.rule == rule]


def said(report: AnnualReport, rule: str, *cells: str, severity: Severity = Severity.WARNING) -> AnnualReport:
    return report.with_findings([Finding(rule, severity, "请核对", cells, kind=Kind.READING)])


def without(report: AnnualReport, table: str) -> AnnualReport:
    return with_cells(report, {path: Cell.missing() for path in report.tables if path.startswith(f"{table}.")})


def test_a_sum_of_certain_cells_is_an_error_of_the_report() -> None:
    assert brief(with_values(golden(), WRONG), "T3-ROW") == [("error", "filing")]


def test_a_sum_over_a_cell_that_the_reading_names_is_a_doubt_of_the_reading() -> None:
    report = said(with_values(golden(), WRONG), "READ-EXTRA", f"{ROW}.business")
    assert brief(report, "T3-ROW") == [("warning", "reading")]


def test_a_note_of_the_reading_is_no_doubt() -> None:
    report = said(with_values(golden(), WRONG), "READ-NOTE", f"{ROW}.business", severity=Severity.INFO)
    assert brief(report, "T3-ROW") == [("error", "filing")]


def test_in_a_table_that_was_mostly_not_placed_no_sum_accuses() -> None:
    doubted = [path for path in golden().tables if path.startswith("requests.denied_") or ".refused_" in path]
    torn = with_cells(golden(), {path: golden().cell(path).marked(Certainty.UNCERTAIN) for path in doubted})
    assert brief(with_values(torn, WRONG), "T3-ROW") == [("warning", "reading")]


def test_a_table_that_is_not_there_is_an_error_unless_numbers_were_left_over() -> None:
    report = without(golden(), "disputes")
    assert brief(report, "FORM-MISSING") == [("error", "filing")]
    assert brief(said(report, "READ-EXTRA"), "FORM-MISSING") == [("warning", "reading")]


def test_of_a_scan_it_is_not_asked_whether_the_table_is_a_picture() -> None:
    report = replace(without(golden(), "disputes"), source=Source("x.pdf", "", "application/pdf", "ocr"))
    [missing] = [f for f in check(report) if f.rule == "FORM-MISSING"]
    assert "图片" not in missing.message and missing.kind is Kind.READING
