"""Names and numbers typed into a note are masked in 经过 until they are revealed by the logged act."""

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.requests.services import confirm
from tests.platform.publishing.office import NOW, Office, township
from tests.platform.requests.desk import registered, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return township()


def test_a_note_shows_nobody_until_it_is_revealed(office, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    case = registered(office, channel="fax", applicant=somebody(contact="周小明"))
    note = "上午9点与张三丰本人电话（13812345678）确认，周小明在场"
    confirm(by=office.clerk, request=case, version=1, on=NOW.date(), how="phone", note=note, now=NOW)
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    where = f"/office/T1/requests/{case.pk}/"
    page = client.get(where).content.decode()
    assert "上午9点与张**本人电话" in page and "周**在场" in page
    for secret in ("张三丰", "13812345678", "周小明"):
        assert secret not in page
    assert note in client.post(f"{where}reveal/", {"reason": "核对"}).content.decode()
