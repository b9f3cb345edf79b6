"""The periods in force, how articles are cited, and when annual reports are due."""

from datetime import date

import pytest

from gongkai.statute import REGULATION, department_deadline, government_deadline, regime_on


@pytest.mark.parametrize(
    ("received", "reply", "extension", "third_party", "correction", "co_maker", "payment"),
    [
        ("2008-05-01", 15, 15, 15, 0, 0, 0),
        ("2019-05-14", 15, 15, 15, 0, 0, 0),
        ("2019-05-15", 20, 20, 15, 7, 15, 20),
        ("2026-11-20", 20, 20, 15, 7, 15, 20),
    ],
)
def test_the_periods_by_the_day_of_receipt(
    received: str, reply: int, extension: int, third_party: int, correction: int, co_maker: int, payment: int
) -> None:
    regime = regime_on(date.fromisoformat(received))
    assert (regime.reply_days, regime.extension_days, regime.third_party_days) == (reply, extension, third_party)
    assert (regime.correction_notice_days, regime.co_maker_days) == (correction, co_maker)
    assert regime.payment_days == payment


def test_the_old_law_set_third_parties_no_limit() -> None:
    assert regime_on(date(2019, 5, 14)).third_party_limit_presumed
    assert not regime_on(date(2019, 5, 15)).third_party_limit_presumed


@pytest.mark.parametrize(
    ("article", "cited"),
    [
        ((2,), "《条例》第二条"),
        ((10,), "《条例》第十条"),
        ((14,), "《条例》第十四条"),
        ((20,), "《条例》第二十条"),
        ((33, 3), "《条例》第三十三条第三款"),
        ((36, 0, 7), "《条例》第三十六条第（七）项"),
        ((20, 1, 15), "《条例》第二十条第一款第（十五）项"),
        ((0,), "《条例》"),
    ],
)
def test_how_an_article_is_cited(article: tuple[int, ...], cited: str) -> None:
    assert REGULATION.cite(*article) == cited


@pytest.mark.parametrize(
    ("year", "department", "government"),
    [
        (2018, "2019-03-31", "2019-03-31"),
        (2019, "2020-01-31", "2020-03-31"),
        (2025, "2026-01-31", "2026-03-31"),
    ],
)
def test_when_annual_reports_are_due(year: int, department: str, government: str) -> None:
    assert department_deadline(year).isoformat() == department
    assert government_deadline(year).isoformat() == government
