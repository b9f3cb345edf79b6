"""第四十四条: several different people asked for the same and were given it; an applicant suggests that it be made public."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai_web.audit.models import Entry
from gongkai_web.requests.models import Request, Suggestion, ToPublish
from gongkai_web.requests.repeats import several
from gongkai_web.requests.suggesting import tasks
from tests.platform.applicants.citizen import Applied, opened
from tests.platform.mailbox.desk import as_
from tests.platform.publishing.office import NOW, Office, township
from tests.platform.requests.desk import ARRIVED, registered, somebody
from tests.platform.requests.test_repeats import column_of

pytestmark = pytest.mark.django_db
REASON = "全村的补贴都按这份表发"


@pytest.fixture
def office() -> Office:
    return township()


def given(request: Request, outcome: str = "granted") -> Request:
    Request.objects.filter(pk=request.pk).update(is_open=False, outcome=outcome, ended_on=ARRIVED, reply="R36_2")
    request.refresh_from_db()
    return request


def of(office: Office, who: str, **other: str) -> Request:
    other = {"identity_number": "", "phone": "", "email": ""} | other
    return registered(office, applicant=somebody(name=who, **other))


def mine(found: Applied) -> str:
    return html.unescape(found.client.get("/open/T1/my-request/status/").content.decode())


@pytest.mark.parametrize(
    ("people", "granted", "counted"),
    [
        (["王五"], [0], None),
        (["王五", "王五"], [0, 1], None),
        (["王五", "赵六"], [], (2, 0)),
        (["王五", "赵六"], [0], (2, 1)),
        (["王五", "赵六", "王五"], [0, 2], (2, 1)),
        (["王五", "赵六", "孙七"], [0, 1, 2], (3, 3)),
    ],
)
def test_different_people_are_counted_once_and_only_what_was_given(
    office: Office, people: list[str], granted: list[int], counted: tuple[int, int] | None
) -> None:
    asked = [of(office, who) for who in people]
    for at in granted:
        given(asked[at])
    for one in asked:
        one.refresh_from_db()
        found = several(one)
        assert ((found.applicants, found.granted) if found else None) == counted


def test_one_person_under_two_names_with_one_telephone_is_one(office: Office) -> None:
    first = of(office, "王五", phone="13900000001")
    of(office, "王小五", phone="13900000001", email="w@example.cn")
    of(office, "王晓武", email="w@example.cn")
    assert several(first) is None


def test_what_was_refused_or_given_in_part_is_not_counted_as_given(office: Office) -> None:
    one = given(of(office, "王五"), "partial")
    given(of(office, "赵六"), "denied_internal")
    found = several(one)
    assert found is not None and (found.applicants, found.granted) == (2, 0)
    page = as_(office.clerk).get(f"/office/T1/requests/{one.pk}/").content.decode()
    assert "还没有予以公开的" in page and "items/new/?request=" not in page


def test_an_applicant_suggests_once_and_the_office_takes_it_up(office: Office) -> None:
    found = opened()
    at = f"/open/T1/my-request/{found.request.pk}/suggest/"
    assert "建议把这份信息" not in mine(found)
    assert found.client.post(at, {"text": REASON}).status_code == 422
    given(found.request)
    page = mine(found)
    assert "建议把这份信息公开给所有人" in page and "第四十四条" in page
    assert found.client.post(at, {"text": ""}).status_code == 422
    assert found.client.post(at, {"text": REASON}).status_code == 302
    assert found.client.post(at, {"text": REASON}).status_code == 422
    assert "机关正在审核" in mine(found) and Suggestion.objects.count() == 1
    assert not Entry.objects.filter(data__contains=REASON).exists()
    [task] = tasks(office.clerk, NOW.date())
    assert (task.kind, task.url) == ("建议主动公开", f"/office/T1/requests/{found.request.pk}/#suggestion")
    clerk = as_(office.clerk)
    assert REASON in clerk.get(f"/office/T1/requests/{found.request.pk}/").content.decode()
    form = {"request": found.request.pk, "title": "补贴明细", "way": "write", "column": column_of(office), "unit": ""}
    assert clerk.post("/office/T1/items/new/", form).status_code == 302
    assert (ToPublish.objects.get().why, Suggestion.objects.get().result) == ("suggested", "taken_up")
    assert not list(tasks(office.clerk, NOW.date()))
    assert "正在准备公开" in mine(found)


def test_what_is_declined_is_told_with_the_reason(office: Office) -> None:
    found = opened()
    given(found.request)
    found.client.post(f"/open/T1/my-request/{found.request.pk}/suggest/", {"text": REASON})
    at = f"/office/T1/requests/{found.request.pk}/suggestion/"
    clerk = as_(office.clerk)
    assert "没有写理由" in clerk.post(at, {"reason": " "}).content.decode()
    clerk.post(at, {"reason": "只涉及一户，不需要公众广泛知晓"})
    assert "只涉及一户" in mine(found)
    assert "没有等审核的建议" in clerk.post(at, {"reason": "再来"}).content.decode()


def test_a_stranger_suggests_nothing(office: Office, client) -> None:
    found = opened()
    given(found.request)
    client.post(f"/open/T1/my-request/{found.request.pk}/suggest/", {"text": REASON})
    assert not Suggestion.objects.exists()


def test_the_words_go_with_the_applicants_name(office: Office) -> None:
    from gongkai_web.requests.retention import erase_papers

    found = opened()
    given(found.request)
    found.client.post(f"/open/T1/my-request/{found.request.pk}/suggest/", {"text": REASON})
    found.request.applicant.erased_at = timezone.now()
    found.request.applicant.save()
    erase_papers(NOW + timedelta(days=1))
    assert Suggestion.objects.get().text == ""
