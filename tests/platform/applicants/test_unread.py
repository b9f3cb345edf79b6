"""A message nobody has read is marked on the board and on the page of its request, and is no longer once it is read."""

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.applicants.corresponding import write
from tests.platform.applicants.citizen import opened
from tests.platform.publishing.office import Office, township

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def office() -> Office:
    return township()


def test_an_unread_message_is_marked_until_it_is_read(office) -> None:
    found = opened()
    case = found.request
    client = Client()
    client.force_login(office.clerk, BACKEND)

    write(case, by=None, text="什么时候能答复？", now=timezone.now())
    where = f"/office/T1/requests/{case.pk}/"
    for address in ("/office/T1/requests/", where):
        page = client.get(address).content.decode()
        assert "申请人留言，1 条没有看过" in page and f"{where}messages/" in page, address
    client.get(f"{where}messages/")
    for address in ("/office/T1/requests/", where):
        assert "没有看过" not in client.get(address).content.decode(), address
