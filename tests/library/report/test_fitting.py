"""From a printed report back to a ledger and forth again: sound print comes back to the cell, broken print with its finding."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from gongkai.checks import check, checked
from gongkai.reading import read
from gongkai.report import FORMS, AnnualReport, Cell, CellState, Severity, Verdict, judge
from gongkai.report.build import build
from gongkai.report.facts import loads
from gongkai.report.fitting import differing, fitted
from gongkai.report.records import FactsError
from tests.library.report.facts_samples import as_text, ledgers

SAMPLES = Path(__file__).parents[2] / "samples"
TRUTHS = sorted((SAMPLES / "truth").glob("*.json"))
SEEDS = sorted(SAMPLES.glob("seed-*.txt"))
BROKEN = {"seed-002": 19, "seed-004": 19}
"""Of the five samples those with cells that are empty or were lost in print, and how many."""
WRONG_ON_PURPOSE = {"word", "web-page", "tab-separated"}


def counted(report: AnnualReport) -> AnnualReport:
    return build(loads(as_text(fitted(report))))


def flat(tables: Any, prefix: str = "") -> dict[str, Any]:
    if not isinstance(tables, dict):
        return {prefix[:-1]: tables}
    return {path: value for key, inner in tables.items() for path, value in flat(inner, f"{prefix}{key}.").items()}


def truth(stem: str) -> AnnualReport:
    """The report as a careful person reads the print."""
    data = json.loads((SAMPLES / "truth" / f"{stem}.json").read_text("utf-8"))
    cells = {
        path: Cell.blank() if value is None else Cell.number(_number(value))
        for path, value in flat(data["tables"]).items()
    }
    return AnnualReport(data["agency"] or "某乡人民政府", data["year"], data["format"], tables=cells)


def _number(value: int | str) -> int | Decimal:
    return Decimal(value) if isinstance(value, str) else value


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_five_samples_are_counted_as_they_are_printed(path: Path) -> None:
    printed = truth(path.stem)
    report = counted(printed)
    assert report.format == ("2019" if path.stem == "seed-003" else "2021")
    assert set(report.tables) == set(printed.tables) == set(FORMS[report.format].paths)
    wrong = differing(printed, report)
    assert len(wrong) == BROKEN.get(path.stem, 0)
    assert all(printed.cell(cell).state is not CellState.NUMBER for cell in wrong)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_where_the_print_is_broken_a_finding_of_the_file_says_so(path: Path) -> None:
    """Nobody tells the reading which cells are broken: it says of each, or of the row it stands in, that somebody must look."""
    found = checked(read(path)).findings
    named = {cell for finding in found if finding.severity is not Severity.INFO for cell in finding.cells}
    assert set(differing(truth(path.stem), counted(truth(path.stem)))) <= named


@pytest.mark.parametrize("stem", [path.stem for path in TRUTHS])
def test_every_sample_either_comes_back_or_is_found_wrong(stem: str) -> None:
    printed = truth(stem)
    report = counted(printed)
    assert {judge(relation, report.tables).verdict for relation in report.relations()} == {Verdict.HOLDS}
    wrong = differing(printed, report)
    assert bool(wrong) == (stem in BROKEN or stem in WRONG_ON_PURPOSE)
    named = {cell for finding in check(printed) for cell in finding.cells}
    rows = {cell.rpartition(".")[0] for cell in named}
    assert {cell for cell in wrong if cell not in named} <= {f"{row}.total" for row in rows}


@given(ledgers())
def test_whatever_a_ledger_gives_another_can_be_made_to_fit(facts: dict[str, Any]) -> None:
    first = build(loads(as_text(facts)))
    assert differing(first, counted(first)) == []


@given(ledgers())
def test_a_fitted_case_was_answered_after_it_came_and_inside_the_year(facts: dict[str, Any]) -> None:
    year = facts["year"]
    for one in loads(as_text(fitted(build(loads(as_text(facts)))))).requests:
        assert one.received_on.weekday() < 5 and one.received_on.year in (year - 1, year)
        assert one.closed_on is None or one.received_on < one.closed_on <= date(year, 12, 31)


def test_a_report_without_its_year_has_no_ledger() -> None:
    with pytest.raises(FactsError, match="没有年份"):
        fitted(AnnualReport("某乡人民政府", None, "2021"))
