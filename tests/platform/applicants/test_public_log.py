"""What the organ chose to tell everybody: its own words, nobody's data; suggestions come from nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai_web.applicants.errors import ApplicantError
from gongkai_web.applicants.public_log import asked_before, publish, withdraw
from gongkai_web.requests.models import Request
from gongkai_web.requests.services import Step, take
from tests.platform.applicants.citizen import SUBJECT, fill
from tests.platform.publishing.office import NOW, Office, township
from tests.platform.requests.desk import registered

pytestmark = pytest.mark.django_db
ANSWER = "已经提供2025年养护资金明细，共三项。"
ALIKE = "农村公路养护资金使用情况"


@pytest.fixture
def office() -> Office:
    return township()


def answered(office: Office) -> Request:
    request = registered(office)
    step = Step(code="reply", on=NOW.date(), fields={"reply": "R36_2"})
    take(by=office.clerk, request=request, version=request.version, step=step, now=NOW)
    request.refresh_from_db()
    return request


def test_it_is_seen_and_suggested_until_it_is_withdrawn(office: Office, client: Client) -> None:
    request = answered(office)
    assert asked_before(office.organ, ALIKE) == []
    kept = publish(by=office.clerk, request=request, title=SUBJECT, answer=ANSWER, now=NOW)
    assert ANSWER in client.get(kept.get_absolute_url()).content.decode()
    assert SUBJECT in client.get("/open/T1/requests/answered/").content.decode()
    fill(client, what={"subject": ALIKE})
    assert kept.get_absolute_url() in client.get("/open/T1/apply/send/").content.decode()
    withdraw(by=office.clerk, request=request, now=NOW)
    assert client.get(kept.get_absolute_url()).status_code == 404
    assert asked_before(office.organ, ALIKE) == []


@pytest.mark.parametrize("subject", ["", "水", "东河村土地征收补偿方案"])
def test_what_is_not_alike_is_not_suggested(subject: str, office: Office) -> None:
    publish(by=office.clerk, request=answered(office), title=SUBJECT, answer=ANSWER, now=NOW)
    assert asked_before(office.organ, subject) == []


def test_another_organs_answers_are_not_suggested(office: Office) -> None:
    publish(by=office.clerk, request=answered(office), title=SUBJECT, answer=ANSWER, now=NOW)
    assert asked_before(township("T2", "青山县红枫乡人民政府").organ, ALIKE) == []


@pytest.mark.parametrize(
    "words", ["张三丰的申请", "电话138 1234 5678", "大峪镇东沟村：河南省济源市大峪镇东沟村3号", "李四13987654321"]
)
def test_words_that_name_somebody_are_refused(words: str, office: Office) -> None:
    with pytest.raises(ApplicantError):
        publish(by=office.clerk, request=answered(office), title=SUBJECT, answer=words, now=NOW)


def test_only_what_was_answered_is_published_by_who_handles_requests(office: Office) -> None:
    with pytest.raises(ApplicantError, match="还没有答复"):
        publish(by=office.clerk, request=registered(office), title=SUBJECT, answer=ANSWER, now=NOW)
    with pytest.raises(ApplicantError, match="岗位"):
        publish(by=office.reviewer, request=answered(office), title=SUBJECT, answer=ANSWER, now=NOW)


def test_the_page_keeps_what_was_typed(office: Office) -> None:
    request, clerk = answered(office), Client()
    clerk.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    address = f"/office/T1/requests/{request.pk}/public-answer/"
    refused = clerk.post(address, {"title": SUBJECT, "answer": "张三丰的申请"})
    assert refused.status_code == 422
    assert "张三丰的申请" in refused.content.decode()
    assert clerk.post(address, {"title": SUBJECT, "answer": ANSWER}).status_code == 302
    assert clerk.post(address, {"withdraw": "1"}).status_code == 302
    assert "已经撤下" in clerk.get(address).content.decode()
