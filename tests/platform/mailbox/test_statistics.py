"""The numbers of the mailbox, from rows a clerk could check by hand."""

from __future__ import annotations

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from gongkai_web.mailbox import statistics
from gongkai_web.mailbox.kinds import Kind, State
from gongkai_web.mailbox.models import Letter
from gongkai_web.mailbox.statistics import Numbers
from gongkai_web.mailbox.workbook import HEADS, workbook
from gongkai_web.organs.models import Organ
from tests.platform.mailbox.desk import as_, desk
from tests.platform.publishing.office import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
D = date

#        类型            收到            到期            办结            结果             评价
ROWS = (
    (Kind.CONSULT, D(2025, 12, 30), D(2026, 1, 8), D(2026, 1, 8), State.ANSWERED, 5),  # 跨年，最后一天答复，6 个工作日
    (Kind.CONSULT, D(2026, 1, 12), D(2026, 1, 19), D(2026, 1, 20), State.ANSWERED, 2),  # 超期一天，6 个工作日
    (Kind.HELP, D(2026, 1, 12), D(2026, 1, 21), D(2026, 1, 12), State.ANSWERED, None),  # 当天答复，0 个工作日
    (Kind.HELP, D(2026, 1, 13), D(2026, 1, 22), D(2026, 1, 14), State.DIVERTED, None),
    (Kind.REPORT, D(2026, 11, 2), D(2026, 11, 10), None, State.IN_HAND, None),  # 没有办结，已经超期
    (Kind.OTHER, D(2026, 11, 19), D(2026, 11, 30), None, State.RECEIVED, None),
    (Kind.OTHER, D(2026, 11, 19), D(2026, 11, 30), D(2026, 11, 20), State.DECLINED, None),
    (Kind.SUGGEST, D(2026, 11, 19), None, D(2026, 11, 20), State.ANSWERED, 3),  # 到期日不能确定，1 个工作日
)


def kept(organ: Organ) -> None:
    for number, (kind, received, due, closed, state, rating) in enumerate(ROWS, 1):
        Letter.objects.create(
            organ=organ,
            number=f"T1-{number}",
            year=received.year,
            kind=kind,
            channel="form",
            title="信",
            text="信",
            received_at=NOW,
            received_on=received,
            accept_days=1,
            reply_days=5,
            due=due,
            closed_on=closed,
            state=state,
            rating=rating,
        )


def test_a_year() -> None:
    organ = desk().organ
    kept(organ)
    assert statistics.year(organ, 2026, TODAY) == Numbers(
        received=7,
        answered=4,
        on_time=2,
        late=1,
        undetermined=1,
        diverted=1,
        declined=1,
        converted=0,
        pending=2,
        overdue=1,
        working_days=13,
        counted=4,
        rated=3,
        satisfied=2,
        published=0,
    )
    assert statistics.year(organ, 2026, TODAY).average == 3.25


def test_a_letter_over_the_new_year_is_received_in_one_and_answered_in_the_next() -> None:
    organ = desk().organ
    kept(organ)
    before = statistics.year(organ, 2025, TODAY)
    assert (before.received, before.answered, before.pending, before.average) == (1, 0, 1, None)


def test_months_and_types_add_up_to_the_year() -> None:
    organ = desk().organ
    kept(organ)
    whole = statistics.year(organ, 2026, TODAY)
    months = dict(statistics.by_month(organ, 2026, TODAY))
    kinds = dict(statistics.by_kind(organ, D(2026, 1, 1), TODAY))
    assert list(months) == list(range(1, 12))
    for name in ("received", "answered", "on_time", "late", "diverted", "declined", "working_days", "rated"):
        assert sum(getattr(one, name) for one in months.values()) == getattr(whole, name), name
        assert sum(getattr(one, name) for one in kinds.values()) == getattr(whole, name), name
    assert (months[1].received, months[1].answered, months[1].pending) == (3, 3, 0)
    assert months[2] == Numbers()
    assert kinds[Kind.HELP].average == 0


def test_the_workbook_says_the_same_and_leaves_an_unknown_average_blank() -> None:
    at = desk()
    kept(at.organ)
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(at.organ, 2026, TODAY)))
    months = book.get_sheet_by_name("各月").to_python()
    assert months[0] == ["月份", *HEADS]
    assert months[1][:6] == ["1月", 3.0, 3.0, 2.0, 1.0, 4.0]
    assert months[2][:6] == ["2月", 0.0, 0.0, 0.0, 0.0, ""]
    assert months[-1][:6] == ["全年", 7.0, 4.0, 2.0, 1.0, 3.3]


def test_the_page_and_the_file() -> None:
    at = desk()
    client = as_(at.clerk)
    assert "平均答复时间" in client.get("/office/T1/mailbox/numbers/?year=2026").content.decode()
    assert client.get("/office/T1/mailbox/numbers.xlsx").content.startswith(b"PK")
    assert as_(at.roads_clerk).get("/office/T1/mailbox/numbers/").status_code == 404
