"""我的委托: given, seen, taken back; and who stands in for whom is seen on 今天 and on 人员."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai_web.organs.models import Delegation, Person
from tests.platform.demo import load_office
from tests.platform.office.desk import as_
from tests.platform.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office() -> None:
    load_office()


def given(deputy: str = "deputy1", **changes: object) -> dict[str, object]:
    today = timezone.localdate()
    head, other = (Person.objects.get(account=f"demo-{one}") for one in ("head1", deputy))
    whole = {"post": head.posts.get().pk, "to": other.pk, "since": today, "until": today + timedelta(days=7)}
    return whole | {"reason": "出差"} | changes


def test_the_head_goes_away_and_the_deputy_stands_in() -> None:
    assert as_("head1").post("/office/delegations/", given()).status_code == 302
    assert "韩建平代我担任主要负责人" in text(as_("head1").get("/office/delegations/"))
    assert "我代吴强担任主要负责人" in text(as_("deputy1").get("/office/delegations/"))
    assert "主要负责人（代吴强）" in text(as_("deputy1").get("/office/"))
    assert "韩建平代我担任主要负责人" in text(as_("head1").get("/office/"))
    assert "由韩建平代（出差）" in text(as_("clerk1").get("/office/DEMO-1/people/"))


def test_and_comes_back() -> None:
    as_("head1").post("/office/delegations/", given())
    one = Delegation.objects.get()
    as_("head1").post(f"/office/delegations/{one.pk}/end/")
    assert "代吴强" not in text(as_("deputy1").get("/office/"))
    assert as_("head1").post(f"/office/delegations/{one.pk}/end/").status_code == 404


@pytest.mark.parametrize(
    "changes", [{"reason": ""}, {"until": "2020-01-01"}, {"to": 0}, {"post": 0}, {"until": "明天"}, {"since": ""}]
)
def test_what_is_not_right_delegates_nothing(changes: dict[str, object]) -> None:
    assert as_("head1").post("/office/delegations/", given(**changes)).status_code == 422
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("to", ["clerk2", "system", "head1"])
def test_only_colleagues_can_be_chosen(to: str) -> None:
    assert as_("head1").post("/office/delegations/", given(deputy=to)).status_code == 422


def test_nobody_gives_away_somebody_elses_post() -> None:
    assert as_("clerk1").post("/office/delegations/", given()).status_code == 422


def test_one_of_the_three_has_nothing_to_delegate() -> None:
    assert "没有可以委托的岗位" in text(as_("auditor").get("/office/delegations/"))
