"""移送: the request is registered once with the competent organ; its own receipt begins the clocks, and the applicant finds it."""

from __future__ import annotations

import html

import pytest
from django.test import Client

from gongkai_web.applicants.models import Access
from gongkai_web.audit.models import Entry
from gongkai_web.files.gate import may_read
from gongkai_web.requests import services
from gongkai_web.requests.errors import ChangedError, RequestError
from gongkai_web.requests.handing_over import hand_over
from gongkai_web.requests.models import Handover, Request
from tests.platform.applicants.citizen import IDENTITY, NAME, Applied, opened, picture
from tests.platform.mailbox.desk import as_
from tests.platform.publishing.office import NOW, Office, township
from tests.platform.requests.desk import TODAY, take_step

pytestmark = pytest.mark.django_db
NEIGHBOUR = "青山县红枫乡人民政府"


@pytest.fixture
def office() -> Office:
    return township()


@pytest.fixture
def other() -> Office:
    return township("T2", NEIGHBOUR)


@pytest.fixture
def found(office: Office, other: Office) -> Applied:
    """Confirmed and transferred by the first organ."""
    made = opened(identity=picture())
    case = made.request
    services.confirm(by=office.clerk, request=case, version=1, on=TODAY, how="phone", now=NOW)
    fields = {"to": "红枫乡人民政府", "contact": "红枫乡", "reason": "信封写明寄给该乡"}
    take_step(office, case, "transfer", TODAY, letter_number="1号", **fields)
    made.request.refresh_from_db()
    return made


def over(office: Office, found: Applied, to: Office, **given: object) -> Handover:
    asked = {"version": found.request.version, "now": NOW, "to": to.organ} | given
    return hand_over(by=office.clerk, request=found.request, **asked)


def test_the_organ_that_was_named_is_proposed_and_the_request_is_there(
    office: Office, other: Office, found: Applied
) -> None:
    clerk = as_(office.clerk)
    at = f"/office/T1/requests/{found.request.pk}/"
    assert f'<option value="{other.organ.pk}" selected>' in clerk.get(at).content.decode()
    answer = clerk.post(f"{at}hand-over/", {"version": found.request.version, "to": other.organ.pk})
    assert answer.status_code == 302
    made = Handover.objects.get()
    there = made.arrived
    assert (there.organ, there.number, there.subject) == (other.organ, "T2-2026-0001", found.request.subject)
    assert (there.state, there.received_on, there.due) == ("submitted", None, None)
    assert (there.applicant.name, there.applicant.identity_number) == (NAME, IDENTITY)
    assert there.applicant_id != found.request.applicant_id and found.request.number in there.note
    found.request.refresh_from_db()
    assert (found.request.outcome, found.request.is_open) == ("other_misc", False)
    assert "T2-2026-0001" in clerk.get(at).content.decode()
    page = as_(other.clerk).get(f"/office/T2/requests/{there.pk}/").content.decode()
    assert found.request.number in page and "确认收到" in page
    kept = {(one.key, one.organ) for one in Entry.objects.filter(key__startswith="request.handed")}
    assert kept == {("request.handed_over", "T1"), ("request.handed_in", "T2")}


def test_its_clocks_begin_when_the_receiving_organ_confirms(office: Office, other: Office, found: Applied) -> None:
    there = over(office, found, other).arrived
    services.confirm(by=other.clerk, request=there, version=1, on=TODAY, how="phone", now=NOW)
    there.refresh_from_db()
    assert there.received_on == TODAY and there.due is not None and there.state == "in_hand"


def test_never_twice_and_never_to_nobody(office: Office, other: Office, found: Applied) -> None:
    third = township("T3", "青山县绿水乡人民政府")
    for to in (office, None):
        with pytest.raises((RequestError, AttributeError)):
            over(office, found, to)  # type: ignore[arg-type]
    with pytest.raises(ChangedError):
        over(office, found, other, version=0)
    over(office, found, other)
    for again in (other, third):
        with pytest.raises(RequestError, match="已经登记到青山县红枫乡人民政府，编号 T2-2026-0001"):
            over(office, found, again)
    assert Request.objects.count() == 2


def test_only_what_was_transferred_is_handed_over(office: Office, other: Office) -> None:
    case = opened().request
    with pytest.raises(RequestError, match="还没有登记移送"):
        hand_over(by=office.clerk, request=case, version=case.version, to=other.organ, now=NOW)
    with pytest.raises(RequestError, match="没有办理依申请公开的岗位"):
        hand_over(by=other.clerk, request=case, version=case.version, to=other.organ, now=NOW)


def test_the_papers_are_read_there_by_those_who_handle_it(office: Office, other: Office, found: Applied) -> None:
    paper = over(office, found, other).arrived.papers.get()
    assert (paper.kind, paper.file.organ, paper.file.sealed) == ("identity", other.organ, True)
    assert may_read(paper.file, other.clerk, NOW) and not may_read(paper.file, office.clerk, NOW)


def test_the_applicant_is_told_where_and_goes_on_there(office: Office, other: Office, found: Applied) -> None:
    over(office, found, other)
    page = html.unescape(found.client.get("/open/T1/my-request/status/").content.decode())
    assert f"已移送{NEIGHBOUR}" in page and "T2-2026-0001" in page
    at = f"/open/T1/my-request/{found.request.pk}/follow/"
    assert Client().post(at).headers["Location"] == "/open/T1/my-request/"
    answer = found.client.post(at)
    assert answer.headers["Location"] == "/open/T2/my-request/status/"
    assert "T2-2026-0001" in found.client.get("/open/T2/my-request/status/").content.decode()
    assert Client().post("/open/T2/my-request/", found.given | {"number": "T2-2026-0001"}).status_code == 422
    assert Access.objects.filter(code_hash="").count() == 1
