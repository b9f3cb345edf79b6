"""Whoever decides last is told before what their approval brings about; whoever gets a text back is told why, on top."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from gongkai_web.organs.models import Person
from gongkai_web.publishing.drafting import open_revision, save
from gongkai_web.publishing.models import Item, Practice
from gongkai_web.workflow.models import Round, Verdict
from gongkai_web.workflow.selectors import outcome_for
from tests.platform.pages import text
from tests.platform.publishing.browsing import as_, at
from tests.platform.publishing.making import STATES
from tests.platform.publishing.office import NOW, Office, clear, draft, hand_in, say, township

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 12, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def office() -> Office:
    return township()


def before_the_head(office: Office, **content: Any) -> Item:
    item = draft(office, **content)
    hand_in(office, item)
    clear(office, item)
    say(office.reviewer, item)
    return item


def told(person: Person, item: Item) -> tuple[str, str]:
    """The button and what is said of it."""
    outcome = outcome_for(person, Round.objects.get(subject_id=item.pk, state="running"), NOW.date())
    return (outcome.button, outcome.said) if outcome else ("", "")


@pytest.mark.parametrize(
    ("at_once", "content", "button", "said"),
    [
        (False, {}, "", "由经办人发布"),
        (True, {}, "同意并发布", "马上对外发布"),
        (True, {}, "同意并发布", "“通知公告和公示”栏目"),
        (True, {"release_at": LATER}, "", "到2026年12月1日 09:00自动发布"),
        (True, {"disclosure": "withheld", "ground": "16a", "ground_reason": "内部事务"}, "", "不对外显示"),
    ],
)
def test_what_the_last_approval_brings_about_is_said_before_it(
    office: Office, at_once: bool, content: dict[str, Any], button: str, said: str
) -> None:
    Practice.objects.create(organ=office.organ, release_at_once=at_once)
    found = told(office.head, before_the_head(office, **content))
    assert found[0] == button
    assert said in found[1]


def test_whoever_is_not_the_last_is_told_nothing_of_the_kind(office: Office) -> None:
    Practice.objects.create(organ=office.organ, release_at_once=True)
    item = draft(office)
    hand_in(office, item)
    assert told(office.reviewer, item) == ("", "")
    assert told(office.head, item) == ("", "")


def test_the_button_of_the_last_one_says_that_it_publishes_and_so_it_does(office: Office) -> None:
    Practice.objects.create(organ=office.organ, release_at_once=True)
    item = before_the_head(office)
    page = text(as_(office.head).get(at(item)))
    assert ">同意并发布<" in page
    assert ">同意<" not in page
    round = Round.objects.get(subject_id=item.pk)
    given = {"digest": round.digest, "stage": "head", "verdict": "approve"}
    answer = as_(office.head).post(f"/office/T1/rounds/{round.pk}/decide/", given, follow=True)
    assert "这条信息已经发布" in text(answer)
    item.refresh_from_db()
    assert item.public == "published"


def test_a_reviewer_returns_it_with_the_opinion_alone(office: Office) -> None:
    item = draft(office)
    hand_in(office, item)
    page = text(as_(office.reviewer).get(at(item)))
    assert 'value="return"' in page
    assert 'value="approve"' not in page
    say(office.reviewer, item, Verdict.RETURN, "第二段写明了病情，请删去。")
    assert open_revision(item).state == "returned"  # type: ignore[union-attr]


def test_why_it_came_back_stands_above_the_text_and_the_next_step_is_to_change_it(office: Office) -> None:
    item = STATES["returned"](office).item
    page = text(as_(office.clerk).get(at(item)))
    top = page.split("信息的说明")[0]
    assert "李保，2026年11月20日 09:30" in top
    assert "请补充。" in top
    assert 'class="button" href="{}"'.format(at(item, "edit/")) in page
    assert ">重新提交审核<" in page
    assert "请补充。" in text(as_(office.clerk).get(at(item, "edit/")))


def test_once_it_is_changed_the_next_step_is_to_hand_it_in_again(office: Office) -> None:
    item = STATES["returned"](office).item
    lock = open_revision(item).lock  # type: ignore[union-attr]
    save(by=office.clerk, item=item, lock=lock, now=NOW + timedelta(hours=1), title="改过的名称")
    page = text(as_(office.clerk).get(at(item)))
    assert 'class="button" href="{}"'.format(at(item, "submit/")) in page
