"""Signing: the numbers stand from submission on, the portal shows what was signed to the byte, a correction is a version."""

import json
from collections.abc import Iterator
from datetime import date
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from gongkai.report import Severity, loads
from gongkai_web.annual import keeping, signing
from gongkai_web.annual.building import built, predecessor
from gongkai_web.annual.comparing import side_by_side
from gongkai_web.annual.errors import AnnualError
from gongkai_web.annual.models import Report
from gongkai_web.annual.standing import Standing, current, standing_of
from gongkai_web.annual.tasks import tasks
from gongkai_web.audit.models import Entry
from gongkai_web.files.services import content
from gongkai_web.organs.roles import Role
from gongkai_web.publishing import drafting
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.findings import checked
from gongkai_web.publishing.models import ColumnChain, Item
from gongkai_web.publishing.releasing import recall, release
from gongkai_web.publishing.reviewing import submit
from gongkai_web.workflow.models import Chain, Verdict
from gongkai_web.workflow.stages import Stage, to_json
from tests.platform.annual.desk import YEAR, all_figures, figure, report
from tests.platform.mailbox.desk import as_
from tests.platform.publishing.office import NOW, Office, approve, say, township
from tests.platform.requests.desk import registered

pytestmark = pytest.mark.django_db
NEW = "requests.new.total"


@pytest.fixture
def office() -> Office:
    return township()


def whole(office: Office, year: int = YEAR, signed_on: date = date(2026, 11, 20)) -> Report:
    """A report of which nothing is left to fill in."""
    row = report(office, year)
    all_figures(office, year, licensing=3)
    texts = {
        "opening": "根据《中华人民共和国政府信息公开条例》规定编制本报告。统计期限为{年度}年1月1日至12月31日。",
        "overall": "（一）主动公开。公开{本平台公开}条。（二）依申请公开。全年新收政府信息公开申请{新收}件。"
        "（三）政府信息管理。（四）政府信息公开平台建设。（五）监督保障。工作考核、社会评议、责任追究均已开展。",
        "problems": "主要问题：公开不够及时。改进情况：每月核对一次目录，逾期的逐项补发。",
        "other": "本年收取信息处理费{信息处理费}元。",
    }
    return keeping.write(by=office.clerk, report=row, lock=row.lock, texts=texts, signed_on=signed_on, now=NOW)


def handed_in(office: Office, **other) -> Report:
    row = whole(office, **other)
    return signing.hand_in(by=office.clerk, report=row, lock=row.lock, now=NOW, explanation="已核对")


def fresh(row: Report) -> Report:
    return Report.objects.select_related("organ", "revision", "item", "saved_by").get(pk=row.pk)


def publish(office: Office, row: Report) -> Report:
    item = approve(office, fresh(row).item)
    release(by=office.clerk, item=item, now=NOW)
    return fresh(row)


def test_the_numbers_stand_from_submission_on(office) -> None:
    registered(office)
    row = fresh(handed_in(office))
    assert standing_of(row) is Standing.IN_REVIEW
    registered(office)
    made = built(row, NOW)
    assert made.is_frozen and made.report.value(NEW) == 1
    for act in (
        lambda: figure(office),
        lambda: keeping.change_cell(by=office.clerk, report=row, path=NEW, typed="9", reason="x", seen="1", now=NOW),
        lambda: signing.hand_in(by=office.clerk, report=row, lock=row.lock, now=NOW),
    ):
        with pytest.raises(AnnualError, match="送签或者公布"):
            act()


def test_nothing_is_signed_with_a_gap(office) -> None:
    row = report(office)
    with pytest.raises(AnnualError, match="还差"):
        signing.hand_in(by=office.clerk, report=row, lock=row.lock, now=NOW, explanation="x")
    row.refresh_from_db()
    assert row.frozen == "" and not Item.objects.exists()


