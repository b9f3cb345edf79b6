"""自收到本告知书之日起 N 个工作日内补正: the last day follows the day on which the applicant has the notice, never another."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.calendar import Holiday, Notice, Status, national_calendar
from gongkai.letters import letter as kind_of
from gongkai_web.applicants.status import told
from gongkai_web.audit.models import Entry
from gongkai_web.letters.kinds import Way
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.services import dispatch, record_served, submit
from gongkai_web.requests.deriving import CORRECTION
from gongkai_web.requests.errors import ChangedError, RequestError
from gongkai_web.requests.merging import values_for
from gongkai_web.requests.models import Act, Request
from gongkai_web.requests.recomputing import recompute_open
from gongkai_web.requests.services import record_receipt, refusal_of, void
from gongkai_web.requests.services.taking import Step
from gongkai_web.requests.services.writing import write_letter
from gongkai_web.requests.stepping import StepForm, step_of
from tests.platform.letters.desk import bureau, say
from tests.platform.publishing.office import NOW, Office
from tests.platform.requests.desk import TODAY, at, registered, take_step

pytestmark = pytest.mark.django_db


def nov(day: int) -> date:
    return date(2026, 11, day)


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def office() -> Office:
    return bureau()


@pytest.fixture
def case(office: Office) -> Request:
    return registered(office)


def last_day(case: Request) -> date | None:
    return case.clocks.get(kind=CORRECTION, ended_on=None).due


def received(office: Office, case: Request, notice: Act, on: date, now: datetime = NOW) -> Act:
    made = record_receipt(by=office.clerk, notice=notice, version=case.version, on=on, now=now)
    case.refresh_from_db()
    return made


def page_of(office: Office, address: str) -> str:
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    return client.get(address).content.decode()


def test_a_calendar_that_is_given_counts_from_the_receipt_too(office: Office, case: Request) -> None:
    """Its 补正 ends in the first days of an invented year that is a holiday throughout."""
    notice = take_step(office, case, "request_correction", nov(4), working_days=30)
    received(office, case, notice, nov(20))
    days = tuple(date(2027, 1, day) for day in range(1, 9))
    invented = Notice(year=2027, status=Status.OFFICIAL, holidays=(Holiday("元旦", days),), worked=(), number="测试号")
    recompute_open(nov(20), calendar=national_calendar().with_notice(invented))
    assert last_day(case) == date(2027, 1, 11)


def over(case: Request, on: date) -> str | None:
    return refusal_of(case, Step(code="close_uncorrected", on=on, fields={}))


# The notice sent on a day gives so many working days, and is received on a day: the last day it may be corrected.
TABLE = [
    ("received the day it was sent", nov(4), 10, nov(4), nov(18)),
    ("received six days later", nov(4), 10, nov(10), nov(24)),
    ("received on a Saturday", nov(4), 5, nov(14), nov(20)),
    ("received on a Sunday", nov(4), 5, nov(15), nov(20)),
    ("one working day", nov(4), 1, nov(13), nov(16)),
    ("over New Year's Day, a holiday", nov(4), 30, nov(20), date(2027, 1, 4)),
]


@pytest.mark.parametrize(("what", "sent", "days", "came", "last"), TABLE)
def test_the_last_day_follows_the_receipt(
    office: Office, case: Request, what: str, sent: date, days: int, came: date, last: date
) -> None:
    notice = take_step(office, case, "request_correction", sent, working_days=days)
    assert last_day(case) is None, what
    received(office, case, notice, came)
    assert last_day(case) == last, what
    assert "还没有逾期" in (over(case, last) or ""), what
    assert over(case, last + timedelta(days=1)) is None, what


def test_until_the_receipt_is_recorded_nobody_has_missed_it(office: Office, case: Request) -> None:
    take_step(office, case, "request_correction", nov(4), working_days=5)
    for day in (nov(11), nov(20), date(2027, 3, 1)):
        assert "还没有登记申请人收到之日" in (over(case, day) or "")
    page = page_of(office, f"/office/T1/requests/{case.pk}/")
    assert "送达后 5 个工作日，还没有登记送达" in page and "登记送达的日期" in page
    assert "自收到告知书之日起5个工作日内补正" in page


def test_the_applicant_reads_the_period_as_the_notice_says_it(office: Office, case: Request) -> None:
    notice = take_step(office, case, "request_correction", nov(4), working_days=12)
    assert "请自收到补正告知书之日起 12 个工作日内补正" in told(case, TODAY).lines[0]
    received(office, case, notice, nov(10))
    assert "11月26日" in told(case, TODAY).lines[0]


def test_a_notice_that_names_a_day_keeps_it(office: Office, case: Request) -> None:
    notice = take_step(office, case, "request_correction", nov(4), until=nov(18))
    assert last_day(case) == nov(18)
    with pytest.raises(RequestError, match="不从收到之日起"):
        record_receipt(by=office.clerk, notice=notice, version=case.version, on=nov(10), now=NOW)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"working_days": "10"}, ""),
        ({"until": "2026-11-30"}, ""),
        ({}, "请写申请人有几个工作日补正"),
        ({"working_days": "10", "until": "2026-11-30"}, "两栏只填一栏"),
        ({"working_days": "0"}, "1"),
        ({"working_days": "十"}, "数"),
    ],
)
def test_the_form_asks_for_one_of_both(case: Request, given: dict[str, str], wrong: str) -> None:
    form = StepForm("request_correction", case, {"on": "2026-11-20", "matters": ["content"], **given})
    assert form.is_valid() is not bool(wrong)
    assert wrong in str(form.errors.get("working_days", ""))


def test_it_is_recorded_on_a_page_and_mended_there(office: Office, case: Request) -> None:
    notice = take_step(office, case, "request_correction", nov(4), working_days=10)
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    where = f"/office/T1/requests/{case.pk}/acts/{notice.pk}/received/"
    early = client.post(where, {"on": "2026-11-03", "version": str(case.version)})
    assert early.status_code == 422 and "早于发出之日2026年11月4日" in early.content.decode()
    assert client.post(where, {"on": "2026-11-09", "version": str(case.version)}).status_code == 302
    stale = client.post(where, {"on": "2026-11-10", "version": str(case.version)})
    assert stale.status_code == 409
    case.refresh_from_db()
    assert last_day(case) == nov(23)
    assert 'value="2026-11-09"' in client.get(where).content.decode()
    assert client.post(where, {"on": "2026-11-10", "version": str(case.version)}).status_code == 302
    assert last_day(case) == nov(24)
    page = client.get(f"/office/T1/requests/{case.pk}/").content.decode()
    assert "补正告知书2026年11月10日送达" in page and "告知书、征求意见书送达" in page
    logged = [entry.data for entry in Entry.objects.filter(key="request.notice_received").order_by("pk")]
    assert len(logged) == 2 and "2026-11-09" in logged[1] and "2026-11-10" in logged[1]


def test_what_cannot_be(office: Office, case: Request) -> None:
    notice = take_step(office, case, "request_correction", nov(4), working_days=10)
    for on, said in ((nov(3), "早于发出之日"), (nov(21), "还没有到")):
        with pytest.raises(RequestError, match=said):
            record_receipt(by=office.clerk, notice=notice, version=case.version, on=on, now=NOW)
    with pytest.raises(ChangedError):
        record_receipt(by=office.clerk, notice=notice, version=case.version - 1, on=nov(9), now=NOW)
    assert Act.objects.filter(of=notice).count() == 0
    void(by=office.clerk, act=notice, version=case.version, reason="没有发出", now=NOW)
    case.refresh_from_db()
    with pytest.raises(RequestError, match="不从收到之日起"):
        record_receipt(by=office.clerk, notice=notice, version=case.version, on=nov(9), now=NOW)


def test_a_notice_recorded_anew_keeps_its_receipt(office: Office, case: Request) -> None:
    notice = take_step(office, case, "request_correction", nov(4), working_days=10)
    received(office, case, notice, nov(10))
    void(by=office.clerk, act=notice, version=case.version, reason="日期", instead_on=nov(5), now=NOW)
    assert last_day(case) == nov(24)


def test_a_receipt_before_the_mended_day_of_sending_is_asked_again(office: Office, case: Request) -> None:
    notice = take_step(office, case, "request_correction", nov(4), working_days=10)
    received(office, case, notice, nov(5))
    void(by=office.clerk, act=notice, version=case.version, reason="日期", instead_on=nov(9), now=NOW)
    assert last_day(case) is None


def test_counted_anew_it_is_the_same(office: Office, case: Request) -> None:
    notice = take_step(office, case, "request_correction", nov(4), working_days=10)
    received(office, case, notice, nov(10))
    found = recompute_open(nov(25))
    assert (found.requests, found.changed, found.failed) == (1, [], [])
    assert last_day(case) == nov(24)
    assert (case.next_what, case.next_on) == ("correction", nov(24))


def written(office: Office, case: Request, typed: str = "") -> OutgoingLetter:
    given: dict[str, Any] = {"on": TODAY, "matters": ["content"], "working_days": 10, "until": None, "note": ""}
    step = step_of("request_correction", case, given)
    values = values_for(case, step, given, kind_of("correction"))
    values |= {"补正工作日数": typed} if typed else {}
    made = write_letter(
        by=office.clerk,
        request=case,
        version=case.version,
        step="request_correction",
        given=given,
        values=values,
        now=NOW,
    )
    submit(by=office.clerk, letter=made, lock=made.lock, now=NOW)
    made.refresh_from_db()
    say(office.head, made)
    return made


@pytest.mark.parametrize(("typed", "days", "last"), [("", 10, date(2026, 12, 9)), ("12", 12, date(2026, 12, 11))])
def test_the_letter_s_words_and_the_clock_agree(
    office: Office, case: Request, typed: str, days: int, last: date
) -> None:
    """Also where the number was changed in the letter itself."""
    letter = written(office, case, typed)
    assert f"自收到本告知书之日起{days}个工作日内补正" in letter.printed
    dispatch(by=office.clerk, letter=letter, lock=letter.lock, way=Way.POST, on=TODAY, postage_paid=True, now=NOW)
    case.refresh_from_db()
    letter.refresh_from_db()
    assert case.state == "correcting" and last_day(case) is None
    assert "到文书页登记送达" in page_of(office, f"/office/T1/requests/{case.pk}/")
    record_served(by=office.clerk, letter=letter, lock=letter.lock, on=nov(25), now=at(nov(25)))
    case.refresh_from_db()
    assert last_day(case) == last


def test_handed_over_the_period_runs_at_once(office: Office, case: Request) -> None:
    letter = written(office, case)
    dispatch(by=office.clerk, letter=letter, lock=letter.lock, way=Way.DIRECT, on=TODAY, now=NOW)
    assert last_day(case) == date(2026, 12, 4)


def test_the_third_party_s_days_run_from_its_receipt(office: Office, case: Request) -> None:
    """第三十二条: 自收到征求意见书之日起15个工作日."""
    notice = take_step(office, case, "consult_third_party", nov(4), party="第三方1")
    assert case.clocks.get(kind="third_party").due == nov(25)
    received(office, case, notice, nov(10))
    clock = case.clocks.get(kind="third_party")
    assert (clock.due, clock.party) == (date(2026, 12, 1), "第三方1")
