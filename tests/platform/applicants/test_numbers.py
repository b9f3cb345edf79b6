"""A number typed on the wrong page leads to the right one, and says nothing of whether there is such a thing."""

from __future__ import annotations

import re
from math import log2

import pytest
from django.test import Client

from gongkai_web.applicants.models import Attempt
from gongkai_web.audit.models import Entry
from gongkai_web.frame.numbers import elsewhere, place_of
from gongkai_web.vault import codes
from tests.platform.applicants.citizen import applied
from tests.platform.mailbox.desk import desk, sent
from tests.platform.publishing.office import township

pytestmark = pytest.mark.django_db
MINE = "/open/T1/my-request/"
CODE = "ABCDEF-ABCDEF-ABCDEF"


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("T1-2026-0001", "/open/T1/my-request/?number=T1-2026-0001"),
        (" t1－2026－0001 ", "/open/T1/my-request/?number=T1-2026-0001"),
        ("T1-G2026-0003", "/open/T1/my-request/?number=T1-G2026-0003"),
        ("T1-X2026-0001", "/open/T1/mailbox/query/?number=T1-X2026-0001"),
        ("T9-2026-0001", None),
        ("T1-2026", None),
        ("白政公开〔2026〕1号", None),
        ("T1-Z2026-0001", None),
        ("T1-" + "9" * 80, None),
    ],
)
def test_what_a_number_looks_like(typed: str, leads: str | None) -> None:
    township()
    place = place_of(typed)
    assert (place.url if place else None) == leads


def test_on_its_own_page_a_number_is_at_home() -> None:
    office = township()
    other = township("T2", "青山县红枫乡人民政府")
    assert elsewhere("T1-2026-0001", "my_request_query", office.organ) is None
    place = elsewhere("T1-2026-0001", "my_request_query", other.organ)
    assert place is not None and place.organ == office.organ


def test_a_letters_number_among_requests_leads_to_the_mailbox_whether_there_is_one_or_not() -> None:
    at = desk()
    receipt = sent(at)
    client = Client()
    pages = []
    for number in (receipt.letter.number, "T1-X2026-9999"):
        answer = client.post(MINE, {"number": number, "code": receipt.code})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert f"/open/T1/mailbox/query/?number={number}" in page and "来信编号" in page
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.replace(number, "N")))
    assert pages[0] == pages[1]
    assert not Attempt.objects.exists(), "nothing was guessed at"
    page = client.get(f"/open/T1/mailbox/query/?number={receipt.letter.number}").content.decode()
    assert f'value="{receipt.letter.number}"' in page


def test_a_requests_number_in_the_mailbox_leads_back() -> None:
    desk()
    found = applied()
    page = Client().post("/open/T1/mailbox/query/", found.given)
    assert page.status_code == 422
    assert f"/open/T1/my-request/?number={found.request.number}" in page.content.decode()


def test_a_wrong_code_of_a_letter_is_counted_and_in_the_log() -> None:
    from gongkai_web.mailbox.limits import GUESS, MOST

    at = desk()
    receipt = sent(at)
    client = Client()
    for number in (receipt.letter.number, "T1-X2026-9999"):
        assert client.post("/open/T1/mailbox/query/", {"number": number, "code": CODE}).status_code == 422
    entries = Entry.objects.filter(key="mail.code_refused")
    assert entries.count() == 2 and receipt.letter.number not in entries[0].data
    for _ in range(MOST[GUESS]):
        last = client.post("/open/T1/mailbox/query/", {"number": receipt.letter.number, "code": CODE})
    assert last.status_code == 429 and Entry.objects.filter(key="mail.limited").exists()


@pytest.mark.parametrize("at", [MINE, "/open/T1/mailbox/query/"])
def test_a_code_of_another_length_is_no_guess(at: str) -> None:
    number = "T1-2026-0001" if at == MINE else "T1-X2026-0001"
    desk()
    answer = Client().post(at, {"number": number, "code": "ABC-23 4"})
    assert answer.status_code == 422
    assert "查询码一共 18 位，这里认出 6 位" in answer.content.decode()
    assert not Attempt.objects.exists()


def test_a_code_cannot_be_guessed() -> None:
    """At least 80 bits; each is another, and only its digest is kept, bound to the number."""
    assert log2(len(codes.ALPHABET)) * codes.LENGTH >= 80
    given = {codes.new_code() for _ in range(200)}
    assert len(given) == 200 and {len(one) for one in given} == {codes.LENGTH}
    code = given.pop()
    assert codes.matches("T1-2026-0001", codes.shown(code).lower(), codes.digest("T1-2026-0001", code))
    assert not codes.matches("T1-2026-0002", code, codes.digest("T1-2026-0001", code))
