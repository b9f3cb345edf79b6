"""What apps give to the frame: tasks in the order of their deadlines, sections and cards for those who may open them."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai_web.frame import sections, settings_cards, tasks
from gongkai_web.organs.models import Organ, Person

DAY = date(2026, 6, 1)
TOWN, WANG = Organ(code="X1"), Person(account="wang", full_name="王芳")


def task(title: str, due: date | None) -> tasks.Task:
    return tasks.Task(title=title, url="/", organ=TOWN, due=due, overdue=False, kind="待办")


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "_providers", [])
    monkeypatch.setattr(sections, "_sections", {})
    monkeypatch.setattr(settings_cards, "_cards", {})


def test_the_nearest_deadline_comes_first_whoever_knows_of_it() -> None:
    tasks.register(lambda person, day: [task("第二", date(2026, 6, 9)), task("没有期限", None)])
    tasks.register(lambda person, day: [task("第一", date(2026, 6, 2))])
    assert [one.title for one in tasks.tasks_of(WANG, DAY)] == ["第一", "第二", "没有期限"]


def test_a_provider_that_is_registered_twice_is_asked_once() -> None:
    def provider(person: Person, day: date) -> list[tasks.Task]:
        return [task("一件", None)]

    assert tasks.register(tasks.register(provider)) is provider
    assert len(tasks.tasks_of(WANG, DAY)) == 1


def test_sections_stand_in_their_order_and_only_those_one_may_open() -> None:
    for key, order, shown in (("settings", 90, True), ("items", 10, True), ("log", 95, False)):
        sections.register(sections.Section(key, key, "people", order, lambda p, o, d, shown=shown: shown))
    found = sections.sections_of(WANG, TOWN, DAY)
    assert [one.key for one in found] == ["items", "settings"]
    assert found[0].url(TOWN) == "/office/X1/people/"


def test_a_card_says_what_is_set_now() -> None:
    settings_cards.register(
        settings_cards.Card("units", "站所", "", "people", 1, lambda organ, day: f"{organ.code} 三个")
    )
    [card] = settings_cards.cards_of(WANG, TOWN, DAY)
    assert card.now(TOWN, DAY) == "X1 三个"
