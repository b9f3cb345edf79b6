"""The letter of a step: filled from the request, approved, and the step taken on the day it goes out."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.letters.kinds import Way
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.services import dispatch, submit
from gongkai_web.requests import services
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Request
from gongkai_web.requests.services.writing import write_letter
from tests.platform.letters.desk import bureau, say
from tests.platform.publishing.office import NOW, Office
from tests.platform.requests.desk import TODAY, at, registered, take_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return bureau()


@pytest.fixture
def case(office) -> Request:
    return registered(office)


def text(answer) -> str:
    return answer.content.decode()


def send(office: Office, letter: OutgoingLetter, on: date = TODAY, now=NOW) -> None:
    submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW)
    letter.refresh_from_db()
    say(office.head, letter)
    sent = {"way": Way.POST, "on": on, "postage_paid": True, "tracking": "XA1"}
    dispatch(by=office.clerk, letter=letter, lock=letter.lock, now=now, **sent)
    letter.refresh_from_db()


def test_an_extension_is_written_from_the_case_and_taken_when_it_goes_out(office, case, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    where = f"/office/T1/requests/{case.pk}/steps/extend/"
    given = {"on": "2026-11-20", "days": "10", "approved_by": "钱主任", "version": "1"}
    assert "起草文书，送审核" in text(client.post(where, given))
    page = text(client.post(f"{where}letter/", given))
    assert 'value="2026-11-30"' in page and 'value="2026-12-14"' in page and 'value="张三丰"' in page
    lacking = client.post(f"{where}letter/", given | {"write": "1", "v_延期理由": "需要核对"})
    assert lacking.status_code == 422 and "需要核对" in text(lacking)
    values = {
        "v_申请人": "张三丰",
        "v_称谓": "您",
        "v_登记编号": case.number,
        "v_收到日期": "2026-11-02",
        "v_申请内容": case.subject,
        "v_原答复期限": "2026-11-30",
        "v_延期理由": "需要核对",
        "v_延期工作日数": "10",
        "v_延期后期限": "2026-12-14",
    }
    assert client.post(f"{where}letter/", given | values | {"write": "1"}).status_code == 302
    letter = OutgoingLetter.objects.get()
    case.refresh_from_db()
    assert case.due == date(2026, 11, 30) and "正在办理文书" in text(client.get(f"/office/T1/requests/{case.pk}/"))
    send(office, letter)
    case.refresh_from_db()
    act = case.acts.last()
    assert (case.due, act.step, act.letter_number) == (date(2026, 12, 14), "extend", letter.number)
    assert case.planned.get().taken == act


def planned_reply(office: Office, case: Request) -> OutgoingLetter:
    def do(act, **given):
        case.refresh_from_db()
        return act(by=office.clerk, request=case, version=case.version, now=NOW, **given)

    for question, chosen in (("correct", "clear"), ("scope", "no_information")):
        do(services.answer, question=question, chosen=chosen)
    do(services.set_evidence, evidence={"reason": "是对政策的咨询"})
    do(services.answer, question="proper", chosen="yes")
    values = {
        "申请人": "张三丰",
        "称谓": "您",
        "登记编号": case.number,
        "收到日期": case.received_on,
        "申请内容": case.subject,
        "理由": "是对政策的咨询",
    }
    return do(write_letter, step="reply", given={"on": TODAY, "note": ""}, values=values)


def test_a_reply_goes_out_as_it_was_decided_and_ends_the_case(office, case) -> None:
    letter = planned_reply(office, case)
    assert letter.code == "not_information"
    send(office, letter)
    case.refresh_from_db()
    assert (case.state, case.outcome, case.ended_on) == ("replied", "other_misc", TODAY)


def test_what_the_procedure_refuses_does_not_go_out(office, case) -> None:
    letter = planned_reply(office, case)
    take_step(office, case, "withdraw", TODAY)
    with pytest.raises(RequestError, match="已经办结"):
        send(office, letter)
    letter.refresh_from_db()
    assert letter.dispatched_on is None


def test_a_second_letter_of_the_same_step_is_not_begun(office, case) -> None:
    planned_reply(office, case)
    with pytest.raises(RequestError, match="已经在起草"):
        planned_reply(office, case)


def test_the_day_of_posting_counts(office, case) -> None:
    letter = planned_reply(office, case)
    send(office, letter, on=TODAY, now=at(date(2026, 11, 23)))
    case.refresh_from_db()
    assert case.ended_on == TODAY


def test_a_partial_reply_on_two_grounds_brings_a_line_for_each(office, case) -> None:
    from gongkai.letters import LETTERS
    from gongkai_web.requests.merging import values_for
    from gongkai_web.requests.models import Decision
    from gongkai_web.requests.services.deciding import lacking, reply_step

    evidence = {"handed_out": "明细", "third_party": "不同意", "public_interest": "不会", "reason": "旧的"}
    decision = Decision.objects.create(
        request=case, by=office.clerk, at=NOW, reply="R37", answers={"proper": "yes"}, grounds=["15", "16b"]
    )
    decision.evidence = evidence
    decision.save()
    case.refresh_from_db()
    assert sum(one.startswith("缺：不予公开的理由：") for one in lacking(case)) == 2
    more = {"withheld_15": "账号", "reason_15": "商业秘密", "withheld_16b": "讨论记录", "reason_16b": "过程性"}
    Decision.objects.update(evidence=evidence | more)
    case = Request.objects.get()
    assert lacking(case) == []
    found = values_for(case, reply_step(case, TODAY), {"on": TODAY}, LETTERS["partial"])
    assert found["不公开部分"] == "账号\n讨论记录" and found["理由"] == "商业秘密\n过程性"


def test_a_transfer_ends_the_case_with_its_letter_and_row(office, case) -> None:
    from gongkai.letters import LETTERS
    from gongkai_web.requests.merging import letter_code, values_for
    from gongkai_web.requests.stepping import step_of

    given = {"on": TODAY, "to": "青山县财政局", "contact": "中山路1号", "reason": "信封上写明寄给该局", "note": ""}
    kind = LETTERS[letter_code(case, "transfer", given)]
    known = values_for(case, step_of("transfer", case, given), given, kind)
    letter = write_letter(
        by=office.clerk,
        request=case,
        version=case.version,
        step="transfer",
        given=given,
        values=known,
        now=NOW,
    )
    send(office, letter)
    case.refresh_from_db()
    assert (case.state, case.outcome, case.ended_on) == ("closed", "other_misc", TODAY)
    assert "应当由青山县财政局办理" in letter.printed and "申请行政复议" in letter.printed
    act = case.acts.get(step="transfer")
    assert (act.data["to"], act.reason) == ("青山县财政局", "信封上写明寄给该局")


def test_a_notice_to_correct_names_only_the_ways_the_organ_offers(office, case) -> None:
    from gongkai.letters import LETTERS
    from gongkai_web.organs.models import Particulars
    from gongkai_web.requests.merging import values_for
    from gongkai_web.requests.stepping import step_of

    def ways() -> str:
        given = {"on": TODAY, "matters": ["content"], "working_days": 15, "note": ""}
        kind = LETTERS["correction"]
        return values_for(case, step_of("request_correction", case, given), given, kind)["补正方式"]

    assert ways() == "当面提交或者邮寄"
    stated = {"name": "党政办公室", "address": "府前街1号", "fax": "0000-6000111"}
    Particulars.objects.create(organ=office.organ, stated_at=NOW, **stated)
    assert ways() == "当面提交或者邮寄（府前街1号，党政办公室）；传真（0000-6000111）"
