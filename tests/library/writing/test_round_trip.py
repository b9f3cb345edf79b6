"""A report written and read back is the same report, for both forms, cell by cell with its state."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.reading import read_bytes
from gongkai.report import AnnualReport, Cell, CellState, Certainty
from gongkai.report.build import build
from gongkai.report.facts import loads
from gongkai.writing import html, pdf, write
from gongkai.writing.docx import to_bytes
from gongkai.writing.xlsx import to_bytes as workbook
from tests.library.report.facts_samples import as_text, ledgers
from tests.library.report.naive import random_facts
from tests.library.writing.reports import built, city, collapsed, dated, random_reports

REPORTS = [
    pytest.param(built(), id="2021 unsigned"),
    pytest.param(dated(built()), id="2021 dated"),
    pytest.param(dated(built(2020)), id="2019"),
    pytest.param(collapsed(), id="one row 其他处理"),
]

FORMS_WRITTEN = {
    "docx": to_bytes,
    "xlsx": workbook,
    "pdf": pdf.to_bytes,
    "html": lambda report: html.to_text(report).encode(),
}


def read_back(report: AnnualReport) -> AnnualReport:
    (found,) = read_bytes(to_bytes(report), "年报.docx")
    return found


def folded(text: str | None) -> str:
    return "".join((text or "").split())


def same(found: AnnualReport, written: AnnualReport) -> None:
    assert (found.agency, found.year, found.format) == (written.agency, written.year, written.format)
    assert (found.title, folded(found.opening)) == (written.title, folded(written.opening))
    assert (found.signature, found.signed_on) == (written.signature, written.signed_on)
    assert [(s.number, s.title, folded(s.text)) for s in found.sections] == [
        (s.number, s.title, folded(s.text)) for s in written.sections
    ]
    assert contents(found) == contents(written)
    assert {cell.certainty for cell in found.tables.values()} == {Certainty.READ}


def contents(report: AnnualReport) -> dict[str, tuple]:
    return {path: (cell.value, cell.state, cell.unit) for path in report.paths() for cell in (report.cell(path),)}


@pytest.mark.parametrize("report", REPORTS)
def test_what_was_written_is_read(report: AnnualReport) -> None:
    found = read_back(report)
    same(found, report)
    assert found.narrative == report.narrative and found.findings == []


@pytest.mark.parametrize("report", REPORTS)
def test_a_workbook_is_read_as_the_report_it_shows(report: AnnualReport) -> None:
    (found,) = read_bytes(workbook(report), "年报.xlsx")
    same(found, report)
    assert found.narrative == report.narrative and found.findings == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(random_reports())
def test_any_report_comes_back(report: AnnualReport) -> None:
    same(read_back(report), report)


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers(), st.booleans())
def test_any_ledger_comes_back_through_paper(facts: dict, signed: bool) -> None:
    report = built(**facts)
    same(read_back(dated(report) if signed else report), dated(report) if signed else report)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (Cell.blank(), CellState.BLANK),
        (Cell.not_applicable("/"), CellState.NOT_APPLICABLE),
        (Cell.not_applicable("—"), CellState.NOT_APPLICABLE),
        (Cell.not_applicable("无"), CellState.NOT_APPLICABLE),
        (Cell.number(0), CellState.NUMBER),
    ],
)
@pytest.mark.parametrize("path", ["proactive.charges", "requests.granted.business", "disputes.litigation_direct.total"])
def test_a_blank_a_slash_and_a_nought_stay_apart(path: str, cell: Cell, state: CellState) -> None:
    report = built()
    report.tables[path] = cell
    assert read_back(report).cell(path).state is state


def test_a_printed_number_keeps_its_digits() -> None:
    assert read_back(city()).cell("proactive.charges").printed == "59237.2400"


def test_the_file_itself_is_read(tmp_path: Path) -> None:
    write(built(), tmp_path / "年报.docx")
    (found,) = read_bytes((tmp_path / "年报.docx").read_bytes(), "年报.docx")
    same(found, built())


def random_year(chance: random.Random) -> AnnualReport:
    return dated(build(loads(as_text(random_facts(chance)))))


def comes_back(report: AnnualReport, form: str) -> None:
    """Identical: the numbers of a PDF's pages and the captions of a page's tables are no text of the report."""
    (found,) = read_bytes(FORMS_WRITTEN[form](report), f"年报.{form}")
    same(found, report)


@pytest.mark.parametrize("form", FORMS_WRITTEN)
@pytest.mark.parametrize("seed", range(4))
def test_a_random_year_comes_back_from_every_form(seed: int, form: str) -> None:
    """`python -m benchmarks annual` tries two hundred."""
    comes_back(random_year(random.Random(seed)), form)
