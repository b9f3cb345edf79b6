"""How much was put where: the numbers of the five samples' townships in one look, each with its records behind it."""

from datetime import date, datetime, timedelta

import pytest

from gongkai_web.channels.counting import MONTH, UNIT, YEAR, table
from gongkai_web.channels.disclosed import first_disclosed, timeliness
from gongkai_web.channels.kinds import Kind
from gongkai_web.channels.selectors import page_of_items, page_of_records
from gongkai_web.channels.services import strike_out
from gongkai_web.channels.wanted import Wanted, asked
from gongkai_web.organs.models import Unit
from gongkai_web.publishing.releasing import recall
from tests.platform.channels.desk import channel, recorded
from tests.platform.publishing.office import NOW, draft, published, township

pytestmark = pytest.mark.django_db


EVERYTHING = Wanted()


def said(office, wanted: Wanted = EVERYTHING, way: str = YEAR) -> dict[str, str]:
    return {line.label: str(line.total) for line in table(office.organ, wanted, way, NOW).lines}


def test_428_on_the_website_and_356_on_wechat_are_one_look():
    office = township()
    site, account = channel(office, Kind.WEBSITE, "县政府网站"), channel(office, Kind.WECHAT, "大美白云")
    for kind, number in {"政策文件": 5, "法定主动公开": 48, "基层政务公开": 15, "村居信息公开": 360}.items():
        recorded(office, site, kind, date(2023, 1, 1), precision="year", count=number)
    recorded(office, account, "全年推送", date(2023, 1, 1), precision="year", count=356)
    assert said(office, Wanted(year=2023)) == {"本平台": "0", "县政府网站": "428", "大美白云": "356"}
    assert str(table(office.organ, Wanted(year=2023), MONTH, NOW).sum.total) == "784"


def test_what_was_about_a_number_stays_about_it():
    office = township()
    for kind, name, count, about in (
        (Kind.WECHAT, "公众号", 380, True),
        (Kind.WECHAT_VIDEO, "视频号", 2, False),
        (Kind.NOTICE_BOARD, "公示栏", 100, True),
    ):
        recorded(
            office,
            channel(office, kind, name),
            "全年",
            date(2021, 1, 1),
            precision="year",
            count=count,
            approximate=about,
        )
    assert said(office, Wanted(year=2021)) == {"本平台": "0", "公众号": "380余", "视频号": "2", "公示栏": "100余"}
    assert str(table(office.organ, Wanted(year=2021), YEAR, NOW).sum.total) == "482余"


def test_the_portal_counts_by_itself_and_a_recalled_item_no_longer():
    office = township()
    published(office)
    gone = published(office)
    assert said(office)["本平台"] == "2"
    recall(by=office.clerk, item=gone, reason="有误", now=NOW)
    assert said(office)["本平台"] == "1"


def test_by_month_a_year_alone_belongs_to_no_month():
    office = township()
    board = channel(office)
    recorded(office, board, "甲", date(2026, 3, 5))
    recorded(office, board, "乙", date(2026, 3, 1), precision="month", count=4)
    recorded(office, board, "丙", date(2026, 1, 1), precision="year", count=7)
    found = table(office.organ, Wanted(year=2026), MONTH, NOW)
    line = found.lines[1]
    assert {head.key: line.by_head[head.key].count for head in found.heads if line.by_head[head.key].count} == {
        3: 5,
        0: 7,
    }
    assert found.heads[-1].label == "只到年份"


def test_a_month_that_is_yet_to_come_has_no_column_and_so_no_zero():
    office = township()
    for year, months in ((NOW.year, NOW.month), (NOW.year - 1, 12)):
        assert len(table(office.organ, Wanted(year=year), MONTH, NOW).heads) == months


def test_by_unit():
    office = township()
    unit = Unit.objects.create(organ=office.organ, name="民政所")
    board = channel(office)
    recorded(office, board, "甲", unit=unit, count=3)
    recorded(office, board, "乙")
    found = table(office.organ, Wanted(year=2026), UNIT, NOW)
    assert [(head.label, str(found.lines[1].by_head[head.key])) for head in found.heads] == [
        ("民政所", "3"),
        ("未分站所", "1"),
    ]
    assert said(office, Wanted(unit=unit.pk)) == {"本平台": "0", "乡政府公示栏": "3"}
    assert said(office, Wanted(unit=0)) == {"本平台": "0", "乡政府公示栏": "1"}


def test_what_is_struck_out_does_not_count():
    office = township()
    board = channel(office)
    strike_out(by=office.clerk, record=recorded(office, board, count=9), reason="登错了", now=NOW)
    assert said(office)["乡政府公示栏"] == "0"


