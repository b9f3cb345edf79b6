"""Twenty requests from receipt to the end, each step allowed on its day, each ending in one row of table three."""

from datetime import date

import pytest

from gongkai.procedure.steps import NEXT_STEPS, History, option, reply_options, standing
from tests.library.procedure.steps.cases import event

# what it is · received · events · deadline at the end · row of table three
TABLE = [
    ("当场答复", "2026-04-20", ["replied 04-20 reply=R36_2"], "2026-05-20", "granted"),
    ("予以公开", "2026-04-20", ["replied 05-18 reply=R36_2"], "2026-05-20", "granted"),
    ("已经主动公开", "2026-04-20", ["replied 04-22 reply=R36_1"], "2026-05-20", "granted"),
    ("部分公开", "2026-04-20", ["replied 05-18 reply=R37"], "2026-05-20", "partial"),
    (
        "补正后放弃",
        "2026-04-20",
        ["correction_requested 04-22 until=05-15", "closed 05-18 reply=R30"],
        "2026-05-20",
        "other_not_corrected",
    ),
    (
        "补正后公开",
        "2026-01-20",
        ["correction_requested 01-29 until=03-02", "corrected 02-25", "replied 03-24 reply=R36_2"],
        "2026-03-24",
        "granted",
    ),
    (
        "补正后仍不明确",
        "2026-04-20",
        ["correction_requested 04-22 until=05-15", "corrected 05-06", "replied 05-15 reply=R30b"],
        "2026-06-02",
        "unable_unclear",
    ),
    (
        "第三方逾期，机关自己决定公开",
        "2026-04-20",
        [
            "third_party_consulted 04-27 party=第三方1",
            "replied 06-10 reply=R36_2",
            "third_party_told 06-10 party=第三方1",
        ],
        "2026-06-10",
        "granted",
    ),
    (
        "第三方不同意",
        "2026-04-20",
        [
            "third_party_consulted 04-27 party=第三方1",
            "third_party_replied 05-13 party=第三方1",
            "replied 06-03 reply=R36_3_15",
        ],
        "2026-06-03",
        "denied_third_party",
    ),
    (
        "共同制作机关逾期，视为同意",
        "2026-04-20",
        ["organ_consulted 04-27 role=co_maker party=机关1", "replied 06-10 reply=R36_2"],
        "2026-06-10",
        "granted",
    ),
    (
        "延期",
        "2026-04-20",
        ["extended 05-20 days=20 approved_by=某某", "replied 06-17 reply=R36_2"],
        "2026-06-17",
        "granted",
    ),
    ("不缴费", "2026-02-13", ["fee_notified 02-13", "closed 03-20 reply=R109"], "2026-03-19", "other_fee_unpaid"),
    (
        "缴费后公开",
        "2026-02-13",
        ["fee_notified 02-13", "fee_paid 03-10", "replied 04-08 reply=R36_2"],
        "2026-04-08",
        "granted",
    ),
    ("重复申请", "2026-04-20", ["replied 04-27 reply=R36_6"], "2026-05-20", "refused_repeat"),
    ("行政查询事项", "2026-04-20", ["replied 04-27 reply=R36_7"], "2026-05-20", "denied_inquiry"),
    ("信息不存在", "2026-04-20", ["replied 05-08 reply=R36_4"], "2026-05-20", "unable_not_held"),
    ("信访", "2026-04-20", ["replied 04-27 reply=R39_1"], "2026-05-20", "refused_petition"),
    (
        "大量反复，理由不合理",
        "2026-04-20",
        ["reasons_requested 04-22 until=05-08", "reasons_given 05-06", "replied 05-15 reply=R35"],
        "2026-05-20",
        "refused_excessive",
    ),
    ("逾期答复", "2026-04-20", ["replied 05-25 reply=R36_3_16b"], "2026-05-20", "denied_process"),
    (
        "被撤销后重新答复，只计一次",
        "2026-04-20",
        [
            "replied 05-18 reply=R36_3_16b",
            "served 05-20",
            "dispute_opened 06-01",
            "dispute_closed 07-01",
            "reply_ordered 07-01",
            "replied 07-15 reply=R36_2",
            "archived 08-03",
        ],
        "2026-07-29",
        "denied_process",
    ),
    ("撤回", "2026-04-20", ["withdrawn 04-28"], "2026-05-20", "other_misc"),
    ("跨年，期限暂定", "2026-12-07", ["replied 12-21 reply=R36_2"], "2027-01-05", "granted"),
]


@pytest.mark.parametrize(("what", "received", "events", "due", "row"), TABLE, ids=[line[0] for line in TABLE])
def test_case(what: str, received: str, events: list[str], due: str, row: str) -> None:
    history = History.of(date.fromisoformat(received))
    for text in events:
        happened = event(text)
        steps = [one for one in NEXT_STEPS.values() if one.event is happened.type]
        codes = [one.code for one in steps if one.reply in (None, happened.reply) or happened.type == "withdrawn"]
        assert any(option(code, history, happened.date).allowed for code in codes), f"{what}: {text}"
        if happened.type == "replied":
            offered = {one.reply.code: one.refusal for one in reply_options(history, happened.date)}
            assert offered[happened.reply] is None  # type: ignore[index]
        history = history.plus(happened)
    found = standing(history)
    assert (found.outcome, found.due) == (row, date.fromisoformat(due))
    assert found.ended_on is not None
