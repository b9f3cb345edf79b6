"""The first page leads to applying and to one's own request; the organ is chosen on the way, or known from the number."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.platform.publishing.office import township

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organs() -> None:
    township()
    township("T2", "青山县红枫乡人民政府")


def test_the_first_page_has_both_ways_in(client: Client) -> None:
    page = client.get("/").content.decode()
    assert 'href="/apply/"' in page and 'href="/progress/"' in page


@pytest.mark.parametrize(("at", "leads"), [("/apply/", "/open/{}/apply/"), ("/progress/", "/open/{}/my-request/")])
def test_the_organ_is_chosen_by_some_words_of_its_name(client: Client, at: str, leads: str) -> None:
    page = client.get(at).content.decode()
    assert all(f'href="{leads.format(code)}"' in page for code in ("T1", "T2"))
    page = client.get(at, {"name": "红枫"}).content.decode()
    assert leads.format("T2") in page and leads.format("T1") not in page
    page = client.get(at, {"name": "蓝湖"}).content.decode()
    assert "没有名称里有“蓝湖”的机关" in page and "看全部 2 个" in page


def test_an_organ_that_has_ended_is_not_offered(client: Client) -> None:
    from django.utils import timezone

    from gongkai_web.organs.models import Organ

    Organ.objects.filter(code="T2").update(ended_on=timezone.localdate())
    assert "/open/T2/" not in client.get("/apply/").content.decode()


def test_the_number_of_a_receipt_says_whose_it_is(client: Client) -> None:
    for number, leads in (
        ("T2-2026-0007", "/open/T2/my-request/?number=T2-2026-0007"),
        ("t2-x2026-0007", "/open/T2/mailbox/query/?number=T2-X2026-0007"),
    ):
        answer = client.get("/progress/", {"number": number})
        assert (answer.status_code, answer.headers["Location"]) == (302, leads)
    page = client.get("/progress/", {"number": "忘了"}).content.decode()
    assert "不像登记编号" in page and 'value="忘了"' in page
