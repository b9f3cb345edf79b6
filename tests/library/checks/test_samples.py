"""What a careful reviewer would say of the sample reports, and nothing else."""

import json
from pathlib import Path

import pytest

from gongkai.checks import checked
from gongkai.reading import read
from gongkai.report import AnnualReport, Finding, Kind, Severity

SAMPLES = Path(__file__).parents[2] / "samples"
READABLE = {".txt", ".md", ".docx"}
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix in READABLE and path.stem != "README")
RELATIONS = ("T3-ROW", "T3-SUM", "T3-BALANCE", "T4-SUM")


def findings_of(name: str) -> list[Finding]:
    return checked(read(SAMPLES / name)).findings


def truth_of(path: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads((SAMPLES / "truth" / f"{path.stem}.json").read_text("utf-8"))
    return data


def relations(report: AnnualReport, *severities: Severity) -> set[tuple[str, frozenset[str]]]:
    chosen = [f for f in report.findings if f.rule in RELATIONS and f.severity in severities]
    return {(finding.rule, frozenset(finding.cells)) for finding in chosen}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_exactly_the_relations_that_do_not_hold_are_reported(path: Path) -> None:
    truth, report = truth_of(path), checked(read(path))
    wrong = {(fail["rule"], frozenset(fail["cells"])) for fail in truth["fails"]}
    assert relations(report, Severity.ERROR, Severity.WARNING) == wrong


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_an_empty_cell_leaves_open_is_a_hint(path: Path) -> None:
    truth, report = truth_of(path), checked(read(path))
    open_ = {(item["rule"], frozenset(item["cells"])) for item in truth["undetermined"]}
    assert open_ <= relations(report, Severity.INFO) | relations(report, Severity.WARNING)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_report_without_a_wrong_number_has_no_error(path: Path) -> None:
    errors = [finding for finding in findings_of(path.name) if finding.severity is Severity.ERROR]
    assert bool(errors) == bool(truth_of(path)["fails"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_sentence_of_the_samples_is_held_against_them(path: Path) -> None:
    about_cells = [f for f in findings_of(path.name) if f.rule.startswith("TX-") and f.cells]
    assert [f for f in about_cells if f.severity is not Severity.INFO] == []


def test_the_text_was_read_for_its_numbers() -> None:
    told = {statement["what"] for statement in truth_of(SAMPLES / "word.docx")["narrative"]}
    assert told <= {statement.what for statement in read(SAMPLES / "word.docx").narrative}


def test_seed_002_two_blank_rows_and_the_blank_reconsideration_are_reported() -> None:
    blanks = [finding for finding in findings_of("seed-002.txt") if finding.rule == "FORM-BLANK"]
    assert [(finding.cells[0], len(finding.cells)) for finding in blanks] == [
        ("requests.other_not_corrected.natural_person", 7),
        ("requests.other_misc.natural_person", 7),
        ("disputes.reconsideration.upheld", 5),
    ]


def test_seed_004_the_shifted_rows_are_left_to_a_person() -> None:
    asked = [f for f in findings_of("seed-004.txt") if f.kind is Kind.READING and f.severity is Severity.WARNING]
    rows = {cell.split(".")[1] for finding in asked for cell in finding.cells if cell.startswith("requests.")}
    assert {"granted", "partial", "denied_state_secret", "unable_not_held"} <= rows


def test_seed_003_another_townships_word_is_noticed() -> None:
    assert [f.quote for f in findings_of("seed-003.txt") if f.rule == "TX-ORG"] == ["我镇"]


def test_no_sample_is_buried_under_findings() -> None:
    assert all(len(findings_of(path.name)) <= 30 for path in FILES)
