"""The pages of the affairs, in the back office and before the public."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai_web.affairs.models import Affair, Placement
from gongkai_web.affairs.services import show
from gongkai_web.affairs.stages import Stage
from gongkai_web.publishing.models import Revision
from tests.platform.affairs.test_affairs import affair, expected, placed
from tests.platform.channels.desk import channel, recorded, signed_in
from tests.platform.pages import text
from tests.platform.publishing.office import NOW, draft, published, township

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_november(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def pages(kept: Affair) -> list[str]:
    code = kept.organ.code
    return [
        reverse("affairs", args=[code]),
        reverse("affair_new", args=[code]),
        reverse("affair", args=[code, kept.pk]),
        reverse("affair_edit", args=[code, kept.pk]),
        reverse("affair_choose", args=[code, kept.pk]) + "?stage=service&words=防火",
    ]


def acts(kept: Affair) -> list[str]:
    placement = kept.placements.first()
    wanted = kept.expectations.first()
    names = ("affair_show", "affair_write", "affair_expect", "affair_leave_out", "affair_choose")
    found = [reverse(name, args=[kept.organ.code, kept.pk]) for name in names]
    found.append(reverse("affair_take_out", args=[kept.organ.code, kept.pk, placement.pk]))
    found.append(reverse("affair_waive", args=[kept.organ.code, kept.pk, wanted.pk]))
    return [*found, reverse("affair_place_item", args=[kept.organ.code, placement.item_id])]


def full(office) -> Affair:
    kept = affair(office)
    placed(office, kept, published(office))
    placed(office, kept, draft(office, title="还在起草的方案"), Stage.DECISION)
    expected(office, kept, date(2026, 11, 1))
    return kept


def test_whoever_belongs_opens_every_page():
    office = township()
    kept = full(office)
    client = signed_in(office.clerk)
    assert [client.get(address).status_code for address in pages(kept)] == [200] * 5


def test_another_organ_finds_no_page_and_no_act():
    ours, theirs = township(), township("T2", "青山县柳河镇人民政府")
    kept = full(ours)
    client = signed_in(theirs.clerk)
    assert {client.get(address).status_code for address in pages(kept)} == {404}
    assert {client.post(address).status_code for address in acts(kept)} == {404}
    own = affair(theirs)
    mixed = reverse("affair_take_out", args=["T2", own.pk, kept.placements.first().pk])
    assert client.post(mixed).status_code == 404


def test_a_head_looks_and_changes_nothing():
    office = township()
    kept = full(office)
    client = signed_in(office.head)
    assert client.get(pages(kept)[2]).status_code == 200
    assert client.post(reverse("affair_write", args=["T1", kept.pk]), {"stage": "result"}).status_code == 404


def test_an_undisclosed_stage_offers_to_write_it():
    office = township()
    kept = full(office)
    client = signed_in(office.clerk)
    assert "未公开" in text(client.get(pages(kept)[2]))
    answer = client.post(reverse("affair_write", args=["T1", kept.pk]), {"stage": "service"})
    made = Revision.objects.latest("pk")
    assert answer.headers["Location"] == reverse("item_edit", args=["T1", made.item_id])
    assert Placement.objects.get(item=made.item).stage == "service"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_an_item_that_exists_is_placed_with_the_expectation_it_meets():
    office = township()
    kept = full(office)
    item = published(office)
    client = signed_in(office.clerk)
    given = {"item": item.pk, "stage": "result", "expectation": kept.expectations.get().pk}
    client.post(reverse("affair_choose", args=["T1", kept.pk]), given)
    assert kept.expectations.get().item == item


def test_the_page_of_an_item_has_its_affairs_and_its_channels():
    office = township()
    kept = full(office)
    item = published(office)
    board = channel(office)
    recorded(office, board, item=item)
    client = signed_in(office.clerk)
    address = reverse("item", args=["T1", item.pk])
    page = text(client.get(address))
    assert "公开渠道" in page
    assert board.name in page
    answer = client.post(
        reverse("affair_place_item", args=["T1", item.pk]), {"affair-affair": kept.pk, "affair-stage": "execution"}
    )
    assert answer.headers["Location"] == address
    assert kept.name in text(client.get(address))


def test_one_click_records_a_channel_for_an_item():
    office = township()
    item = published(office)
    board = channel(office, kind="wechat", name="白云发布")
    client = signed_in(office.clerk)
    given = {"place-channel": board.pk, "place-on": "2026-11-20", "place-address": "https://example.cn/1"}
    answer = client.post(reverse("channel_place", args=["T1", item.pk]), given)
    assert answer.headers["Location"] == reverse("item", args=["T1", item.pk])
    kept = item.channel_records.get()
    assert (kept.title, kept.address) == (item.title, "https://example.cn/1")
    assert (kept.drafted_by, kept.reviewed_by, kept.released_by) == ("王芳", "赵乡", "王芳")
    again = client.post(reverse("channel_place", args=["T1", item.pk]), given)
    assert again.status_code == 422
    assert "已经有的记录" in text(again)
    assert (
        signed_in(township("T2", "乙乡").clerk).post(reverse("channel_place", args=["T1", item.pk])).status_code == 404
    )


def test_the_public_sees_nothing_before_the_name_is_released_and_no_draft_after():
    office = township()
    kept = full(office)
    public = Client()
    address = reverse("open_affair", args=["T1", kept.pk])
    assert public.get(address).status_code == 404
    assert kept.name not in text(public.get(reverse("open_affairs", args=["T1"])))
    show(by=office.clerk, affair=kept, now=NOW)
    page = text(public.get(address))
    assert kept.placements.get(stage="result").item.title in page
    assert "还在起草的方案" not in page
    assert kept.name in text(public.get(reverse("open_affairs", args=["T1"])))
    assert "中标结果" not in page
    other = township("T2", "青山县柳河镇人民政府")
    assert public.get(reverse("open_affair", args=[other.organ.code, kept.pk])).status_code == 404
