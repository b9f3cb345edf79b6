"""更正 (第四十一条): taken in, decided, answered by letter no. 24; counted nowhere among requests."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from gongkai.procedure.receipt import Channel
from gongkai_web.audit.models import Entry
from gongkai_web.letters.kinds import Way
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.services import submit, void
from gongkai_web.requests.board import Asked, board
from gongkai_web.requests.corrections.answering import write_letter
from gongkai_web.requests.corrections.period import set_days
from gongkai_web.requests.corrections.rules import may_see
from gongkai_web.requests.corrections.services import (
    Wanted,
    add_paper,
    answered,
    assign,
    decide,
    open_letter,
    register,
    withdraw,
)
from gongkai_web.requests.errors import ChangedError, RequestError
from gongkai_web.requests.models import Applicant, Correction, Request
from gongkai_web.requests.retention import erase
from tests.platform.letters.desk import LATER, bureau, say, sent
from tests.platform.publishing.office import NOW, Office, person, township
from tests.platform.requests.desk import ARRIVED, registered, somebody

pytestmark = pytest.mark.django_db

WRONG = Wanted(
    record="本人的低保登记表", wrong="出生日期写成1950年3月1日", right="1950年3月11日", evidence="身份证、户口簿"
)


def taken_in(office: Office, *, arrived: date = ARRIVED, wanted: Wanted = WRONG, **who: Any) -> Correction:
    return register(
        by=office.clerk,
        organ=office.organ,
        applicant=somebody(**who),
        wanted=wanted,
        channel=Channel.COUNTER,
        arrived_on=arrived,
        now=NOW,
    )


DECISIONS: dict[str, dict[str, str]] = {
    "corrected": {"answer": "出生日期由1950年3月1日更正为1950年3月11日", "other": ""},
    "passed_on": {"answer": "", "other": "青石县公安局"},
    "directed": {"answer": "", "other": "青石县公安局"},
    "refused": {"answer": "经核对原始档案，记录与档案一致", "other": ""},
}


def decided(office: Office, outcome: str = "corrected", **other: Any) -> Correction:
    one = taken_in(office, **other)
    return decide(by=office.clerk, correction=one, version=one.version, outcome=outcome, now=NOW, **DECISIONS[outcome])


def drafted(office: Office, one: Correction) -> OutgoingLetter:
    return write_letter(by=office.clerk, correction=one, version=one.version, electronic=False, now=NOW)


def text_of(letter: OutgoingLetter) -> str:
    letter.refresh_from_db()
    return "\n".join(block["text"] for block in json.loads(letter.printed))


def test_it_has_a_number_and_a_period_of_the_organs_own() -> None:
    office = township()
    assert taken_in(office).number == "T1-G2026-0001"
    one = taken_in(office)
    assert (one.number, one.days, one.due) == ("T1-G2026-0002", 20, date(2026, 11, 30))
    set_days(by=office.head, organ=office.organ, days=10, now=NOW)
    assert taken_in(office).due == date(2026, 11, 16)
    one.refresh_from_db()
    assert one.due == date(2026, 11, 30)


@pytest.mark.parametrize("outcome", DECISIONS)
def test_the_letter_says_what_was_decided_and_tells_the_remedy(outcome: str) -> None:
    office = bureau()
    letter = drafted(office, decided(office, outcome))
    submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW)
    text, said = text_of(letter), DECISIONS[outcome]
    assert (said["answer"] or said["other"]) in text
    assert "《中华人民共和国政府信息公开条例》第四十一条" in text
    assert "60日内向青山县人民政府申请行政复议，或者" in text
    assert "6个月内依法向青山县人民法院提起行政诉讼" in text
    others = [one["answer"] or one["other"] for name, one in DECISIONS.items() if name != outcome]
    assert not any(other in text for other in others if other != (said["answer"] or said["other"]))
    assert letter.hands_out is False


def test_its_dispatch_ends_the_case_on_that_day() -> None:
    office = bureau()
    one = decided(office)
    letter = drafted(office, one)
    letter = submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW)
    letter = say(office.head, letter)
    sent(office, letter, Way.POST, NOW.date() + timedelta(days=1), LATER)
    one.refresh_from_db()
    assert (one.state, one.ended_on, one.letter_number) == ("answered", date(2026, 11, 21), letter.number)
    assert [step.act for step in one.steps.all()] == ["register", "decide", "answer"]


def test_a_letter_of_a_withdrawn_one_does_not_go_out() -> None:
    office = bureau()
    one = decided(office)
    letter = drafted(office, one)
    letter = submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW)
    letter = say(office.head, letter)
    withdraw(correction=one, now=NOW)
    with pytest.raises(RequestError, match="已撤回"):
        sent(office, letter)
    letter.refresh_from_db()
    assert (letter.state, letter.dispatched_on) == ("approved", None)


def test_it_is_decided_anew_only_while_no_letter_is_under_way() -> None:
    office = bureau()
    one = decided(office)
    letter = drafted(office, one)
    with pytest.raises(RequestError, match="已经在起草"):
        decide(
            by=office.clerk,
            correction=one,
            version=one.version,
            outcome="refused",
            answer="一致",
            other="",
            now=NOW,
        )
    with pytest.raises(RequestError, match="已经在办理"):
        drafted(office, one)
    void(by=office.clerk, letter=letter, lock=letter.lock, reason="改决定", now=NOW)
    assert open_letter(one) is None
    one = decide(
        by=office.clerk, correction=one, version=one.version, outcome="refused", answer="一致", other="", now=NOW
    )
    assert one.get_outcome_display() == "不予更正"


@pytest.mark.parametrize(
    ("outcome", "answer", "other", "refusal"),
    [
        ("corrected", "", "", "没有写更正了什么"),
        ("refused", " ", "", "没有写不予更正的理由"),
        ("passed_on", "理由", "", "没有写有权更正的机关"),
        ("directed", "", " ", "没有写有权更正的机关"),
        ("", "理由", "", "没有选怎样决定"),
        ("granted", "理由", "", "没有选怎样决定"),
    ],
)
def test_a_decision_says_what_the_letter_needs(outcome: str, answer: str, other: str, refusal: str) -> None:
    office = township()
    one = taken_in(office)
    with pytest.raises(RequestError, match=refusal):
        decide(by=office.clerk, correction=one, version=1, outcome=outcome, answer=answer, other=other, now=NOW)
    one.refresh_from_db()
    assert (one.state, one.outcome) == ("in_hand", "")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"record": " "}, "没有写哪一份记录"),
        ({"wrong": ""}, "没有写哪里不准确"),
        ({"right": ""}, "没有写应当是什么"),
        ({"right": "错" * 2001}, "应当是什么超过 2000 个字（现有 2001 个字）"),
    ],
)
def test_what_is_wrong_must_be_said(change: dict[str, str], refusal: str) -> None:
    given = {"record": WRONG.record, "wrong": WRONG.wrong, "right": WRONG.right} | change
    with pytest.raises(RequestError, match=refusal):
        taken_in(township(), wanted=Wanted(**given))
    assert Correction.objects.count() == Applicant.objects.count() == 0


def test_the_second_of_two_clerks_sees_that_it_changed() -> None:
    office = township()
    one = decided(office)
    with pytest.raises(ChangedError):
        decide(by=office.clerk, correction=one, version=1, outcome="refused", answer="一致", other="", now=NOW)
    one.refresh_from_db()
    assert one.outcome == "corrected"


def test_an_answer_that_went_out_elsewhere_is_recorded_with_its_number() -> None:
    office = township()
    one = decided(office)
    common: dict[str, Any] = {"by": office.clerk, "correction": one, "version": one.version, "now": NOW}
    with pytest.raises(RequestError, match="没有写答复书的文号"):
        answered(on=NOW.date(), number=" ", **common)
    with pytest.raises(RequestError, match="还没有到"):
        answered(on=NOW.date() + timedelta(days=1), number="〔2026〕1号", **common)
    with pytest.raises(RequestError, match="早于2026年11月2日收到"):
        answered(on=date(2026, 11, 1), number="〔2026〕1号", **common)
    done = answered(on=NOW.date(), number="白政公复〔2026〕1号", **common)
    assert (done.state, done.ended_on) == ("answered", NOW.date())


def test_it_is_no_request() -> None:
    """Table three counts requests: a correction is in none of the places from which it is counted."""
    office = township()
    registered(office)
    one = decided(office)
    assert Request.objects.count() == 1
    assert board(office.clerk, office.organ, Asked(), NOW.date()).count == 1
    assert not one.applicant.requests.exists()


def test_what_it_says_is_sealed_and_not_in_the_log() -> None:
    office = township()
    one = decided(office)
    plain = "".join(Entry.objects.values_list("data", flat=True))
    row = dict(Correction.objects.filter(pk=one.pk).values().get())
    for words in (WRONG.record, WRONG.wrong, WRONG.right, WRONG.evidence, "张三丰"):
        assert words not in plain
    assert row["record"] == WRONG.record
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT record, wrong, evidence, answer FROM requests_correction")
        stored = str(cursor.fetchone())
    assert not any(words in stored for words in (WRONG.record, WRONG.wrong, WRONG.evidence, "更正为"))


def test_a_unit_sees_what_it_was_given() -> None:
    from gongkai_web.organs.models import Unit
    from gongkai_web.organs.roles import Role

    office = township()
    farms = Unit.objects.create(organ=office.organ, name="农业站")
    writer = person("writer", "某人", Role.CONTRIBUTOR, office.organ, unit=farms)
    one = taken_in(office)
    assert not may_see(writer, one, NOW.date())
    assign(by=office.clerk, correction=one, version=1, unit=farms, now=NOW)
    assert may_see(writer, one, NOW.date())
    with pytest.raises(RequestError, match="岗位"):
        decide(by=writer, correction=one, version=2, outcome="refused", answer="一致", other="", now=NOW)


def test_a_paper_is_checked_by_its_content() -> None:
    office = township()
    one = taken_in(office)
    with pytest.raises(Exception, match=r"."):
        add_paper(by=None, correction=one, name="身份证.png", content=b"MZ\x90\x00", kind="evidence", now=NOW)
    assert one.papers.count() == 0


def test_ten_years_after_the_answer_nobody_is_known_any_more() -> None:
    office = township()
    one = decided(office)
    answered(by=office.clerk, correction=one, version=one.version, on=NOW.date(), number="1号", now=NOW)
    still_open = taken_in(office, name="李四光")
    erase(NOW.replace(year=2036))
    one.refresh_from_db()
    assert one.record == WRONG.record
    assert erase(NOW.replace(year=2036, month=12)) == {"T1": 1}
    one.refresh_from_db()
    assert (one.record, one.wrong, one.right, one.evidence, one.answer) == ("",) * 5
    assert (one.outcome, one.applicant.name) == ("corrected", "")
    still_open.refresh_from_db()
    assert (still_open.record, still_open.applicant.name) == (WRONG.record, "李四光")


def test_an_applicant_with_an_open_correction_is_kept() -> None:
    office = township()
    one = decided(office)
    answered(by=office.clerk, correction=one, version=one.version, on=NOW.date(), number="1号", now=NOW)
    further = taken_in(office)
    Correction.objects.filter(pk=further.pk).update(applicant=one.applicant)
    assert erase(timezone.now().replace(year=2040)) == {}
