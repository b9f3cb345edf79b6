"""第三十条: before a request is closed as not corrected, the day on which the notice arrived is looked at."""

from __future__ import annotations

from datetime import date

from gongkai.procedure import Event, EventType
from gongkai.procedure.steps import History, option


def test_the_notice_may_count_its_days_from_its_arrival() -> None:
    notice = Event(EventType.CORRECTION_REQUESTED, date(2026, 4, 22), until=date(2026, 5, 15))
    found = option("close_uncorrected", History.of(date(2026, 4, 20), [notice]), date(2026, 5, 18))
    assert found.allowed
    assert any("核对送达日期" in caution for caution in found.cautions)
