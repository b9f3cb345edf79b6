"""Opinions on a published draft: taken within the days, each with its answer, the result published without names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from gongkai_web.mailbox import consulting
from gongkai_web.mailbox.errors import MailboxError
from gongkai_web.mailbox.models import Consultation, Opinion, Point
from gongkai_web.publishing.releasing import recall
from tests.platform.mailbox.desk import Desk, as_, desk
from tests.platform.publishing.office import NOW, draft, published

pytestmark = pytest.mark.django_db
OPENS, CLOSES = date(2026, 11, 18), date(2026, 12, 17)
AFTER = NOW + timedelta(days=40)


def opened(at: Desk, **other: object) -> Consultation:
    item = published(at.office, title="白云乡集市管理办法（征求意见稿）")
    given = {"title": "征求集市管理办法的意见", "note": "想听摊位费的意见。", "elsewhere": "", "item": item}
    given |= {"opens_on": OPENS, "closes_on": CLOSES}
    return consulting.set_up(by=at.clerk, organ=at.organ, now=NOW, **(given | other))


def said(one: Consultation, text: str = "摊位费太高", **other: str) -> Opinion:
    given = {"name": "", "contact": ""} | other
    return consulting.say(consultation=one, text=text, now=NOW, **given)


def decided(at: Desk, one: Consultation, *opinions: int, **other: object) -> Point:
    one.refresh_from_db()
    given = {"summary": "降低摊位费", "decision": Point.Decision.ADOPTED, "reason": "每月减为三十元"} | other
    return consulting.decide(by=at.clerk, consultation=one, lock=one.lock, opinions=opinions, now=NOW, **given)


def answered(at: Desk, one: Consultation, outcome: str = "收到意见 2 条，采纳 2 条。") -> Consultation:
    one.refresh_from_db()
    return consulting.publish(by=at.clerk, consultation=one, lock=one.lock, outcome=outcome, now=AFTER)


def test_only_what_is_published_is_opened_for_opinions() -> None:
    at = desk()
    with pytest.raises(MailboxError, match="还没有发布"):
        opened(at, item=draft(at.office))


@pytest.mark.parametrize(
    ("on", "takes"),
    [
        (date(2026, 11, 17), False),
        (date(2026, 11, 18), True),  # 第一天
        (date(2026, 12, 17), True),  # 最后一天
        (date(2026, 12, 18), False),
    ],
)
def test_opinions_are_taken_from_the_first_day_to_the_last(on: date, takes: bool) -> None:
    assert opened(desk()).takes_on(on) is takes


def test_the_result_waits_for_the_last_day_and_for_every_opinion() -> None:
    at = desk()
    one = opened(at)
    said(one), said(one, "摊位太少"), said(one, "摊位费高")
    decided(at, one, 1, 3)
    with pytest.raises(MailboxError, match="12月17日才结束"):
        consulting.publish(by=at.clerk, consultation=one, lock=1, outcome="好", now=NOW)
    with pytest.raises(MailboxError, match="还有 1 条意见没有写采纳情况"):
        answered(at, one)
    decided(at, one, 2, summary="增加摊位", decision=Point.Decision.REFUSED, reason="场地不够")
    assert answered(at, one).published_at == AFTER
    with pytest.raises(MailboxError, match="已经公布"):
        decided(at, one, 2)


def test_each_opinion_has_one_answer_and_may_be_taken_back() -> None:
    at = desk()
    one = opened(at)
    said(one)
    point = decided(at, one, 1)
    with pytest.raises(MailboxError, match="没有选意见"):
        decided(at, one, 1)
    one.refresh_from_db()
    consulting.undo(by=at.clerk, point=point, lock=one.lock, now=NOW)
    decided(at, one, 1)


def test_who_spoke_is_not_named_in_the_result() -> None:
    at = desk()
    one = opened(at)
    said(one, name="钱小满")
    decided(at, one, 1, reason="钱小满说得对")
    with pytest.raises(MailboxError, match="第 1 条意见的提出人"):
        answered(at, one)


def test_without_opinions_the_result_says_so() -> None:
    at = desk()
    assert answered(at, opened(at), "征集期间没有收到意见。").published_at


def test_the_public_reads_speaks_and_reads_the_result(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    at = desk()
    one = opened(at)
    where = f"/open/T1/opinions/{one.pk}/"
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    assert "正在征集" in client.get("/open/T1/opinions/").content.decode()
    assert client.post(f"{where}say/", {"text": " "}).status_code == 422
    told = client.post(f"{where}say/", {"text": "摊位费太高", "name": "钱小满"}).content.decode()
    assert "您的意见是第 1 条" in told
    assert "摊位费太高" not in client.get(where).content.decode()
    decided(at, one, 1)
    answered(at, one, "收到意见 1 条，采纳 1 条。")
    monkeypatch.setattr("django.utils.timezone.now", lambda: AFTER)
    page = client.get(where).content.decode()
    assert "每月减为三十元" in page
    assert "钱小满" not in page
    assert client.get(f"{where}say/").status_code == 404


def test_what_is_recalled_takes_its_consultation_with_it(client: Client) -> None:
    at = desk()
    one = opened(at)
    recall(by=at.clerk, item=one.item, reason="错了", now=NOW)
    assert client.get(f"/open/T1/opinions/{one.pk}/").status_code == 404
    assert one.title not in client.get("/open/T1/opinions/").content.decode()


def test_the_office_works_through_the_opinions_on_one_page() -> None:
    at = desk()
    client, item = as_(at.clerk), published(at.office, title="征求意见稿")
    given = {"item": item.pk, "title": "征求意见", "opens_on": "2026-11-01", "closes_on": "2026-11-19"}
    where = client.post("/office/T1/opinions/new/", given).headers["Location"]
    client.post(f"{where}register/", {"register-channel": "post", "register-text": "摊位费太高"})
    assert "摊位费太高" in client.get(where).content.decode()
    sent = {"lock": "0", "decide-opinions": ["1"], "decide-summary": "减费", "decide-decision": "adopted"}
    assert client.post(f"{where}decide/", sent).status_code == 422
    assert client.post(f"{where}decide/", sent | {"decide-reason": "已减"}).status_code == 302
    assert "公布采纳情况" in client.get("/office/").content.decode()
    assert client.post(f"{where}publish/", {"lock": "1", "publish-outcome": "收到 1 条"}).status_code == 302
