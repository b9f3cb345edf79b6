"""Likely repeats and several applicants for the same (第三十六条第（六）项、第四十四条): shown with the reason, never decided."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai_web.publishing.models import Item
from gongkai_web.publishing.setting import add_column
from gongkai_web.requests.models import Request, ToPublish
from gongkai_web.requests.repeats import likely_repeats
from tests.platform.mailbox.desk import as_
from tests.platform.publishing.office import Office, township
from tests.platform.requests.desk import ARRIVED, registered, somebody, take_step, wanted

pytestmark = pytest.mark.django_db
FIRST = "2025年农村公路养护资金使用明细"
OTHER = {"name": "李四光", "identity_number": "", "phone": "13900000000", "email": ""}


@pytest.fixture
def office() -> Office:
    return township()


def column_of(office: Office) -> int:
    return add_column(by=office.clerk, organ=office.organ, name="公路养护", top="content").pk


def asked(office: Office, subject: str, *, same: bool = False, **content: str) -> Request:
    who = somebody() if same else somebody(**OTHER)
    return registered(office, applicant=who, content=wanted(subject=subject, **content))


# what is asked for afterwards · by the same applicant · whether it is shown
ALIKE = [
    (FIRST, True, True),
    (FIRST, False, True),
    ("农村公路养护资金2025年使用明细", True, True),
    ("农村公路养护资金2025年使用明细", False, True),
    ("请公开2025年农村公路养护资金的使用明细表", True, True),
    ("2025 年农村公路养护资金使用明细。", False, True),
    ("2025年农村公路建设招标文件", True, False),
    ("2025年农村低保资金发放名单", False, False),
    ("东河村宅基地审批表", True, False),
]


@pytest.mark.parametrize(("subject", "same", "shown"), ALIKE)
def test_what_counts_as_alike(office: Office, subject: str, same: bool, shown: bool) -> None:
    first = asked(office, FIRST, same=True)
    later = asked(office, subject, same=same)
    found = likely_repeats(later)
    assert [one.request for one in found] == ([first] if shown else [])
    if shown:
        assert found[0].same_applicant is same
        assert 60 <= found[0].likeness <= 100
        assert "文字相近" in found[0].reason


def test_the_reason_names_the_words_both_have(office: Office) -> None:
    asked(office, FIRST)
    (one,) = likely_repeats(asked(office, "农村公路养护资金2025年使用明细", same=True))
    assert one.reason.startswith("别的申请人，文字相近 ")
    assert "农村公路养护资金" in one.reason


def test_the_same_applicant_comes_first(office: Office) -> None:
    exact, mine = asked(office, FIRST), asked(office, "2025年农村公路养护资金明细", same=True)
    assert [one.request for one in likely_repeats(asked(office, FIRST, same=True))] == [mine, exact]


def test_another_organs_requests_are_not_looked_at(office: Office) -> None:
    asked(township("T2", "青山县红枫乡人民政府"), FIRST, same=True)
    assert likely_repeats(asked(office, FIRST, same=True)) == []


def test_what_is_three_years_old_is_not_looked_at(office: Office) -> None:
    old = asked(office, FIRST, same=True)
    Request.objects.filter(pk=old.pk).update(arrived_on=ARRIVED.replace(year=2023, month=10))
    assert likely_repeats(asked(office, FIRST, same=True)) == []


def granted(office: Office, subject: str = FIRST) -> Request:
    one = asked(office, subject)
    Request.objects.filter(pk=one.pk).update(is_open=False, outcome="granted", ended_on=ARRIVED, reply="R36_2")
    one.refresh_from_db()
    return one


def test_several_applicants_lead_to_a_draft_with_a_link_back(office: Office) -> None:
    granted(office)
    second = asked(office, FIRST, same=True)
    take_step(office, second, "withdraw", ARRIVED)
    client = as_(office.clerk)
    page = client.get(f"/office/T1/requests/{second.pk}/").content.decode()
    assert "第四十四条" in page
    assert f"/office/T1/items/new/?request={second.pk}" in page
    begun = client.get(f"/office/T1/items/new/?request={second.pk}").content.decode()
    assert FIRST in begun
    assert second.number in begun
    given = {"request": second.pk, "title": FIRST, "way": "write", "column": column_of(office), "unit": ""}
    answer = client.post("/office/T1/items/new/", given)
    assert answer.status_code == 302, answer.content.decode()
    made = ToPublish.objects.get()
    assert (made.request, made.why) == (second, "several")
    assert f"/office/T1/items/{made.item_id}/" in client.get(f"/office/T1/requests/{second.pk}/").content.decode()
    assert Item.objects.get().public == Item.Public.NONE


def test_one_applicant_alone_is_no_hint(office: Office) -> None:
    one = granted(office)
    assert "第四十四条" not in as_(office.clerk).get(f"/office/T1/requests/{one.pk}/").content.decode()


def test_a_request_of_others_begins_nothing(client: Client, office: Office) -> None:
    one = granted(office)
    neighbour = township("T2", "青山县红枫乡人民政府")
    page = as_(neighbour.clerk).get(f"/office/T2/items/new/?request={one.pk}").content.decode()
    assert one.number not in page
    assert FIRST not in page
