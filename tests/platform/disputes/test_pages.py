"""The pages: from the request to the record, its steps, the second clerk, the numbers, the register, who may read what."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from gongkai_web.audit.models import Entry
from gongkai_web.disputes.models import Dispute
from tests.platform.disputes.desk import answered, filing, recorded, step, suit
from tests.platform.letters.desk import bureau
from tests.platform.publishing.office import NOW, Office
from tests.platform.requests.desk import registered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def office() -> Office:
    return bureau()


def signed_in(who) -> Client:
    client = Client()
    client.force_login(who, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def client(office) -> Client:
    return signed_in(office.clerk)


def text(answer) -> str:
    return answer.content.decode()


GIVEN = {
    "kind": "reconsideration",
    "role": "respondent",
    "against": "reply",
    "body": "青山县人民政府",
    "file_number": "青政复〔2026〕18号",
    "filed_on": "2026-11-06",
    "received_on": "2026-11-12",
    "track": "simplified",
}


def test_an_empty_board_says_what_belongs_here(client) -> None:
    page = text(client.get("/office/T1/disputes/"))
    assert "登记第一件" in page and "年报表四从这里统计" in page


def test_from_the_request_to_the_record(client, office) -> None:
    case = answered(office)
    page = text(client.get(f"/office/T1/requests/{case.pk}/"))
    where = f"/office/T1/disputes/new/?request={case.pk}"
    assert where in page
    assert client.get(f"/office/T1/requests/{case.pk}/steps/open_dispute/").headers["Location"] == where
    assert 'value="青山县人民政府"' in text(client.get(where)), "the reviewing organ of the settings"
    answer = client.post(where, GIVEN)
    made = Dispute.objects.get()
    assert answer.headers["Location"] == f"/office/T1/disputes/{made.pk}/"
    page = text(client.get(answer.headers["Location"]))
    assert "已超期 1 个工作日（11月19日到期）" in page
    assert "自2026年11月12日的次日起5个工作日" in page and "《行政复议法》第五十四条" in page
    assert "张三丰" not in page and "张**" in page
    page = text(client.get(f"/office/T1/requests/{case.pk}/"))
    assert "复议、诉讼中" in page and made.number in page
    assert (
        client.get(f"/office/T1/requests/{case.pk}/steps/close_dispute/").headers["Location"].endswith("/steps/result/")
    )


def test_what_was_typed_is_not_lost(client) -> None:
    answer = client.post("/office/T1/disputes/new/", GIVEN | {"received_on": "2026-11-05", "about": "某项目预算"})
    page = text(answer)
    assert (
        answer.status_code == 422 and "早于申请、起诉" in page and "某项目预算" in page and "青政复〔2026〕18号" in page
    )
    assert not Dispute.objects.exists()


def test_an_answer_with_its_files(client, office) -> None:
    made = recorded(office)
    upload = SimpleUploadedFile("答复书.txt", "答复如下".encode())
    given = {"on": "2026-11-20", "document_number": "白政复答〔2026〕1号", "version": "1", "files": [upload]}
    assert client.post(f"/office/T1/disputes/{made.pk}/steps/answer/", given).status_code == 302
    paper = made.papers.get()
    assert (paper.kind, paper.act.step, paper.file.sealed) == ("answer", "answer", True)
    page = text(client.get(f"/office/T1/disputes/{made.pk}/"))
    assert "审理中" in page and "2026年11月20日止，期限为2026年11月26日" in page and "白政复答〔2026〕1号" in page
    assert client.get(paper.file.get_absolute_url()).status_code == 200
    assert Client().get(paper.file.get_absolute_url()).status_code in (302, 404)


def test_the_second_clerk_sees_what_changed_and_keeps_what_was_typed(client, office) -> None:
    made = recorded(office)
    step(office, made, "answer")
    given = {"on": "2026-11-20", "what": "检索记录三页", "version": "1"}
    answer = client.post(f"/office/T1/disputes/{made.pk}/steps/evidence/", given)
    page = text(answer)
    assert answer.status_code == 409 and "这期间别人办理的" in page and "检索记录三页" in page and 'value="2"' in page
    assert client.post(f"/office/T1/disputes/{made.pk}/steps/evidence/", given | {"version": "2"}).status_code == 302


def test_who_filed_is_seen_by_a_reason(client, office) -> None:
    made = recorded(office)
    where = f"/office/T1/disputes/{made.pk}/reveal/"
    assert client.post(where, {"reason": ""}).status_code == 422
    page = text(client.post(where, {"reason": "寄送答复书"}))
    assert "张三丰" in page and "13812345678" in page
    assert Entry.objects.filter(key="personal.revealed", target=f"dispute:{made.pk}").exists()
    assert "张三丰" not in text(client.get(f"/office/T1/disputes/{made.pk}/amend/"))


def test_amending_without_a_name_keeps_the_sealed_one(client, office) -> None:
    made = recorded(office)
    given = GIVEN | {"track": "ordinary", "about": made.about, "reason": "案号抄错", "version": "1"}
    given |= {"file_number": "青政复〔2026〕81号", "filer_is_person": "on"}
    assert client.post(f"/office/T1/disputes/{made.pk}/amend/", given).status_code == 302
    made.refresh_from_db()
    assert (made.filer, made.file_number) == ("张三丰", "青政复〔2026〕81号")
    page = text(client.get(f"/office/T1/disputes/{made.pk}/"))
    assert "案号由“青政复〔2026〕18号”改为“青政复〔2026〕81号”" in page


def test_the_board_has_the_nearest_first(client, office) -> None:
    recorded(office, filing(about="后到期的", file_number="1"))
    recorded(office, filing(about="先到期的", file_number="2", track="simplified"))
    recorded(office, filing(about="没有副本的", file_number="3", received_on=None))
    page = text(client.get("/office/T1/disputes/"))
    assert page.index("先到期的") < page.index("后到期的") < page.index("没有副本的")
    assert "共 3 件" in page


def test_what_must_be_done_stands_on_today(client, office) -> None:
    made = recorded(office)
    step(office, made, "hearing", until=date(2026, 11, 23), data={"place": "第三审判庭"})
    assert "第三审判庭" not in text(client.get("/office/")), "on the eve, not before"
    step(office, made, "answer")
    step(office, made, "hearing", until=date(2026, 11, 21), data={"place": "听证室"})
    page = text(client.get("/office/"))
    assert "听证室" in page and "开庭、听证" in page


def test_a_number_leads_to_its_records(client, office) -> None:
    made = recorded(office, suit(after_reconsideration=True, role="joint"))
    step(office, made, "result", ending="lt_revoked")
    page = text(client.get("/office/T1/disputes/numbers/2026/"))
    assert 'href="?cell=litigation_after_reconsideration.corrected#records"' in page
    page = text(client.get("/office/T1/disputes/numbers/2026/?cell=litigation_after_reconsideration.corrected"))
    assert "复议后起诉，结果纠正，1 件" in page and made.number in page and "只计这一次" in page
    page = text(client.get("/office/T1/disputes/numbers/2026/?cell=reconsideration.total"))
    assert "行政复议，总计，0 件" in page


def sheet(answer) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return book.get_sheet_by_name("复议诉讼台账").to_python()


def test_the_register_masks_persons_unless_named(client, office) -> None:
    made = recorded(office)
    page = text(client.get("/office/T1/disputes/registers/2026/"))
    assert made.number in page and "张**" in page and "张三丰" not in page and "2026-11-26" in page
    where = "/office/T1/disputes/registers/2026.xlsx"
    assert sheet(client.get(where))[1][4] == "张**"
    assert client.post(where, {"reason": ""}).status_code == 422
    assert sheet(client.post(where, {"reason": "报县政府"}))[1][4] == "张三丰"
    assert Entry.objects.filter(key="personal.revealed").count() == 1


def test_a_unit_has_no_part_in_disputes(office) -> None:
    from gongkai_web.organs.models import Unit
    from gongkai_web.organs.roles import Role
    from tests.platform.publishing.office import person

    case = registered(office)
    made = recorded(office, filing(against="other"), request=case)
    unit = Unit.objects.create(organ=office.organ, name="农业站")
    writer = signed_in(person("writer", "某人", Role.CONTRIBUTOR, office.organ, unit=unit))
    assert writer.get("/office/T1/disputes/").status_code == 404
    assert writer.get(f"/office/T1/disputes/{made.pk}/").status_code == 404
