"""What an organ sets about its publishing: who may, what is refused, and that the last change can be undone."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse

from gongkai_web.audit.models import Entry
from gongkai_web.publishing.models import Column, ColumnChain, Practice
from gongkai_web.publishing.practice import chain_for, columns_of, practice_of
from gongkai_web.publishing.setting import add_column
from gongkai_web.workflow.models import Chain
from tests.platform.pages import text
from tests.platform.publishing.browsing import as_, location
from tests.platform.publishing.office import Office, published, township

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return township()


def practice(office: Office, **changes: Any) -> HttpResponse:
    given = {"index_pattern": "{organ}/{year}-{number:05}", "summary_limit": "300", "review_months": "12"} | changes
    return as_(office.clerk).post("/office/T1/practice/", given)


def test_the_practice_is_kept_and_the_last_change_undone(office: Office) -> None:
    practice(office, index_pattern="{organ}-{year}-{number:04}", release_at_once="on", own_numbers="0391-6000000")
    kept = practice_of(office.organ)
    assert (kept.index_pattern, kept.release_at_once) == ("{organ}-{year}-{number:04}", True)
    as_(office.clerk).post("/office/T1/practice/undo/")
    assert practice_of(office.organ).index_pattern == "{organ}/{year}-{number:05}"
    assert Entry.objects.filter(key="practice.set").count() == 2


def test_nothing_to_undo_is_said(office: Office) -> None:
    answer = as_(office.clerk).post("/office/T1/practice/undo/")
    assert answer.status_code == 422
    assert "没有可以撤销的修改" in text(answer)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{year}-{number:05}", "没有机构代码"),
        ("{organ}/{year}", "一个流水号"),
        ("{organ}/{month}-{number}", "要有年份"),
        ("{x}-{year}-{number}", "写得不对"),
    ],
)
def test_a_pattern_that_cannot_be_is_refused_and_stays_on_the_page(office: Office, pattern: str, said: str) -> None:
    answer = practice(office, index_pattern=pattern, document_codes="青政发")
    assert answer.status_code == 422
    assert text(answer).count(said) == 1
    assert 'value="青政发"' in text(answer)
    assert practice_of(office.organ).previous is None


@pytest.mark.parametrize("code", ["T2", "035210000"], ids=["its own code here", "the one it has set"])
def test_the_code_of_another_organ_is_refused(office: Office, code: str) -> None:
    other = township("T2", "青山县黑水乡人民政府")
    Practice.objects.create(organ=other.organ, index_organ_code="035210000")
    answer = practice(office, index_organ_code=code)
    assert answer.status_code == 422
    assert f"机构代码 {code} 已经由另一个机关使用" in text(answer)


def test_the_next_number_is_shown_before_it_is_kept(office: Office) -> None:
    published(office)
    page = text(practice(office, index_pattern="白云{organ}-{year}-{number:03}", preview="yes"))
    assert "白云T1-2026-001" in page
    assert practice_of(office.organ).previous is None
    told = as_(office.clerk).get("/office/T1/practice/next-number/", {"pattern": "{organ}/{year}-{number:05}"}).json()
    assert told == {"number": "T1/2026-00002"}
    assert "error" in as_(office.clerk).get("/office/T1/practice/next-number/", {"pattern": "{"}).json()


def test_a_column_is_added_renamed_moved_hidden_and_shown_again(office: Office) -> None:
    client = as_(office.clerk)
    for name in ("惠农补贴", "村务公开"):
        location(client.post("/office/T1/columns/", {"name": name, "top": "content"}))
    second = Column.objects.get(name="村务公开")
    client.post(f"/office/T1/columns/{second.pk}/", {"name": "村务", "description": "各村"})
    client.post(f"/office/T1/columns/{second.pk}/move/", {"to": "up"})
    own = [one.name for one in columns_of(office.organ) if one.organ_id]
    assert own == ["村务", "惠农补贴"]
    client.post(f"/office/T1/columns/{second.pk}/hide/")
    assert not columns_of(office.organ).filter(pk=second.pk).exists()
    client.post(f"/office/T1/columns/{second.pk}/show/")
    assert columns_of(office.organ).filter(pk=second.pk).exists()
    assert Entry.objects.filter(key__startswith="column.").count() == 6


def test_a_shared_column_is_hidden_for_one_organ_only(office: Office) -> None:
    other = township("T2", "青山县红枫乡人民政府")
    news = Column.objects.get(organ=None, code="news")
    as_(office.clerk).post(f"/office/T1/columns/{news.pk}/hide/")
    assert not columns_of(office.organ).filter(pk=news.pk).exists()
    assert columns_of(other.organ).filter(pk=news.pk).exists()


@pytest.mark.parametrize("given", [{"name": "", "top": "content"}, {"name": "工作动态", "top": "content"}])
def test_a_column_without_a_name_or_with_a_taken_one_is_refused(office: Office, given: dict[str, str]) -> None:
    assert as_(office.clerk).post("/office/T1/columns/", given).status_code == 422


def test_a_column_of_every_organ_is_not_renamed(office: Office) -> None:
    news = Column.objects.get(organ=None, code="news")
    assert as_(office.clerk).post(f"/office/T1/columns/{news.pk}/", {"name": "别的"}).status_code == 404
    assert as_(office.clerk).post(f"/office/T1/columns/{news.pk}/move/", {"to": "up"}).status_code == 422


def test_a_column_goes_another_way_through_approval_and_back(office: Office) -> None:
    short = Chain.objects.create(organ=office.organ, code="short", name="短", stages=office.chain.stages)
    news = Column.objects.get(organ=None, code="news")
    client = as_(office.clerk)
    client.post("/office/T1/columns/chains/", {f"chain_{news.pk}": short.pk})
    assert chain_for(office.organ, news) == short
    client.post("/office/T1/columns/chains/", {f"chain_{news.pk}": ""})
    assert chain_for(office.organ, news) == office.chain
    assert not ColumnChain.objects.exists()


def test_a_chain_of_another_organ_cannot_be_chosen(office: Office) -> None:
    other = township("T2", "青山县红枫乡人民政府")
    news = Column.objects.get(organ=None, code="news")
    as_(office.clerk).post("/office/T1/columns/chains/", {f"chain_{news.pk}": other.chain.pk})
    assert chain_for(office.organ, news) == office.chain


@pytest.mark.parametrize("page", ["practice/", "columns/", "columns/chains/", "practice/next-number/"])
def test_who_may_set_it(office: Office, page: str) -> None:
    other = township("T2", "青山县红枫乡人民政府")
    may = [as_(who).get(f"/office/T1/{page}").status_code for who in (office.clerk, office.head)]
    may_not = [as_(who).get(f"/office/T1/{page}").status_code for who in (office.reviewer, other.clerk, other.head)]
    assert may == [200, 200]
    assert may_not == [404, 404, 404]


def test_a_column_of_another_organ_is_not_there(office: Office) -> None:
    other = township("T2", "青山县红枫乡人民政府")
    theirs = add_column(by=other.clerk, organ=other.organ, name="他们的", top="content")
    for act in ("", "hide/", "show/", "move/"):
        assert as_(office.clerk).post(f"/office/T1/columns/{theirs.pk}/{act}", {"name": "x"}).status_code == 404


def test_the_settings_say_what_is_set_now(office: Office) -> None:
    page = text(as_(office.clerk).get("/office/T1/settings/"))
    assert "下一个索引号 T1/2026-00001" in page
    assert "全部栏目走同一个流程" in page
