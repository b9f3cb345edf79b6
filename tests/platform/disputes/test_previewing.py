"""A change of procedure, a day that was set, an order: what it does is shown first, and taken only as it was shown."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.disputes.models import Act
from tests.platform.disputes.desk import answered, filing, recorded, step
from tests.platform.publishing.office import NOW, Office, township

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def office() -> Office:
    return township()


@pytest.fixture
def client(office) -> Client:
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def seen_in(answer) -> str:
    return answer.content.decode().split('name="seen" value="')[1].split('"')[0]


ROWS = (
    ("track", {"track": "simplified"}, "答复（答辩）的期限由2026年11月26日变为2026年11月19日"),
    ("limit", {"until": "2026-12-04"}, "答复（答辩）的期限由2026年11月26日变为2026年12月4日"),
)


@pytest.mark.parametrize(("code", "fields", "said"), ROWS)
def test_the_effect_is_shown_before_it_is_taken(client, office, code, fields, said) -> None:
    made = recorded(office, filing())
    where = f"/office/T1/disputes/{made.pk}/steps/{code}/"
    assert 'type="file"' not in client.get(where).content.decode()
    given = {"on": "2026-11-20", "version": made.version, **fields}
    shown = client.post(where, given)
    assert shown.status_code == 200 and said in shown.content.decode() and 'type="file"' in shown.content.decode()
    assert not Act.objects.filter(step=code).exists()
    changed = client.post(where, given | {"seen": seen_in(shown), "on": "2026-11-19"})
    assert changed.status_code == 200 and not Act.objects.filter(step=code).exists()
    assert client.post(where, given | {"seen": seen_in(shown)}).status_code == 302
    assert Act.objects.filter(step=code).exists()


def test_an_order_says_what_becomes_of_the_request(client, office) -> None:
    case = answered(office)
    made = recorded(office, request=case)
    step(office, made, "result", on=date(2026, 11, 19), ending="rv_revoked")
    where = f"/office/T1/disputes/{made.pk}/steps/order/"
    given = {"on": "2026-11-20", "days": "20", "version": made.version}
    shown = client.post(where, given)
    page = shown.content.decode()
    assert "申请的答复期限" in page and "2026年12月18日" in page and "责令重新答复，办理中" in page
    assert client.post(where, given | {"seen": seen_in(shown)}).status_code == 302
    refused = client.post(where, given | {"version": made.version + 1})
    assert refused.status_code == 422 and "已经登记责令重新答复" in refused.content.decode()
