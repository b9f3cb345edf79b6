"""A table of old records: what is read, what is refused with its place and remedy, and that nothing is lost."""

import io
from datetime import date

import pytest

from gongkai.writing.xlsx import open_workbook
from gongkai_web.audit.models import Entry as LogEntry
from gongkai_web.channels import importing, workbooks
from gongkai_web.channels.errors import ChannelError
from gongkai_web.channels.kinds import Kind
from gongkai_web.channels.models import Import, Record
from gongkai_web.channels.services import strike_out_batch
from gongkai_web.channels.tables import read
from gongkai_web.organs.models import Unit
from tests.platform.channels.desk import channel, recorded
from tests.platform.publishing.office import NOW, published, township

pytestmark = pytest.mark.django_db

HEAD = ("日期", "渠道", "名称", "次数")


def book(*lines, name: str = "2025年", merges=()) -> bytes:
    stream = io.BytesIO()
    with open_workbook(stream) as made:
        sheet = made.add_worksheet(name)
        for y, line in enumerate(lines):
            for x, cell in enumerate(line):
                if cell != "":
                    sheet.write(y, x, cell)
        for area, text in merges:
            sheet.merge_range(area, text)
    return stream.getvalue()


def handed_in(office, data: bytes, where=None, name: str = "以前的.xlsx") -> Import:
    return importing.hand_in(by=office.clerk, organ=office.organ, name=name, data=data, channel=where, now=NOW)


def taken(office, kept: Import, duplicates: str = "", chosen=()) -> list[Record]:
    kept, records = importing.take_over(by=office.clerk, kept=kept, duplicates=duplicates, chosen=chosen, now=NOW)
    return records


def test_nothing_is_recorded_before_it_has_been_looked_at():
    office = township()
    channel(office)
    kept = handed_in(office, book(HEAD, ("2025-03-05", "乡政府公示栏", "低保公示", 1)))
    assert not Record.objects.exists()
    assert len(importing.preview(kept, NOW).good) == 1
    assert [one.title for one in taken(office, kept)] == ["低保公示"]


def test_every_row_that_cannot_be_kept_is_named_with_its_place_and_remedy():
    office = township()
    channel(office)
    rows = [
        ("2025-03-05", "乡政府公示栏", "好的", 1),
        ("去年三月", "乡政府公示栏", "日期不对", 1),
        ("2025-03-05", "不存在的号", "渠道不对", 1),
        ("2025-03-05", "", "没写渠道", 1),
        ("2025-03-05", "乡政府公示栏", "", 1),
        ("2025-03-05", "乡政府公示栏", "次数不对", "若干"),
        ("2027-03-05", "乡政府公示栏", "还没到", 1),
        ("", "", "合计", 428),
    ]
    kept = handed_in(office, book(HEAD, *rows))
    refused = importing.preview(kept, NOW).refused
    assert [(one.row.sheet, one.row.number, one.error.text) for one in refused] == [
        ("2025年", 3, "日期“去年三月”认不出来"),
        ("2025年", 4, "没有名为“不存在的号”的渠道"),
        ("2025年", 5, "没有写渠道"),
        ("2025年", 6, "没有写名称"),
        ("2025年", 7, "次数“若干”认不出来"),
        ("2025年", 8, "公开日期 2027年3月5日 还没有到"),
        ("2025年", 9, "看起来是合计行，不是一条记录"),
    ]
    assert all(one.error.remedy for one in refused)
    assert len(taken(office, kept)) == 1
    kept.refresh_from_db()
    assert len(kept.outcome) == 7
    assert len(kept.rows) == 8


def test_refused_rows_leave_as_a_workbook_that_can_be_handed_in_again():
    office = township()
    channel(office)
    kept = handed_in(office, book(HEAD, ("2025-03-05", "乡政府公示栏", "好的", 1), ("2025-03-06", "大屏", "要改的", 2)))
    taken(office, kept)
    kept.refresh_from_db()
    again = workbooks.refused(kept)
    rows, _ = read(again, "没有登记的行.xlsx")
    assert [row.said["title"] for row in rows] == ["要改的"]
    channel(office, Kind.SCREEN, "大屏")
    assert [(one.title, one.count) for one in taken(office, handed_in(office, again))] == [("要改的", 2)]


def test_a_channel_added_meanwhile_makes_its_rows_good():
    office = township()
    kept = handed_in(office, book(HEAD, ("2025-03-05", "大屏", "预算公开", 1)))
    assert importing.preview(kept, NOW).good == []
    channel(office, Kind.SCREEN, "大屏")
    assert len(importing.preview(kept, NOW).good) == 1


def test_a_table_without_a_channel_takes_the_sheets_or_the_chosen_one():
    office = township()
    account = channel(office, Kind.WECHAT, "白云发布")
    by_choice = handed_in(office, book(("时间", "标题"), ("2025-03-05", "推送")), account)
    by_sheet = handed_in(office, book(("时间", "标题"), ("2025-03-06", "推送")), name="b.xlsx")
    by_sheet = handed_in(office, book(("时间", "标题"), ("2025-03-06", "推送"), name="白云发布"), name="b.xlsx")
    assert taken(office, by_choice)[0].channel == account
    assert taken(office, by_sheet)[0].channel == account


