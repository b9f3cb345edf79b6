"""Intake by every channel: the day of receipt, the number, what is sealed, what the log holds."""

from datetime import date

import pytest
from django.db import connection

from gongkai_web.audit.models import Entry
from gongkai_web.organs.roles import Role
from gongkai_web.requests.errors import ChangedError, RequestError
from gongkai_web.requests.models import Request
from gongkai_web.requests.repeats import likely_repeats
from gongkai_web.requests.services import amend_applicant, assign, confirm, link_repeat, mend_receipt, split
from gongkai_web.requests.services.registering import Channel
from tests.platform.publishing.office import NOW, Office, person, township
from tests.platform.requests.desk import ARRIVED, at, registered, somebody, take_step, wanted

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 30)


@pytest.fixture
def office() -> Office:
    return township()


@pytest.mark.parametrize(
    ("channel", "received", "due", "next_what"),
    [
        ("counter", ARRIVED, DUE, "reply"),
        ("oral", ARRIVED, DUE, "reply"),
        ("registered_post", ARRIVED, DUE, "reply"),
        ("ordinary_post", None, None, "confirm"),
        ("portal", None, None, "confirm"),
        ("email", None, None, "confirm"),
        ("fax", None, None, "confirm"),
    ],
)
def test_the_day_of_receipt_is_that_of_the_channel(office, channel, received, due, next_what) -> None:
    request = registered(office, channel=channel)
    assert (request.received_on, request.due, request.next_what) == (received, due, next_what)


def test_a_confirmation_starts_the_clock(office) -> None:
    request = registered(office, channel="email")
    confirm(by=office.clerk, request=request, version=1, on=date(2026, 11, 4), how="phone", now=NOW)
    request.refresh_from_db()
    assert (request.received_on, request.due, request.state) == (date(2026, 11, 4), date(2026, 12, 2), "in_hand")
    with pytest.raises(RequestError, match="已经确定"):
        confirm(by=office.clerk, request=request, version=2, on=date(2026, 11, 5), how="phone", now=NOW)


def test_it_is_not_confirmed_before_it_came_nor_in_the_future(office) -> None:
    request = registered(office, channel="fax")
    for day in (date(2026, 11, 1), date(2026, 11, 23)):
        with pytest.raises(RequestError):
            confirm(by=office.clerk, request=request, version=1, on=day, how="phone", now=NOW)


def test_numbers_run_by_organ_and_year(office) -> None:
    other = township("T2", "青山县红枫乡人民政府")
    numbers = [registered(office).number, registered(office).number, registered(other).number]
    numbers.append(registered(office, arrived=date(2025, 12, 31), now=at(date(2026, 1, 4))).number)
    assert numbers == ["T1-2026-0001", "T1-2026-0002", "T2-2026-0001", "T1-2025-0001"]


def test_personal_data_is_sealed_and_not_in_the_log(office) -> None:
    request = registered(office)
    with connection.cursor() as cursor:
        cursor.execute("select * from requests_applicant")
        kept = str(cursor.fetchall())
    entry = Entry.objects.get(key="request.registered")
    for secret in ("张三丰", "11010519491231002X", "13812345678", "zhang@example.cn", "东沟村"):
        assert secret not in kept and secret not in entry.data
    assert request.applicant.masked_name == "张**" and '"identity_number"' in entry.data


def test_a_blank_category_is_refused_because_the_report_counts_by_it(office) -> None:
    with pytest.raises(RequestError, match="类别"):
        registered(office, applicant=somebody(category=""))


def test_only_the_disclosure_office_registers(office) -> None:
    office.clerk = person("writer", "某人", Role.CONTRIBUTOR, office.organ)
    with pytest.raises(RequestError, match="岗位"):
        registered(office)


def test_likely_repeats_are_shown_by_blind_index_and_words(office) -> None:
    first = registered(office)
    same = registered(office, applicant=somebody(phone="138 1234 5678", identity_number=""))
    registered(office, content=wanted(subject="低保评议结果"))
    other = registered(office, applicant=somebody(name="李四", identity_number="", phone="", email=""))
    assert [(one.request, one.same_applicant) for one in likely_repeats(same)] == [(first, True)]
    assert {one.same_applicant for one in likely_repeats(other)} == {False}


def test_a_letter_with_several_requests_is_split_and_stays_linked(office) -> None:
    request = registered(office)
    contents = [wanted(subject="道路资金"), wanted(subject="低保名单", form="")]
    kept, other = split(by=office.clerk, request=request, version=1, contents=contents, now=NOW)
    assert (kept.subject, other.subject, other.split_from, other.form) == ("道路资金", "低保名单", kept, "paper")
    assert (other.applicant_id, other.received_on, other.due) == (kept.applicant_id, kept.received_on, kept.due)
    assert other.number == "T1-2026-0002"


def test_a_request_in_the_middle_of_its_procedure_is_not_split(office) -> None:
    request = registered(office)
    take_step(office, request, "request_correction", date(2026, 11, 4), until=date(2026, 11, 20))
    with pytest.raises(RequestError, match="拆分"):
        split(by=office.clerk, request=request, version=2, contents=[wanted(), wanted()], now=NOW)


def test_a_wrong_day_of_arrival_is_mended_and_all_counted_anew(office) -> None:
    request = registered(office)
    mended = mend_receipt(
        by=office.clerk,
        request=request,
        version=1,
        channel=Channel.EMAIL,
        arrived_on=date(2026, 11, 3),
        confirmed_on=date(2026, 11, 5),
        reason="是电子邮件",
        now=NOW,
    )
    assert (mended.received_on, mended.due) == (date(2026, 11, 5), date(2026, 12, 3))
    assert '"before"' in Entry.objects.get(key="request.receipt_mended").data


def test_the_second_clerk_does_not_overwrite(office) -> None:
    request = registered(office)
    assign(by=office.clerk, request=request, version=1, unit=None, handler=office.clerk, now=NOW)
    with pytest.raises(ChangedError):
        link_repeat(by=office.clerk, request=request, version=1, earlier=None, now=NOW)
    assert Request.objects.get().handler == office.clerk


def test_changing_the_applicant_changes_the_keys(office) -> None:
    request = registered(office)
    amend_applicant(
        by=office.clerk, request=request, version=1, applicant=somebody(name="张三"), reason="写错", now=NOW
    )
    entry = Entry.objects.get(key="request.applicant_amended")
    assert "张三" not in entry.data and '"name"' in entry.data
    assert Request.objects.get().applicant.name == "张三"
