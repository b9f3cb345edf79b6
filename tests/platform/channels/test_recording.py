"""Recording, correcting, striking out: what may be, what is refused, what stays."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai_web.audit.models import Entry as LogEntry
from gongkai_web.channels.arranging import change, remove, set_up_example
from gongkai_web.channels.errors import ChannelError, DuplicateError, RowsError
from gongkai_web.channels.examples import EXAMPLES
from gongkai_web.channels.kinds import Kind
from gongkai_web.channels.models import Channel, Record
from gongkai_web.channels.services import add, add_many, correct, restore, strike_out
from gongkai_web.organs.models import Unit
from gongkai_web.organs.roles import Role
from tests.platform.channels.desk import DAY, channel, entry, recorded
from tests.platform.publishing.office import NOW, draft, person, published, township

pytestmark = pytest.mark.django_db


def test_a_record_says_where_when_and_what_and_leaves_its_entry():
    office = township()
    kept = recorded(office, channel(office), address="乡政府门口")
    assert (kept.title, kept.on, kept.count, kept.address) == ("2026年低保对象公示", DAY, 1, "乡政府门口")
    assert LogEntry.objects.get(key="channel_record.added").target == f"channel_record:{kept.pk}"


REFUSED = {
    "no title": ({"title": "  "}, "没有写名称"),
    "tomorrow": ({"on": date(2026, 11, 21)}, "还没有到"),
    "title too long": ({"title": "长" * 201}, "超过 200 个字"),
    "nothing": ({"count": 0}, "至少是 1"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_have_been_is_refused(case):
    office = township()
    changes, said = REFUSED[case]
    with pytest.raises(ChannelError, match=said):
        add(by=office.clerk, organ=office.organ, entry=replace(entry(channel(office)), **changes), now=NOW)
    assert not Record.objects.exists()


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2026, 10, 1)])
def test_a_day_on_which_the_channel_was_not_in_use_is_refused(day):
    office = township()
    board = channel(office, since=date(2026, 3, 1), until=date(2026, 9, 30))
    with pytest.raises(ChannelError, match="没有使用"):
        recorded(office, board, on=day)


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 9, 30)])
def test_both_ends_of_its_time_are_part_of_it(day):
    office = township()
    board = channel(office, since=date(2026, 3, 1), until=date(2026, 9, 30))
    assert recorded(office, board, on=day).on == day


def test_a_year_alone_is_within_a_channel_that_began_in_it():
    office = township()
    board = channel(office, since=date(2025, 6, 1))
    assert recorded(office, board, on=date(2025, 8, 9), precision="year").on == date(2025, 1, 1)


def test_before_the_information_was_made_it_cannot_have_been_public():
    office = township()
    item = published(office, formed_on=date(2026, 11, 10))
    with pytest.raises(ChannelError, match="早于成文日期"):
        recorded(office, channel(office), on=date(2026, 11, 9), item=item)


def test_the_same_again_is_shown_and_decided_by_a_person():
    office = township()
    board = channel(office)
    first = recorded(office, board)
    again = entry(board, title=" 2026年低保对象公示 ")
    with pytest.raises(DuplicateError) as refused:
        add(by=office.clerk, organ=office.organ, entry=again, now=NOW)
    assert refused.value.found == (first,)
    add(by=office.clerk, organ=office.organ, entry=again, now=NOW, although_duplicate=True)
    assert Record.objects.count() == 2


@pytest.mark.parametrize("other", [{"title": "另一则"}, {"on": date(2026, 11, 19)}, {"precision": "month"}])
def test_another_title_or_day_is_no_duplicate(other):
    office = township()
    board = channel(office)
    recorded(office, board)
    recorded(office, board, **other)
    assert Record.objects.count() == 2


def test_what_is_struck_out_is_no_duplicate():
    office = township()
    board = channel(office)
    strike_out(by=office.clerk, record=recorded(office, board), reason="登错了", now=NOW)
    recorded(office, board)
    assert Record.objects.filter(struck_at=None).count() == 1


def test_of_several_rows_all_are_kept_or_none():
    office = township()
    board = channel(office)
    rows = [entry(board, "甲"), entry(board, "乙", date(2027, 1, 1)), entry(board, "甲"), entry(board, "")]
    with pytest.raises(RowsError) as refused:
        add_many(by=office.clerk, organ=office.organ, entries=rows, now=NOW)
    assert sorted(refused.value.rows) == [1, 2, 3]
    assert not Record.objects.exists()
    kept = add_many(by=office.clerk, organ=office.organ, entries=[rows[0], rows[2]], now=NOW, although={1})
    assert len(kept) == 2


def test_a_correction_keeps_what_it_said_before_in_the_log():
    office = township()
    kept = recorded(office, channel(office))
    correct(by=office.clerk, record=kept, lock=0, entry=entry(kept.channel, count=2), now=NOW)
    kept.refresh_from_db()
    assert kept.count == 2
    assert '"count":[1,2]' in LogEntry.objects.get(key="channel_record.corrected").data.replace(" ", "")


def test_of_two_who_correct_the_second_is_told():
    office = township()
    kept = recorded(office, channel(office))
    correct(by=office.clerk, record=kept, lock=0, entry=entry(kept.channel, count=2), now=NOW)
    with pytest.raises(ChannelError, match="别人又改过"):
        correct(by=office.clerk, record=kept, lock=0, entry=entry(kept.channel, count=3), now=NOW)


def test_striking_out_asks_for_a_reason_and_can_be_undone():
    office = township()
    kept = recorded(office, channel(office))
    with pytest.raises(ChannelError, match="没有写明划去的原因"):
        strike_out(by=office.clerk, record=kept, reason=" ", now=NOW)
    strike_out(by=office.clerk, record=kept, reason="与上一条重复", now=NOW)
    kept.refresh_from_db()
    assert (kept.struck_reason, kept.struck_by) == ("与上一条重复", office.clerk)
    with pytest.raises(ChannelError, match="已经划去"):
        correct(by=office.clerk, record=kept, lock=0, entry=entry(kept.channel, count=2), now=NOW)
    restore(by=office.clerk, record=kept, now=NOW)
    assert Record.objects.filter(struck_at=None).count() == 1


def test_a_contributor_changes_only_what_they_recorded():
    office = township()
    unit = Unit.objects.create(organ=office.organ, name="民政所")
    helper = person("T1.helper", "小陈", Role.CONTRIBUTOR, office.organ, unit=unit)
    board = channel(office)
    mine = add(by=helper, organ=office.organ, entry=entry(board, "我的"), now=NOW)
    theirs = recorded(office, board, "别人的")
    strike_out(by=helper, record=mine, reason="登错了", now=NOW)
    with pytest.raises(ChannelError, match="您不能改这条记录"):
        strike_out(by=helper, record=theirs, reason="登错了", now=NOW)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.AUDITOR, Role.SUPERVISOR, Role.SECRECY_REVIEWER, Role.HEAD])
def test_who_has_no_part_in_publishing_records_nothing(role):
    office = township()
    other = person("T1.other", "外人", role, office.organ)
    with pytest.raises(ChannelError, match="没有登记公开渠道的岗位"):
        add(by=other, organ=office.organ, entry=entry(channel(office)), now=NOW)


def test_another_organ_neither_records_here_nor_uses_our_channels():
    ours, theirs = township(), township("T2", "青山县柳河镇人民政府")
    board = channel(ours)
    with pytest.raises(ChannelError, match="没有登记公开渠道的岗位"):
        add(by=theirs.clerk, organ=ours.organ, entry=entry(board), now=NOW)
    with pytest.raises(ChannelError, match="不是本机关的"):
        add(by=theirs.clerk, organ=theirs.organ, entry=entry(board), now=NOW)
    with pytest.raises(ChannelError, match="不是本机关的"):
        add(by=ours.clerk, organ=ours.organ, entry=entry(board, item=draft(theirs)), now=NOW)
    kept = recorded(ours, board)
    for act in (lambda: strike_out(by=theirs.clerk, record=kept, reason="x", now=NOW), lambda: _renamed(theirs, board)):
        with pytest.raises(ChannelError, match="您"):
            act()


def _renamed(office, board: Channel) -> None:
    change(by=office.clerk, channel=board, kind=board.kind, name="我们的", now=NOW)


def test_the_portal_counts_by_itself_and_is_no_channel_to_set_up():
    office = township()
    with pytest.raises(ChannelError, match="请选渠道的种类"):
        channel(office, Kind.PORTAL, "门户")


def test_a_channel_with_records_is_ended_not_removed():
    office = township()
    board = channel(office)
    recorded(office, board, on=date(2026, 11, 10))
    with pytest.raises(ChannelError, match="不能删除"):
        remove(by=office.clerk, channel=board, now=NOW)
    with pytest.raises(ChannelError, match="不在起止日期以内"):
        change(by=office.clerk, channel=board, kind=board.kind, name=board.name, until=date(2026, 11, 9), now=NOW)
    change(by=office.clerk, channel=board, kind=board.kind, name=board.name, until=date(2026, 11, 10), now=NOW)


@pytest.mark.parametrize("one", EXAMPLES, ids=[one.code for one in EXAMPLES])
def test_every_example_is_set_up_once(one):
    office = township()
    made = set_up_example(by=office.clerk, organ=office.organ, example=one, now=NOW)
    assert [(channel.kind, channel.name) for channel in made] == list(one.channels)
    assert set_up_example(by=office.clerk, organ=office.organ, example=one, now=NOW) == []
