"""收费: counted once, written into notice no. 9, and its twenty working days run from the day the applicant has it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.letters.kinds import Way
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.services import dispatch, record_served, submit
from gongkai_web.requests.models import Fee, Request
from gongkai_web.requests.services import Step, record_payment
from tests.platform.letters.desk import bureau, say
from tests.platform.publishing.office import NOW, Office
from tests.platform.requests.desk import TODAY, registered

pytestmark = pytest.mark.django_db
WAYS = "凭本通知书到乡便民服务中心收费窗口缴纳"


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def office() -> Office:
    return bureau(fee_ways=WAYS)


@pytest.fixture
def case(office: Office) -> Request:
    return registered(office)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def written(office: Office, case: Request) -> OutgoingLetter:
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    where = f"/office/T1/requests/{case.pk}/steps/notify_fee/"
    given = {"on": "2026-11-20", "method": "pages", "pages": "57", "version": str(case.version)}
    page = text(client.post(where, given))
    assert "两种计收方式比较" in page and "270 元" in page and "0 元" in page and "申请人本月第 1 件" in page
    page = text(client.post(f"{where}letter/", given))
    assert WAYS in page and 'value="270"' in page and "计270元" in page
    values = {
        "v_申请人": "张三丰",
        "v_称谓": "您",
        "v_登记编号": case.number,
        "v_收到日期": "2026-11-02",
        "v_申请内容": case.subject,
        "v_计收方式": "按量计收",
        "v_收费标准": "第31—57页中27页，每页10元，计270元",
        "v_收费金额": "270",
        "v_缴纳方式": WAYS,
        "v_缴款码": "3600 0001",
    }
    known = {name: value for name, value in values.items() if f'name="{name}"' in page}
    answer = client.post(f"{where}letter/", given | known | {"write": "1"})
    assert answer.status_code == 302, text(answer)
    return OutgoingLetter.objects.get()


def gone(office: Office, letter: OutgoingLetter) -> OutgoingLetter:
    submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW)
    letter.refresh_from_db()
    say(office.head, letter)
    dispatch(by=office.clerk, letter=letter, lock=letter.lock, way=Way.POST, on=TODAY, postage_paid=True, now=NOW)
    letter.refresh_from_db()
    return letter


def test_the_notice_is_filled_and_the_period_runs_from_its_service(office: Office, case: Request) -> None:
    letter = gone(office, written(office, case))
    assert "缴款码：3600 0001。" in letter.printed and WAYS in letter.printed
    case.refresh_from_db()
    assert case.state != "paying" and not Fee.objects.exists()
    served = TODAY + timedelta(days=3)
    record_served(by=office.clerk, letter=letter, lock=letter.lock, on=served, now=NOW + timedelta(days=3))
    case.refresh_from_db()
    fee = Fee.objects.get()
    assert (fee.amount, fee.method, fee.notice.on, fee.notice.letter_number) == (270, "pages", served, letter.number)
    assert case.state == "paying"
    assert case.clocks.get(kind="payment", ended_on=None).due == date(2026, 12, 21)


def test_payment_and_its_receipt(office: Office, case: Request) -> None:
    letter = gone(office, written(office, case))
    record_served(by=office.clerk, letter=letter, lock=letter.lock, on=TODAY, now=NOW)
    case.refresh_from_db()
    step = Step(code="record_payment", on=TODAY, fields={})
    record_payment(by=office.clerk, request=case, version=case.version, step=step, receipt_number="A0001", now=NOW)
    assert Fee.objects.get().receipt_number == "A0001"


def test_an_amount_that_has_changed_meanwhile_is_left_to_a_person(office: Office, case: Request) -> None:
    letter = gone(office, written(office, case))
    OutgoingLetter.objects.filter(pk=letter.pk).update(values=letter.values.replace('"270"', '"280"'))
    letter = OutgoingLetter.objects.get()
    record_served(by=office.clerk, letter=letter, lock=letter.lock, on=TODAY, now=NOW)
    case.refresh_from_db()
    assert case.state != "paying" and not Fee.objects.exists()
