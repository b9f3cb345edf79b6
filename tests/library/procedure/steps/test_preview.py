"""What a step is shown to do to the clocks before it is taken. Received 2026-04-20; due 05-20."""

from datetime import date

import pytest

from gongkai.procedure import HistoryError
from gongkai.procedure.steps import History, State, preview, preview_confirmation
from tests.library.procedure.steps.cases import event, history


def texts(new: str, *events: str) -> list[str]:
    return [change.text for change in preview(history(*events), event(new)).changes]


def test_an_extension_moves_the_reply() -> None:
    assert texts("extended 05-08 days=20") == ["答复期限由2026年5月20日变为2026年6月17日"]


def test_a_notice_to_correct_sets_the_applicant_a_period_and_moves_nothing_yet() -> None:
    assert texts("correction_requested 04-22 until=05-15") == [
        "补正告知期限停止计算",
        "申请人补正期限：2026年5月15日",
    ]


def test_a_correction_restarts_the_reply() -> None:
    changes = texts("corrected 05-06", "correction_requested 04-22 until=05-15")
    assert changes == ["答复期限由2026年5月20日变为2026年6月2日", "申请人补正期限停止计算"]


def test_an_organ_without_limit_leaves_no_date() -> None:
    assert "答复期限由2026年5月20日变为暂不能确定" in texts("organ_consulted 04-27 role=other party=甲局")


def test_into_the_next_year_the_date_is_provisional() -> None:
    changes = preview(History.of(date(2026, 12, 1)), event("extended 12-10 days=20")).changes
    assert changes[0].provisional and changes[0].text.endswith("（暂定）")


def test_a_reply_ends_the_clocks_and_shows_that_it_is_late() -> None:
    found = preview(history(), event("replied 05-21 reply=R36_2"))
    assert found.after.state is State.REPLIED
    assert [warning.code for warning in found.warnings] == ["LATE_REPLY"]
    assert "答复期限停止计算" in [change.text for change in found.changes]


def test_confirmation_starts_the_reply() -> None:
    found = preview_confirmation(History.of(None), date(2026, 4, 20))
    assert [change.text for change in found.changes] == ["答复期限：2026年5月20日", "补正告知期限：2026年4月29日"]


def test_what_cannot_have_happened_is_refused() -> None:
    with pytest.raises(HistoryError, match="已过"):
        preview(history(), event("extended 05-21 days=5"))
