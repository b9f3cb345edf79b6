"""Histories that cannot have happened, and input that is not understood: which event, and why."""

import pickle

import pytest

from gongkai.calendar import MissingYearError
from gongkai.procedure import HistoryError, compute, request_from_json
from tests.library.procedure.test_examples import clocks_of

EXTENDED = "extended 2026-05-08 days=10 approved_by=某某"


@pytest.mark.parametrize(
    ("events", "code", "position", "says"),
    [
        (["corrected 2026-04-19"], "EVENT_BEFORE_RECEIPT", 1, "2026年4月20日"),
        (
            ["correction_requested 2026-04-22", "correction_requested 2026-04-23"],
            "SECOND_CORRECTION_NOTICE",
            2,
            "4月22日",
        ),
        (
            ["correction_requested 2026-04-22", "corrected 2026-05-06", "correction_requested 2026-05-07"],
            "SECOND_CORRECTION_NOTICE",
            3,
            "一次性",
        ),
        ([EXTENDED, "extended 2026-05-09 days=5"], "SECOND_EXTENSION", 2, "一次"),
        ([EXTENDED, "corrected 2026-05-12", "extended 2026-05-13 days=5"], "SECOND_EXTENSION", 3, "一次"),
        (["extended 2026-05-21 days=10"], "LATE_EXTENSION", 1, "2026年5月20日"),
        (["extended 2026-05-08 days=21"], "BAD_DAYS", 1, "20个工作日"),
        (["extended 2026-05-08 days=0"], "BAD_DAYS", 1, "至少"),
        (["extended 2026-05-08"], "MISSING_FIELD", 1, "days"),
        (["delayed 2026-05-08"], "MISSING_FIELD", 1, "until"),
        (["delayed 2026-05-08 until=2026-05-20"], "DELAY_NOT_LATER", 1, "2026年5月20日"),
        (["delayed 2026-06-08 until=2026-06-05"], "DELAY_NOT_LATER", 1, "2026年6月5日"),
        (["third_party_replied 2026-05-08"], "NO_CONSULTATION", 1, "征求意见书"),
        (
            ["organ_consulted 2026-04-22 role=other", "third_party_replied 2026-05-08"],
            "NO_CONSULTATION",
            2,
            "征求意见书",
        ),
        (
            ["third_party_consulted 2026-04-22 party=甲", "third_party_replied 2026-05-08 party=乙"],
            "NO_CONSULTATION",
            2,
            "乙",
        ),
        (
            [
                "third_party_consulted 2026-04-22 party=甲",
                "third_party_consulted 2026-04-22 party=乙",
                "third_party_replied 2026-05-08",
            ],
            "AMBIGUOUS_PARTY",
            3,
            "哪一方",
        ),
        (
            ["third_party_consulted 2026-04-22", "third_party_consulted 2026-04-23", "third_party_replied 2026-05-08"],
            "AMBIGUOUS_PARTY",
            3,
            "party",
        ),
        (["third_party_consulted 2026-04-22 received=2026-04-21"], "RECEIVED_BEFORE_SENT", 1, "2026年4月21日"),
        (["organ_consulted 2026-04-22"], "MISSING_FIELD", 1, "role"),
        (["organ_consulted 2026-04-22 role=boss"], "BAD_FIELD", 1, "boss"),
        (["fee_paid 2026-04-22"], "FEE_NOT_NOTIFIED", 1, "收费通知"),
        (["fee_notified 2026-04-22", "fee_notified 2026-04-23"], "SECOND_FEE_NOTICE", 2, "4月22日"),
        (["fee_notified 2026-04-22", "fee_paid 2026-04-23", "fee_paid 2026-04-24"], "FEE_ALREADY_PAID", 3, "4月23日"),
        (["replied 2026-04-22", "replied 2026-04-23"], "EVENT_AFTER_END", 2, "4月22日"),
        (["withdrawn 2026-04-22", "corrected 2026-04-23"], "EVENT_AFTER_END", 2, "4月22日"),
        (["corected 2026-04-22"], "UNKNOWN_EVENT", 1, "corected"),
        (["corrected 2026-04-22 days=3"], "UNKNOWN_FIELD", 1, "days"),
        (["third_party_consulted 2026-04-22 recieved=2026-04-23"], "UNKNOWN_FIELD", 1, "recieved"),
        (["corrected 2026-4-22"], "BAD_DATE", 1, "2026-4-22"),
        (["corrected 2026-02-30"], "BAD_DATE", 1, "2026-02-30"),
        (["corrected 20260422"], "BAD_DATE", 1, "20260422"),
        (["corrected 2062-04-22"], "YEAR_MISSING", 1, "2062"),
        (["reply_ordered 2026-05-22 days=0"], "BAD_DAYS", 1, "至少"),
    ],
)
def test_an_impossible_history_of_a_request_of_20_april_2026(
    events: list[str], code: str, position: int, says: str
) -> None:
    with pytest.raises(HistoryError, match=says) as error:
        clocks_of("2026-04-20", *events)
    assert (error.value.code, error.value.position) == (code, position)
    assert error.value.event == events[position - 1].split()[0]


