"""By when we answer a reconsideration or a suit; rows a jurist can check against a wall calendar."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.procedure import DisputeEvent, DisputeEventType, HistoryError, answer_clock
from gongkai.statute import DISPUTE_ENDINGS, DisputeKind, Track, endings_of

RV, LT = DisputeKind.RECONSIDERATION, DisputeKind.LITIGATION
ORDINARY, SIMPLIFIED = Track.ORDINARY, Track.SIMPLIFIED

# kind · procedure · copy received · answer due · provisional · why
TABLE = [
    (RV, ORDINARY, "2026-11-02", "2026-11-16", False, "星期一收到，10个工作日"),
    (RV, SIMPLIFIED, "2026-11-02", "2026-11-09", False, "简易程序，5个工作日"),
    (RV, SIMPLIFIED, "2026-11-07", "2026-11-13", False, "星期六收到，当日不算，星期一是第1天"),
    (RV, ORDINARY, "2026-09-21", "2026-10-12", False, "跨中秋、国庆；10月10日星期六上班，算1天"),
    (RV, SIMPLIFIED, "2026-09-28", "2026-10-10", False, "国庆以后，第5天是调休上班的星期六"),
    (RV, ORDINARY, "2026-12-24", "2027-01-08", True, "跨年，2027年放假安排没有公布，暂定"),
    (RV, SIMPLIFIED, "2026-12-24", "2026-12-31", False, "年内到期，不是暂定"),
    (LT, ORDINARY, "2026-11-02", "2026-11-17", False, "15日，节假日在内"),
    (LT, ORDINARY, "2026-10-31", "2026-11-16", False, "期满是星期日，顺延到星期一"),
    (LT, ORDINARY, "2026-09-18", "2026-10-08", False, "期满在国庆假期，顺延到放假以后第一个工作日"),
    (LT, ORDINARY, "2026-09-25", "2026-10-10", False, "期满是星期六，但调休上班，不顺延"),
    (LT, ORDINARY, "2026-12-16", "2026-12-31", False, "期满在年内，跨年没有关系"),
    (LT, ORDINARY, "2026-12-17", "2027-01-04", True, "期满是元旦，顺延到暂定的年份里"),
    (LT, ORDINARY, "2026-12-21", "2027-01-05", True, "期满在放假安排没有公布的年份"),
    (RV, ORDINARY, "2023-12-22", "2024-01-02", False, "1999年法：10日不是工作日，期满是元旦，顺延"),
    (RV, ORDINARY, "2024-01-02", "2024-01-16", False, "2024年1月1日起：10个工作日"),
    (LT, ORDINARY, "2015-04-10", "2015-04-20", False, "1989年法：10日"),
    (LT, ORDINARY, "2015-05-04", "2015-05-19", False, "2015年5月1日起：15日"),
]


@pytest.mark.parametrize(("kind", "track", "received", "due", "provisional", "why"), TABLE)
def test_the_answer_is_due(kind, track, received, due, provisional, why) -> None:
    found = answer_clock(kind, track, date.fromisoformat(received))
    assert (found.due, found.provisional) == (date.fromisoformat(due), provisional), why
    assert found.steps[-1].date == found.due and found.steps[-1].article


def changed(day: str, track: Track) -> DisputeEvent:
    return DisputeEvent(DisputeEventType.TRACK_CHANGED, date.fromisoformat(day), track=track)


def limit(day: str, until: str) -> DisputeEvent:
    return DisputeEvent(DisputeEventType.LIMIT_SET, date.fromisoformat(day), until=date.fromisoformat(until))


def answered(day: str) -> DisputeEvent:
    return DisputeEvent(DisputeEventType.ANSWERED, date.fromisoformat(day))


def ended(day: str) -> DisputeEvent:
    return DisputeEvent(DisputeEventType.ENDED, date.fromisoformat(day))


# first procedure · events · due · ended · warned of
CHANGES = [
    (SIMPLIFIED, [changed("2026-11-05", ORDINARY)], "2026-11-16", None, []),
    (ORDINARY, [changed("2026-11-05", SIMPLIFIED)], "2026-11-09", None, []),
    (SIMPLIFIED, [changed("2026-11-05", ORDINARY), changed("2026-11-06", SIMPLIFIED)], "2026-11-09", None, []),
    (SIMPLIFIED, [changed("2026-11-10", ORDINARY)], "2026-11-16", None, ["TRACK_CHANGED_LATE"]),
    (ORDINARY, [limit("2026-11-04", "2026-11-20")], "2026-11-20", None, []),
    (ORDINARY, [limit("2026-11-04", "2026-11-20"), changed("2026-11-05", SIMPLIFIED)], "2026-11-09", None, []),
    (ORDINARY, [answered("2026-11-16")], "2026-11-16", "2026-11-16", []),
    (ORDINARY, [answered("2026-11-17")], "2026-11-16", "2026-11-17", ["LATE_ANSWER"]),
    (ORDINARY, [limit("2026-11-04", "2026-11-20"), answered("2026-11-17")], "2026-11-20", "2026-11-17", []),
    (ORDINARY, [answered("2026-11-10"), ended("2026-11-30")], "2026-11-16", "2026-11-10", []),
    (ORDINARY, [ended("2026-11-06")], "2026-11-16", "2026-11-06", []),
]


@pytest.mark.parametrize(("track", "events", "due", "over", "warned"), CHANGES)
def test_what_happens_moves_or_ends_it(track, events, due, over, warned) -> None:
    """A reconsideration whose copy reached us on Monday 2026-11-02."""
    found = answer_clock(RV, track, date(2026, 11, 2), events)
    assert found.due == date.fromisoformat(due)
    assert found.clock.ended_on == (date.fromisoformat(over) if over else None)
    assert [one.code for one in found.warnings] == warned


def test_the_order_in_which_events_are_recorded_does_not_matter() -> None:
    events = [limit("2026-11-04", "2026-11-20"), changed("2026-11-05", ORDINARY), answered("2026-11-09")]
    forth, back = (answer_clock(RV, SIMPLIFIED, date(2026, 11, 2), some) for some in (events, events[::-1]))
    assert forth == back


def test_each_day_is_explained() -> None:
    found = answer_clock(LT, ORDINARY, date(2026, 9, 18))
    assert found.steps[-1].text == (
        "自2026年9月18日的次日起15日，期满之日2026年10月3日（国庆节）是休息日，"
        "顺延到其后第一个工作日，提交答辩状和证据的期限到这一天届满"
    )
    assert found.steps[-1].article == "《行政诉讼法》第六十七条第一款、《民事诉讼法》第八十五条"
    found = answer_clock(RV, SIMPLIFIED, date(2026, 11, 2), [changed("2026-11-05", ORDINARY)])
    assert [step.text for step in found.steps] == [
        "收到行政复议申请书副本，适用简易程序，当日不计算在期限内",
        "转为普通程序，期限自收到副本的次日起按10个工作日重新计算",
        "自2026年11月2日的次日起10个工作日，提交书面答复的期限到这一天届满",
    ]


def test_a_simplified_suit_is_answered_by_what_the_court_says() -> None:
    """最高人民法院关于适用行政诉讼法的解释第一百零四条: at most fifteen days; the longest is a guess and shown as one."""
    found = answer_clock(LT, SIMPLIFIED, date(2026, 11, 2))
    assert found.due == date(2026, 11, 17)
    assert [one.code for one in found.warnings] == ["COURT_SETS_PERIOD"]
    set_by_court = answer_clock(LT, SIMPLIFIED, date(2026, 11, 2), [limit("2026-11-02", "2026-11-11")])
    assert (set_by_court.due, set_by_court.warnings) == (date(2026, 11, 11), ())


def test_where_the_law_of_the_day_knew_no_period_none_is_made_up() -> None:
    found = answer_clock(RV, SIMPLIFIED, date(2023, 6, 1))
    assert found.due is None and [one.code for one in found.warnings] == ["NO_ANSWER_PERIOD"]


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ([answered("2026-11-01")], "EVENT_BEFORE_RECEIPT"),
        ([changed("2026-11-05", ORDINARY)], "SAME_TRACK"),
    ],
)
def test_what_cannot_have_happened_is_refused(events, code) -> None:
    with pytest.raises(HistoryError) as refused:
        answer_clock(RV, ORDINARY, date(2026, 11, 2), events)
    assert refused.value.code == code


def test_an_event_says_what_it_needs() -> None:
    with pytest.raises(HistoryError, match="没有写明转为哪种程序"):
        DisputeEvent(DisputeEventType.TRACK_CHANGED, date(2026, 11, 5))
    with pytest.raises(HistoryError, match="早于通知之日"):
        limit("2026-11-05", "2026-11-04")


# ending · row of table four
COUNTED = [
    ("rv_upheld", "upheld"),
    ("rv_claim_dismissed", "upheld"),
    ("lt_claim_dismissed", "upheld"),
    ("rv_revoked", "corrected"),
    ("rv_changed", "corrected"),
    ("rv_unlawful", "corrected"),
    ("rv_ordered", "corrected"),
    ("lt_revoked", "corrected"),
    ("lt_unlawful", "corrected"),
    ("lt_ordered", "corrected"),
    ("rv_withdrawn", "other"),
    ("rv_mediated", "other"),
    ("rv_not_accepted", "other"),
    ("lt_withdrawn", "other"),
    ("lt_rejected", "other"),
    ("lt_mediated", "other"),
]


@pytest.mark.parametrize(("code", "counted"), COUNTED)
def test_an_ending_counts_as(code, counted) -> None:
    assert DISPUTE_ENDINGS[code].counted == counted


def test_the_endings_of_each_kind_stand_in_the_order_of_table_four() -> None:
    order = ["upheld", "corrected", "other"]
    for kind in DisputeKind:
        counted = [ending.counted for ending in endings_of(kind)]
        assert counted == sorted(counted, key=order.index) and set(counted) == set(order)
