"""Notices an office imports itself, and how they lie with those that come with the program."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gongkai.calendar import (
    Holiday,
    Notice,
    NoticeError,
    Status,
    import_notice,
    national_calendar,
    office_calendar,
    office_folder,
    parse_notice,
)
from tests.library.calendar.notices import as_published

TEXT_2027 = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日至3日放假，共3天。
二、春节：2月5日至12日放假调休，共8天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日至5日放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日放假1天，不调休。
六、中秋节：9月15日放假1天，不调休。
七、国庆节：10月1日至7日放假调休，共7天。10月9日（周六）上班。
国务院办公厅
2026年11月25日"""
"""As it might come; the days are invented."""

NOTICE_2027 = parse_notice(TEXT_2027)


def test_what_is_imported_is_counted_with(tmp_path: Path) -> None:
    kept = import_notice(NOTICE_2027, tmp_path)
    assert kept.name == "2027-国办发明电〔2026〕9号.json"
    calendar = office_calendar(tmp_path)
    assert calendar.status(2027) is Status.OFFICIAL
    assert not calendar.is_working_day(date(2027, 2, 12))
    assert national_calendar().is_working_day(date(2027, 2, 12))


def test_the_same_notice_again_changes_nothing(tmp_path: Path) -> None:
    assert import_notice(NOTICE_2027, tmp_path) == import_notice(NOTICE_2027, tmp_path)
    assert len(office_calendar(tmp_path).notices_for(2027)) == 1


def test_a_page_cut_short_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    cut = parse_notice(TEXT_2027[: TEXT_2027.index("七、")])
    with pytest.raises(NoticeError, match="国庆") as error:
        import_notice(cut, tmp_path)
    assert error.value.code == "NOTICE_INCOMPLETE"
    assert not list(tmp_path.iterdir())


def test_a_page_cut_short_does_not_replace_the_whole_one(tmp_path: Path) -> None:
    import_notice(NOTICE_2027, tmp_path)
    with pytest.raises(NoticeError, match="国庆"):
        import_notice(parse_notice(TEXT_2027[: TEXT_2027.index("七、")]), tmp_path)
    assert not office_calendar(tmp_path).is_working_day(date(2027, 10, 7))


def test_an_amendment_comes_after_what_it_amends(tmp_path: Path) -> None:
    import_notice(NOTICE_2027, tmp_path)
    text = "一、劳动节：5月6日（周四）放假1天。5月9日（周日）上班。"
    import_notice(parse_notice(text, year=2027, number="国办发明电〔2027〕1号"), tmp_path)
    calendar = office_calendar(tmp_path)
    assert not calendar.is_working_day(date(2027, 5, 6)) and calendar.is_working_day(date(2027, 5, 9))


def test_an_amendment_without_a_number_does_not_overwrite(tmp_path: Path) -> None:
    import_notice(replace(NOTICE_2027, number=None), tmp_path)
    with pytest.raises(NoticeError, match="--number"):
        import_notice(parse_notice("一、劳动节：5月6日放假。", year=2027), tmp_path)


def test_what_the_program_brings_by_now_is_not_laid_over_its_amendments(tmp_path: Path) -> None:
    original = parse_notice(as_published("国办发明电〔2019〕16号"))
    import_notice(original, tmp_path)
    assert date(2020, 2, 1) in original.worked
    assert not office_calendar(tmp_path).is_working_day(date(2020, 2, 1))


def test_a_region_may_name_a_single_day(tmp_path: Path) -> None:
    own = Notice(2026, Status.OFFICIAL, (Holiday("开斋节", (date(2026, 3, 20),)),), region="宁夏")
    import_notice(own, tmp_path)
    assert not office_calendar(tmp_path).is_working_day(date(2026, 3, 20))


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "2027.json").write_text("{", encoding="utf-8")
    with pytest.raises(NoticeError, match=r"2027\.json"):
        office_calendar(tmp_path)


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(NoticeError, match="不能保存"):
        import_notice(NOTICE_2027, tmp_path / "file" / "below")


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"GONGKAI_CALENDAR_DIR": "/data/calendar"}, "/data/calendar"),
        ({"XDG_DATA_HOME": "/home/a/data"}, "/home/a/data/gongkai/calendar"),
        ({"HOME": "/home/a"}, "/home/a/.local/share/gongkai/calendar"),
    ],
)
def test_where_it_is_kept(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], folder: str) -> None:
    for name in ("GONGKAI_CALENDAR_DIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert office_folder() == Path(folder)
