"""汇总: whose copy counts, what each number opens into, what is counted once, what is taken over, who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gongkai.report import AnnualReport, CellState
from gongkai.report.rollup import cells_of_request
from gongkai_web.annual import keeping
from gongkai_web.annual.building import built
from gongkai_web.annual.errors import ChangedError
from gongkai_web.annual.models import Report
from gongkai_web.audit.models import Entry
from gongkai_web.campaign import judging, opening
from gongkai_web.campaign.errors import CampaignError
from gongkai_web.campaign.models import Campaign
from gongkai_web.campaign.sums import joining, offering, years
from gongkai_web.campaign.sums.models import JointMatter
from gongkai_web.campaign.sums.parts import Counts
from gongkai_web.campaign.sums.totals import Totals, totals, typed_reports, unlike
from gongkai_web.campaign.sums.years import Column
from gongkai_web.organs.roles import Role
from gongkai_web.organs.services import appoint
from tests.platform.campaign.county import (
    NEW,
    NOW,
    County,
    campaign,
    county,
    filing_of,
    lock_of,
    report_text,
    signed,
    submitted,
)
from tests.platform.publishing.office import SINCE

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> County:
    return county(3)


def filed(made: County, collected: Campaign, number: int, *, accept: bool = True, **cells: int):
    """The copy of one township with these cells, accepted or not."""
    office = made.offices[number]
    signed(office, report_text(office, **cells))
    filing = filing_of(collected, office)
    copy = submitted(office, filing)
    if accept:
        judging.accept(by=made.supervisor, submission=copy, lock=lock_of(filing), words="", now=NOW)
    return copy


def summed(collected: Campaign, counts: Counts = Counts.ACCEPTED) -> Totals:
    return totals(collected, counts, NOW)


def test_only_accepted_copies_count_unless_asked_otherwise(made: County) -> None:
    collected = campaign(made)
    filed(made, collected, 0, new=3)
    filed(made, collected, 1, new=4, accept=False)
    found = summed(collected)
    assert found.sums.cells[NEW].value == 3
    assert {part.name[-7:]: part.missing for part in found.sums.missing} == {
        "第2乡人民政府": "已报送，还没有接受",
        "第3乡人民政府": "没有报送",
    }
    assert summed(collected, Counts.SUBMITTED).sums.cells[NEW].value == 7
    assert "2 个机关没有计入" in str([one.message for one in found.findings])


def test_a_returned_copy_never_counts_and_the_one_accepted_before_it_does(made: County) -> None:
    collected = campaign(made)
    copy = filed(made, collected, 0, new=3, accept=False)
    filing = copy.filing
    judging.open_(by=made.supervisor, submission=copy, now=NOW)
    day = NOW.date() + timedelta(days=3)
    judging.return_(by=made.supervisor, submission=copy, lock=lock_of(filing), words="请改", answer_by=day, now=NOW)
    found = summed(collected, Counts.SUBMITTED)
    assert found.sums.cells[NEW].value == 0, "the government's own records"
    assert found.sums.missing[0].missing == "已退回，还没有改好再报"


def test_the_government_is_compared_and_not_added_and_its_own_records_are_a_part(made: County) -> None:
    collected = campaign(made)
    filed(made, collected, 0, new=3)
    found = summed(collected)
    assert found.gathered.organ == made.organ and found.gathered.government.filing.organ == made.organ
    first = found.sums.cells[NEW].shares[0]
    assert (first.part.code, first.value) == ("own", 0)
    licensing = found.sums.cells["proactive.licensing"]
    assert licensing.shares[0].blank and licensing.value == 0, "nobody has filled in the government's ledger"
    assert found.sums.report.cell("proactive.rules.issued").state is CellState.NUMBER


def test_who_is_excused_is_neither_counted_nor_missing(made: County) -> None:
    collected = campaign(made)
    filing = filing_of(collected, made.offices[2])
    opening.excuse(by=made.supervisor, filing=filing, lock=filing.lock, reason="并入邻乡", now=NOW)
    found = summed(collected)
    assert len(found.sums.missing) == 2 and len(found.gathered.excused) == 1


def test_a_joint_request_is_counted_once_until_that_is_undone(made: County) -> None:
    collected = campaign(made)
    for number in (0, 1):
        filed(made, collected, number, new=1)
    given = {
        "by": made.supervisor,
        "campaign": collected,
        "cells": cells_of_request("new", "carried_out", "natural_person"),
        "filings": [filing_of(collected, made.offices[number]) for number in (0, 1)],
        "count": 1,
        "reason": "同一申请人同一内容，两乡共同办理",
        "now": NOW,
    }
    matter = joining.join(**given)
    assert summed(collected).sums.cells[NEW].value == 1
    assert [one.rule for one in summed(collected).findings if one.rule in ("ROLLUP-JOINT", "ROLLUP-PART")] == []
    joining.undo(by=made.supervisor, matter=matter, now=NOW)
    assert summed(collected).sums.cells[NEW].value == 2
    assert JointMatter.objects.get().undone_by == made.supervisor
    keys = list(Entry.objects.filter(key__startswith="campaign.joi").values_list("key", flat=True))
    assert keys == ["campaign.joined", "campaign.joint_undone"]
    for wrong in (
        {"cells": ()},
        {"cells": ("requests.gone.total",)},
        {"filings": given["filings"][:1]},
        {"count": 0},
        {"reason": " "},
        {"by": made.offices[0].clerk},
    ):
        with pytest.raises(CampaignError):
            joining.join(**given | wrong)


def test_a_joint_matter_whose_organ_is_excused_later_takes_nothing(made: County) -> None:
    collected = campaign(made)
    filed(made, collected, 0, new=1)
    filings = [filing_of(collected, made.offices[number]) for number in (0, 1)]
    given = {"by": made.supervisor, "campaign": collected, "cells": (NEW,), "count": 1, "reason": "一件", "now": NOW}
    joining.join(filings=filings, **given)
    assert summed(collected).sums.cells[NEW].value == 1, "the second does not count it"
    filing = filings[1]
    filing.refresh_from_db()
    opening.excuse(by=made.supervisor, filing=filing, lock=filing.lock, reason="撤销", now=NOW)
    assert summed(collected).sums.cells[NEW].value == 1


def test_the_sums_become_the_governments_report_and_each_keeps_its_source(made: County) -> None:
    collected = campaign(made)
    filed(made, collected, 0, new=3)
    filed(made, collected, 1, new=4)
    row = keeping.begin(by=made.head, organ=made.organ, year=collected.year, now=NOW)
    keeping.change_cell(
        by=made.head, report=row, path="proactive.licensing", typed="9", reason="手工", seen="", now=NOW
    )
    row.refresh_from_db()
    found = summed(collected)
    number = offering.use(by=made.head, made=found, lock=row.lock, now=NOW)
    row.refresh_from_db()
    after = built(row, NOW)
    assert number > 100 and after.report.value(NEW) == 7 and after.report.value("proactive.licensing") == 9
    change = after.changes[NEW]
    assert change.computed == "0" and change.reason.startswith("汇总：2026年1月20日 09:30 的数，计入 3 个机关，缺 1 个")
    assert change.origin == reverse("campaign_sums_cell", args=["C", collected.pk, NEW]) + "?counts=accepted"
    told = [one for one in after.report.findings if one.rule == "ANNUAL-TAKEN"]
    assert {one.severity.value for one in told} == {"info"} and len(told) < 10, "only where the sum is another number"
    assert unlike(found, typed_reports(found, NOW)["annual"].report)[0].path == "proactive.licensing"
    assert summed(collected).sums.cells[NEW].value == 7, "what was put there is not added again"


def test_taking_over_again_changes_only_what_changed_and_can_be_undone(made: County) -> None:
    from gongkai_web.annual import taking

    collected = campaign(made)
    filed(made, collected, 0, new=3)
    row = keeping.begin(by=made.head, organ=made.organ, year=collected.year, now=NOW)
    offering.use(by=made.head, made=summed(collected), lock=row.lock, now=NOW)
    row.refresh_from_db()
    assert offering.use(by=made.head, made=summed(collected), lock=row.lock, now=NOW) == 0
    assert not offering.outdated(summed(collected))
    filed(made, collected, 1, new=4)
    assert NEW in {one.path for one in offering.outdated(summed(collected))}
    row.refresh_from_db()
    with pytest.raises(ChangedError):
        offering.use(by=made.head, made=summed(collected), lock=row.lock - 1, now=NOW)
    assert taking.give_back(by=made.head, report=row, lock=row.lock, now=NOW) > 100
    row.refresh_from_db()
    assert built(row, NOW).report.value(NEW) == 0 and built(row, NOW).changes == {}


def test_without_a_report_to_put_them_into_the_sums_stay_where_they_are(made: County) -> None:
    collected = campaign(made)
    filed(made, collected, 0, new=3)
    with pytest.raises(CampaignError, match="还没有开始编制"):
        offering.use(by=made.head, made=summed(collected), lock=0, now=NOW)
    assert not Report.objects.filter(organ=made.organ).exists()


def test_as_many_queries_for_three_as_for_one(made: County, django_assert_max_num_queries) -> None:
    collected = campaign(made)
    for number in range(3):
        filed(made, collected, number, new=number)
    with django_assert_max_num_queries(45):
        assert summed(collected).sums.cells[NEW].value == 3


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def collected(made: County) -> Campaign:
    found = campaign(made)
    filed(made, found, 0, new=3)
    filed(made, found, 1, new=4)
    return found


def test_the_page_names_who_is_missing_and_every_cell_opens(made: County, collected: Campaign) -> None:
    client = browser(made.supervisor)
    page = client.get(reverse("campaign_sums", args=["C", collected.pk])).content.decode()
    cell = reverse("campaign_sums_cell", args=["C", collected.pk, NEW])
    assert (
        "缺 1 个，汇总数不是全数" in page
        and "青山县第3乡人民政府：没有报送" in page
        and f"{cell}?counts=accepted" in page
    )
    opened = client.get(cell).content.decode()
    assert "青山县第1乡人民政府" in opened and "42.9%" in opened and "57.1%" in opened
    assert "记录归它自己看" in opened, "a supervisor does not work in the township"
    assert client.get(reverse("campaign_sums_cell", args=["C", collected.pk, "requests.gone.total"])).status_code == 404


def test_whoever_works_in_both_goes_on_to_the_records(made: County, collected: Campaign) -> None:
    appoint(by=None, person=made.head, role=Role.CLERK, organ=made.offices[0].organ, since=SINCE)
    page = browser(made.head).get(reverse("campaign_sums_cell", args=["C", collected.pk, NEW])).content.decode()
    assert reverse("annual_cell", args=["T1", collected.year, NEW]) in page
    assert reverse("annual_cell", args=["T2", collected.year, NEW]) not in page


def test_the_workbook_has_a_column_for_each_organ(made: County, collected: Campaign) -> None:
    answer = browser(made.supervisor).get(reverse("campaign_sums_workbook", args=["C", collected.pk]))
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = book.get_sheet_by_name("各机关").to_python()
    line = next(row for row in rows if row[1] == "本年新收政府信息公开申请数量" and row[2] == "总计")
    assert rows[0][5:] == ["青山县人民政府（本身）", "青山县第1乡人民政府", "青山县第2乡人民政府"]
    assert line[3] == 7 and line[5:] == [0, 3, 4]


def test_a_file_is_compared_and_not_kept(made: County, collected: Campaign) -> None:
    from dataclasses import replace

    from django.core.files.uploadedfile import SimpleUploadedFile

    from gongkai.report import dumps

    report = replace(report_text(new=8), agency="青山县人民政府")
    file = SimpleUploadedFile("county.json", dumps(report).encode())
    address = reverse("campaign_sums_compare", args=["C", collected.pk])
    page = browser(made.supervisor).post(address, {"file": file}).content.decode()
    assert "county.json" in page and "不能断定" in page
    bad = SimpleUploadedFile("x.json", b"{}")
    answer = browser(made.supervisor).post(address, {"file": bad})
    assert answer.status_code == 422 and "notice--error" in answer.content.decode()


def test_a_joint_matter_is_entered_and_undone_on_its_page(made: County, collected: Campaign) -> None:
    client, address = browser(made.supervisor), reverse("campaign_sums_joint", args=["C", collected.pk])
    organs = [filing_of(collected, office).pk for office in made.offices[:2]]
    asked = {"kind": "request", "entered": "new", "outcome": "carried_out", "applicant": "natural_person", "count": 1}
    answer = client.post(address, asked | {"organs": organs[:1], "reason": "一件"})
    assert answer.status_code == 422 and "至少选两个机关" in answer.content.decode()
    assert client.post(address, asked | {"organs": organs, "reason": "一件"}).status_code == 302
    assert summed(collected).sums.cells[NEW].value == 6
    assert "一件" in client.get(address).content.decode()
    client.post(reverse("campaign_joint_undo", args=["C", JointMatter.objects.get().pk]))
    assert summed(collected).sums.cells[NEW].value == 7


def test_the_years_stand_side_by_side_over_both_forms(made: County, collected: Campaign) -> None:
    from gongkai.report import FORM_2019, AnnualReport, Cell, dumps
    from gongkai_web.annual.models import Earlier

    tables = {path: Cell.number(Decimal(1) if path in FORM_2019.money else 2) for path in FORM_2019.paths}
    old = AnnualReport("青山县人民政府", 2020, "2019", "标题", tables=tables)
    given = {"by": made.head, "at": NOW, "confirmed_by": made.head, "confirmed_at": NOW}
    Earlier.objects.create(organ=made.organ, year=2020, content=dumps(old), name="2020.docx", **given)
    page = browser(made.supervisor).get(reverse("campaign_years", args=["C"])).content.decode()
    assert "2020年" in page and "汇总 3 个机关，缺 1 个" in page
    row = page.split('<th scope="row">表二“行政许可”</th>')[1].split("</tr>")[0]
    assert "2" in row and "—" not in row.split("</td>")[0]


def test_taking_over_is_offered_to_who_keeps_the_governments_report(made: County, collected: Campaign) -> None:
    row = keeping.begin(by=made.head, organ=made.organ, year=collected.year, now=NOW)
    address = reverse("campaign_sums_use", args=["C", collected.pk])
    assert browser(made.supervisor).post(address, {"lock": row.lock}).status_code == 404
    client = browser(made.head)
    assert "放进本级政府的年报" in client.get(reverse("campaign_sums", args=["C", collected.pk])).content.decode()
    assert client.post(address, {"lock": row.lock}).status_code == 302
    assert client.post(address, {"lock": row.lock}).status_code == 409, "the page is old by now"
    row.refresh_from_db()
    assert client.post(address, {"lock": row.lock, "give_back": "1"}).status_code == 302
    row.refresh_from_db()
    assert not row.changes.filter(undone_at=None).exists()


def test_missing_organs_are_cut_at_whole_names() -> None:
    names = [f"青山县第{number}局" for number in range(1, 40)]
    said = offering._listed(names)
    assert said.endswith("等 39 个") and len(said) < 170
    assert all(one in names for one in said.removesuffix("等 39 个").split("、"))
    assert offering._listed(names[:2]) == "青山县第1局、青山县第2局"


def test_sums_of_other_organs_are_said_not_to_compare() -> None:
    report = AnnualReport(agency="青山县", year=2025, format="2021")
    newest = Column(2025, "", report, sums=object(), organs=frozenset("ab"))  # type: ignore[arg-type]
    older = replace(newest, year=2024, organs=frozenset("bcd"))
    assert years._unlike(older, newest) == "口径不同：比2025年多 2 个、少 1 个机关"
    assert years._unlike(newest, newest) == "" == years._unlike(replace(older, sums=None), newest)
