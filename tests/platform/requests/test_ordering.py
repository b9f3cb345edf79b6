"""Nothing is taken that came before what it answers; what stood so before stops nobody."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Act, Request
from gongkai_web.requests.services import file_opinion, record_receipt, void
from gongkai_web.requests.services.taking import Step, preview_of
from gongkai_web.requests.stepping import perform
from tests.platform.publishing.office import NOW, Office, township
from tests.platform.requests.desk import registered, take_step

pytestmark = pytest.mark.django_db


def nov(day: int) -> date:
    return date(2026, 11, day)


@pytest.fixture
def office() -> Office:
    return township()


@pytest.fixture
def case(office) -> Request:
    return registered(office)


def asked(office, case: Request, received: date | None = None) -> None:
    given = {"on": nov(4), "name": "青山县某某公司", "contact": "", "received": received, "kind": "third_party"}
    perform("consult_third_party", by=office.clerk, request=case, version=case.version, given=given, now=NOW)
    case.refresh_from_db()


def answered(office, case: Request, on: date) -> None:
    one = case.consultations.get()
    given = {"on": on, "opinion": "agrees", "reasons": "", "now": NOW}
    file_opinion(by=office.clerk, asked=one, version=case.version, **given)
    case.refresh_from_db()


def test_an_opinion_before_its_letter_was_received_is_refused(office, case) -> None:
    asked(office, case, received=nov(10))
    with pytest.raises(RequestError, match="11月9日收到的第三方1的意见，早于征求意见书送达的2026年11月10日"):
        answered(office, case, nov(9))
    step = Step(code="receive_third_party_opinion", on=nov(9), fields={"party": "第三方1"})
    with pytest.raises(RequestError, match="早于征求意见书送达"):
        preview_of(case, step)
    answered(office, case, nov(10))


def test_where_a_consultation_was_sent_outside_its_receipt_is_recorded_from_the_page(office, case, monkeypatch) -> None:
    """Fifteen working days from the day it was received, whichever way it was sent."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    asked(office, case)
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    here = f"/office/T1/requests/{case.pk}/"
    notice = case.acts.get(step="consult_third_party")
    page = client.get(here).content.decode()
    assert "征求意见书还没有登记送达，期限暂按发出之日算到2026年11月25日" in page
    assert f"{here}acts/{notice.pk}/received/" in page
    record_receipt(by=office.clerk, notice=notice, version=case.version, on=nov(10), now=NOW)
    page = client.get(here).content.decode()
    assert "2026年11月10日收到征求意见书，意见的期限到2026年12月1日" in page


def test_a_receipt_after_the_opinion_is_refused_too(office, case) -> None:
    asked(office, case)
    answered(office, case, nov(9))
    notice = case.acts.get(step="consult_third_party")
    with pytest.raises(RequestError, match="早于征求意见书送达的2026年11月10日"):
        record_receipt(by=office.clerk, notice=notice, version=case.version, on=nov(10), now=NOW)
    record_receipt(by=office.clerk, notice=notice, version=case.version, on=nov(8), now=NOW)


def test_a_correction_before_its_notice_was_served_is_refused(office, case) -> None:
    notice = take_step(office, case, "request_correction", nov(4), working_days=10)
    record_receipt(by=office.clerk, notice=notice, version=case.version, on=nov(9), now=NOW)
    with pytest.raises(RequestError, match="11月6日收到的补正，早于补正告知书送达的2026年11月9日"):
        take_step(office, case, "receive_correction", nov(6))
    take_step(office, case, "receive_correction", nov(9))


def test_payment_before_the_notice_and_service_before_the_reply_are_refused(office, case) -> None:
    take_step(office, case, "notify_fee", nov(6))
    with pytest.raises(RequestError, match="没有等待缴费的收费通知"):
        take_step(office, case, "record_payment", nov(5))
    take_step(office, case, "record_payment", nov(9))
    take_step(office, case, "reply", nov(12), reply="R36_2")
    with pytest.raises(RequestError, match="答复还没有发出"):
        take_step(office, case, "serve", nov(11))
    take_step(office, case, "serve", nov(13))
    reply = case.acts.get(step="reply")
    with pytest.raises(RequestError, match="11月13日送达，早于2026年11月16日作出的答复"):
        void(by=office.clerk, act=reply, version=case.version, reason="日期写错", instead_on=nov(16), now=NOW)


def test_what_contradicted_before_stops_nobody_else(office, case) -> None:
    asked(office, case, received=nov(10))
    answered(office, case, nov(12))
    Act.objects.filter(step="receive_third_party_opinion").update(on=nov(9))
    take_step(office, case, "reply", nov(16), reply="R36_2")
    assert not case.is_open
