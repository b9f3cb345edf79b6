"""The office's pages of letters: what is shown of whom, and to whom."""

from __future__ import annotations

import html

import pytest

from gongkai_web.audit.models import Entry
from gongkai_web.mailbox.models import Letter, Period
from gongkai_web.organs.roles import Role
from tests.platform.mailbox.desk import NAME, PHONE, as_, desk, in_hand, in_review, sent
from tests.platform.publishing.office import person

pytestmark = pytest.mark.django_db


def test_the_writer_is_masked_until_somebody_says_why() -> None:
    at = desk()
    letter = in_hand(at)
    where, client = f"/office/T1/mailbox/{letter.pk}/", as_(at.roads_clerk)
    page = client.get(where).content.decode()
    assert "欧阳**" in page
    assert NAME not in page
    assert PHONE not in page
    assert NAME not in client.post(f"{where}reveal/", {"reason": " "}).content.decode()
    shown = client.post(f"{where}reveal/", {"reason": "打电话核实"}).content.decode()
    assert NAME in shown
    assert PHONE in shown
    assert Entry.objects.get(key="personal.revealed").actor == at.roads_clerk.account


def test_a_unit_sees_its_own_letters_and_no_others() -> None:
    at = desk()
    mine, other = in_hand(at), sent(at).letter
    farmer = person("farmer", "某人", Role.CONTRIBUTOR, at.organ, unit=at.farms)
    assert mine.number in as_(at.roads_clerk).get("/office/T1/mailbox/").content.decode()
    assert other.number not in as_(at.roads_clerk).get("/office/T1/mailbox/").content.decode()
    assert as_(farmer).get(f"/office/T1/mailbox/{mine.pk}/").status_code == 404


def test_the_clerk_takes_it_up_by_the_page_and_it_waits_in_the_units_today() -> None:
    at = desk()
    letter = sent(at).letter
    client = as_(at.clerk)
    assert "路灯坏了" in client.get("/office/").content.decode()
    given = {"lock": "0", "accept-unit": at.roads.pk, "accept-note": "请三天内核实"}
    assert client.post(f"/office/T1/mailbox/{letter.pk}/accept/", given).status_code == 302
    assert "路灯坏了" in as_(at.roads_clerk).get("/office/").content.decode()
    again = client.post(f"/office/T1/mailbox/{letter.pk}/accept/", given)
    assert again.status_code == 422
    assert "您打开这一页以后有了新的情况" in again.content.decode()


def test_what_was_typed_in_a_refused_act_stays() -> None:
    at = desk()
    letter = in_hand(at)
    text = "供电所已经修好" * 3
    answer = as_(at.roads_clerk).post(f"/office/T1/mailbox/{letter.pk}/reply/", {"lock": "0", "reply-text": text})
    assert answer.status_code == 422
    assert text in html.unescape(answer.content.decode())


def test_the_head_finds_the_reply_in_today_and_decides_on_the_letters_page() -> None:
    at = desk()
    letter = in_review(at)
    client = as_(at.office.head)
    assert f"/office/T1/mailbox/{letter.pk}/" in client.get("/office/").content.decode()
    assert "请您办理：负责人审核答复" in client.get(f"/office/T1/mailbox/{letter.pk}/").content.decode()


def test_types_and_periods_are_the_organs_own() -> None:
    at = desk()
    client = as_(at.clerk)
    page = client.get("/office/T1/settings/mailbox/").content.decode()
    assert "不是法定期限" in page
    given = {"is_open": "on", "publishes": "on"}
    for kind in ("consult", "help", "suggest", "complain", "report", "disclosure", "other"):
        given |= {f"{kind}-offered": "on", f"{kind}-accept": 1, f"{kind}-reply": 3, f"{kind}-extra": 0}
    before = sent(at).letter.due
    assert client.post("/office/T1/settings/mailbox/", given | {"help-reply": 0}).status_code == 422
    assert client.post("/office/T1/settings/mailbox/", given).status_code == 302
    assert Period.objects.filter(organ=at.organ, reply_days=3).count() == 7
    assert Letter.objects.get().due == before
    assert sent(at).letter.due < before
