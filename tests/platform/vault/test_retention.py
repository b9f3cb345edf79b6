"""What is due is erased, each schedule by itself, and written down by number."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from gongkai_web.audit.models import Entry
from gongkai_web.vault import retention
from gongkai_web.vault.models import Erasure
from gongkai_web.vault.retention import Schedule, erase_due, register
from tests.platform.demo import load_office
from tests.platform.office.desk import as_
from tests.platform.pages import text

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def no_schedules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "_schedules", {})


def of(code: str, counts: dict[str, int]) -> Schedule:
    def erase(now: datetime) -> dict[str, int]:
        assert now == NOW
        return counts

    return register(Schedule(code, "网上申请的草稿", "最后一次保存后 7 天", "只为填表而保存", erase))


def test_what_was_erased_is_written_down_by_organ() -> None:
    of("drafts", {"T1": 3, "T2": 1, "T3": 0})
    assert erase_due(NOW) == 4
    assert [(one.organ, one.count) for one in Erasure.objects.order_by("organ")] == [("T1", 3), ("T2", 1)]
    assert Entry.objects.filter(key="personal.erased", organ="T1").count() == 1


def test_where_nothing_is_due_nothing_is_written() -> None:
    of("drafts", {})
    assert erase_due(NOW) == 0
    assert not Erasure.objects.exists()
    assert not Entry.objects.exists()


def test_one_that_fails_erases_nothing_and_does_not_stop_the_others() -> None:
    def failing(_: datetime) -> dict[str, int]:
        Erasure.objects.create(code="x", what="x", keeps="x", count=1, at=NOW - timedelta(days=1))
        raise ValueError

    register(Schedule("a", "坏的", "1 天", "", failing))
    of("b", {"T1": 2})
    assert erase_due(NOW) == 2
    assert Erasure.objects.count() == 1


def test_the_page_says_what_is_kept_how_long_and_what_was_erased() -> None:
    load_office()
    page = text(as_("clerk1").get("/office/DEMO-1/settings/retention/"))
    assert "还没有到期的" in page
    of("drafts", {"DEMO-1": 3, "DEMO-2": 5})
    erase_due(NOW)
    page = text(as_("clerk1").get("/office/DEMO-1/settings/retention/"))
    assert "最后一次保存后 7 天" in page
    assert "网上申请的草稿：3 份" in page
    assert "5 份" not in page
    assert "登记了 1 类的保存期限" in text(as_("clerk1").get("/office/DEMO-1/settings/"))
