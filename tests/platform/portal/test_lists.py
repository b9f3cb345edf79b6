"""Lists: order, years, pages that never count all, documents by validity on a day, the annual reports."""

from datetime import date, timedelta

import pytest
from django.test import Client

from gongkai_web.organs.models import Kind, Level
from gongkai_web.organs.services import found
from gongkai_web.portal.paging import MOST, PER_PAGE
from gongkai_web.publishing.models import Column, Item, Revision
from tests.platform.portal.reading import metas, page, titles
from tests.platform.publishing.office import NOW, Office, township

pytestmark = pytest.mark.django_db


def many(office: Office, count: int, column: str = "news", **other: object) -> list[Item]:
    """Straight into the tables: a list cares for nothing else. One a day, the last on 2026-11-01."""
    where = Column.objects.get(organ=None, code=column)
    items = [
        Item(
            organ=office.organ,
            drafted_by=office.clerk,
            public="published",
            published_at=NOW,
            title=f"第{number}期",
            publisher=office.organ.name,
            column=where,
            published_on=date(2026, 11, 1) - timedelta(days=number),
            **other,
        )
        for number in range(count)
    ]
    Item.objects.bulk_create(items)
    revisions = [Revision(item=item, number=1, state="published", drafted_by=office.clerk) for item in items]
    Revision.objects.bulk_create(revisions)
    for item, revision in zip(items, revisions, strict=True):
        item.revision = revision
    Item.objects.bulk_update(items, ["revision"], batch_size=200)
    return items


def test_the_newest_day_comes_first_whenever_it_was_entered(client: Client) -> None:
    office = township()
    many(office, 3)
    assert titles(page(client, "/open/T1/news/")) == ["第0期", "第1期", "第2期"]
    assert "共 3 条" in page(client, "/open/T1/news/")


def test_the_years_lead_to_their_items(client: Client) -> None:
    many(township(), 400)
    content = page(client, "/open/T1/news/")
    assert 'href="?year=2025"' in content
    of_2025 = page(client, "/open/T1/news/?year=2025&page=2")
    assert all(int(title[1:-1]) > 304 for title in titles(of_2025))


@pytest.mark.parametrize("year", ["0", "99999", "x", "２０２６", "-1"])
def test_a_year_that_is_none_is_no_filter(client: Client, year: str) -> None:
    many(township(), 1)
    assert titles(page(client, f"/open/T1/news/?year={year}")) == ["第0期"]


def test_pages_are_numbered_as_far_as_they_are_counted_and_go_on_from_there(client: Client) -> None:
    many(township(), MOST + 30)
    content = page(client, "/open/T1/news/")
    assert f"{MOST} 条以上" in content
    last = page(client, f"/open/T1/news/?page={MOST // PER_PAGE}")
    assert titles(last)[-1] == f"第{MOST - 1}期"
    older = last.split('rel="next">更早的信息')[0].rpartition('href="')[2].partition('"')[0]
    following = page(client, f"/open/T1/news/{older}")
    assert titles(following)[0] == f"第{MOST}期"
    assert "共 30 条" in following
    assert "回到最新" in following


def test_every_item_stands_on_exactly_one_page(client: Client) -> None:
    many(township(), 65)
    seen = [title for number in range(1, 5) for title in titles(page(client, f"/open/T1/news/?page={number}"))]
    assert seen == [f"第{number}期" for number in range(65)]


@pytest.mark.parametrize(
    "asked", ["page=0", "page=-1", "page=x", "page=99999999999999", "before=x", "before=20261301-1"]
)
def test_an_address_somebody_made_up_is_answered(client: Client, asked: str) -> None:
    many(township(), 30)
    assert client.get(f"/open/T1/news/?{asked}").status_code == 200


def test_no_list_counts_or_reads_more_than_it_may(client: Client, django_assert_max_num_queries) -> None:
    many(township(), 60)
    with django_assert_max_num_queries(14):
        page(client, "/open/T1/news/?page=2")


