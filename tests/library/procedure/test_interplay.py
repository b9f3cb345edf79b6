"""What happens where two rules meet."""

from datetime import date

import pytest

from tests.library.procedure.test_examples import clocks_of

EXTENDED = "extended 2026-05-08 days=10 approved_by=某某"


@pytest.mark.parametrize(
    ("why", "events", "due"),
    [
        (
            "overlapping letters are united",
            [
                "third_party_consulted 2026-04-27 party=甲",
                "organ_consulted 2026-05-06 role=co_maker",
                "third_party_replied 2026-05-13",
                "organ_replied 2026-05-08",
            ],
            "2026-06-03",
        ),
        (
            "question and answer on one day exclude nothing",
            ["third_party_consulted 2026-04-27", "third_party_replied 2026-04-27"],
            "2026-05-20",
        ),
        (
            "asked on a day of rest, answered on the next",
            ["third_party_consulted 2026-05-02", "third_party_replied 2026-05-03"],
            "2026-05-20",
        ),
        ("asked after the deadline excludes nothing", ["third_party_consulted 2026-05-21"], "2026-05-20"),
        ("asked on the last day excludes nothing", ["third_party_consulted 2026-05-20"], "2026-05-20"),
        (
            "a correction restarts, the open letter goes on",
            ["third_party_consulted 2026-04-27", "corrected 2026-05-06", "third_party_replied 2026-05-13"],
            "2026-06-10",
        ),
        (
            "a correction restarts, the answered letter lapses",
            ["third_party_consulted 2026-04-22", "third_party_replied 2026-04-24", "corrected 2026-05-06"],
            "2026-06-02",
        ),
        ("a correction restarts without the extension", [EXTENDED, "corrected 2026-05-12"], "2026-06-09"),
        (
            "payment restarts without the extension",
            [EXTENDED, "fee_notified 2026-05-09", "fee_paid 2026-05-12"],
            "2026-06-09",
        ),
        (
            "payment restarts, the open letter goes on",
            [
                "fee_notified 2026-04-24",
                "third_party_consulted 2026-04-27",
                "fee_paid 2026-05-06",
                "third_party_replied 2026-05-13",
            ],
            "2026-06-10",
        ),
        ("an unpaid fee changes nothing", ["fee_notified 2026-04-24"], "2026-05-20"),
        ("a reply changes nothing", ["replied 2026-05-12"], "2026-05-20"),
        ("a withdrawal changes nothing", ["withdrawn 2026-05-12"], "2026-05-20"),
        (
            "a reply before the opinion leaves the presumption",
            ["third_party_consulted 2026-04-27", "replied 2026-05-12"],
            "2026-06-10",
        ),
        ("an ordered reply has twenty days", ["replied 2026-05-12", "reply_ordered 2026-07-06"], "2026-08-03"),
        ("or as many as the order says", ["replied 2026-05-12", "reply_ordered 2026-07-06 days=15"], "2026-07-27"),
        (
            "the order ends what was still asked when the reply went out",
            ["organ_consulted 2026-04-27 role=other", "replied 2026-05-12", "reply_ordered 2026-07-06"],
            "2026-08-03",
        ),
        ("an order without any reply", ["reply_ordered 2026-07-06"], "2026-08-03"),
        ("a delay sets the day", ["delayed 2026-05-18 until=2026-07-01 reason=数量大"], "2026-07-01"),
        (
            "and does not shorten what exclusions give",
            ["delayed 2026-05-18 until=2026-05-27 reason=数量大", "third_party_consulted 2026-05-19"],
            "2026-06-10",
        ),
        (
            "an extension under a delay counts from the working days",
            ["delayed 2026-05-18 until=2026-05-27 reason=数量大", "extended 2026-05-27 days=10 approved_by=某某"],
            "2026-06-03",
        ),
        ("extended on the last day", ["extended 2026-05-20 days=1 approved_by=某某"], "2026-05-21"),
        (
            "extended on a day the open letter keeps in time",
            ["third_party_consulted 2026-04-27", "extended 2026-06-10 days=1 approved_by=某某"],
            "2026-06-11",
        ),
        (
            "another organ that has answered",
            ["organ_consulted 2026-04-27 role=other", "organ_replied 2026-06-30"],
            "2026-07-21",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_the_deadline_of_a_request_of_20_april_2026(why: str, events: list[str], due: str) -> None:
    assert clocks_of("2026-04-20", *events).due == date.fromisoformat(due)


def test_while_another_organ_without_limit_is_silent_there_is_no_deadline_and_no_guess() -> None:
    clocks = clocks_of("2026-04-20", "organ_consulted 2026-04-27 role=other party=县自然资源局")
    assert (clocks.due, clocks.assumed, clocks.provisional) == (None, False, False)
    assert clocks.organ[0].due is None
    assert [caution.code for caution in clocks.warnings] == ["OPEN_WITHOUT_LIMIT"]


def test_events_of_one_day_are_taken_in_the_order_given() -> None:
    before = clocks_of("2026-04-20", "corrected 2026-05-06", "extended 2026-05-06 days=5 approved_by=某某")
    after = clocks_of("2026-04-20", "extended 2026-05-06 days=5 approved_by=某某", "corrected 2026-05-06")
    assert (before.due, after.due) == (date(2026, 6, 9), date(2026, 6, 2))


def test_an_opinion_answers_every_open_letter_to_its_party() -> None:
    letters = ("third_party_consulted 2026-04-27 party=甲", "third_party_consulted 2026-05-06 party=甲")
    clocks = clocks_of("2026-04-20", *letters, "third_party_replied 2026-05-13 party=甲")
    assert [clock.ended_on for clock in clocks.third_party] == [date(2026, 5, 13)] * 2


def test_a_letter_that_lapsed_before_the_correction_is_no_presumption() -> None:
    clocks = clocks_of("2026-04-20", "third_party_consulted 2026-04-21", "corrected 2026-06-01")
    assert (clocks.due, clocks.assumed) == (date(2026, 6, 30), False)


def test_a_letter_sent_after_the_deadline_is_no_presumption() -> None:
    assert not clocks_of("2026-04-20", "third_party_consulted 2026-05-21").assumed


def test_an_opinion_may_come_after_the_reply() -> None:
    clocks = clocks_of(
        "2026-04-20", "third_party_consulted 2026-04-27", "replied 2026-05-06", "third_party_replied 2026-05-13"
    )
    assert (clocks.due, clocks.assumed) == (date(2026, 6, 3), False)


@pytest.mark.parametrize("end", ["replied", "withdrawn"])
def test_the_end_ends_every_clock(end: str) -> None:
    clocks = clocks_of("2026-04-20", "third_party_consulted 2026-04-27", "fee_notified 2026-04-28", f"{end} 2026-05-06")
    ended = [clocks.reply, clocks.correction_notice, clocks.payment, *clocks.third_party]
    assert [clock and clock.ended_on for clock in ended] == [date(2026, 5, 6)] * 4


def test_an_ordered_reply_runs_anew_and_ends_with_the_second_reply() -> None:
    history = ("replied 2026-05-12", "reply_ordered 2026-07-06")
    assert clocks_of("2026-04-20", *history).reply.ended_on is None
    again = clocks_of("2026-04-20", *history, "replied 2026-08-04")
    assert again.reply.ended_on == date(2026, 8, 4)
    assert [caution.code for caution in again.warnings] == ["LATE_REPLY"]


@pytest.mark.parametrize(
    ("events", "due"),
    [
        (["extended 2019-04-10 days=15 approved_by=某某"], "2019-05-05"),
        (["third_party_consulted 2019-03-25", "third_party_replied 2019-04-01"], "2019-04-18"),
        (["third_party_consulted 2019-03-25"], "2019-05-05"),
        (["replied 2019-04-01"], "2019-04-11"),
    ],
)
def test_before_15_may_2019_fifteen_and_fifteen(events: list[str], due: str) -> None:
    clocks = clocks_of("2019-03-20", *events)
    assert clocks.due == date.fromisoformat(due)
    assert clocks.correction_notice is None


def test_the_first_receipt_decides_the_law_also_after_it_changed() -> None:
    assert clocks_of("2019-05-14", "extended 2019-05-30 days=15 approved_by=某某").due == date(2019, 6, 26)
