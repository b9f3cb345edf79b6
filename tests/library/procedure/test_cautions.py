"""What does not stop the count but can be held against it."""

from datetime import date

import pytest

from tests.library.procedure.test_examples import clocks_of

LATE_NOTICE = "correction_requested 2026-01-30"


@pytest.mark.parametrize(
    ("received", "events", "codes"),
    [
        ("2026-01-20", ["correction_requested 2026-01-29", "corrected 2026-02-25"], []),
        ("2026-01-20", [LATE_NOTICE], ["LATE_CORRECTION_NOTICE"]),
        ("2026-01-20", ["replied 2026-02-24"], []),
        ("2026-01-20", ["replied 2026-02-25"], ["LATE_REPLY"]),
        ("2026-01-20", ["extended 2026-02-24 days=20"], ["NO_CONSENT"]),
        ("2026-01-20", ["extended 2026-02-24 days=20 approved_by=某某"], []),
        ("2026-01-20", ["delayed 2026-02-24 until=2026-05-06"], ["NO_REASON"]),
        ("2026-01-20", ["delayed 2026-02-25 until=2026-05-06 reason=数量大"], ["LATE_DELAY"]),
        ("2026-02-10", ["fee_notified 2026-02-13", "fee_paid 2026-03-19"], []),
        ("2026-02-10", ["fee_notified 2026-02-13", "fee_paid 2026-03-20"], ["LATE_PAYMENT"]),
        ("2026-01-20", ["fee_notified 2026-02-25"], ["LATE_FEE_NOTICE"]),
        ("2020-12-31", ["fee_notified 2021-01-04"], ["FEE_ON_EARLIER_REQUEST"]),
        ("2021-01-01", ["fee_notified 2021-01-04"], []),
        ("2026-01-20", ["corrected 2026-02-02", "corrected 2026-02-09"], ["REPEATED_CORRECTION"]),
        ("2026-01-20", ["third_party_consulted 2026-02-25"], ["LATE_CONSULTATION"]),
        (
            "2026-01-20",
            ["replied 2026-02-02", "reply_ordered 2026-04-01", "extended 2026-04-02 days=5 approved_by=某某"],
            ["ORDERED_REPLY_EXTENDED"],
        ),
        ("2019-03-20", ["third_party_consulted 2019-03-25"], ["LIMIT_PRESUMED"]),
        ("2019-03-20", ["third_party_consulted 2019-03-25", "third_party_replied 2019-04-01"], []),
        ("2008-04-15", [], ["BEFORE_REGULATION"]),
        ("2008-05-04", [], []),
    ],
)
def test_when_there_is_something_to_object(received: str, events: list[str], codes: list[str]) -> None:
    assert [caution.code for caution in clocks_of(received, *events).warnings] == codes


@pytest.mark.parametrize(
    ("events", "due", "otherwise"),
    [
        ([LATE_NOTICE], "2026-02-24", "2026-02-24"),
        ([LATE_NOTICE, "corrected 2026-02-25"], "2026-03-24", "2026-02-24"),
        (
            [LATE_NOTICE, "corrected 2026-02-25", "extended 2026-03-20 days=5 approved_by=某某"],
            "2026-03-31",
            "2026-02-24",
        ),
        (
            ["extended 2026-01-22 days=5 approved_by=某某", LATE_NOTICE, "corrected 2026-02-25"],
            "2026-03-24",
            "2026-03-02",
        ),
        ([LATE_NOTICE, "corrected 2026-02-11", "organ_consulted 2026-02-12 role=other"], None, None),
    ],
)
def test_a_late_notice_to_correct_names_the_date_without_restart(events: list[str], due: str, otherwise: str) -> None:
    clocks = clocks_of("2026-01-20", *events)
    caution = next(caution for caution in clocks.warnings if caution.code == "LATE_CORRECTION_NOTICE")
    assert (clocks.due, caution.date) == (due and date.fromisoformat(due), otherwise and date.fromisoformat(otherwise))
    if caution.date:
        assert f"{caution.date.year}年{caution.date.month}月{caution.date.day}日" in caution.text


def test_a_late_reply_says_by_how_much() -> None:
    caution = clocks_of("2026-01-20", "replied 2026-02-27").warnings[0]
    assert "2026年2月24日" in caution.text and "3个工作日" in caution.text
