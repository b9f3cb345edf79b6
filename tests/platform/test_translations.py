"""English: every text has one, and the compiled file is the one that belongs to it."""

import pytest
from django.test import Client
from tools import messages

from tests.platform.pages import begun, checked, text


def test_every_text_is_translated_and_compiled() -> None:
    assert messages.problems() == []


@pytest.mark.django_db
def test_a_result_in_english_keeps_the_statutory_form_in_chinese(client: Client, sample) -> None:
    client.post("/preferences/", {"language": "en"})
    page = text(checked(client, sample("seed-002.txt")))
    assert "本年新收政府信息公开申请数量" in page
    assert "findings" in page
    assert "下载" not in page


@pytest.mark.django_db
def test_english_says_that_findings_are_chinese(client: Client) -> None:
    client.post("/preferences/", {"language": "en", "next": "/"})
    assert "are in Chinese, the language of the report" in text(client.get("/check/"))


def test_writing_in_english_works(client: Client) -> None:
    client.post("/preferences/", {"language": "en"})
    assert begun(client).status_code == 200
