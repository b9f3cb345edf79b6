"""What goes out with a letter is chosen from its case, and a reply that points to a published item names it by choice."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.offering import offered
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.releasing import recall
from gongkai_web.requests import services
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Decision, Paper, Request
from gongkai_web.requests.services.keeping import keep_paper
from tests.platform.letters.desk import bureau
from tests.platform.publishing.office import NOW, Office, published
from tests.platform.requests.desk import registered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def office() -> Office:
    return bureau()


@pytest.fixture
def case(office: Office) -> Request:
    return registered(office)


@pytest.fixture
def clerk(office: Office) -> Client:
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def decided(office: Office, case: Request, reply: str, **evidence: str) -> Decision:
    return Decision.objects.create(
        request=case, by=office.clerk, at=NOW, reply=reply, answers={"proper": "yes"}, evidence=evidence
    )


def paper(office: Office, case: Request, kind: str, name: str) -> Paper:
    return keep_paper(by=office.clerk, request=case, name=name, content="明细".encode(), kind=kind, now=NOW)


GRANTED = {
    "v_申请人": "张三丰",
    "v_称谓": "您",
    "v_登记编号": "1",
    "v_收到日期": "2026-11-02",
    "v_申请内容": "养护资金",
    "v_提供方式": "信函邮寄",
}


def write(clerk: Client, case: Request, **other: Any) -> Any:
    case.refresh_from_db()
    given = {"on": "2026-11-20", "version": str(case.version), "write": "1", **GRANTED}
    return clerk.post(f"/office/T1/requests/{case.pk}/steps/reply/letter/", given | other)


def test_only_what_may_leave_is_offered(office: Office, case: Request) -> None:
    names = {"handed_out": "明细.txt", "identity": "身份证.txt", "letter": "申请.txt", "opinion": "意见.txt"}
    for kind, name in names.items():
        paper(office, case, kind, name)
    assert [(one.file.name, one.said) for one in offered("request", case.pk)] == [("明细.txt", "提供的信息")]
    assert offered("request", registered(office).pk) == []


def test_files_are_ticked_at_drafting_and_named_in_the_letter(office: Office, case: Request, clerk: Client) -> None:
    decided(office, case, "R36_2", handed_out="明细表3页")
    ticked, left = paper(office, case, "handed_out", "明细表.txt"), paper(office, case, "handed_out", "另一份.txt")
    another = paper(office, registered(office), "handed_out", "别的案子.txt")
    page = clerk.post(f"/office/T1/requests/{case.pk}/steps/reply/letter/", {"on": "2026-11-20", "version": "1"})
    assert "明细表.txt（提供的信息）" in page.content.decode() and "别的案子" not in page.content.decode()
    assert write(clerk, case, enclosed=[str(another.file_id)]).status_code == 422
    answer = write(clerk, case, enclosed=[str(ticked.file_id)], files=SimpleUploadedFile("补充.txt", b"more"))
    assert answer.status_code == 302
    letter = OutgoingLetter.objects.get()
    assert [one.name for one in letter.enclosures.all()] == ["明细表.txt", "补充.txt"]
    assert letter.given["附件"] == "明细表\n补充"
    assert Paper.objects.filter(request=case, file__name="补充.txt", kind="handed_out").exists()
    edit = f"/office/T1/letters/{letter.pk}/edit/"
    page = clerk.get(edit).content.decode()
    assert "另一份.txt（提供的信息）" in page and "明细表.txt（提供的信息）" not in page
    given = {**GRANTED, "dated": "2026-11-20", "lock": str(letter.lock), "enclosed": [str(left.file_id)]}
    assert clerk.post(edit, given).status_code == 302
    assert [one.name for one in letter.enclosures.all()] == ["明细表.txt", "补充.txt", "另一份.txt"]


def test_an_upload_is_not_lost_where_the_letter_is_refused(office: Office, case: Request, clerk: Client) -> None:
    decided(office, case, "R36_2", handed_out="明细表3页")
    answer = write(clerk, case, **{"v_申请人": "", "files": SimpleUploadedFile("补充.txt", b"more")})
    page = answer.content.decode()
    assert answer.status_code == 422 and "还没有填写：申请人" in page
    kept = Paper.objects.get(file__name="补充.txt")
    assert f'value="{kept.file_id}" id="id_enclosed_0" checked' in page
    assert not OutgoingLetter.objects.exists()


@pytest.fixture
def item(office: Office) -> Item:
    return published(office, title="2025年农村公路养护资金使用情况公告")


def test_a_published_item_is_found_chosen_and_fills_the_letter(
    office: Office, case: Request, clerk: Client, item: Item
) -> None:
    decided(office, case, "R36_1")
    published(office, title="防火通知")
    where = f"/office/T1/requests/{case.pk}/guide/"
    page = clerk.get(where, {"q": "养护 公告"}).content.decode()
    assert item.title in page and "防火通知" not in page
    assert "没有找到" in clerk.get(where, {"q": "不存在的词"}).content.decode()
    assert clerk.post(where, {"version": case.version, "point": item.pk}).status_code == 302
    line = f"《{item.title}》（索引号：{item.index_number}），网址：http://testserver/open/items/{item.pk}/"
    assert Decision.objects.get().evidence["public_at"] == line
    case.refresh_from_db()
    page = clerk.post(
        f"/office/T1/requests/{case.pk}/steps/reply/letter/", {"on": "2026-11-20", "version": str(case.version)}
    )
    assert line in page.content.decode()
    assert clerk.post(where, {"version": case.version, "unpoint": case.pointers.get().pk}).status_code == 302
    assert Decision.objects.get().evidence["public_at"] == "" and not case.pointers.exists()


def test_only_what_the_public_sees_of_this_organ_can_be_pointed_to(office: Office, case: Request, item: Item) -> None:
    from tests.platform.publishing.office import draft

    decided(office, case, "R36_1")
    unseen = draft(office, title="还没有发布的")
    for pk in (unseen.pk, item.pk + 1000):
        with pytest.raises(RequestError, match="没有公开"):
            services.point(by=office.clerk, request=case, version=case.version, item=pk, site="https://x", now=NOW)
    Decision.objects.update(reply="R36_4")
    with pytest.raises(RequestError, match="已经主动公开"):
        services.point(by=office.clerk, request=case, version=case.version, item=item.pk, site="https://x", now=NOW)


def test_a_recall_is_warned_of_on_the_case(office: Office, case: Request, clerk: Client, item: Item) -> None:
    decided(office, case, "R36_1")
    services.point(by=office.clerk, request=case, version=case.version, item=item.pk, site="https://x", now=NOW)
    where = f"/office/T1/requests/{case.pk}/"
    assert "已经撤回" not in clerk.get(where).content.decode()
    recall(by=office.head, item=item, reason="内容有误", now=NOW)
    assert "答复里指引的信息已经撤回" in clerk.get(where).content.decode()


def test_a_reply_that_provides_begins_with_what_is_handed_out_ticked(
    office: Office, case: Request, clerk: Client
) -> None:
    meant, other = paper(office, case, "handed_out", "明细表.txt"), paper(office, case, "other", "便条.txt")
    where, given = f"/office/T1/requests/{case.pk}/steps/reply/letter/", {"on": "2026-11-20", "version": "1"}
    decision = decided(office, case, "R36_2", handed_out="明细表3页")
    page = clerk.post(where, given).content.decode()
    assert f'value="{meant.file_id}" id="id_enclosed_0" checked' in page
    assert f'value="{other.file_id}" id="id_enclosed_1" checked' not in page
    decision.reply = "R36_4"
    decision.save()
    assert " checked" not in clerk.post(where, given).content.decode().split("随文书发出的文件")[1].split("再加文件")[0]


def test_what_must_be_chosen_is_not_put_away_among_what_is_rarely_needed(
    office: Office, case: Request, clerk: Client
) -> None:
    """Where the request does not say how it wants the information, one of two fields must be filled by the clerk."""
    decided(office, case, "R36_2", handed_out="明细表3页")
    where, given = f"/office/T1/requests/{case.pk}/steps/reply/letter/", {"on": "2026-11-20", "version": "1"}
    usual, _, rare = clerk.post(where, given).content.decode().partition("多半用不到")
    assert "v_提供方式" in usual and "v_获取途径" in rare
    Request.objects.update(way="")
    usual, _, rare = clerk.post(where, given).content.decode().partition("多半用不到")
    assert "v_提供方式" in usual and "v_获取途径" in usual and "v_获取途径" not in rare
    assert "和“获取途径”填其中一项" in usual


def test_a_letter_that_names_enclosures_does_not_go_out_electronically_without_any(
    office: Office, case: Request, clerk: Client
) -> None:
    kept = paper(office, case, "handed_out", "明细表.txt")
    decided(office, case, "R36_2", handed_out="明细表3页")
    refused = write(clerk, case, v_附件="明细表", electronic="on")
    assert refused.status_code == 422 and "申请人下载不到" in refused.content.decode()
    assert 'value="明细表"' in refused.content.decode() or ">明细表<" in refused.content.decode().replace("\n", "")
    assert not OutgoingLetter.objects.exists()
    assert write(clerk, case, v_附件="明细表", electronic="on", enclosed=[str(kept.file_id)]).status_code == 302


def test_the_letters_page_opened_by_its_address_leads_to_the_step(case: Request, clerk: Client) -> None:
    here = f"/office/T1/requests/{case.pk}/steps/reply/"
    assert clerk.get(f"{here}letter/").headers["Location"] == here
