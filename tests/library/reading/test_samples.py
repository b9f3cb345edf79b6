"""The real reports: every cell as a careful person reads it, and nothing wrong that is not flagged."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.reading import read
from gongkai.report import AnnualReport

SAMPLES = Path(__file__).parents[2] / "samples"
READABLE = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".docx") or path.name == "markdown.md")


def leaves(tree: dict, prefix: str = ""):
    for key, node in tree.items():
        if isinstance(node, dict):
            yield from leaves(node, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", node


def truth_of(path: Path) -> dict:
    return json.loads((SAMPLES / "truth" / f"{path.stem}.json").read_text("utf-8"))


@pytest.fixture(params=READABLE, ids=lambda path: path.name)
def sample(request) -> tuple[AnnualReport, dict]:
    return read(request.param), truth_of(request.param)


def test_every_cell_is_as_printed(sample) -> None:
    report, truth = sample
    printed = {path: None if value is None else Decimal(value) for path, value in leaves(truth["tables"])}
    got = {path: None if (value := report.value(path)) is None else Decimal(value) for path in printed}
    assert got == printed
    assert {path for path in report.tables if path not in printed and report.value(path) is not None} == set()


def test_empty_cells_are_told_apart(sample) -> None:
    report, truth = sample
    assert {path: report.cell(path).state for path in truth.get("state", {})} == truth.get("state", {})


def test_organ_year_and_form(sample) -> None:
    report, truth = sample
    organs = [truth["agency"], *truth.get("acceptable", {}).get("agency", [])]
    assert report.agency in organs
    assert (report.year, report.format) == (truth["year"], truth["format"])


def test_a_whole_report_needs_no_person(sample) -> None:
    report, truth = sample
    if truth["form_complete"]:
        assert report.findings == []


def findings(name: str) -> list[tuple[str, int]]:
    return [(finding.rule, len(finding.cells)) for finding in read(SAMPLES / name).findings]


def test_two_rows_of_zeros_that_met_in_the_row_between_are_for_a_person_to_look_at() -> None:
    assert findings("seed-002.txt") == [("READ-MERGED", 7), ("READ-MERGED", 14)]


def test_shifted_rows_and_a_sixteenth_number_are_said() -> None:
    assert findings("seed-004.txt") == [("READ-PLACE", 7)] * 4 + [("READ-EXTRA", 0)]
