"""规范性文件 as of a day; 不公开登记 with its assessments; and what of both appears on 今天."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gongkai_web.organs.models import Person
from gongkai_web.publishing.models import Item, Reassessment, Revision, Withholding
from gongkai_web.publishing.tasks import tasks
from gongkai_web.publishing.validity import repeal
from gongkai_web.workflow.models import Verdict
from tests.platform.pages import text
from tests.platform.publishing.browsing import as_, at, location
from tests.platform.publishing.office import NOW, Office, approve, draft, hand_in, published, say, township
from tests.platform.publishing.test_withholding import filed

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return township()


def document(office: Office, title: str, **other: object) -> Item:
    return published(
        office,
        title=title,
        normative="document",
        formed_on=date(2024, 4, 25),
        first_published_on=date(2024, 5, 1),
        **other,
    )


def shown(office: Office, tab: str, day: str = "") -> str:
    return text(as_(office.clerk).get("/office/T1/documents/", {"list": tab, "day": day}))


def test_the_list_in_force_on_a_day_is_the_same_whenever_it_is_asked(office: Office) -> None:
    old = document(office, "旧规定")
    assert "旧规定" in shown(office, "in_force", "2026-06-01")
    repeal(by=office.clerk, item=old, on=date(2026, 9, 1), now=NOW, note="县政府决定")
    assert "旧规定" in shown(office, "in_force", "2026-06-01")
    assert "旧规定" not in shown(office, "in_force", "2026-09-01")
    assert "旧规定" in shown(office, "ended")


def test_what_expires_within_half_a_year_and_what_nobody_interprets(office: Office) -> None:
    soon = timezone.localdate() + timedelta(days=100)
    document(office, "快到期", expires_on=soon)
    document(office, "长期有效")
    assert "快到期" in shown(office, "expiring")
    assert "长期有效" not in shown(office, "expiring")
    assert "长期有效" in shown(office, "uninterpreted")


@pytest.mark.parametrize("query", ["list=x", "day=昨天", "day=2026-99-99", "page=-1", "page=999999999999", "page=x"])
def test_an_address_that_makes_no_sense_is_the_first_page(office: Office, query: str) -> None:
    assert as_(office.clerk).get(f"/office/T1/documents/?{query}").status_code == 200


def test_the_register_is_assessed_on_its_page(office: Office) -> None:
    item = filed(office)
    one = Withholding.objects.get()
    assert "还在讨论" in text(as_(office.clerk).get(f"/office/T1/withheld/{one.pk}/"))
    address = f"/office/T1/withheld/{one.pk}/"
    assert as_(office.clerk).post(address, {"result": "", "reason": "x"}).status_code == 422
    assert as_(office.clerk).post(address, {"result": "stays", "reason": ""}).status_code == 422
    location(as_(office.clerk).post(address, {"result": "stays", "reason": "仍未定稿"}))
    assert Reassessment.objects.get().result == "stays"
    assert location(as_(office.clerk).post(address, {"result": "active", "reason": "已定稿"})) == at(item)
    assert item.revisions.get(state=Revision.State.DRAFT).disclosure == "active"


def test_who_reads_the_register_and_who_assesses(office: Office) -> None:
    filed(office)
    one = Withholding.objects.get()
    other = township("T2", "青山县红枫乡人民政府")
    assert as_(office.head).get("/office/T1/withheld/").status_code == 200
    assert as_(office.head).get(f"/office/T1/withheld/{one.pk}/").status_code == 404
    assert as_(other.clerk).get("/office/T1/withheld/").status_code == 404
    assert as_(other.clerk).get(f"/office/T2/withheld/{one.pk}/").status_code == 404


def kinds(person: Person, day: date) -> list[str]:
    return [one.kind for one in tasks(person, day)]


DAY = date(2026, 11, 20)


def test_a_returned_draft_is_its_drafters_task(office: Office) -> None:
    item = draft(office)
    hand_in(office, item)
    say(office.reviewer, item, Verdict.RETURN, "再改")
    assert kinds(office.clerk, DAY) == ["退回修改"]
    assert kinds(office.head, DAY) == []


def test_what_is_approved_waits_for_whoever_releases_it_unless_it_has_its_hour(office: Office) -> None:
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    assert kinds(office.clerk, DAY) == ["待发布"]
    Revision.objects.update(release_at=NOW)
    assert kinds(office.clerk, DAY) == []


def test_an_expiring_document_and_an_assessment_due_come_with_their_days(office: Office) -> None:
    document(office, "快到期", expires_on=date(2027, 3, 1))
    filed(office)
    Withholding.objects.update(review_on=date(2026, 11, 1))
    told = [(one.kind, one.due, one.overdue) for one in tasks(office.clerk, DAY)]
    assert told == [("文件到期", date(2027, 3, 1), False), ("评估不公开", date(2026, 11, 1), True)]


def test_an_assessment_far_off_is_no_task_yet(office: Office) -> None:
    filed(office)
    assert kinds(office.clerk, DAY) == []


def test_another_organ_has_no_tasks_of_ours(office: Office) -> None:
    item = draft(office)
    hand_in(office, item)
    approve(office, item)
    assert kinds(township("T2", "青山县红枫乡人民政府").clerk, DAY) == []
