"""A letter does not claim what no step of its request bears out; doubts about a reply stand with the five questions."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.disputes.risks import RiskKind, risks_of
from gongkai_web.letters.errors import SendingError
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.services import save, submit
from gongkai_web.requests import services
from gongkai_web.requests.bearing_out import OPINION
from gongkai_web.requests.models import Request
from gongkai_web.requests.services.consulting import asking_step
from gongkai_web.requests.services.writing import write_letter
from tests.platform.disputes.desk import answered, decide, recorded, step
from tests.platform.letters.desk import approved, bureau, made, values
from tests.platform.publishing.office import NOW, Office
from tests.platform.requests.desk import registered

pytestmark = pytest.mark.django_db
THIRD = "R36_3_15"


@pytest.fixture
def office() -> Office:
    return bureau()


def do(office: Office, case: Request, act, **given):
    case.refresh_from_db()
    return act(by=office.clerk, request=case, version=case.version, now=NOW, **given)


def decided(office: Office, case: Request, reply: str) -> None:
    decide(lambda act, **given: do(office, case, act, **given), reply)


def consulted(office: Office, case: Request) -> None:
    case.refresh_from_db()
    step_ = asking_step(case, "third_party", NOW.date(), None)
    do(office, case, services.consult, kind="third_party", name="甲公司", contact="", step=step_)


def refusal(office: Office, case: Request, opinion: str) -> OutgoingLetter:
    given = {"on": NOW.date(), "note": ""}
    typed = values("refused", THIRD, **{OPINION: opinion})
    return do(office, case, write_letter, step="reply", given=given, values=typed)


def guide(office: Office, case: Request) -> str:
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    return client.get(f"/office/T1/requests/{case.pk}/guide/").content.decode()


def unconsulted(office: Office) -> int:
    return [one.kind for one in risks_of(office.organ, NOW.date())].count(RiskKind.UNCONSULTED)


def test_a_refusal_does_not_claim_a_consultation_that_is_not_recorded(office, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    case = registered(office)
    decided(office, case, THIRD)
    assert "没有登记过书面征求第三方意见（《条例》第三十二条）" in guide(office, case)
    with pytest.raises(SendingError, match="这件申请里没有登记过书面征求第三方意见") as refused:
        refusal(office, case, "不同意公开")
    assert "清空" in refused.value.remedy
    letter = refusal(office, case, "")
    typed = letter.given | {OPINION: "不同意公开"}
    with pytest.raises(SendingError, match="没有登记过"):
        save(by=office.clerk, letter=letter, lock=letter.lock, values=typed, reply=THIRD, now=NOW)


def test_with_a_consultation_the_sentence_stands(office, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    case = registered(office)
    consulted(office, case)
    decided(office, case, THIRD)
    assert "没有登记过书面征求第三方意见" not in guide(office, case)
    letter = refusal(office, case, "不同意公开")
    assert unconsulted(office) == 0
    case.acts.filter(event="third_party_consulted").update(event="")
    assert unconsulted(office) == 1
    with pytest.raises(SendingError, match="没有登记过"):
        submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW)
    client = Client()
    client.force_login(office.head, "allauth.account.auth_backends.AuthenticationBackend")
    assert "没有登记过书面征求第三方意见" in client.get(f"/office/T1/letters/{letter.pk}/").content.decode()


# first reply · the second · warned
@pytest.mark.parametrize(
    ("first", "second", "warned"),
    [
        ("R36_3_16b", "R36_3_16b", True),
        ("R36_3_16b", "R36_3_16a", False),
        ("R36_4", "R36_4", True),
        ("R36_3_16b", "R36_2", False),
    ],
)
def test_the_same_refusal_after_it_was_revoked_is_warned_of(office, monkeypatch, first, second, warned) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    case = answered(office, first)
    dispute = recorded(office, request=case)
    step(office, dispute, "result", on=date(2026, 11, 18), ending="rv_revoked")
    step(office, dispute, "order", on=date(2026, 11, 18), days=20)
    decided(office, case, second)
    said = guide(office, case)
    assert ("不得以同一的事实和理由" in said) is warned
    assert ("《行政复议法》第六十四条第二款" in said) is warned


def test_a_letter_that_provides_by_post_is_doubted_where_it_goes_over_the_internet(office, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    letter = made(approved(office, "granted", electronic=True, values=values("granted", 提供方式="信函邮寄")))
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    page = f"/office/T1/letters/{letter.pk}/"
    for where in (page, f"{page}dispatch/"):
        assert "以“信函邮寄”的方式提供信息，又是电子送达" in client.get(where).content.decode()
    given = {"lock": letter.lock, "way": "electronic", "on": "2026-11-20"}
    done = client.post(f"{page}dispatch/", given, follow=True).content.decode()
    assert "已登记发出" in done and "请尽快寄出" in done
