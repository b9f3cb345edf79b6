"""The demonstration's letters: one in each state, by the services, with codes that open what they say."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.audit.verifying import breaks
from gongkai_web.demo.letters import load_letters
from gongkai_web.letters.models import OutgoingLetter, Reading
from gongkai_web.organs.guide import particulars_of
from gongkai_web.requests.models import Request
from tests.platform.demo import load_office


@pytest.mark.django_db
def test_letters_in_every_state_and_codes_that_open_them():
    load_office()
    lines = load_letters(timezone.now())
    assert load_letters(timezone.now()) == []
    letters = OutgoingLetter.objects.order_by("pk")
    assert [one.state for one in letters] == ["draft", "in_review", "dispatched", "served"]
    assert Reading.objects.count() == 1 and letters[2].enclosures.count() == 1
    assert [one.state for one in Request.objects.order_by("pk")] == ["in_hand", "in_hand", "replied", "replied"]
    client = Client()
    stated = particulars_of(letters[2].organ)
    assert stated.phone == "0000-6000110"
    assert f"联系人：{stated.name}，联系电话：{stated.phone}" in letters[2].printed
    number, code = re.search(r"编号 (\S+)　查询码 (\S+)", lines[2]).groups()
    assert client.post("/open/DEMO-1/my-request/", {"number": number, "code": code}).status_code == 302
    page = client.get("/open/DEMO-1/my-request/status/").content.decode()
    assert "下载文书（PDF）" in page and "分村汇总" in page
    assert list(breaks()) == []
