"""The examples of the specification and the vectors of the domain, as a table to read."""

from datetime import date

import pytest

from gongkai.procedure import Clocks, compute, publication_due, request_from_json


def clocks_of(received: str, *events: str) -> Clocks:
    """Events written `type date [field=value …]`, as a person would say them."""
    return compute(*request_from_json({"received": received, "events": [event_of(text) for text in events]}))


def event_of(text: str) -> dict:
    kind, day, *fields = text.split()
    named = dict(field.split("=") for field in fields)
    return {"type": kind, "date": day, **{k: int(v) if k == "days" else v for k, v in named.items()}}


CONSULTED, OPINION = "third_party_consulted 2026-04-27", "third_party_replied 2026-05-13"


@pytest.mark.parametrize(
    ("received", "events", "due", "assumed"),
    [
        ("2026-04-20", [], "2026-05-20", False),
        ("2026-04-20", [CONSULTED, OPINION], "2026-06-03", False),
        ("2026-04-20", [CONSULTED], "2026-06-10", True),
        ("2026-04-20", [CONSULTED + " received=2026-04-27"], "2026-06-10", True),
        ("2026-04-20", [CONSULTED + " received=2026-04-28"], "2026-06-11", True),
        ("2026-04-20", [CONSULTED + " received=2026-04-28", "third_party_replied 2026-06-01"], "2026-06-11", False),
        ("2026-04-20", [CONSULTED + " received=2026-04-28", OPINION], "2026-06-03", False),
        ("2026-04-20", [CONSULTED, OPINION, "extended 2026-05-08 days=10 approved_by=某某"], "2026-06-17", False),
        (
            "2026-04-20",
            [
                "third_party_consulted 2026-04-22 party=甲",
                "third_party_replied 2026-04-24 party=甲",
                "third_party_consulted 2026-05-11 party=乙",
                "third_party_replied 2026-05-13 party=乙",
            ],
            "2026-05-26",
            False,
        ),
        ("2026-01-20", [], "2026-02-24", False),
        ("2026-01-20", ["corrected 2026-02-25"], "2026-03-24", False),
        ("2026-01-20", ["correction_requested 2026-01-29", "corrected 2026-02-25"], "2026-03-24", False),
        ("2026-02-10", ["fee_notified 2026-02-13", "fee_paid 2026-03-10"], "2026-04-08", False),
        ("2026-02-10", ["fee_notified 2026-02-13"], "2026-03-16", False),
        ("2019-05-14", [], "2019-06-04", False),
        ("2019-05-15", [], "2019-06-13", False),
    ],
)
def test_the_deadline(received: str, events: list[str], due: str, assumed: bool) -> None:
    clocks = clocks_of(received, *events)
    assert (clocks.due, clocks.assumed, clocks.provisional) == (date.fromisoformat(due), assumed, False)


def test_the_limits_of_the_other_clocks() -> None:
    clocks = clocks_of("2026-01-20", "fee_notified 2026-02-13")
    assert clocks.correction_notice and clocks.correction_notice.due == date(2026, 1, 29)
    assert clocks.payment and clocks.payment.due == date(2026, 3, 19)
    third = clocks_of("2026-04-20", CONSULTED + " received=2026-04-28").third_party[0]
    assert (third.start, third.due, third.ended_on) == (date(2026, 4, 28), date(2026, 5, 21), None)


def test_publication_of_what_was_made_on_the_21st_of_september() -> None:
    assert publication_due(date(2026, 9, 21)) == date(2026, 10, 26)


@pytest.mark.parametrize(
    ("received", "events", "due", "provisional"),
    [
        ("2026-12-03", [], "2026-12-31", False),
        ("2026-12-04", [], "2027-01-04", True),
        ("2026-11-05", ["extended 2026-12-01 days=20 approved_by=某某"], "2026-12-31", False),
        ("2026-11-06", ["extended 2026-12-01 days=20 approved_by=某某"], "2027-01-04", True),
    ],
)
def test_from_which_day_a_deadline_is_provisional(
    received: str, events: list[str], due: str, provisional: bool
) -> None:
    clocks = clocks_of(received, *events)
    assert (clocks.due, clocks.provisional) == (date.fromisoformat(due), provisional)
