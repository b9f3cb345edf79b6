"""Where a request received on 2026-04-20 (due 05-20) stands after these events, on this day."""

from datetime import date

import pytest

from gongkai.procedure.steps import History, State, standing
from tests.library.procedure.steps.cases import day, history

NOTICE = "correction_requested 04-22 until=05-15"
ASKED = "third_party_consulted 04-27 party=甲公司"
REPLIED = "replied 05-18 reply=R36_2"

TABLE = [
    # events, on, state, since, waits until, row of table three
    ([], "04-21", "in_hand", "04-20", None, None),
    ([NOTICE], "04-23", "correcting", "04-22", "05-15", None),
    ([NOTICE, "corrected 05-06"], "05-07", "in_hand", "05-06", None, None),
    ([NOTICE, "closed 05-18 reply=R30"], "05-18", "closed", "05-18", None, "other_not_corrected"),
    (["reasons_requested 04-22 until=05-08"], "04-23", "explaining", "04-22", "05-08", None),
    (["reasons_requested 04-22 until=05-08", "reasons_given 04-30"], "05-06", "in_hand", "04-30", None, None),
    (["fee_notified 04-22"], "04-23", "paying", "04-22", "05-22", None),
    (["fee_notified 04-22", "fee_paid 04-28"], "04-29", "in_hand", "04-28", None, None),
    (["fee_notified 04-22", "closed 05-25 reply=R109"], "05-25", "closed", "05-25", None, "other_fee_unpaid"),
    ([ASKED], "04-28", "consulting", "04-27", "05-20", None),
    ([ASKED], "05-21", "in_hand", "04-20", None, None),  # 第三方逾期未提出意见的，由行政机关决定
    ([ASKED, "third_party_replied 05-13 party=甲公司"], "05-14", "in_hand", "04-20", None, None),
    (["organ_consulted 04-27 role=other"], "06-30", "consulting", "04-27", None, None),  # 没有法定期限，一直等
    ([NOTICE, ASKED], "04-28", "correcting", "04-22", "05-15", None),
    (["withdrawn 04-28"], "04-28", "closed", "04-28", None, "other_misc"),
    ([REPLIED], "05-18", "replied", "05-18", None, "granted"),
    (["replied 05-18"], "05-18", "replied", "05-18", None, None),  # 旧台账没有写明结果
    ([REPLIED, "served 05-20", "archived 05-25"], "05-25", "archived", "05-25", None, "granted"),
    ([REPLIED, "dispute_opened 06-01"], "06-02", "disputed", "06-01", None, "granted"),
    ([REPLIED, "dispute_opened 06-01", "dispute_closed 07-01"], "07-01", "replied", "07-01", None, "granted"),
    (
        ["replied 05-18 reply=R36_3_16b", "dispute_opened 06-01", "dispute_closed 07-01", "reply_ordered 07-01"],
        "07-02",
        "replying_again",
        "07-01",
        None,
        "denied_process",
    ),
    (  # 重新答复仍是同一件，按第一次答复统计
        [
            "replied 05-18 reply=R36_3_16b",
            "dispute_opened 06-01",
            "dispute_closed 07-01",
            "reply_ordered 07-01",
            "replied 07-10 reply=R36_2",
        ],
        "07-10",
        "replied",
        "07-10",
        None,
        "denied_process",
    ),
]


@pytest.mark.parametrize(("events", "on", "state", "since", "until", "row"), TABLE)
def test_standing(events: list[str], on: str, state: str, since: str, until: str | None, row: str | None) -> None:
    found = standing(history(*events), on=day(on))
    waiting = next(iter(found.waiting), None)
    assert (found.state, found.since, found.outcome) == (state, day(since), row)
    assert (waiting.due if waiting else None) == (day(until) if until else None)


def test_without_a_day_of_receipt_there_are_no_clocks() -> None:
    found = standing(History.of(None))
    assert (found.state, found.clocks, found.due) == (State.SUBMITTED, None, None)


def test_every_state_has_a_name_for_people() -> None:
    assert len({state.label for state in State}) == len(State)


def test_an_opinion_of_one_party_leaves_the_other_waited_for() -> None:
    asked = (
        "third_party_consulted 04-27 party=甲",
        "third_party_consulted 04-27 party=乙",
        "third_party_replied 04-30 party=甲",
    )
    assert [waiting.party for waiting in standing(history(*asked), on=date(2026, 5, 6)).waiting] == ["乙"]
