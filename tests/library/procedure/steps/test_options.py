"""Which steps a clerk is offered, and what is said of those refused. Received 2026-04-20; due 05-20."""

from datetime import date

import pytest

from gongkai.procedure.events import FIELDS, EventType
from gongkai.procedure.steps import NEXT_STEPS, History, option, options, reply_options
from gongkai.procedure.steps.refusals import RULES
from gongkai.statute import REPLIES

from .cases import day, history

NOTICE = "correction_requested 04-22 until=05-15"
FEE = "fee_notified 04-22"  # 缴费期限 05-22
REPLIED = "replied 05-18 reply=R36_2"

ALLOWED = None
TABLE = [
    # step, events, on, what the refusal says (None: it may be taken)
    ("request_correction", [], "04-21", ALLOWED),
    ("request_correction", [NOTICE], "04-23", "一次性"),
    ("request_correction", [NOTICE, "corrected 05-06"], "05-07", "一次性"),
    ("request_correction", [REPLIED], "05-19", "已经办结"),
    ("receive_correction", [], "04-21", "没有告知补正"),
    ("receive_correction", [NOTICE], "05-06", ALLOWED),
    ("close_uncorrected", [], "05-18", "没有等待补正"),
    ("close_uncorrected", [NOTICE], "05-15", "还没有逾期"),
    ("close_uncorrected", [NOTICE], "05-16", ALLOWED),
    ("close_uncorrected", ["correction_requested 04-22"], "06-16", "没有写明补正期限"),
    ("request_reasons", [], "04-21", ALLOWED),
    ("receive_reasons", [], "04-21", "没有等待"),
    ("delay", [], "04-21", "先要求申请人说明理由"),
    ("delay", ["reasons_requested 04-22 until=05-08", "reasons_given 04-30"], "05-06", ALLOWED),
    ("consult_third_party", [], "04-21", ALLOWED),
    ("consult_third_party", [REPLIED], "05-19", "已经办结"),
    ("receive_third_party_opinion", [], "04-21", "没有向第三方"),
    ("receive_third_party_opinion", ["third_party_consulted 04-22"], "06-30", ALLOWED),  # 逾期的意见也要入卷
    (
        "receive_third_party_opinion",
        ["third_party_consulted 04-22", "third_party_replied 04-23"],
        "04-24",
        "都已经收到",
    ),
    ("receive_organ_opinion", ["third_party_consulted 04-22"], "04-23", "没有向其他机关"),
    ("extend", [], "05-20", ALLOWED),
    ("extend", [], "05-21", "已过"),
    ("extend", ["extended 05-08 days=10"], "05-11", "只能延长一次"),
    ("notify_fee", [], "04-21", ALLOWED),
    ("notify_fee", [FEE], "04-23", "已经通知收费"),
    ("record_payment", [], "04-21", "没有等待缴费"),
    ("record_payment", [FEE], "04-23", ALLOWED),
    ("close_unpaid", [FEE], "05-22", "还没有逾期"),
    ("close_unpaid", [FEE], "05-25", ALLOWED),
    ("reply", [], "04-20", ALLOWED),  # 能够当场答复的，应当当场答复
    ("reply", [REPLIED], "05-19", "已经办结"),
    ("withdraw", [NOTICE], "04-23", ALLOWED),
    ("terminate", ["withdrawn 04-22"], "04-23", "已经办结"),
    ("transfer", [], "04-22", None),
    ("transfer", ["withdrawn 04-22"], "04-23", "已经办结"),
    ("tell_third_party", [REPLIED], "05-19", "没有向第三方"),
    ("serve", [], "04-21", "还没有发出"),
    ("serve", [REPLIED], "05-19", ALLOWED),
    ("serve", [REPLIED, "served 05-19"], "05-20", "已经登记送达"),
    ("open_dispute", [], "05-20", "没有过"),
    ("open_dispute", [], "05-21", ALLOWED),  # 逾期不予答复
    ("close_dispute", [REPLIED], "06-01", "没有正在进行"),
    ("order_reply", [REPLIED], "06-01", "没有登记过复议"),
    ("order_reply", [REPLIED, "dispute_opened 06-01", "dispute_closed 07-01"], "07-01", ALLOWED),
    ("archive", [], "04-21", "还没有办结"),
    ("archive", [REPLIED], "05-19", ALLOWED),
    ("archive", [REPLIED, "dispute_opened 06-01"], "06-02", "还没有终结"),
    ("confirm", [], "04-21", "2026年4月20日"),
]


@pytest.mark.parametrize(("code", "events", "on", "says"), TABLE)
def test_step(code: str, events: list[str], on: str, says: str | None) -> None:
    refusal = option(code, history(*events), day(on)).refusal
    assert refusal is None if says is None else says in (refusal or "")


def test_before_the_day_of_receipt_is_known_one_may_only_confirm() -> None:
    allowed = [found.step.code for found in options(History.of(None), day("04-21")) if found.allowed]
    assert allowed == ["confirm"]


def test_the_old_law_knows_no_correction_reasons_or_fees() -> None:
    old = History.of(date(2019, 5, 10))
    allowed = {found.step.code for found in options(old, date(2019, 5, 20)) if found.allowed}
    assert allowed == {"consult_third_party", "extend", "reply", "withdraw", "terminate", "transfer"}


@pytest.mark.parametrize(
    ("code", "events", "on", "says"),
    [
        ("request_correction", [], "04-30", "4月29日"),
        ("extend", [NOTICE], "04-23", "不能再延长"),
        ("reply", [], "05-21", "已过"),
        ("reply", ["third_party_consulted 04-27"], "04-28", "第三方的意见"),
        ("receive_correction", [NOTICE], "05-18", "正当理由"),
        ("record_payment", [FEE], "05-25", "视为放弃"),
        ("archive", [REPLIED], "05-25", "送达"),
    ],
)
def test_caution(code: str, events: list[str], on: str, says: str) -> None:
    found = option(code, history(*events), day(on))
    assert found.allowed and any(says in caution for caution in found.cautions)


@pytest.mark.parametrize(
    ("code", "events", "says"),
    [
        ("R30b", [], "先告知补正"),
        ("R30b", [NOTICE, "corrected 04-30"], None),
        ("R35", [], "先要求申请人说明理由"),
        ("R35", ["reasons_requested 04-22 until=05-08"], "还没有收到"),
        ("R35", ["reasons_requested 04-22 until=05-06"], None),
        ("R35", ["reasons_requested 04-22", "reasons_given 04-30"], None),
        ("R36_4", [], None),
    ],
)
def test_reply(code: str, events: list[str], says: str | None) -> None:
    found = {offered.reply.code: offered.refusal for offered in reply_options(history(*events), day("05-07"))}
    assert found[code] is None if says is None else says in (found[code] or "")


def test_replies_that_are_steps_of_their_own_are_not_offered() -> None:
    offered = {found.reply.code for found in reply_options(history(), day("04-21"))}
    assert set(REPLIES) - offered == {"R30", "R109", "R_WITHDRAW"}


def test_disclosing_while_a_third_party_may_still_answer_is_cautioned() -> None:
    offered = {found.reply.code: found for found in reply_options(history("third_party_consulted 04-27"), day("04-28"))}
    assert offered["R36_2"].cautions and offered["R37"].cautions and not offered["R36_4"].cautions


def test_every_step_has_a_rule_and_every_event_a_step() -> None:
    assert set(RULES) == set(NEXT_STEPS)
    assert {step.event for step in NEXT_STEPS.values() if step.event} == set(EventType) == set(FIELDS)
