"""The list of risks: each kind is found where it is, and not where it is not."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.disputes.models import Dispute
from gongkai_web.disputes.risks import RiskKind, risks_of
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.requests.models import Act
from tests.platform.disputes.desk import TODAY, answered, filing, recorded, step, suit
from tests.platform.letters.desk import approved, bureau, sent
from tests.platform.publishing.office import NOW, Office
from tests.platform.requests.desk import ARRIVED, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return bureau()


def kinds(office: Office, day: date = TODAY) -> list[RiskKind]:
    return [one.kind for one in risks_of(office.organ, day)]


def of(office: Office, kind: RiskKind, day: date = TODAY) -> list[str]:
    return [one.facts for one in risks_of(office.organ, day) if one.kind is kind]


def test_an_office_without_any_has_none(office) -> None:
    assert kinds(office) == []


# today · found: a request due on 2026-11-30
@pytest.mark.parametrize(
    ("today", "found"), [("2026-11-20", 0), ("2026-11-23", 1), ("2026-11-30", 1), ("2026-12-01", 1)]
)
def test_a_request_that_is_nearly_late(office, today, found) -> None:
    registered(office, arrived=ARRIVED)
    assert kinds(office, date.fromisoformat(today)) == [RiskKind.NEARLY_LATE] * found


def test_an_answer_that_is_nearly_late_or_late_until_it_is_given(office) -> None:
    made = recorded(office, filing(track="simplified"))
    assert of(office, RiskKind.ANSWER_DUE) == ["青山县人民政府，提交答复（答辩）：已超期 1 个工作日（11月19日到期）"]
    step(office, made, "answer")
    assert kinds(office) == []


def test_a_result_without_an_answer_is_found_until_one_is_recorded(office) -> None:
    made = recorded(office, filing())
    step(office, made, "result", ending="rv_revoked")
    assert of(office, RiskKind.UNANSWERED) == ["青山县人民政府2026年11月20日作出结果，没有登记提交过答复（答辩）"]
    other = recorded(office, filing(file_number="青政复〔2026〕99号"))
    step(office, other, "answer")
    step(office, other, "result", ending="rv_upheld")
    assert len(of(office, RiskKind.UNANSWERED)) == 1
    assert of(office, RiskKind.UNANSWERED, TODAY + timedelta(days=400)) == []


def dispatched(office: Office, code: str = "not_held") -> OutgoingLetter:
    case = registered(office)
    letter = approved(office, code)
    OutgoingLetter.objects.filter(pk=letter.pk).update(subject_kind="request", subject_id=case.pk)
    letter.refresh_from_db()
    sent(office, letter)
    return letter


def test_a_letter_that_told_the_law_of_its_day_is_no_risk(office) -> None:
    dispatched(office)
    assert kinds(office) == []


def test_a_letter_that_told_another_remedy_is_found_with_the_right_one(office) -> None:
    letter = dispatched(office)
    told = ["如不服本答复，可以自收到本答复书之日起3个月内向青山县人民法院提起行政诉讼。"]
    OutgoingLetter.objects.filter(pk=letter.pk).update(told=told)
    found = risks_of(office.organ, TODAY)
    assert [one.kind for one in found] == [RiskKind.WRONG_REMEDY]
    assert "3个月内" in found[0].facts and "60日内向青山县人民政府申请行政复议" in found[0].todo
    assert kinds(office, TODAY + timedelta(days=400)) == [RiskKind.NEARLY_LATE], "nobody can challenge it any more"


def test_a_late_reply_is_found_and_one_in_time_is_not(office) -> None:
    answered(office, on=date(2026, 10, 9))
    assert kinds(office) == []
    answered(office, arrived=date(2026, 8, 3), on=date(2026, 9, 28))
    found = of(office, RiskKind.LATE_REPLY)
    assert len(found) == 1 and "答复期限为2026年8月31日，晚了" in found[0]


# reply · kind · went to reconsideration · found
@pytest.mark.parametrize(
    ("reply", "after", "found"),
    [
        ("R36_3_14a", False, 1),
        ("R36_3_15", False, 1),
        ("R36_3_16b", False, 1),
        ("R36_3_16b", True, 0),
        ("R36_4", False, 0),
        ("R36_2", False, 0),
    ],
)
def test_a_refusal_that_was_sued_without_reconsideration(office, reply, after, found) -> None:
    """《行政复议法》第二十三条第一款第（四）项."""
    case = answered(office, reply)
    recorded(office, suit(after_reconsideration=after), request=case)
    assert len(of(office, RiskKind.NOT_RECONSIDERED)) == found


def test_before_2024_a_refusal_could_be_sued_at_once(office) -> None:
    case = answered(office, arrived=date(2023, 9, 4), on=date(2023, 9, 20), now=NOW)
    days = {"filed_on": date(2023, 11, 6), "received_on": date(2023, 11, 8)}
    recorded(office, suit(**days), request=case)
    assert of(office, RiskKind.NOT_RECONSIDERED) == []


def test_a_reply_whose_evidence_is_not_there(office) -> None:
    case = answered(office, "R36_4")
    assert kinds(office) == []
    act = case.acts.get(step="reply")
    Act.objects.filter(pk=act.pk).update(data={"evidence": {"search_by": "王芳"}})
    found = of(office, RiskKind.MISSING_EVIDENCE)
    assert len(found) == 1 and "政府信息不存在" in found[0] and "卷里没有" in found[0]


def test_the_page_only_reads(office, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    recorded(office, filing(track="simplified"))
    client = Client()
    client.force_login(office.head, "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/office/T1/disputes/risks/").content.decode()
    assert "快到期、已超期的答复（答辩），1 处" in page and "现在怎么办" in page and "没有发现的" in page
    assert client.post("/office/T1/disputes/risks/").status_code == 405
    assert Dispute.objects.get().version == 1
