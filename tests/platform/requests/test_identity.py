"""Numbers of identity as they are typed at the counter: what is wrong is said, and no counter is closed by it."""

from datetime import date

import pytest
from django.test import Client

from gongkai_web.requests.identity import plain, wrong_with, wrong_with_any
from gongkai_web.requests.models import Applicant
from tests.platform.publishing.office import Office, township

DAY = date(2026, 11, 20)
ROWS = (
    # kind, typed, what is said of it ("": nothing is wrong)
    ("id_card", "11010519491231002X", ""),
    ("id_card", "１１０１０５ 19491231 002x", ""),
    ("id_card", "110105194912310021", "最后一位校验码"),
    ("id_card", "11010519491231003X", "最后一位校验码"),
    ("id_card", "11010519491331002X", "“19491331”不是一个日期"),
    ("id_card", "110105202701010000", "“20270101”不会是出生的日期"),
    ("id_card", "99010519491231002X", "“99”不是省份的代码"),
    ("id_card", "11010519491231002", "现在是 17 位"),
    ("id_card", "110105491231002", "第一代身份证"),
    ("id_card", "1101051949l231002X", "前 17 位只能是数字"),
    ("id_card", "", ""),
    ("credit_code", "91110000600037341L", ""),
    ("credit_code", "91110000600037341M", "最后一位校验码"),
    ("credit_code", "9111000060003734IL", "没有字母 I"),
    ("credit_code", "9111000060003734", "现在是 16 位"),
    ("hk_macao_taiwan", "H1234567890", ""),
    ("hk_macao_taiwan", "810000199408230021", ""),
    ("hk_macao_taiwan", "810000199408230022", "最后一位校验码"),
    ("passport", "E12345678", ""),
    ("passport", "护照丢了", "字母和数字"),
    ("other", "军字第123号", ""),
    ("", "12345", ""),
)


@pytest.mark.parametrize(("kind", "typed", "said"), ROWS)
def test_what_is_said_of_a_number(kind: str, typed: str, said: str) -> None:
    found = wrong_with(kind, typed, DAY)
    assert (said in found) if said else found == ""


def test_of_a_paper_nobody_named_only_an_identity_card_is_checked() -> None:
    assert wrong_with_any("110105194912310021", DAY) and not wrong_with_any("E12345678", DAY)
    assert plain(" １1 x") == "11X"


GIVEN = {
    "intake-channel": "counter",
    "intake-arrived_on": "2026-11-02",
    "applicant-category": "natural_person",
    "applicant-name": "张三丰",
    "applicant-identity_kind": "id_card",
    "applicant-identity_number": "110105194912310021",
    "applicant-agent_identity": "11010519491231002X",
    "content-subject": "公路养护资金",
}


@pytest.fixture
def office() -> Office:
    return township()


@pytest.fixture
def client(office) -> Client:
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.django_db
def test_the_counter_is_told_and_may_go_on_with_a_reason(client) -> None:
    assert "证件号确实如此" not in client.get("/office/T1/requests/new/").content.decode().replace('type="hidden"', "")
    answer = client.post("/office/T1/requests/new/", GIVEN)
    page = answer.content.decode()
    assert answer.status_code == 422 and "证件号码最后一位校验码与前 17 位对不上" in page
    assert 'value="110105194912310021"' in page and "看过身份证原件，照抄" in page
    again = client.post("/office/T1/requests/new/", GIVEN | {"applicant-identity_reason": "看过身份证原件，照抄"})
    assert again.status_code == 302
    kept = Applicant.objects.get()
    assert (kept.identity_number, kept.identity_reason) == ("110105194912310021", "看过身份证原件，照抄")


@pytest.mark.django_db
def test_one_try_tells_all_that_is_wrong(client) -> None:
    page = client.post("/office/T1/requests/new/", GIVEN | {"intake-arrived_on": "2999-01-04"}).content.decode()
    assert "证件号码最后一位校验码与前 17 位对不上" in page
    assert "2999年1月4日还没有到。登记已经做了的事，日期写那一天。" in page


@pytest.mark.django_db
def test_an_agents_identity_card_is_checked_too(client) -> None:
    wrong = GIVEN | {
        "applicant-identity_number": "11010519491231002X",
        "applicant-agent_identity": "110105194912310021",
    }
    assert "代理人证件号码最后一位校验码" in client.post("/office/T1/requests/new/", wrong).content.decode()