def test_all_statutory_content_leaves_out_the_other_columns(client: Client) -> None:
    office = township()
    many(office, 1)
    many(office, 1, "rules")
    many(office, 1, "reports")
    assert titles(page(client, "/open/T1/content/")) == ["第0期"]
    assert metas(page(client, "/open/T1/content/"))["ColumnName"] == "法定主动公开内容"


def test_another_organs_items_are_not_here(client: Client) -> None:
    many(township(), 2)
    township("T2", "青山县大河镇人民政府")
    assert titles(page(client, "/open/T2/news/")) == []
    assert "这个栏目还没有发布信息" in page(client, "/open/T2/news/")


def test_the_four_columns_bear_their_names(client: Client) -> None:
    township()
    content = page(client, "/open/T1/")
    for name in ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"):
        assert f">{name}</a>" in content


def test_reports_of_the_organs_below_are_listed_with_the_governments_own(client: Client) -> None:
    county = found(
        by=None, code="C", name="青山县人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, since=date(2026, 1, 1)
    )
    office = township()
    office.organ.parent = county
    office.organ.save()
    many(office, 2, "reports")
    content = page(client, "/open/C/reports/")
    assert "所属机关的年报" in content
    assert titles(content) == ["第0期", "第1期"]


def test_rules_are_grouped_by_level(client: Client) -> None:
    county = township("C", "青山县人民政府", Level.COUNTY)
    office = township()
    office.organ.parent = county.organ
    office.organ.save()
    many(county, 1, "rules", document_number="青政发〔2020〕1号")
    content = page(client, "/open/T1/rules/")
    assert content.index("<h2>青山县人民政府</h2>") < content.index("国务院令第711号")
    assert "青政发〔2020〕1号" in content


def documents(office: Office) -> None:
    made = many(office, 4, "policies", normative="document")
    words = ("现行办法", "将行办法", "到期办法", "废止办法")
    for item, title in zip(made, words, strict=True):
        item.title, item.published_on = title, date(2020, 1, 1)
    made[1].effective_on = date(2027, 1, 1)
    made[2].expires_on = date(2024, 12, 31)
    made[3].repealed_on = date(2025, 6, 1)
    Item.objects.bulk_update(made, ["title", "published_on", "effective_on", "expires_on", "repealed_on"])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("on=2026-11-20&state=valid", {"现行办法"}),
        ("on=2026-11-20&state=coming", {"将行办法"}),
        ("on=2026-11-20&state=expired", {"到期办法"}),
        ("on=2026-11-20&state=repealed", {"废止办法"}),
        ("on=2024-12-31&state=valid", {"现行办法", "到期办法", "废止办法"}),
        ("on=2025-01-01&state=valid", {"现行办法", "废止办法"}),
        ("on=2025-06-01&state=valid", {"现行办法"}),
        ("on=2027-01-01&state=valid", {"现行办法", "将行办法"}),
        ("on=2019-12-31", set()),
        ("on=2026-11-20", {"现行办法", "将行办法", "到期办法", "废止办法"}),
    ],
)
def test_what_was_valid_on_a_day(client: Client, asked: str, expected: set[str]) -> None:
    documents(township())
    content = page(client, f"/open/T1/documents/?{asked}")
    assert {word for word in ("现行办法", "将行办法", "到期办法", "废止办法") if word in content} == expected


def test_a_day_nobody_can_read_is_said(client: Client) -> None:
    documents(township())
    assert "日期看不懂" in page(client, "/open/T1/documents/?on=2026-13-45")


def test_the_application_form_asks_for_no_purpose(client: Client) -> None:
    """《条例》第二十九条 lists what an application holds; a purpose is not among it."""
    township()
    content = page(client, "/open/T1/requests/form/")
    assert "身份证明" in content
    assert "不需要写明用途" in content
    assert client.get("/open/T1/requests/form.docx").content[:2] == b"PK"


def test_the_periods_of_a_request_are_those_of_the_law(client: Client) -> None:
    township()
    content = page(client, "/open/T1/requests/")
    assert "20 个工作日内答复" in content
    assert "收到后 7 个工作日内一次告知" in content
