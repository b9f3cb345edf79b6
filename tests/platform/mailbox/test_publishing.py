"""A letter becomes public only by its writer's consent, and without anything that names the writer."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai_web.mailbox.errors import MailboxError
from gongkai_web.mailbox.models import Letter, Publication
from gongkai_web.mailbox.releasing import findings, prepare, publish, suggested, take_down
from tests.platform.mailbox.desk import NAME, PHONE, Desk, answered, as_, desk, in_hand
from tests.platform.publishing.office import NOW

pytestmark = pytest.mark.django_db
CLEAN = {"title": "东河村路灯", "text": "路灯坏了半个月。", "reply": "已于11月19日修好。"}


def prepared(at: Desk, letter: Letter, **other: object) -> Publication:
    return prepare(by=at.clerk, letter=letter, now=NOW, **(CLEAN | {"answers": {}} | other))


def test_it_is_public_until_it_is_taken_down(client: Client) -> None:
    at = desk()
    letter = answered(at)
    one = prepared(at, letter)
    where = f"/open/T1/mailbox/letters/{one.pk}/"
    assert client.get(where).status_code == 404
    publish(by=at.clerk, letter=letter, now=NOW)
    page = client.get(where).content.decode()
    assert CLEAN["text"] in page
    assert NAME not in page
    assert letter.number not in page
    assert CLEAN["title"] in client.get("/open/T1/mailbox/").content.decode()
    take_down(by=at.clerk, letter=letter, reason="写信人改了主意", now=NOW)
    assert client.get(where).status_code == 404
    assert CLEAN["title"] not in client.get("/open/T1/mailbox/letters/").content.decode()


@pytest.mark.parametrize(
    ("words", "told"),
    [(NAME, "写信人的姓名"), (PHONE, "写信人的电话")],
)
def test_what_names_the_writer_cannot_be_answered_away(words: str, told: str) -> None:
    at = desk()
    letter = answered(at)
    one = prepared(at, letter, text=f"{words}反映路灯坏了。")
    marks = {found.fingerprint: "可以公开" for found in findings(letter, one.title, one.text, one.reply, {})}
    prepared(at, letter, text=f"{words}反映路灯坏了。", answers=marks)
    with pytest.raises(MailboxError, match=told):
        publish(by=at.clerk, letter=letter, now=NOW)


def test_an_identity_number_of_anybody_stands_in_the_way_until_it_is_answered_for() -> None:
    at = desk()
    letter = answered(at)
    text = "张某的身份证号 11010519491231002X 登记错了。"
    one = prepared(at, letter, text=text)
    with pytest.raises(MailboxError, match="还有 1 处没有处理"):
        publish(by=at.clerk, letter=letter, now=NOW)
    (mark,) = [found.fingerprint for found in findings(letter, one.title, one.text, one.reply, {}) if found.blocks]
    prepared(at, letter, text=text, answers={mark: "虚构的号码"})
    publish(by=at.clerk, letter=letter, now=NOW)


def test_the_suggestion_takes_out_what_is_known_of_the_writer() -> None:
    letter = answered(desk(), text=f"我叫{NAME}，电话{PHONE}。")
    told = suggested(letter, letter.reply)
    assert told["reply"] == "我叫欧某，电话（电话略）。"


@pytest.mark.parametrize("given", [{"consents": False}])
def test_not_without_consent(given: dict[str, object]) -> None:
    at = desk()
    with pytest.raises(MailboxError, match="不同意公开"):
        prepared(at, answered(at, **given))


def test_not_before_the_reply() -> None:
    at = desk()
    with pytest.raises(MailboxError, match="办理中"):
        prepared(at, in_hand(at))


def test_the_page_saves_checks_and_releases() -> None:
    at = desk()
    letter = answered(at)
    client, where = as_(at.clerk), f"/office/T1/mailbox/{letter.pk}/publish/"
    assert "路灯坏了" in client.get(where).content.decode()
    refused = client.post(where, CLEAN | {"text": f"打{PHONE}找我", "act": "publish"})
    assert refused.status_code == 422
    assert "文中有写信人的电话" in refused.content.decode()
    assert client.post(where, CLEAN | {"act": "publish"}).status_code == 302
    assert Publication.objects.get().is_public