def test_an_error_is_explained_or_mended(office) -> None:
    registered(office)
    row = whole(office)
    keeping.change_cell(by=office.clerk, report=row, path=NEW, typed="2", reason="纸质", seen="1", now=NOW)
    row.refresh_from_db()
    with pytest.raises(AnnualError, match="处错误"):
        signing.hand_in(by=office.clerk, report=row, lock=row.lock, now=NOW)
    row.refresh_from_db()
    signing.hand_in(by=office.clerk, report=row, lock=row.lock, now=NOW, explanation="系原系统数据")
    assert fresh(row).explanation == "系原系统数据"


def test_whoever_saw_an_older_text_looks_again(office) -> None:
    row = whole(office)
    with pytest.raises(AnnualError, match="又改动过"):
        signing.hand_in(by=office.clerk, report=row, lock=row.lock - 1, now=NOW)


def test_only_the_disclosure_office_hands_in(office) -> None:
    row = whole(office)
    with pytest.raises(AnnualError, match="岗位"):
        signing.hand_in(by=office.head, report=row, lock=row.lock, now=NOW)


def test_sent_back_it_follows_the_records_again_and_goes_into_the_same_item(office) -> None:
    registered(office)
    row = fresh(handed_in(office))
    first = row.revision.digest
    say(office.reviewer, row.item, Verdict.RETURN, "数不对")
    row = fresh(row)
    assert standing_of(row) is Standing.RETURNED
    registered(office)
    assert built(row, NOW).report.value(NEW) == 2
    again = fresh(signing.hand_in(by=office.clerk, report=row, lock=row.lock, now=NOW, explanation="已核对"))
    assert again.item_id == row.item_id and again.revision.digest != first
    assert again.revision.attachments.count() == 4 and built(again, NOW).report.value(NEW) == 2


def test_what_is_published_is_what_was_signed(office) -> None:
    registered(office)
    row = publish(office, handed_in(office))
    assert standing_of(row) is Standing.PUBLISHED and row.item.column.code == "reports"
    page = unescape(Client().get(f"/open/items/{row.item.pk}/").content.decode())
    assert "全年新收政府信息公开申请1件" in page and 'colspan="7"' in page and "{新收}" not in page
    attached = {one.file.kind: one.file for one in row.revision.attachments.select_related("file")}
    assert set(attached) == {"docx", "pdf", "xlsx", "json"}
    assert loads(content(attached["json"])).tables == loads(row.frozen).tables
    assert b"pdfaid" in content(attached["pdf"])
    listed = Client().get("/open/T1/reports/").content.decode()
    assert f"{YEAR}年政府信息公开工作年度报告" in listed


def test_what_was_found_in_the_office_is_not_published(office) -> None:
    """Neither the findings nor what the check before publication would ask about: the files are of our own making."""
    registered(office)
    row = whole(office)
    keeping.change_cell(by=office.clerk, report=row, path=NEW, typed="2", reason="纸质", seen="1", now=NOW)
    row.refresh_from_db()
    said = [one.message for one in built(row, NOW).report.findings]
    assert any("纸质" in one for one in said)
    row = fresh(signing.hand_in(by=office.clerk, report=row, lock=row.lock, now=NOW, explanation="已核对"))
    attached = {one.file.kind: content(one.file) for one in row.revision.attachments.select_related("file")}
    for kind, data in attached.items():
        words = "".join(_parts(data))
        assert not [one for one in (*said, "检查结果") if one in words], kind
    with ZipFile(BytesIO(attached["xlsx"])) as book:
        assert not [name for name in book.namelist() if "omment" in name]
    assert loads(attached["json"]).findings == []
    assert [one.finding.message for one in checked(row.revision, NOW.date()) if one.file] == []


def _parts(data: bytes) -> Iterator[str]:
    if not data.startswith(b"PK"):
        yield data.decode(errors="replace")
        return
    with ZipFile(BytesIO(data)) as package:
        yield from (unescape(package.read(name).decode(errors="replace")) for name in package.namelist())


def test_nobody_changes_it_beside_the_report(office) -> None:
    row = fresh(handed_in(office))
    say(office.reviewer, row.item, Verdict.RETURN, "再看")
    item = fresh(row).item
    revision = drafting.open_revision(item)
    for act in (
        lambda: drafting.save(by=office.clerk, item=item, lock=revision.lock, now=NOW, body="<p>9</p>"),
        lambda: submit(by=office.clerk, item=item, chain=office.chain, lock=revision.lock, now=NOW),
        lambda: drafting.discard(by=office.clerk, item=item, now=NOW),
    ):
        with pytest.raises(PublishingError, match="年报"):
            act()