def test_the_position_is_that_in_the_list_as_given() -> None:
    with pytest.raises(HistoryError) as error:
        clocks_of(
            "2026-04-20",
            "extended 2026-05-21 days=10",
            "third_party_consulted 2026-04-22",
            "third_party_replied 2026-04-22",
        )
    assert error.value.position == 1


@pytest.mark.parametrize(
    "event",
    [
        "correction_requested 2019-04-22",
        "corrected 2019-04-22",
        "organ_consulted 2019-04-22 role=co_maker",
        "delayed 2019-04-22 until=2019-07-01",
        "fee_notified 2019-05-22",
        "reply_ordered 2019-05-22",
    ],
)
def test_the_old_law_does_not_know_it(event: str) -> None:
    with pytest.raises(HistoryError, match="2007年《条例》") as error:
        clocks_of("2019-04-15", event)
    assert error.value.code == "EVENT_NOT_IN_LAW"


def test_under_the_old_law_at_most_fifteen() -> None:
    with pytest.raises(HistoryError, match="15个工作日"):
        clocks_of("2019-04-15", "extended 2019-04-22 days=16")


def test_no_fee_before_2021() -> None:
    with pytest.raises(HistoryError, match="2021年1月1日") as error:
        clocks_of("2020-12-01", "fee_notified 2020-12-31")
    assert error.value.code == "FEE_NOT_IN_LAW"


@pytest.mark.parametrize(("received", "year"), [("2003-05-06", "2003"), ("2028-01-04", "2028"), ("2027-12-20", "2028")])
def test_a_missing_year_is_named(received: str, year: str) -> None:
    with pytest.raises(MissingYearError, match=year):
        clocks_of(received)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ([], "NOT_AN_OBJECT"),
        ("2026-04-20", "NOT_AN_OBJECT"),
        ({}, "MISSING_FIELD"),
        ({"received": None}, "MISSING_FIELD"),
        ({"received": 20260420}, "BAD_DATE"),
        ({"received": "2026-04-20T00:00:00"}, "BAD_DATE"),
        ({"received": "２０２６-04-20"}, "BAD_DATE"),
        ({"received": "2026-04-20", "event": []}, "UNKNOWN_FIELD"),
        ({"received": "2026-04-20", "events": {}}, "BAD_FIELD"),
        ({"received": "2026-04-20", "events": ["corrected"]}, "NOT_AN_OBJECT"),
        ({"received": "2026-04-20", "events": [{"date": "2026-04-22"}]}, "MISSING_FIELD"),
        ({"received": "2026-04-20", "events": [{"type": "corrected"}]}, "MISSING_FIELD"),
        ({"received": "2026-04-20", "events": [{"type": ["corrected"], "date": "2026-04-22"}]}, "MISSING_FIELD"),
        ({"received": "2026-04-20", "events": [{"type": "extended", "date": "2026-04-22", "days": "10"}]}, "BAD_DAYS"),
        ({"received": "2026-04-20", "events": [{"type": "extended", "date": "2026-04-22", "days": True}]}, "BAD_DAYS"),
        ({"received": "2026-04-20", "events": [{"type": "extended", "date": "2026-04-22", "days": 1.5}]}, "BAD_DAYS"),
        (
            {"received": "2026-04-20", "events": [{"type": "third_party_replied", "date": "2026-04-22", "party": 3}]},
            "BAD_FIELD",
        ),
        (
            {"received": "2026-04-20", "events": [{"type": "organ_consulted", "date": "2026-04-22", "role": []}]},
            "BAD_FIELD",
        ),
    ],
)
def test_input_that_is_not_understood(data: object, code: str) -> None:
    with pytest.raises(HistoryError) as error:
        compute(*request_from_json(data))
    assert error.value.code == code


def test_an_error_travels_between_processes() -> None:
    error = HistoryError("一", "二", "三", "CODE", "corrected", 2)
    assert pickle.loads(pickle.dumps(error)) == error