def test_merged_cells_and_same_as_above_say_what_stands_in_them():
    office = township()
    channel(office)
    data = book(
        ("某乡2025年公开情况",),
        HEAD,
        ("2025-03-05", "乡政府公示栏", "甲", 1),
        ("", "乡政府公示栏", "乙", 1),
        ("2025-03-07", "同上", "丙", ""),
        merges=[("A3:A4", "2025-03-05")],
    )
    kept = taken(office, handed_in(office, data))
    assert [(one.title, one.on.day, one.count) for one in kept] == [("甲", 5, 1), ("乙", 5, 1), ("丙", 7, 1)]


def test_a_date_cell_a_year_and_an_approximate_count_are_read():
    from datetime import datetime

    office = township()
    channel(office)
    stream = io.BytesIO()
    with open_workbook(stream) as made:
        sheet = made.add_worksheet("2021年")
        sheet.write_row(0, 0, HEAD)
        sheet.write_datetime(1, 0, datetime(2021, 3, 5), made.add_format({"num_format": "yyyy/m/d"}))
        sheet.write_row(1, 1, ("乡政府公示栏", "甲", 1))
        sheet.write_row(2, 0, (2021, "乡政府公示栏", "全年张贴", "100余"))
    kept = taken(office, handed_in(office, stream.getvalue()))
    assert [(one.on, one.precision, one.said_count) for one in kept] == [
        (date(2021, 3, 5), "day", "1"),
        (date(2021, 1, 1), "year", "100余"),
    ]


def test_units_items_and_names_are_found():
    office = township()
    account = channel(office, Kind.WECHAT, "白云发布")
    unit = Unit.objects.create(organ=office.organ, name="民政所")
    item = published(office)
    head = ("日期", "渠道", "名称", "站所", "索引号", "拟稿人", "审稿人", "发布人")
    line = ("2026-11-20", "“白云发布”", "推送", "民政所", item.index_number, "甲", "乙", "丙")
    [kept] = taken(office, handed_in(office, book(head, line)))
    assert (kept.channel, kept.unit, kept.item) == (account, unit, item)
    assert (kept.drafted_by, kept.reviewed_by, kept.released_by) == ("甲", "乙", "丙")


def test_another_organs_item_unit_and_channel_are_not_found():
    ours, theirs = township(), township("T2", "青山县柳河镇人民政府")
    channel(ours)
    channel(theirs, name="柳河公示栏")
    Unit.objects.create(organ=theirs.organ, name="柳河民政所")
    item = published(theirs)
    head = ("日期", "渠道", "名称", "站所", "索引号")
    lines = [
        ("2026-11-20", "柳河公示栏", "甲", "", ""),
        ("2026-11-20", "乡政府公示栏", "乙", "柳河民政所", ""),
        ("2026-11-20", "乡政府公示栏", "丙", "", item.index_number),
    ]
    kept = handed_in(ours, book(head, *lines))
    assert [one.error.text[:4] for one in importing.preview(kept, NOW).refused] == ["没有名为"] * 3
    with pytest.raises(ChannelError, match="没有登记公开渠道的岗位"):
        importing.take_over(by=theirs.clerk, kept=kept, duplicates="", now=NOW)
    with pytest.raises(ChannelError, match="没有登记公开渠道的岗位"):
        importing.hand_in(by=theirs.clerk, organ=ours.organ, name="a", data=b"", channel=None, now=NOW)


def duplicates(office) -> Import:
    recorded(office, channel(office), "低保公示", date(2025, 3, 5))
    lines = [("2025-03-05", "乡政府公示栏", title, 1) for title in ("低保公示", "预算公开", "预算公开")]
    return handed_in(office, book(HEAD, *lines))


def test_duplicates_of_records_and_within_the_table_are_shown_and_never_decided():
    office = township()
    kept = duplicates(office)
    seen = importing.preview(kept, NOW)
    assert [(one.entry.title, len(one.known), one.above) for one in seen.duplicates] == [
        ("低保公示", 1, None),
        ("预算公开", 0, 3),
    ]
    with pytest.raises(ChannelError, match="请选怎样办理"):
        try:
            taken(office, kept)
        except ChannelError as error:
            raise ChannelError(str(error)) from error
    assert Record.objects.count() == 1


DECIDED = {"none": ([], 1), "all": ([], 3), "chosen": ([1], 2)}


@pytest.mark.parametrize("said", DECIDED)
def test_what_a_person_decides_of_duplicates_is_done(said):
    office = township()
    chosen, count = DECIDED[said]
    kept = duplicates(office)
    assert len(taken(office, kept, said, chosen)) == count
    kept.refresh_from_db()
    assert len(kept.outcome) == 3 - count


def test_a_table_is_taken_over_once():
    office = township()
    channel(office)
    kept = handed_in(office, book(HEAD, ("2025-03-05", "乡政府公示栏", "低保公示", 1)))
    taken(office, kept)
    with pytest.raises(ChannelError, match="已登记"):
        taken(office, kept)
    again = handed_in(office, book(HEAD, ("2025-03-05", "乡政府公示栏", "低保公示", 1)))
    assert (importing.same_file(again) == kept) == (again.sm3 == kept.sm3)
    assert len(importing.preview(again, NOW).duplicates) == 1


