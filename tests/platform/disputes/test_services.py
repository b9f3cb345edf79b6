"""A dispute from its copy to its end, what the request learns of it, and what is mended."""

import json
from datetime import date

import pytest

from gongkai.procedure.steps import State as RequestState
from gongkai_web.audit.models import Entry
from gongkai_web.disputes.deriving import work_of
from gongkai_web.disputes.errors import ChangedError, DisputeError
from gongkai_web.disputes.models import Dispute
from gongkai_web.disputes.services import Given, amend, strike, take, void
from gongkai_web.disputes.services.common import holding_acts
from gongkai_web.requests import services as requests
from gongkai_web.requests.services.deciding import reply_step
from gongkai_web.workflow.deadlines import working_calendar
from tests.platform.disputes.desk import TODAY, answered, decide, filing, recorded, step, suit
from tests.platform.publishing.office import NOW, Office, township
from tests.platform.requests.desk import at, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return township()


def due_of(dispute: Dispute) -> date | None:
    answer = work_of(dispute, holding_acts(dispute), TODAY, working_calendar()).answer
    return answer.due if answer else None


def mend(office: Office, dispute: Dispute, code: str, **given) -> Dispute:
    act = dispute.acts.filter(step=code, voiding=None).last()
    return void(by=office.clerk, act=act, version=dispute.version, reason="登记错了", now=NOW, **given)


def test_the_request_stands_as_disputed_until_the_result(office) -> None:
    case = answered(office)
    dispute = recorded(office, request=case)
    case.refresh_from_db()
    assert (dispute.number, dispute.state, due_of(dispute)) == ("T1-FS-2026-001", "answering", date(2026, 11, 26))
    assert case.state == RequestState.DISPUTED
    step(office, dispute, "answer")
    assert dispute.state == "heard"
    step(office, dispute, "result", ending="rv_upheld", document_number="青政复决〔2026〕18号")
    case.refresh_from_db()
    assert (dispute.state, dispute.result, dispute.closed_on) == ("ended", "upheld", TODAY)
    assert case.state == RequestState.REPLIED


def test_a_change_of_procedure_recounts_and_its_mending_counts_back(office) -> None:
    dispute = recorded(office, filing(track="simplified"))
    assert due_of(dispute) == date(2026, 11, 19)
    step(office, dispute, "track", on=date(2026, 11, 16), track="ordinary")
    assert due_of(dispute) == date(2026, 11, 26)
    mend(office, dispute, "track")
    dispute.refresh_from_db()
    assert due_of(dispute) == date(2026, 11, 19)
    assert dispute.acts.filter(step="track").get().voiding.reason == "登记错了"


def test_ordered_to_reply_again_it_is_the_same_request_and_the_same_row(office) -> None:
    case = answered(office)
    dispute = recorded(office, request=case)
    step(office, dispute, "result", on=date(2026, 11, 18), ending="rv_revoked")
    step(office, dispute, "order", on=date(2026, 11, 18), days=20)
    case.refresh_from_db()
    assert (case.state, case.is_open, case.due) == (RequestState.REPLYING_AGAIN, True, date(2026, 12, 16))
    assert (case.outcome, case.reply) == ("denied_process", "R36_3_16b")

    def do(act, **given):
        case.refresh_from_db()
        return act(by=office.clerk, request=case, version=case.version, now=NOW, **given)

    decide(do, "R36_2")
    step_ = reply_step(case, TODAY, "白政公复〔2026〕9号")
    do(requests.reply, step=step_)
    case.refresh_from_db()
    assert (case.state, case.is_open) == (RequestState.REPLIED, False)
    assert (case.outcome, case.reply) == ("denied_process", "R36_3_16b"), "the first reply is the row of table three"
    assert dispute.result == "corrected"


def test_an_order_about_no_request_of_the_platform_has_its_own_clock(office) -> None:
    dispute = recorded(office)
    step(office, dispute, "result", on=date(2026, 11, 18), ending="rv_ordered")
    step(office, dispute, "order", on=date(2026, 11, 18), days=15)
    work = work_of(dispute, holding_acts(dispute), TODAY, working_calendar())
    assert (work.next.what, work.next.on) == ("reply_again", date(2026, 12, 9))
    step(office, dispute, "replied_again")
    assert work_of(dispute, holding_acts(dispute), TODAY, working_calendar()).next is None


def test_an_appeal_takes_the_result_back_and_the_request_with_it(office) -> None:
    case = answered(office, "R36_4")
    dispute = recorded(office, suit(), request=case)
    step(office, dispute, "result", on=date(2026, 11, 18), ending="lt_claim_dismissed")
    step(office, dispute, "appeal")
    case.refresh_from_db()
    assert (dispute.is_open, dispute.result, dispute.closed_on, dispute.state) == (True, "", None, "heard")
    assert case.state == RequestState.DISPUTED
    step(office, dispute, "result", ending="lt_revoked")
    assert dispute.result == "corrected"


def test_a_withdrawal_counts_as_another_result(office) -> None:
    dispute = recorded(office)
    step(office, dispute, "withdraw")
    assert (dispute.ending, dispute.result) == ("rv_withdrawn", "other")


