"""What the public meets: the form that loses nothing, a code shown once, a letter opened by number and code alone."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from gongkai_web.audit.models import Entry
from gongkai_web.mailbox.limits import GUESS, MOST
from gongkai_web.mailbox.models import Letter
from gongkai_web.vault import codes
from tests.platform.mailbox.desk import NAME, PHONE, TEXT, answered, desk, sent

pytestmark = pytest.mark.django_db
GIVEN = {"kind": "help", "title": "路灯坏了", "text": TEXT, "name": NAME, "phone": PHONE, "consents": "yes"}


def test_a_letter_is_written_and_its_code_opens_it(client: Client) -> None:
    desk()
    page = client.post("/open/T1/mailbox/write/", GIVEN).content.decode()
    number, code = re.findall(r"<dd>([^<]+)</dd>", page)[:2]
    assert client.get("/open/T1/mailbox/mine/").status_code == 302
    opened = client.post("/open/T1/mailbox/query/", {"number": number, "code": code})
    assert opened.headers["Location"] == "/open/T1/mailbox/mine/"
    mine = client.get("/open/T1/mailbox/mine/").content.decode()
    assert TEXT in mine
    assert NAME not in mine
    client.post("/open/T1/mailbox/mine/close/")
    assert client.get("/open/T1/mailbox/mine/").status_code == 302


def test_what_was_typed_stays_when_something_is_missing(client: Client) -> None:
    desk()
    answer = client.post("/open/T1/mailbox/write/", GIVEN | {"phone": "", "title": ""})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert TEXT in page
    assert "电话、电子邮箱请至少写一样" in page
    assert Letter.objects.count() == 0


def test_guessing_ends_soon_and_is_in_the_log(client: Client) -> None:
    number = sent(desk()).letter.number
    found = [
        client.post("/open/T1/mailbox/query/", {"number": number, "code": codes.new_code()}).status_code
        for _ in range(MOST[GUESS] + 2)
    ]
    assert found == [422] * MOST[GUESS] + [429, 429]
    assert Entry.objects.filter(key="mail.limited").count() == 1


def test_a_code_opens_no_letter_of_another_organ(client: Client) -> None:
    at = desk()
    desk("T2", "青山县红枫乡人民政府")
    receipt = sent(at)
    given = {"number": receipt.letter.number, "code": receipt.code}
    assert client.post("/open/T2/mailbox/query/", given).status_code == 422
    client.post("/open/T1/mailbox/query/", given)
    assert client.get("/open/T2/mailbox/mine/").status_code == 302


def test_the_writer_sees_the_reply_and_judges_it(client: Client) -> None:
    at = desk()
    receipt = sent(at)
    other = answered(at, text="已修好。")
    from gongkai_web.vault import codes

    code = codes.new_code()
    Letter.objects.filter(pk=other.pk).update(code_digest=codes.digest(other.number, code))
    client.post("/open/T1/mailbox/query/", {"number": other.number, "code": code})
    page = client.get("/open/T1/mailbox/mine/").content.decode()
    assert "已修好。" in page
    assert receipt.letter.number not in page
    for inside in ("答复审核", "陆修远", "王芳", "赵乡"):
        assert inside not in page
    assert client.post("/open/T1/mailbox/mine/judge/", {"rating": "4"}).status_code == 302
    assert "您的评价：满意" in client.get("/open/T1/mailbox/mine/").content.decode()


def test_a_mailbox_that_is_closed_is_not_there(client: Client) -> None:
    from gongkai_web.mailbox.models import Practice

    Practice.objects.create(organ=desk().organ, is_open=False)
    assert client.get("/open/T1/mailbox/").status_code == 404
    assert client.post("/open/T1/mailbox/write/", GIVEN).status_code == 404
