"""Registers as a workbook; a ledger taken in row by row, with a report of every refused one; what is erased when."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from gongkai_web.channels.workbooks import to_xlsx
from gongkai_web.requests.importing import read, refused_workbook, take_in
from gongkai_web.requests.models import Request
from gongkai_web.requests.namesakes import ADVICE, other_names
from gongkai_web.requests.registers import workbook
from gongkai_web.requests.retention import erase
from gongkai_web.requests.services.charging import compared
from gongkai_web.requests.stepping import _fields_of
from tests.platform.publishing.office import NOW, Office, township
from tests.platform.requests.desk import TODAY, at, registered, somebody, take_step

pytestmark = pytest.mark.django_db
HEADS = ["编号", "收到日期", "渠道", "申请人", "申请人类别", "申请内容", "答复日期", "办理结果"]


@pytest.fixture
def office() -> Office:
    return township()


def sheets(data: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_registers_mask_persons_unless_named(office) -> None:
    request = registered(office)
    take_step(office, request, "reply", TODAY, reply="R36_4")
    take_step(office, request, "serve", TODAY)
    masked, named = (sheets(workbook(office.organ, 2026, named=named)) for named in (False, True))
    assert list(masked) == ["登记台账", "答复台账", "收费台账", "送达台账"]
    assert masked["登记台账"][1][5] == "张**" and named["登记台账"][1][5] == "张三丰"
    assert masked["答复台账"][1][4:7] == [
        "政府信息不存在",
        "《条例》第三十六条第（四）项",
        "（四）无法提供 1.本机关不掌握相关政府信息",
    ]
    assert masked["收费台账"][1][2:6] == [1, 0, 0, 0] and len(masked["送达台账"]) == 2


def test_one_identity_number_under_two_names_is_seen_before_a_fee(office, client) -> None:
    first = registered(office)
    alone = _fields_of("notify_fee", first)["method"].help_text
    assert other_names(first) == [] and ADVICE not in alone
    second = registered(office, applicant=somebody(name="李 四", phone="", email=""))
    unknown = registered(office, applicant=somebody(name="李四", identity_number="", phone=""))
    assert (other_names(first), other_names(second), other_names(unknown)) == ([second], [first], [])
    who = sheets(workbook(office.organ, 2026, named=False))["收费台账"][1][1]
    assert who == f"张**（{first.number}）、李**（{second.number}）：证件号相同、姓名不同，请核对"
    assert ADVICE in _fields_of("notify_fee", second)["method"].help_text
    assert ADVICE in compared(second, None, TODAY)[0].said
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/office/T1/requests/{second.pk}/").content.decode()
    assert f"这个证件号已登记在另一个姓名下（编号 {first.number}），请核对" in page
    assert "另一个姓名" not in client.get(f"/office/T1/requests/{unknown.pk}/").content.decode()


def ledger(*rows: list) -> bytes:
    return to_xlsx({"台账": [HEADS, *rows]})


def test_a_ledger_is_taken_in_row_by_row_and_each_refused_one_told(office) -> None:
    data = ledger(
        ["老-1", "2026-03-02", "当面", "甲某", "自然人", "道路资金", "2026年3月20日", "予以公开"],
        ["老-2", "2026-03-03", "信函", "乙公司", "商业企业", "审批材料", "2026-03-25", "本机关不掌握相关政府信息"],
        ["老-3", "2026-11-02", "当面", "丙某", "自然人", "低保名单", "", ""],
        ["老-1", "2026-03-02", "当面", "甲某", "自然人", "道路资金", "", ""],
        ["老-5", "三月", "当面", "丁某", "自然人", "某信息", "", ""],
        ["老-6", "2026-03-02", "当面", "戊某", "居民", "某信息", "", ""],
        ["老-7", "2026-03-02", "鸽子", "己某", "自然人", "某信息", "", ""],
        ["老-8", "2026-03-02", "当面", "庚某", "自然人", "某信息", "2026-02-01", "予以公开"],
        ["老-9", "2026-03-02", "当面", "辛某", "自然人", "某信息", "2026-03-05", ""],
    )
    rows = read(data, "台账.xlsx")
    looked = take_in(by=office.clerk, organ=office.organ, rows=rows, dry=True, now=NOW)
    assert (looked.made, Request.objects.count()) == (3, 0)
    report = take_in(by=office.clerk, organ=office.organ, rows=rows, dry=False, now=NOW)
    assert report.made == 3 and [row.number for row, _, _ in report.refused] == [5, 6, 7, 8, 9, 10]
    said = dict(Request.objects.values_list("number", "outcome"))
    assert said == {"老-1": "granted", "老-2": "unable_not_held", "老-3": ""}
    assert Request.objects.get(number="老-3").due == date(2026, 11, 30)
    refused = sheets(refused_workbook(report))["没有导入的行"]
    assert refused[0][-3:] == ["原行号", "问题", "怎么办"] and len(refused) == 7
    again = take_in(by=office.clerk, organ=office.organ, rows=rows, dry=False, now=NOW)
    assert again.made == 0


def test_personal_data_is_erased_ten_years_after_the_end(office) -> None:
    ended, running = registered(office), registered(office)
    take_step(office, ended, "reply", TODAY, reply="R36_2")
    assert erase(at(date(2036, 11, 20))) == {} and erase(at(date(2036, 11, 21))) == {"T1": 1}
    ended.refresh_from_db()
    assert (ended.applicant.name, ended.applicant.identity_key, ended.applicant.masked_name) == ("", "", "（已清除）")
    assert Request.objects.get(pk=running.pk).applicant.name == "张三丰" and ended.outcome == "granted"
