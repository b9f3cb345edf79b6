"""收到申请之日, by the way the request came (《条例》第三十一条)."""

from datetime import date

import pytest

from gongkai.calendar import national_calendar
from gongkai.procedure.receipt import Channel, confirm_by, day_of_receipt, receipt_rule

ARRIVED, CONFIRMED = date(2026, 4, 20), date(2026, 4, 22)


@pytest.mark.parametrize(
    ("channel", "unconfirmed", "confirmed", "article"),
    [
        ("counter", ARRIVED, ARRIVED, "第三十一条第（一）项"),
        ("oral", ARRIVED, ARRIVED, "第二十九条"),
        ("registered_post", ARRIVED, ARRIVED, "第三十一条第（二）项"),
        ("ordinary_post", None, CONFIRMED, "第三十一条第（二）项"),
        ("portal", None, CONFIRMED, "第三十一条第（三）项"),
        ("email", None, CONFIRMED, "第三十一条第（三）项"),
        ("fax", None, CONFIRMED, "第三十一条第（三）项"),
    ],
)
def test_day_of_receipt(channel: str, unconfirmed: date | None, confirmed: date, article: str) -> None:
    came = Channel(channel)
    assert day_of_receipt(came, ARRIVED) == unconfirmed
    assert day_of_receipt(came, ARRIVED, CONFIRMED) == confirmed
    assert article in receipt_rule(came).article


def test_it_is_not_confirmed_before_it_came() -> None:
    with pytest.raises(ValueError, match="confirmed"):
        day_of_receipt(Channel.FAX, CONFIRMED, ARRIVED)


def test_confirmation_is_late_after_one_working_day() -> None:
    assert confirm_by(date(2026, 4, 30), national_calendar()) == date(2026, 5, 6)
