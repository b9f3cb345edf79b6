"""The pages of the channels: what a clerk sees and does, and that another organ finds nothing."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai_web.channels.kinds import Kind
from gongkai_web.channels.models import Channel, Record
from gongkai_web.organs.roles import Role
from tests.platform.channels.desk import channel, recorded, signed_in
from tests.platform.channels.test_importing import HEAD, book, handed_in
from tests.platform.pages import text, upload
from tests.platform.publishing.office import person, published, township

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_november(monkeypatch):
    from tests.platform.publishing.office import NOW

    monkeypatch.setattr(timezone, "now", lambda: NOW)


def addresses(office) -> dict[str, str]:
    board = office.organ.channels.first() or channel(office)
    kept = office.organ.channel_records.first() or recorded(office, board)
    table = office.organ.channel_imports.first() or handed_in(office, book(HEAD, ("2025-03-05", board.name, "x", 1)))
    code = office.organ.code
    return {
        "channels": reverse("channels", args=[code]),
        "table": reverse("channel_numbers_file", args=[code, "xlsx"]),
        "records": reverse("channel_records", args=[code]),
        "portal": reverse("channel_records", args=[code]) + "?channel=portal",
        "file": reverse("channel_records_file", args=[code, "csv"]),
        "new": reverse("channel_new", args=[code]),
        "several": reverse("channel_several", args=[code]),
        "record": reverse("channel_record", args=[code, kept.pk]),
        "hand in": reverse("channel_hand_in", args=[code]),
        "form": reverse("channel_import_form", args=[code]),
        "import": reverse("channel_import", args=[code, table.pk]),
        "refused": reverse("channel_refused", args=[code, table.pk]),
        "setting": reverse("channels_setting", args=[code]),
        "channel": reverse("channel_setting", args=[code, board.pk]),
    }


def acts(office) -> dict[str, str]:
    code, kept, table = office.organ.code, office.organ.channel_records.first(), office.organ.channel_imports.first()
    return {
        "strike": reverse("channel_strike", args=[code, kept.pk]),
        "restore": reverse("channel_restore", args=[code, kept.pk]),
        "drop": reverse("channel_import_drop", args=[code, table.pk]),
        "strike import": reverse("channel_import_strike", args=[code, table.pk]),
        "example": reverse("channels_example", args=[code]),
        "remove": reverse("channel_remove", args=[code, kept.channel_id]),
    }


def test_whoever_belongs_opens_every_page():
    office = township()
    published(office)
    client = signed_in(office.clerk)
    assert {name: client.get(address).status_code for name, address in addresses(office).items()} == dict.fromkeys(
        addresses(office), 200
    )


def test_another_organ_finds_no_page_and_no_act():
    ours, theirs = township(), township("T2", "青山县柳河镇人民政府")
    client = signed_in(theirs.clerk)
    found = {name: client.get(address).status_code for name, address in addresses(ours).items()}
    assert set(found.values()) == {404}
    assert {client.post(address, {"reason": "x"}).status_code for address in acts(ours).values()} == {404}
    kept = ours.organ.channel_records.first()
    borrowed = reverse("channel_record", args=[theirs.organ.code, kept.pk])
    assert client.get(borrowed).status_code == client.post(borrowed).status_code == 404
    assert client.get(reverse("channel_setting", args=["T2", kept.channel_id])).status_code == 404


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR])
def test_the_three_administrators_find_nothing(role):
    office = township()
    client = signed_in(person("T1.admin", "三员", role, office.organ))
    assert {client.get(address).status_code for address in addresses(office).values()} == {404}


def test_a_head_looks_but_does_not_record():
    office = township()
    client = signed_in(office.head)
    seen = addresses(office)
    assert client.get(seen["channels"]).status_code == 200
    assert "登记一条" not in text(client.get(seen["channels"]))
    assert client.get(seen["new"]).status_code == client.post(seen["several"]).status_code == 404


def test_numbers_lead_to_their_records():
    office = township()
    kept = recorded(office, channel(office), on=date(2026, 3, 5), count=7)
    client = signed_in(office.clerk)
    page = text(client.get(addresses(office)["channels"]))
    query = f"?year=2026&month=3&channel={kept.channel_id}"
    assert f'{query}">7</a>' in page
    assert kept.title in text(client.get(addresses(office)["records"] + query))


def entered(board: Channel, **changes) -> dict[str, object]:
    given = {"on": "2026-11-20", "precision": "day", "channel": board.pk, "title": "低保公示", "count": "1"}
    return given | changes


def test_one_is_recorded_with_a_photograph():
    office = township()
    board = channel(office)
    client = signed_in(office.clerk)
    picture = upload(_png(), "公示栏.png")
    answer = client.post(reverse("channel_new", args=["T1"]), entered(board, count="100余", photo=picture))
    assert answer.status_code == 302
    kept = Record.objects.get()
    assert (kept.said_count, kept.photo.name) == ("100余", "公示栏.png")
    assert client.get(kept.photo.get_absolute_url()).status_code == 200
    assert signed_in(township("T2", "乙乡").clerk).get(kept.photo.get_absolute_url()).status_code == 404


def _png() -> bytes:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    )


def test_what_is_wrong_is_said_and_what_was_typed_stays():
    office = township()
    client = signed_in(office.clerk)
    answer = client.post(reverse("channel_new", args=["T1"]), entered(channel(office), on="2026-12-31", title="明年的"))
    assert answer.status_code == 422
    assert "还没有到" in text(answer)
    assert 'value="明年的"' in text(answer)


def test_a_duplicate_is_shown_with_the_box_to_tick():
    office = township()
    kept = recorded(office, channel(office))
    client = signed_in(office.clerk)
    given = entered(kept.channel, title=kept.title)
    answer = client.post(reverse("channel_new", args=["T1"]), given)
    assert answer.status_code == 422
    assert f"/records/{kept.pk}/" in text(answer)
    assert client.post(reverse("channel_new", args=["T1"]), given | {"although": "1"}).status_code == 302


def several(board: Channel, *titles: str, total: int = 5) -> dict[str, object]:
    given: dict[str, object] = {"form-TOTAL_FORMS": total, "form-INITIAL_FORMS": 0}
    for place, title in enumerate(titles):
        row = {"on": "2026-11-20", "channel": board.pk, "title": title, "count": "1"}
        given |= {f"form-{place}-{name}": value for name, value in row.items()}
    return given


def test_several_at_once_and_empty_lines_are_no_lines():
    office = township()
    board = channel(office)
    client = signed_in(office.clerk)
    assert client.post(reverse("channel_several", args=["T1"]), several(board, "甲", "乙", "丙")).status_code == 302
    assert Record.objects.count() == 3


def test_of_several_with_a_mistake_none_is_kept_and_all_stay_on_the_page():
    office = township()
    board = channel(office)
    client = signed_in(office.clerk)
    given = several(board, "甲", "甲") | {"form-0-address": "村口"}
    answer = client.post(reverse("channel_several", args=["T1"]), given)
    assert answer.status_code == 422
    assert 'value="村口"' in text(answer)
    assert not Record.objects.exists()
    given["form-1-although"] = "1"
    assert client.post(reverse("channel_several", args=["T1"]), given).status_code == 302
    assert Record.objects.count() == 2


def test_more_lines_keep_what_is_typed():
    office = township()
    client = signed_in(office.clerk)
    answer = client.post(reverse("channel_several", args=["T1"]), several(channel(office), "甲") | {"more": "1"})
    assert answer.status_code == 200
    assert 'value="甲"' in text(answer)
    assert 'name="form-9-title"' in text(answer)


def test_a_table_from_upload_to_records():
    office = township()
    channel(office)
    client = signed_in(office.clerk)
    data = book(HEAD, ("2025-03-05", "乡政府公示栏", "低保公示", 1), ("2025-03-05", "没有的", "x", 1))
    answer = client.post(reverse("channel_hand_in", args=["T1"]), {"file": upload(data, "以前的.xlsx")})
    page = client.get(answer.headers["Location"])
    assert "没有名为“没有的”的渠道" in text(page)
    done = client.post(answer.headers["Location"], follow=True)
    assert "没有登记的 1 行" in text(done)
    assert Record.objects.get().title == "低保公示"


def test_settings_begin_with_an_example():
    office = township()
    client = signed_in(office.clerk)
    client.post(reverse("channels_example", args=["T1"]), {"example": "account_and_board"})
    kinds = set(office.organ.channels.values_list("kind", flat=True))
    assert kinds == {Kind.WECHAT, Kind.WECHAT_VIDEO, Kind.NOTICE_BOARD, Kind.SCREEN}


def test_a_formula_in_a_title_leaves_as_text():
    office = township()
    recorded(office, channel(office), "=1+1")
    client = signed_in(office.clerk)
    assert "'=1+1" in client.get(reverse("channel_records_file", args=["T1", "csv"])).content.decode("utf-8-sig")
