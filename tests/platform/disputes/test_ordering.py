"""A dispute cannot be older than what it is about."""

from datetime import date

import pytest

from gongkai_web.disputes.errors import DisputeError
from gongkai_web.disputes.models import Dispute
from gongkai_web.disputes.ordering import Attacked, contradictions
from gongkai_web.disputes.risks import RiskKind, risks_of
from gongkai_web.disputes.services import amend
from tests.platform.disputes.desk import TODAY, answered, filing, recorded, step, suit
from tests.platform.publishing.office import NOW, Office, township
from tests.platform.requests.desk import registered

RECEIVED, REPLIED, DUE = date(2026, 9, 7), date(2026, 9, 28), date(2026, 10, 9)


# against · filed · what is said
@pytest.mark.parametrize(
    ("against", "filed", "said"),
    [
        ("reply", "2025-12-30", "早于收到公开申请的2026年9月7日"),
        ("reply", "2026-09-27", "申请、起诉的2026年9月27日早于作出答复的2026年9月28日"),
        ("reply", "2026-09-28", ""),
        ("no_reply", "2026-10-09", "申请、起诉的2026年10月9日，答复期限2026年10月9日还没有届满"),
        ("no_reply", "2026-10-10", ""),
        ("other", "2026-09-06", "早于收到公开申请的2026年9月7日"),
        ("other", "2026-09-07", ""),
    ],
)
def test_the_day_of_filing_comes_after_what_it_answers(against, filed, said) -> None:
    case = Attacked(RECEIVED, REPLIED, DUE)
    found = contradictions(against=against, filed=date.fromisoformat(filed), attacked=case, decided=None)
    assert said in "".join(one.text for one in found) and bool(found) is bool(said)


def test_a_reply_that_is_not_there_cannot_be_attacked() -> None:
    case = Attacked(RECEIVED, None, DUE)
    assert contradictions(against="reply", filed=TODAY, attacked=case, decided=None)[0].text.endswith("还没有登记答复")


def test_a_suit_follows_the_decision() -> None:
    day = date(2026, 10, 20)
    assert contradictions(against="reply", filed=day, attacked=None, decided=date(2026, 10, 21))
    assert not contradictions(against="reply", filed=day, attacked=None, decided=day)


@pytest.fixture
def office(db) -> Office:
    return township()


LAST_YEAR = {"filed_on": date(2025, 12, 30), "received_on": date(2026, 11, 12)}


def test_a_filing_of_last_year_against_a_reply_of_this_one_is_refused(office) -> None:
    case = answered(office)
    with pytest.raises(DisputeError, match="2025年12月30日早于收到公开申请的2026年9月7日"):
        recorded(office, filing(**LAST_YEAR), request=case)
    made = recorded(office, request=case)
    with pytest.raises(DisputeError, match="2026年9月8日早于作出答复的2026年9月28日"):
        change(office, made, filing(filed_on=date(2026, 9, 8)))
    assert Dispute.objects.get().filed_on == date(2026, 11, 6)


def change(office, made, given) -> None:
    amend(by=office.clerk, dispute=made, version=made.version, filing=given, reason="抄错", now=NOW)


def test_nothing_is_late_before_its_deadline(office) -> None:
    case = registered(office, arrived=date(2026, 11, 2))
    given = filing(against="no_reply", filed_on=date(2026, 11, 9))
    with pytest.raises(DisputeError, match="答复期限2026年11月30日还没有届满") as refused:
        recorded(office, given, request=case)
    assert "选“其他”" in refused.value.remedy
    recorded(office, filing(against="other", filed_on=date(2026, 11, 9)), request=case)


def test_a_suit_before_the_decision_it_follows_is_refused(office) -> None:
    case = answered(office)
    first = recorded(office, request=case)
    step(office, first, "result", on=date(2026, 11, 18), ending="rv_upheld")
    late = {"after_reconsideration": True, "received_on": TODAY}
    with pytest.raises(DisputeError, match="早于复议决定的2026年11月18日"):
        recorded(office, suit(filed_on=date(2026, 11, 17), **late), request=case, earlier=first)
    recorded(office, suit(filed_on=date(2026, 11, 19), **late), request=case, earlier=first)


def test_what_stood_so_before_is_a_risk_and_stops_nobody(office) -> None:
    case = answered(office)
    made = recorded(office, request=case)
    Dispute.objects.update(**LAST_YEAR)
    made.refresh_from_db()
    change(office, made, filing(**LAST_YEAR, note="已核对案号"))
    found = [one for one in risks_of(office.organ, TODAY) if one.kind is RiskKind.IMPOSSIBLE_DAY]
    assert len(found) == 1 and "2025年12月30日早于收到公开申请的2026年9月7日" in found[0].facts
