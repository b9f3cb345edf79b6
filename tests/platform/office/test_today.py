"""今天: one list, the nearest first, in words; empty, it says what to do next."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai_web.frame import tasks
from gongkai_web.organs.models import Organ, Person
from gongkai_web.workflow.due_words import due_words, plain_due_words
from tests.platform.demo import load_office
from tests.platform.office.desk import as_
from tests.platform.pages import text

# The last day, the day on which it is read, and the words. 2026: 国庆 1–7 October, 10 October is worked.
WORDS = [
    (date(2026, 11, 30), date(2026, 11, 20), "还剩 6 个工作日（11月30日到期）"),
    (date(2026, 11, 30), date(2026, 11, 30), "今天到期"),
    (date(2026, 11, 20), date(2026, 11, 24), "已超期 2 个工作日（11月20日到期）"),
    (date(2026, 10, 12), date(2026, 9, 30), "还剩 4 个工作日（10月12日到期）"),
    (date(2027, 1, 6), date(2026, 12, 31), "还剩 3 个工作日（2027年1月6日到期，暂定）"),
]


@pytest.mark.parametrize(("due", "day", "words"), WORDS)
def test_how_long_there_is(due: date, day: date, words: str) -> None:
    assert due_words(due, day) == words


PLAIN_WORDS = [
    (date(2026, 1, 20), date(2026, 11, 22), "已超期 306 天（1月20日到期）"),
    (date(2026, 1, 31), date(2026, 1, 31), "今天到期"),
    (date(2027, 1, 31), date(2026, 12, 31), "还剩 31 天（2027年1月31日到期）"),
]


@pytest.mark.parametrize(("due", "day", "words"), PLAIN_WORDS)
def test_a_day_that_no_holiday_puts_off_is_counted_in_days(due: date, day: date, words: str) -> None:
    assert plain_due_words(due, day) == words


def task(title: str, due: date | None) -> tasks.Task:
    organ = Organ.objects.get(code="DEMO-1")
    return tasks.Task(
        title=title, url="/there/", organ=organ, due=due, overdue=bool(due), kind="待审批", detail="第二步"
    )


@pytest.fixture
def office(db: None) -> None:
    load_office()


def test_the_list_is_in_the_order_of_its_deadlines(office: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def given(person: Person, day: date) -> list[tasks.Task]:
        return [task("甲", None), task("乙", date(2026, 3, 3)), task("丙", date(2026, 3, 2))]

    monkeypatch.setattr(tasks, "_providers", [given])
    page = text(as_("head1").get("/office/"))
    assert page.index("丙") < page.index("乙") < page.index("甲")
    assert "要办 3 件" in page
    assert "已超期" in page
    assert "清源县青石乡人民政府 · 第二步" in page


EMPTY = [
    ("farm1", "起草一条信息"),
    ("farmhead1", "可以看看本机关的事项"),
    ("secrecy1", "保密审查"),
    ("head1", "我的委托"),
    ("county", "打开“目录”"),
]


@pytest.mark.parametrize(("account", "words"), EMPTY)
def test_where_there_is_nothing_to_do_it_says_what_one_could_do(
    office: None, monkeypatch: pytest.MonkeyPatch, account: str, words: str
) -> None:
    monkeypatch.setattr(tasks, "_providers", [])
    page = text(as_(account).get("/office/"))
    assert "现在没有要办的事" in page
    assert words in page


def test_an_account_without_a_post_is_told_whom_to_ask(client, db: None) -> None:
    person = Person.objects.create(account="demo-nobody", full_name="无名", must_change_password=False)
    assert person.pk
    assert "请安全管理员给您任命岗位" in text(as_("nobody").get("/office/"))
