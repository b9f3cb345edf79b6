"""The yearly review of what was refused (第十八条): the list, each looked at, what may be published begun as a draft."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from gongkai_web.audit.models import Entry
from gongkai_web.publishing.drafting import begin
from gongkai_web.publishing.models import Reassessment, SecrecyReview, Withholding
from gongkai_web.publishing.setting import add_column
from gongkai_web.publishing.withholding import reassess
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import RefusalReview, Request, ToPublish
from gongkai_web.requests.reviewing import refused, review, sheet, tasks, workbook
from tests.platform.mailbox.desk import as_
from tests.platform.publishing.office import NOW, Office, clear, content, hand_in, township
from tests.platform.publishing.office import say as decide_on
from tests.platform.requests.desk import ARRIVED, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return township()


def column_of(office: Office) -> int:
    return add_column(by=office.clerk, organ=office.organ, name="公路养护", top="content").pk


def ended(office: Office, outcome: str, on: date = ARRIVED) -> Request:
    one = registered(office)
    Request.objects.filter(pk=one.pk).update(is_open=False, outcome=outcome, ended_on=on)
    one.refresh_from_db()
    return one


# how it ended · whether 第十八条 asks for it to be looked at
OUTCOMES = [
    ("denied_state_secret", True),
    ("denied_by_law", True),
    ("denied_security", True),
    ("denied_third_party", True),
    ("denied_internal", True),
    ("denied_process", True),
    ("denied_enforcement", True),
    ("partial", True),
    ("granted", False),
    ("denied_inquiry", False),
    ("unable_not_held", False),
    ("refused_repeat", False),
    ("other_misc", False),
]


@pytest.mark.parametrize(("outcome", "asked"), OUTCOMES)
def test_what_is_looked_at(office: Office, outcome: str, asked: bool) -> None:
    one = ended(office, outcome)
    assert list(refused(office.organ, 2026)) == ([one] if asked else [])
    assert not refused(office.organ, 2025).exists()


def say(
    office: Office, one: Request, result: str = "stays", year: int = 2026, reason: str = "仍在讨论"
) -> RefusalReview:
    return review(by=office.clerk, request=one, year=year, result=result, reason=reason, now=NOW)


def test_progress_counts_what_was_looked_at_this_year(office: Office) -> None:
    one, _ = ended(office, "denied_process"), ended(office, "partial")
    say(office, one)
    found = sheet(office.organ, 2026)
    assert (len(found.lines), found.reviewed, found.open) == (2, 1, 1)
    assert sheet(office.organ, 2027).reviewed == 0


def test_it_may_be_said_again_and_the_log_keeps_both(office: Office) -> None:
    one = ended(office, "denied_process")
    say(office, one)
    say(office, one, "publish", reason="已经印发")
    assert RefusalReview.objects.get().result == "publish"
    last = Entry.objects.filter(key="request.refusal_reviewed").order_by("-number").first()
    assert last is not None
    assert '"stays"' in last.data
    assert '"publish"' in last.data


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"result": ""}, "没有选评估的结果"),
        ({"reason": " "}, "没有写理由"),
        ({"year": 2027}, "2027年还没有到"),
        ({"year": 2025}, "不在要评估的里面"),
    ],
)
def test_what_is_not_said_is_asked_for(office: Office, change: dict[str, Any], refusal: str) -> None:
    with pytest.raises(RequestError, match=refusal):
        say(office, ended(office, "denied_process"), **change)
    assert not RefusalReview.objects.exists()


def test_what_is_withheld_of_ones_own_accord_counts_by_its_own_register(office: Office) -> None:
    given = content(title="会议记录", disclosure="withheld", ground="16b", ground_reason="还在讨论")
    item = begin(by=office.clerk, organ=office.organ, now=NOW, **given).item
    hand_in(office, item)
    clear(office, item, conclusion=SecrecyReview.Conclusion.WITHHELD)
    decide_on(office.reviewer, item)
    decide_on(office.head, item)
    (line,) = sheet(office.organ, 2026).lines
    assert (line.title, line.done) == ("会议记录", "")
    reassess(
        by=office.clerk,
        withholding=Withholding.objects.get(),
        result=Reassessment.Result.STAYS,
        reason="仍在讨论",
        now=NOW,
    )
    (line,) = sheet(office.organ, 2026).lines
    assert line.reason == "仍在讨论"
    assert sheet(office.organ, 2026).open == 0


def test_it_stands_in_today_from_november_until_all_is_done(office: Office) -> None:
    one = ended(office, "denied_process")
    assert not list(tasks(office.clerk, date(2026, 10, 31)))
    (task,) = tasks(office.clerk, date(2026, 11, 1))
    assert (task.due, task.detail) == (date(2026, 12, 31), "还有 1 条没有评估，共 1 条")
    say(office, one)
    assert not list(tasks(office.clerk, date(2026, 11, 1)))
    assert not list(tasks(office.reviewer, date(2026, 11, 1)))


def test_from_the_page_to_a_draft_with_a_link_back(office: Office) -> None:
    one = ended(office, "denied_process")
    client = as_(office.clerk)
    assert one.number in client.get("/office/T1/refusals/?year=2026").content.decode()
    given = {"result": "publish", "reason": "文件已经印发"}
    answer = client.post(f"/office/T1/refusals/{one.pk}/?year=2026", given)
    assert answer.headers["Location"] == f"/office/T1/items/new/?request={one.pk}"
    draft = {"request": one.pk, "title": "养护资金明细", "way": "write", "column": column_of(office), "unit": ""}
    assert client.post("/office/T1/items/new/", draft).status_code == 302
    made = ToPublish.objects.get()
    assert (made.request, made.why) == (one, "reviewed")
    assert f"/office/T1/items/{made.item_id}/" in client.get("/office/T1/refusals/?year=2026").content.decode()


def test_the_workbook_says_what_the_page_says(office: Office) -> None:
    one = ended(office, "denied_process")
    ended(office, "partial")
    say(office, one)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(workbook(office.organ, 2026))).get_sheet_by_index(0).to_python()
    assert len(rows) == 3
    assert {row[4] for row in rows[1:]} == {"继续不公开", "没有评估"}