def test_a_dropped_table_records_nothing_and_stays_in_the_list():
    office = township()
    channel(office)
    kept = handed_in(office, book(HEAD, ("2025-03-05", "乡政府公示栏", "低保公示", 1)))
    importing.drop(by=office.clerk, kept=kept, now=NOW)
    with pytest.raises(ChannelError, match="已放弃"):
        taken(office, kept)
    assert Import.objects.get().state == "dropped"


def test_the_wrong_table_is_struck_out_as_a_whole():
    office = township()
    channel(office)
    kept = handed_in(office, book(HEAD, *(("2025-03-05", "乡政府公示栏", f"第{n}则", 1) for n in range(5))))
    taken(office, kept)
    assert strike_out_batch(by=office.clerk, batch=kept, reason="导错了表", now=NOW) == 5
    assert not Record.objects.filter(struck_at=None).exists()
    assert LogEntry.objects.get(key="channel_import.struck_out").target == f"channel_import:{kept.pk}"


UNREADABLE = {
    "empty": b"",
    "picture": b"\x89PNG\r\n\x1a\n" + b"0" * 100,
    "broken workbook": b"PK\x03\x04" + b"0" * 100,
    "no head": book(("甲", "乙"), ("1", "2")),
    "only a head": book(HEAD),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_holds_no_table_is_refused_with_a_remedy(case):
    with pytest.raises(ChannelError) as refused:
        read(UNREADABLE[case], "a.xlsx")
    assert refused.value.remedy


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_is_read(encoding):
    rows, _ = read("日期,标题,链接\n2025-03-05,推送,https://example.cn/1\n".encode(encoding), "导出.csv")
    assert rows[0].said == {"on": "2025-03-05", "title": "推送", "address": "https://example.cn/1"}


def test_the_form_we_hand_out_is_read_and_its_examples_say_that_they_are():
    office = township()
    channel(office)
    rows, notes = read(workbooks.form(office.organ), "模板.xlsx")
    assert notes == []
    assert all("示例" in row.said["title"] for row in rows)
    kept = handed_in(office, workbooks.form(office.organ))
    assert [one.error.text for one in importing.preview(kept, NOW).refused] == ["这是模板里的示例，不是一条记录"] * 2


def test_five_thousand_rows_are_taken_over_in_reasonable_time():
    import time

    office = township()
    channel(office)
    lines = [(f"2025-{n % 12 + 1:02}-05", "乡政府公示栏", f"第{n}则", 1) for n in range(5000)]
    data = book(HEAD, *lines)
    begun = time.monotonic()
    assert len(taken(office, handed_in(office, data))) == 5000
    assert time.monotonic() - begun < 20
    with pytest.raises(ChannelError, match="一次最多 5000 行"):
        read(book(HEAD, *lines, lines[0]), "a.xlsx")


WECHAT_ROWS = [HEAD, ("2025-03-05", "公众号", "低保公示", 1), ("2025-03-06", "微信公众号", "五保公示", 1)]


def test_a_kind_is_the_name_of_the_only_channel_of_it():
    office = township()
    account = channel(office, Kind.WECHAT, "大美白云")
    seen = importing.preview(handed_in(office, book(*WECHAT_ROWS)), NOW)
    assert [(one.entry.channel, one.other_word) for one in seen.good] == [(account, "公众号"), (account, "微信公众号")]


def test_which_of_several_channels_of_a_kind_is_asked_and_never_guessed():
    office = township()
    first, _second = (channel(office, Kind.WECHAT, name) for name in ("大美白云", "白云党建"))
    kept = handed_in(office, book(*WECHAT_ROWS))
    seen = importing.preview(kept, NOW)
    assert (len(seen.good), seen.unclear) == (0, {"公众号": 1, "微信公众号": 1})
    assert seen.refused[0].error.text == "“公众号”有 2 个：“大美白云”、“白云党建”"
    importing.say_channels(by=office.clerk, kept=kept, called={"公众号": first}, now=NOW)
    kept.refresh_from_db()
    seen = importing.preview(kept, NOW)
    assert ([one.entry.channel for one in seen.good], seen.unclear) == ([first], {"微信公众号": 1})


def test_a_word_of_ones_own_can_be_said_to_be_a_channel_but_none_of_another_office():
    office, other = township(), township("T2", "青山县大河镇人民政府")
    board = channel(office)
    kept = handed_in(office, book(HEAD, ("2025-03-05", "门口的牌子", "低保公示", 1)))
    for called in ({}, {"门口的牌子": channel(other)}):
        with pytest.raises(ChannelError):
            importing.say_channels(by=office.clerk, kept=kept, called=called, now=NOW)
    importing.say_channels(by=office.clerk, kept=kept, called={"门口的牌子": board}, now=NOW)
    kept.refresh_from_db()
    assert [one.channel for one in taken(office, kept)] == [board]
