"""目录覆盖率、空白、及时率: counted by 二级事项, from what is public."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai_web.catalogues.coverage import Fill, Span, coverage_of, coverage_of_organ, total
from gongkai_web.catalogues.selectors import below
from gongkai_web.catalogues.services import note, place, set_applies
from gongkai_web.organs.models import Kind, Level
from gongkai_web.organs.services import found
from gongkai_web.publishing.releasing import recall
from tests.library.catalogue.making import line
from tests.platform.catalogues.bench import TODAY, Desk, desk, out, row, taken, workbook
from tests.platform.publishing.office import NOW, SINCE, draft

pytestmark = pytest.mark.django_db
YEAR = Span.of_year(2026)


@pytest.fixture
def at() -> Desk:
    return desk()


def states(at: Desk, span: Span = YEAR) -> dict[str, str]:
    return {one.row.second: one.fill for one in coverage_of(at.organ.catalogues.all(), span, TODAY)[0].rows}


def test_covered_blank_and_not_counted(at: Desk) -> None:
    catalogue = taken(at)
    place(by=at.clerk, item=out(at), row=row(catalogue, "法律法规"), now=NOW)
    assert states(at) == {
        "法律法规": Fill.COVERED,
        "监督检查": Fill.BLANK,
        "办事指南": Fill.BLANK,
        "审核信息": Fill.BLANK,
        "支出金额": Fill.NOT_COUNTED,
    }
    whole = coverage_of_organ(at.organ, YEAR, TODAY)
    assert (whole.items, whole.covered, whole.blank, whole.share) == (4, 1, 3, 25.0)


def test_a_draft_and_a_recalled_item_cover_nothing(at: Desk) -> None:
    catalogue = taken(at)
    law = row(catalogue, "法律法规")
    place(by=at.clerk, item=draft(at.office), row=law, now=NOW)
    item = out(at)
    place(by=at.clerk, item=item, row=law, now=NOW)
    recall(by=at.clerk, item=item, reason="有误", now=NOW)
    assert states(at)["法律法规"] == Fill.BLANK


def test_what_was_published_in_another_period_is_stale(at: Desk) -> None:
    catalogue = taken(at)
    place(by=at.clerk, item=out(at, date(2026, 3, 2)), row=row(catalogue, "法律法规"), now=NOW)
    assert states(at, Span(date(2026, 7, 1), date(2026, 9, 30)))["法律法规"] == Fill.STALE


def test_rows_of_one_name_are_one_item(at: Desk) -> None:
    rows = [line(1, "甲", "乙", "名单", "7日内"), line(2, "甲", "乙", "标准", "20个工作日内"), line(3, "甲", "丙")]
    catalogue = taken(at, workbook(*rows))
    place(by=at.clerk, item=out(at), row=catalogue.rows.get(content="名单"), now=NOW)
    whole = total(coverage_of([catalogue], YEAR, TODAY))
    assert (whole.items, whole.covered, whole.blank) == (2, 1, 1)


def test_a_row_said_not_to_apply_is_not_counted(at: Desk) -> None:
    catalogue = taken(at)
    set_applies(
        by=at.clerk,
        catalogue=catalogue,
        rows=[row(catalogue, "监督检查").pk],
        applies=False,
        reason="由县里公开",
        day=TODAY,
    )
    assert coverage_of_organ(at.organ, YEAR, TODAY).items == 3


def test_in_time_is_by_the_rows_own_period(at: Desk) -> None:
    catalogue = taken(at)
    guide, law = row(catalogue, "办事指南"), row(catalogue, "法律法规")
    slow = out(at, formed_on=date(2026, 11, 2))
    place(by=at.clerk, item=slow, row=guide, now=NOW)
    place(by=at.clerk, item=slow, row=law, now=NOW)
    whole = coverage_of_organ(at.organ, YEAR, TODAY)
    assert (whole.judged, whole.in_time, whole.timely) == (2, 1, 50.0)


def test_open_and_overdue_duties_are_counted(at: Desk) -> None:
    catalogue = taken(at)
    guide = row(catalogue, "办事指南")
    note(by=at.clerk, row=guide, about="修订", arose_on=TODAY, now=NOW)
    note(by=at.clerk, row=guide, about="修订", arose_on=date(2026, 9, 1), now=NOW)
    whole = coverage_of_organ(at.organ, YEAR, TODAY)
    assert (whole.open, whole.overdue) == (2, 1)


def test_an_organ_without_a_catalogue_has_no_share(at: Desk) -> None:
    assert coverage_of_organ(at.organ, YEAR, TODAY).share is None


def test_from_above_the_worst_comes_first(at: Desk) -> None:
    county = found(by=None, code="C", name="青山县人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, since=SINCE)
    other = desk("T2", name="青山县赤水乡人民政府")
    for one in (at, other):
        one.organ.parent = county
        one.organ.save()
        taken(one)
    place(by=at.clerk, item=out(at), row=row(at.organ.catalogues.get(), "法律法规"), now=NOW)
    assert [one.organ for one in below(county, YEAR, TODAY)] == [other.organ, at.organ]