def test_another_organ_has_no_part_in_the_numbers():
    ours, theirs = township(), township("T2", "青山县柳河镇人民政府")
    recorded(ours, channel(ours))
    published(ours)
    assert said(theirs) == {"本平台": "0"}
    assert page_of_records(theirs.organ, Wanted()).rows == []
    assert page_of_records(theirs.organ, Wanted(channel=str(ours.organ.channels.get().pk))).rows == []
    assert page_of_items(theirs.organ, Wanted(), NOW).rows == []


def test_each_number_has_exactly_its_records_behind_it():
    office = township()
    unit = Unit.objects.create(organ=office.organ, name="民政所")
    board, account = channel(office), channel(office, Kind.WECHAT, "公众号")
    for place in range(24):
        day = date(2025 + place % 2, place % 12 + 1 if place % 12 < 10 else 1, 5)
        recorded(
            office, (board, account)[place % 3 == 0], f"第{place}则", day, unit=(unit, None)[place % 2], count=place + 1
        )
    recorded(office, board, "全年", date(2026, 1, 1), precision="year", count=50)
    for way in (MONTH, YEAR, UNIT):
        found = table(office.organ, Wanted(year=None if way == YEAR else 2026), way, NOW)
        for line in found.lines[1:]:
            for head in found.heads:
                wanted = Wanted(year=2026, channel=line.key).but(**{way: head.key})
                assert page_of_records(office.organ, wanted).total.count == line.by_head[head.key].count


def test_a_list_goes_on_where_the_page_ended():
    office = township()
    board = channel(office)
    for place in range(120):
        recorded(office, board, f"第{place}则", date(2026, 1, 1) + timedelta(days=place // 7))
    seen, after = [], ""
    for _ in range(3):
        sheet = page_of_records(office.organ, Wanted(), after)
        seen += [one.pk for one in sheet.rows]
        after = sheet.after
    assert after == ""
    assert len(seen) == len(set(seen)) == 120
    assert sheet.total.count == 120


ASKED = {
    "year=2026&channel=portal": Wanted(year=2026, channel="portal"),
    "year=&unit=0&kind=wechat": Wanted(unit=0, kind="wechat"),
    "year=x&channel=drop&kind=no&month=": Wanted(),
}


@pytest.mark.parametrize("query", ASKED)
def test_what_an_address_asks_is_read_and_nothing_else(query):
    from django.http import QueryDict

    assert asked(QueryDict(query)) == ASKED[query]
    assert asked(QueryDict(ASKED[query].query)) == ASKED[query]


def test_the_first_day_on_any_valid_channel_counts_for_the_period():
    office = township()
    board = channel(office, until=date(2026, 12, 31))
    item = published(office, formed_on=date(2026, 10, 15))
    assert first_disclosed(item) == date(2026, 11, 20)
    kept = recorded(office, board, on=date(2026, 10, 20), item=item)
    assert first_disclosed(item) == date(2026, 10, 20)
    strike_out(by=office.clerk, record=kept, reason="没有张贴", now=NOW)
    assert first_disclosed(item) == date(2026, 11, 20)


def test_a_month_alone_is_no_day_for_the_period():
    office = township()
    item = published(office, formed_on=date(2026, 10, 15))
    recorded(office, channel(office), on=date(2026, 10, 1), precision="month", item=item)
    assert first_disclosed(item) == date(2026, 11, 20)


def test_what_is_nowhere_public_has_no_first_day():
    office = township()
    item = draft(office)
    assert first_disclosed(item) is None
    recorded(office, channel(office), on=date(2026, 11, 12), item=item)
    assert first_disclosed(item) == date(2026, 11, 12)


IN_TIME = {
    # formed, first public, working days after, late (20 working days, 第二十六条)
    "same day": (date(2026, 11, 10), date(2026, 11, 10), 0, False),
    "the twentieth": (date(2026, 10, 23), date(2026, 11, 20), 20, False),
    "the twenty-first": (date(2026, 10, 22), date(2026, 11, 20), 21, True),
}


@pytest.mark.parametrize("case", IN_TIME)
def test_twenty_working_days_from_formation(case):
    office = township()
    formed, first, days, late = IN_TIME[case]
    item = published(office, formed_on=formed, now=datetime(first.year, first.month, first.day, 12, tzinfo=NOW.tzinfo))
    found = timeliness(item, item.formed_on)
    assert (found.first, found.working_days, found.is_late(first)) == (first, days, late)


def test_by_year_the_year_asked_for_is_the_only_one():
    office = township()
    board = channel(office)
    for year in (2024, 2025):
        recorded(office, board, "甲", date(year, 3, 5))
    found = table(office.organ, Wanted(year=2024), YEAR, NOW)
    assert [head.label for head in found.heads] == ["2024年"]
    assert str(found.sum.total) == "1"