def test_a_correction_is_a_further_version(office) -> None:
    registered(office)
    first = publish(office, handed_in(office))
    registered(office)
    with pytest.raises(AnnualError, match="更正说明"):
        signing.begin_correction(by=office.clerk, report=first, note=" ", now=NOW)
    second = signing.begin_correction(by=office.clerk, report=first, note="漏计一件", now=NOW)
    assert (second.number, standing_of(fresh(second))) == (2, Standing.DRAFT)
    assert "申请1件" in Client().get(f"/open/items/{first.item.pk}/").content.decode()
    assert predecessor(office.organ, YEAR + 1).value(NEW) == 1
    texts = {name: getattr(second, name) for name in keeping.TEXTS}
    second = keeping.write(
        by=office.clerk,
        report=second,
        lock=0,
        texts=texts,
        signed_on=date(2026, 11, 20),
        correction_note="漏计一件",
        now=NOW,
    )
    signing.hand_in(by=office.clerk, report=second, lock=second.lock, now=NOW, explanation="已核对")
    second = publish(office, second)
    assert standing_of(second) is Standing.PUBLISHED and standing_of(fresh(first)) is Standing.REPLACED
    assert second.item_id == first.item_id and current(office.organ, YEAR).number == 2
    page = Client().get(f"/open/items/{first.item.pk}/").content.decode()
    assert "更正说明：漏计一件" in page and "申请2件" in page
    assert predecessor(office.organ, YEAR + 1).value(NEW) == 2
    with pytest.raises(AnnualError, match="最新一版"):
        signing.begin_correction(by=office.clerk, report=fresh(first), note="再改", now=NOW)


def test_a_recalled_report_says_so(office) -> None:
    row = publish(office, handed_in(office))
    recall(by=office.clerk, item=row.item, reason="附件错了", now=NOW)
    assert standing_of(fresh(row)) is Standing.RECALLED


def test_the_year_after_is_compared_with_what_was_signed(office) -> None:
    """Last year's 结转下年 is this year's 上年结转, or a finding says so."""
    registered(office, arrived=date(2025, 12, 30))
    row = publish(office, handed_in(office, year=2025))
    assert loads(row.frozen).value("requests.carried_out.total") == 1
    made = built(report(office, 2026), NOW)
    assert made.previous is not None and made.report.value("requests.carried_in.total") == 1
    assert not [one for one in made.report.findings if one.rule == "T3-CARRY"]
    registered(office, arrived=date(2025, 12, 30))
    made = built(current(office.organ, 2026), NOW)
    assert [one for one in made.report.findings if one.rule == "T3-CARRY"]
    found = side_by_side(office.organ)
    assert found.years == (2025,)


def test_the_pages_of_signing(office) -> None:
    row, client = whole(office), as_(office.clerk)
    page = client.get(f"/office/T1/annual/{YEAR}/").content.decode()
    assert "hand-in/" in page
    answer = client.post(f"/office/T1/annual/{YEAR}/hand-in/", {"lock": row.lock, "explanation": "已核对"})
    assert answer.status_code == 302
    page = client.get(f"/office/T1/annual/{YEAR}/").content.decode()
    assert "审签中" in page and "hand-in/" not in page
    row = publish(office, row)
    page = client.get(f"/office/T1/annual/{YEAR}/").content.decode()
    assert "已公布" in page and f"/open/items/{row.item.pk}/" in page
    assert client.post(f"/office/T1/annual/{YEAR}/correct/", {"note": ""}).status_code == 422
    assert client.post(f"/office/T1/annual/{YEAR}/correct/", {"note": "漏计"}).status_code == 302
    assert "第 2 版" in client.get("/office/T1/annual/").content.decode()
    assert json.loads(client.get(f"/office/T1/annual/{YEAR}/facts.json").content)["year"] == YEAR
    assert f"{YEAR}年" in client.get("/office/T1/annual/compare/").content.decode()


