"""Taking a catalogue in, and taking a newer version in over it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.catalogue import Period, PeriodKind
from gongkai_web.audit.models import Entry
from gongkai_web.catalogues.errors import CatalogueActError
from gongkai_web.catalogues.models import Catalogue, Row
from gongkai_web.catalogues.services import Choice, assign, place, receive, set_applies, settle_period, take_in
from tests.library.catalogue.making import line, standard, xlsx
from tests.platform.catalogues.bench import ROWS, TODAY, Desk, desk, out, row, taken, workbook
from tests.platform.publishing.office import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Desk:
    return desk()


def test_a_preview_changes_nothing_and_says_what_would_change(at: Desk) -> None:
    preview = receive(by=at.clerk, organ=at.organ, name="目录.xlsx", data=workbook(), now=NOW)
    table = preview.tables[0]
    assert (table.field, table.items, len(table.matching.added)) == ("social_assistance", 5, 5)
    assert not Catalogue.objects.exists()


def test_rows_are_kept_with_everything_printed(at: Desk) -> None:
    catalogue = taken(at)
    assert (catalogue.name, catalogue.field, catalogue.rows.count()) == ("社会救助", "social_assistance", 5)
    kept = row(catalogue, "办事指南")
    assert (kept.first, kept.period_kind, kept.period_number) == ("最低生活保障", "working_days", 10)
    assert kept.channels[0] == ["政府网站", "required"]
    assert kept.levels == ["county", "township"]


def test_a_row_of_another_level_is_kept_and_not_counted(at: Desk) -> None:
    kept = row(taken(at), "支出金额")
    assert not kept.applies
    assert kept.applies_reason


def test_contents_said_line_by_line_are_one_row(at: Desk) -> None:
    data = workbook(line(1, "甲", "乙", "申请材料"), line(1, "甲", "乙", "办理流程"))
    assert row(taken(at, data), "乙").content == "申请材料\n办理流程"


def test_the_report_of_a_version_names_what_was_not_taken_in(at: Desk) -> None:
    catalogue = taken(at, workbook(*ROWS, line("", "", "", "没有名称的一行")))
    version = catalogue.versions.get()
    refused = [note for note in version.notes if note["kind"] == "refused"]
    assert [(note["sheet"], note["row"]) for note in refused] == [("社会救助", 9)]
    assert version.changes["refused"] == 1


def test_a_newer_version_keeps_unit_items_and_decisions(at: Desk) -> None:
    catalogue = taken(at)
    guide, law = row(catalogue, "办事指南"), row(catalogue, "法律法规")
    assign(by=at.clerk, catalogue=catalogue, rows=[guide.pk], unit=at.civil, day=TODAY)
    place(by=at.clerk, item=out(at), row=guide, now=NOW)
    set_applies(by=at.clerk, catalogue=catalogue, rows=[law.pk], applies=False, reason="由县里公开", day=TODAY)
    newer = [line(1, "最低生活保障", "办事指南", "申请材料、流程", "7个工作日内"), *ROWS[:2], ROWS[3]]
    taken(at, workbook(*newer), now=NOW + timedelta(hours=1))
    again = row(catalogue, "办事指南")
    assert (again.pk, again.unit, again.placements.count()) == (guide.pk, at.civil, 1)
    assert (again.period_number, again.content) == (7, "申请材料、流程")
    assert not row(catalogue, "法律法规").applies


def test_a_row_that_is_gone_is_retired_with_what_stands_on_it_and_comes_back(at: Desk) -> None:
    catalogue = taken(at)
    law = row(catalogue, "法律法规")
    place(by=at.clerk, item=out(at), row=law, now=NOW)
    taken(at, workbook(*ROWS[1:]))
    law.refresh_from_db()
    assert law.retired_on == TODAY
    assert law.placements.count() == 1
    taken(at)
    law.refresh_from_db()
    assert law.retired_on is None


def test_a_row_under_another_heading_and_one_with_a_name_alike_are_found_again(at: Desk) -> None:
    catalogue = taken(at)
    law, check = row(catalogue, "法律法规"), row(catalogue, "监督检查")
    newer = [line(1, "政策文件", "法律法规"), line(2, "政策法规文件", "监督检查情况"), *ROWS[2:]]
    taken(at, workbook(*newer))
    law.refresh_from_db()
    check.refresh_from_db()
    assert (law.first, check.second) == ("政策文件", "监督检查情况")
    assert Row.objects.count() == 5


def test_what_somebody_says_is_another_row_is_another_row(at: Desk) -> None:
    catalogue = taken(at)
    check = row(catalogue, "监督检查")
    newer = [ROWS[0], line(2, "政策法规文件", "监督检查情况"), *ROWS[2:]]
    taken(at, workbook(*newer), apart=frozenset({check.pk}))
    check.refresh_from_db()
    assert check.retired_on == TODAY
    assert row(catalogue, "监督检查情况").pk != check.pk


def test_a_period_that_a_person_settled_stays_while_its_text_stays(at: Desk) -> None:
    catalogue = taken(at)
    sums = row(catalogue, "支出金额")
    settle_period(by=at.clerk, row=sums, period=Period(PeriodKind.WORKING_DAYS, 7), day=TODAY)
    taken(at)
    sums.refresh_from_db()
    assert (sums.period_kind, sums.period_number, sums.period_settled) == ("working_days", 7, True)
    taken(at, workbook(*ROWS[:4], line(5, "临时救助", "支出金额", period="每年公开")))
    sums.refresh_from_db()
    assert (sums.period_kind, sums.period_settled) == ("yearly", False)


def test_two_tables_confirmed_as_one_field_are_one_catalogue(at: Desk) -> None:
    data = xlsx(standard("甲", "甲").rows(ROWS[:2]), standard("乙", "乙").rows(ROWS[2:]))
    preview = receive(by=at.clerk, organ=at.organ, name="目录.xlsx", data=data, now=NOW)
    one = Choice("social_assistance", "", TODAY)
    take_in(by=at.clerk, file=preview.file, choices={0: one, 1: one}, now=NOW)
    assert Catalogue.objects.get().rows.count() == 5


def test_an_import_is_in_the_log_without_names_of_files(at: Desk) -> None:
    taken(at)
    entry = Entry.objects.get(key="catalogue.taken_in")
    assert "目录.xlsx" not in entry.data
    assert '"added":5' in entry.data


def test_nobody_else_takes_a_catalogue_in(at: Desk) -> None:
    other = desk("T2", name="青山县赤水乡人民政府")
    for who in (at.office.head, at.civil_clerk, other.clerk):
        with pytest.raises(CatalogueActError):
            receive(by=who, organ=at.organ, name="目录.xlsx", data=workbook(), now=NOW)


def test_a_table_without_a_name_and_an_empty_choice_are_refused(at: Desk) -> None:
    preview = receive(by=at.clerk, organ=at.organ, name="目录.xlsx", data=workbook(), now=NOW)
    for choices in ({}, {0: Choice("", " ", date(2026, 1, 1))}, {9: Choice("health", "", TODAY)}):
        with pytest.raises(CatalogueActError):
            take_in(by=at.clerk, file=preview.file, choices=choices, now=NOW)
