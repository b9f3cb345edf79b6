"""Table four counted from the records, and the facts of the annual report: the same numbers as the library builds."""

import json
from datetime import date

import pytest

from gongkai.report.build import build
from gongkai.report.facts import loads
from gongkai_web.disputes.facts import disputes_of
from gongkai_web.disputes.services import strike
from gongkai_web.disputes.statistics import table_four, years_of
from tests.platform.disputes.desk import filing, recorded, step, suit
from tests.platform.publishing.office import NOW, Office, township
from tests.platform.requests.desk import at

pytestmark = pytest.mark.django_db
LATER = at(date(2027, 3, 1))
DAYS = {"filed_on": date(2026, 3, 2), "received_on": date(2026, 3, 5)}


@pytest.fixture
def office() -> Office:
    return township()


def ended(office: Office, given, ending: str, on: date) -> None:
    dispute = recorded(office, given, now=LATER)
    step(office, dispute, "result", on=on, now=LATER, ending=ending)


def after(**other):
    return suit(after_reconsideration=True, **other)


@pytest.fixture
def a_year(office) -> Office:
    """Of 2026: 1 upheld, 2 corrected, 1 withdrawn, 1 ended only in 2027; suits: 1 direct, 1 joint, 1 pending."""
    ended(office, filing(file_number="1", **DAYS), "rv_upheld", date(2026, 4, 1))
    ended(office, filing(file_number="2", **DAYS), "rv_revoked", date(2026, 4, 1))
    ended(office, filing(file_number="3", **DAYS), "rv_ordered", date(2026, 12, 31))
    ended(office, filing(file_number="4", **DAYS), "rv_withdrawn", date(2026, 4, 1))
    ended(office, filing(file_number="5", **DAYS), "rv_upheld", date(2027, 1, 1))
    ended(office, suit(file_number="6", **DAYS), "lt_claim_dismissed", date(2026, 4, 1))
    ended(office, after(file_number="7", role="joint", **DAYS), "lt_unlawful", date(2026, 4, 1))
    recorded(office, after(file_number="8", **DAYS), now=LATER)
    ended(office, after(file_number="9", role="reviewer", **DAYS), "lt_revoked", date(2026, 4, 1))
    before = {"filed_on": date(2025, 11, 3), "received_on": date(2025, 11, 5)}
    ended(office, filing(file_number="10", **before), "rv_upheld", date(2025, 12, 31))
    ended(office, filing(file_number="11", **before), "rv_changed", date(2026, 1, 4))
    wrong = recorded(office, filing(file_number="12", **DAYS), now=LATER)
    strike(by=office.clerk, dispute=wrong, version=1, reason="重复", now=LATER)
    return office


def cells(office: Office, year: int) -> dict[str, int]:
    return {name: number for name, number in table_four(office.organ, year).cells.items() if number}


def test_each_number_of_the_year(a_year) -> None:
    assert cells(a_year, 2026) == {
        "reconsideration.upheld": 1,
        "reconsideration.corrected": 3,
        "reconsideration.other": 1,
        "reconsideration.pending": 1,
        "reconsideration.total": 6,
        "litigation_direct.upheld": 1,
        "litigation_direct.total": 1,
        "litigation_after_reconsideration.corrected": 1,
        "litigation_after_reconsideration.pending": 1,
        "litigation_after_reconsideration.total": 2,
    }


def test_a_case_over_the_new_year_is_pending_in_one_and_ended_in_the_next(a_year) -> None:
    assert cells(a_year, 2025) == {
        "reconsideration.upheld": 1,
        "reconsideration.pending": 1,
        "reconsideration.total": 2,
    }
    assert cells(a_year, 2027) == {
        "reconsideration.upheld": 1,
        "reconsideration.total": 1,
        "litigation_after_reconsideration.pending": 1,
        "litigation_after_reconsideration.total": 1,
    }


def test_a_number_opens_its_records(a_year) -> None:
    table = table_four(a_year.organ, 2026)
    assert [one.file_number for one in table.of("reconsideration", "corrected")] == ["11", "2", "3"]
    assert [one.file_number for one in table.of("litigation_after_reconsideration", "corrected")] == ["7"]
    assert years_of(a_year.organ, 2027) == [2027, 2026, 2025]


FACTS = {
    "schema": "gongkai.facts/1",
    "organ": {"name": "青山县白云乡人民政府", "level": "township", "may_issue_rules": False},
    "documents": [],
    "decisions": {"licensing": 0, "penalties": 0, "compulsory_measures": 0},
    "charges_yuan": "0.00",
    "requests": [],
    "publications": [],
    "letters": {"received": 0, "answered": 0},
    "information_fee_yuan": "0.00",
}


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_facts_build_the_same_table(a_year, year) -> None:
    given = FACTS | {"year": year, "disputes": disputes_of(a_year.organ, year)}
    report = build(loads(json.dumps(given, ensure_ascii=False)))
    built = {
        path.removeprefix("disputes."): int(cell.value)
        for path, cell in report.tables.items()
        if path.startswith("disputes.") and cell.value
    }
    assert built == cells(a_year, year)


def test_a_fact_names_nobody_and_is_exactly_as_the_format_says(office) -> None:
    dispute = recorded(office)
    assert disputes_of(office.organ, 2026) == [
        {
            "id": dispute.number,
            "kind": "reconsideration",
            "after_reconsideration": False,
            "filed_on": "2026-11-06",
            "result": None,
            "closed_on": None,
        }
    ]
    step(office, dispute, "withdraw", now=NOW)
    assert disputes_of(office.organ, 2026)[0] | {"id": ""} == {
        "id": "",
        "kind": "reconsideration",
        "after_reconsideration": False,
        "filed_on": "2026-11-06",
        "result": "other",
        "closed_on": "2026-11-20",
    }
    assert disputes_of(office.organ, 2027) == []