def test_a_chain_that_begins_in_a_unit_is_among_what_is_missing(office) -> None:
    """No unit proposes an annual report: the page says so, and where another chain is chosen."""
    row, client, where = whole(office), as_(office.clerk), f"/office/T1/annual/{YEAR}/"
    stages = [Stage("unit", 1, "站所负责人提出", (Role.UNIT_HEAD,), in_unit=True)]
    chain = Chain.objects.create(organ=office.organ, code="of-unit", name="站所提出", stages=to_json(stages))
    ColumnChain.objects.create(organ=office.organ, column=signing.column(), chain=chain)
    page = client.get(where).content.decode()
    assert "送签以前还差 1 件事" in page and "没有提出的站所（科室）" in page and "hand-in/" not in page
    assert 'href="/office/T1/columns/chains/"' in page
    assert client.post(f"{where}hand-in/", {"lock": row.lock, "explanation": "已核对"}).status_code == 422
    ColumnChain.objects.all().delete()
    assert "hand-in/" in client.get(where).content.decode()


def test_a_correction_that_was_not_handed_in_can_be_given_up(office) -> None:
    first, client, where = publish(office, handed_in(office)), as_(office.clerk), f"/office/T1/annual/{YEAR}/"
    with pytest.raises(AnnualError, match="送签或者公布"):
        signing.give_up_correction(by=office.clerk, report=first, lock=first.lock, now=NOW)
    second = signing.begin_correction(by=office.clerk, report=first, note="漏计一件", now=NOW)
    after = date(YEAR + 1, 2, 1)
    assert [one.kind for one in tasks(office.clerk, after)] == ["更正待送签"] and not list(tasks(office.head, after))
    assert "放弃这次更正" in client.get(where).content.decode()
    with pytest.raises(AnnualError, match="又改动过"):
        signing.give_up_correction(by=office.clerk, report=second, lock=second.lock + 1, now=NOW)
    assert client.post(f"{where}correct/give-up/", {"lock": second.lock}).status_code == 302
    assert current(office.organ, YEAR).pk == first.pk and standing_of(fresh(first)) is Standing.PUBLISHED
    assert not list(tasks(office.clerk, after))
    assert "漏计一件" in Entry.objects.get(key="annual.correction_given_up").data
    assert "放弃这次更正" not in client.get(where).content.decode()
    third = signing.begin_correction(by=office.clerk, report=fresh(first), note="再来", now=NOW)
    texts = {name: getattr(third, name) for name in keeping.TEXTS}
    on = date(2026, 11, 20)
    given = {"texts": texts, "signed_on": on, "correction_note": "再来"}
    third = keeping.write(by=office.clerk, report=third, lock=0, now=NOW, **given)
    third = signing.hand_in(by=office.clerk, report=third, lock=third.lock, now=NOW, explanation="已核对")
    say(office.reviewer, fresh(third).item, Verdict.RETURN, "数不对")
    third = fresh(third)
    with pytest.raises(AnnualError, match="不能放弃"):
        signing.give_up_correction(by=office.clerk, report=third, lock=third.lock, now=NOW)


def test_a_persons_number_is_doubted_while_the_text_is_written_and_before_it_is_sent(office) -> None:
    row, client, where = whole(office), as_(office.clerk), f"/office/T1/annual/{YEAR}/"
    assert "个人的号码" not in client.get(where).content.decode()
    said = "联系人张三，手机13800001234。身份证号码110101199003078515。"
    texts = {name: getattr(row, name) for name in keeping.TEXTS} | {"other": said}
    row = keeping.write(by=office.clerk, report=row, lock=row.lock, texts=texts, signed_on=date(2026, 11, 20), now=NOW)
    found = [one for one in built(row, NOW).report.findings if one.rule == "ANNUAL-PRIVATE"]
    assert {(one.severity, one.section) for one in found} == {(Severity.WARNING, "6")} and len(found) == 2
    for page in (client.get(where).content.decode(), client.get(f"{where}text/").content.decode()):
        assert "有 2 处疑点：文字里有个人的号码" in page and "第六部分第 1 行" in page