def test_somebody_who_files_too_early_is_recorded_and_the_request_goes_on(office) -> None:
    case = registered(office)
    dispute = recorded(office, filing(against="other"), request=case)
    case.refresh_from_db()
    assert dispute.request == case and case.state == RequestState.IN_HAND
    step(office, dispute, "result", ending="rv_rejected")
    case.refresh_from_db()
    assert case.state == RequestState.IN_HAND


def test_without_a_reply_in_time_the_order_makes_the_first_one(office) -> None:
    case = registered(office, arrived=date(2026, 9, 1), now=at(date(2026, 9, 1)))
    dispute = recorded(office, filing(against="no_reply"), request=case)
    step(office, dispute, "result", on=date(2026, 11, 18), ending="rv_ordered")
    step(office, dispute, "order", on=date(2026, 11, 18), days=10)
    case.refresh_from_db()
    assert (case.due, case.outcome) == (date(2026, 12, 2), "")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (filing(received_on=date(2026, 11, 5)), "早于申请、起诉"),
        (filing(filed_on=date(2026, 11, 21)), "还没有到"),
        (filing(body=" "), "没有写行政复议机关"),
        (filing(role="joint"), "没有复议后起诉、共同被告"),
        (suit(role="joint"), "一定经过复议"),
        (filing(about=""), "没有写为了什么"),
    ],
)
def test_what_the_papers_cannot_say_is_refused(office, given, words) -> None:
    with pytest.raises(DisputeError, match=words):
        recorded(office, given)
    assert not Dispute.objects.exists()


def test_the_same_case_is_not_recorded_twice(office) -> None:
    kept = recorded(office)
    with pytest.raises(DisputeError, match=kept.number):
        recorded(office)


@pytest.mark.parametrize(
    ("before", "code", "words"),
    [
        ((), "order", "先登记结果"),
        ((), "appeal", "没有上诉"),
        ((), "close", "还没有审结"),
        (("answer",), "answer", "已经登记提交答复"),
        (("withdraw",), "answer", "已经审结"),
    ],
)
def test_a_step_out_of_order_says_why(office, before, code, words) -> None:
    dispute = recorded(office)
    for one in before:
        step(office, dispute, one)
    with pytest.raises(DisputeError, match=words):
        step(office, dispute, code, days=20)


def test_the_second_clerk_is_told(office) -> None:
    dispute = recorded(office)
    step(office, dispute, "answer")
    with pytest.raises(ChangedError):
        take(by=office.clerk, dispute=dispute, version=1, given=Given(code="withdraw", on=TODAY), now=NOW)


def test_a_voided_result_opens_it_and_the_request_again(office) -> None:
    case = answered(office)
    dispute = recorded(office, request=case)
    step(office, dispute, "result", ending="rv_upheld")
    mend(office, dispute, "result")
    case.refresh_from_db()
    dispute.refresh_from_db()
    assert (dispute.is_open, dispute.closed_on, case.state) == (True, None, RequestState.DISPUTED)


def test_another_day_in_the_place_of_the_wrong_one(office) -> None:
    case = answered(office)
    dispute = recorded(office, request=case)
    step(office, dispute, "result", ending="rv_upheld")
    mend(office, dispute, "result", instead_on=date(2026, 11, 17))
    dispute.refresh_from_db()
    assert dispute.closed_on == date(2026, 11, 17)
    assert case.acts.filter(step="close_dispute", voiding=None).get().on == date(2026, 11, 17)


def test_what_others_rest_on_is_not_voided(office) -> None:
    dispute = recorded(office)
    step(office, dispute, "result", ending="rv_revoked")
    step(office, dispute, "order", days=20)
    with pytest.raises(DisputeError, match="请先作废后来的那一条"):
        mend(office, dispute, "result")


def test_amending_keeps_old_and_new_in_the_log_and_no_name(office) -> None:
    dispute = recorded(office, filing(received_on=None))
    assert due_of(dispute) is None
    amended = filing(received_on=date(2026, 11, 16), filer="李四光")
    amend(by=office.clerk, dispute=dispute, version=1, filing=amended, reason="副本到了", now=NOW)
    dispute.refresh_from_db()
    assert due_of(dispute) == date(2026, 11, 30) and dispute.filer == "李四光"
    entry = Entry.objects.get(key="dispute.amended")
    data = json.loads(entry.data)
    assert data["old"] == {"received_on": None} and data["new"] == {"received_on": "2026-11-16"}
    said = "".join(one.data for one in Entry.objects.filter(key__startswith="dispute."))
    assert "李四光" not in said and "张三丰" not in said and "13812345678" not in said
    assert data["personal_before"]["filer"] != data["personal_after"]["filer"]


def test_a_struck_one_frees_the_request_and_its_number(office) -> None:
    case = answered(office)
    dispute = recorded(office, request=case)
    strike(by=office.clerk, dispute=dispute, version=1, reason="登记重复", now=NOW)
    case.refresh_from_db()
    dispute.refresh_from_db()
    assert (dispute.state, dispute.is_open, case.state) == ("struck", False, RequestState.REPLIED)
    assert recorded(office).file_number == dispute.file_number


def test_only_the_disclosure_office_records(office) -> None:
    with pytest.raises(DisputeError, match="没有办理复议诉讼的岗位"):
        from gongkai_web.disputes.services import record

        record(by=office.reviewer, organ=office.organ, filing=filing(), now=NOW)
