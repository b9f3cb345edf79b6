"""A notice read from its text: the wording of 2019-2026, and every way a paste can go wrong."""

from datetime import date

import pytest

from gongkai.calendar import Calendar, Notice, NoticeError, national_calendar, parse_notice
from gongkai.calendar.notice import from_json, to_json
from tests.library.calendar.notices import NOTICES, as_published

SHIPPED = {notice.number: notice for notice in national_calendar().notices}


def read(number: str) -> Notice:
    """An amendment is read against the notice it amends."""
    before = Calendar(notice for notice in national_calendar().notices if notice.number != number)
    return parse_notice(as_published(number), amends=before)


@pytest.mark.parametrize("number", NOTICES)
def test_a_published_notice_gives_the_shipped_days(number: str) -> None:
    assert read(number) == SHIPPED[number]


def test_all_notices_read_from_text_make_the_national_calendar() -> None:
    calendar = Calendar(read(number) for number in NOTICES)
    ours = [day for day in days_of(2019, 2026) if calendar.is_working_day(day)]
    assert ours == [day for day in days_of(2019, 2026) if national_calendar().is_working_day(day)]


def days_of(first: int, last: int) -> list[date]:
    return [date.fromordinal(n) for n in range(date(first, 1, 1).toordinal(), date(last + 1, 1, 1).toordinal())]


@pytest.mark.parametrize("number", NOTICES)
def test_line_breaks_spaces_and_full_width_digits_change_nothing(number: str) -> None:
    wide = str.maketrans("0123456789:,", "０１２３４５６７８９：，")
    broken = as_published(number).translate(wide).replace("放假", "放\n假").replace("月", " 月 ")
    before = Calendar(notice for notice in national_calendar().notices if notice.number != number)
    assert parse_notice(broken, amends=before) == SHIPPED[number]


def test_advice_to_rest_gives_no_day_off() -> None:
    assert date(2024, 2, 9) not in set(read("国办发明电〔2023〕7号").named_days())


def test_without_its_head_a_notice_needs_the_year() -> None:
    items = NOTICES["国办发明电〔2025〕7号"][2]
    with pytest.raises(NoticeError, match="--year"):
        parse_notice(items)
    notice = parse_notice(items, year=2026, number="国办发明电〔2025〕7号")
    assert notice.holidays == SHIPPED["国办发明电〔2025〕7号"].holidays
    assert notice.issued_on is None


@pytest.mark.parametrize(
    ("sentence", "off", "worked"),
    [
        ("一、元旦：1月1日放假。", "1", ""),
        ("一、元旦：1月1日至3日放假公休，共3天。", "1 2 3", ""),
        ("一、元旦：1月1日-1月3日放假。", "1 2 3", ""),
        ("一、元旦：1月1日、2日放假，共2天。1月9日、16日上班。", "1 2", "9 16"),
        ("一、元旦：1月1日（星期五）放假，1月10日（星期天）上班。", "1", "10"),
        ("元旦：1月1日放假，与周末连休。", "1", ""),
        ("1.元旦：1月1日补休。", "1", ""),
        ("（一）元旦：1月1日补假1天。", "1", ""),
    ],
)
def test_wordings(sentence: str, off: str, worked: str) -> None:
    notice = parse_notice(sentence, year=2027)
    assert [holiday.name for holiday in notice.holidays] == ["元旦"]
    assert " ".join(str(day.day) for day in notice.holidays[0].days) == off
    assert " ".join(str(day.day) for day in notice.worked) == worked


@pytest.mark.parametrize(
    ("text", "code", "names"),
    [
        ("一、元旦：1月1日（周四）放假。", "NOTICE_WEEKDAY", "2027年1月1日是星期五"),
        ("一、元旦：1月1日至3日放假，共4天。", "NOTICE_COUNT", "4天"),
        ("一、元旦：1月1日放假2天。", "NOTICE_COUNT", "2天"),
        ("一、元旦：1月3日至1日放假。", "NOTICE_RANGE", "早于"),
        ("一、元旦：2月30日放假。", "NOTICE_DAY", "2月30日"),
        ("一、元旦：5日放假。", "NOTICE_DAY", "5日"),
        ("一、元旦：1月1日起各单位自行安排放假。", "NOTICE_TEXT", "自行安排"),
        ("一、元旦：1月1日放假，1月9日另行通知。", "NOTICE_TEXT", "另行通知"),
        ("一、元旦：1月1日放假，1月1日上班。", "NOTICE_BOTH", "1月1日"),
        ("一、元旦：2028年1月1日放假。", "NOTICE_DAY", "2028年1月1日"),
        ("一、元旦：2026年11月30日放假。", "NOTICE_DAY", "2026年11月30日"),
        ("一、延长春节假期至2月15日。", "NOTICE_PROLONGS", "春节"),
        ("二、春节：2月5日放假。", "NOTICE_TEXT", "第一条"),
        ("今天天气很好。", "NOTICE_EMPTY", "没有写明"),
        ("", "NOTICE_EMPTY", "没有写明"),
    ],
)
def test_what_cannot_be_right_is_an_error_that_quotes_it(text: str, code: str, names: str) -> None:
    with pytest.raises(NoticeError, match=names) as error:
        parse_notice(text, year=2027)
    assert error.value.code == code


def test_the_first_item_is_not_lost_when_the_page_has_no_full_stop_before_it() -> None:
    text = "国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：1月1日放假。\n二、春节：2月5日放假。"
    assert [holiday.name for holiday in parse_notice(text).holidays] == ["元旦", "春节"]


def test_what_stands_after_the_signature_is_not_read() -> None:
    text = as_published("国办发明电〔2025〕7号") + "相关链接：2027年1月1日起放假安排有变"
    assert parse_notice(text) == SHIPPED["国办发明电〔2025〕7号"]


@pytest.mark.parametrize("number", NOTICES)
def test_json_keeps_everything(number: str) -> None:
    assert from_json(to_json(SHIPPED[number])) == SHIPPED[number]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ([], "NOTICE_JSON"),
        ({"year": 2027}, "NOTICE_JSON"),
        ({"year": 2027, "off": {"元旦": ["2027-1-1"]}}, "NOTICE_JSON"),
        ({"year": 2027, "off": ["2027-01-01"]}, "NOTICE_JSON"),
        ({"year": 2027, "off": {}, "status": "guessed"}, "NOTICE_JSON"),
        ({"year": 2027, "off": {"元旦": ["2027-01-01"]}, "status": "missing"}, "NOTICE_STATUS"),
        ({"year": 2027, "off": {}}, "NOTICE_EMPTY"),
        ({"year": 2027, "off": {"元旦": ["2029-01-01"]}}, "NOTICE_DAY"),
    ],
)
def test_a_file_that_is_no_notice_is_named(data: object, code: str) -> None:
    with pytest.raises(NoticeError) as error:
        from_json(data, "2027.json")
    assert (error.value.code, error.value.where) == (code, "2027.json")
