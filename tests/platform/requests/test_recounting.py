"""A new notice of holidays: open requests are counted anew, and whom it concerns is told."""

from datetime import date

import pytest

from gongkai.calendar import Holiday, Notice, Status, national_calendar
from gongkai_web.audit.models import Entry
from gongkai_web.requests import recomputing, ticking
from gongkai_web.requests.models import Clock, Recount, RecountLine, Request
from gongkai_web.requests.tasks import tasks
from tests.platform.publishing.office import Office, township
from tests.platform.requests.desk import at, registered, take_step

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 15)


@pytest.fixture
def office() -> Office:
    return township()


def notice() -> Notice:
    """Of an invented year: 元旦 takes a week."""
    days = tuple(date(2027, 1, day) for day in range(1, 9))
    return Notice(year=2027, status=Status.OFFICIAL, holidays=(Holiday("元旦", days),), worked=(), number="测试号")


def test_a_notice_recomputes_open_requests_and_tells(office, monkeypatch) -> None:
    late = registered(office, arrived=date(2026, 12, 14), now=at(DAY))
    early = registered(office, arrived=date(2026, 11, 30), now=at(DAY))
    ended = registered(office, arrived=date(2026, 12, 14), now=at(DAY))
    take_step(office, ended, "reply", DAY, now=at(DAY), reply="R36_2")
    before = {one.pk: one.due for one in Request.objects.all()}
    assert ticking.recount(at(DAY)) == 0 and not RecountLine.objects.exists()
    calendar = national_calendar().with_notice(notice())
    for module in (ticking, recomputing):
        monkeypatch.setattr(module, "working_calendar", lambda: calendar)
    assert ticking.recount(at(DAY)) == 1
    late.refresh_from_db(), early.refresh_from_db(), ended.refresh_from_db()
    line = RecountLine.objects.get()
    assert (line.request, line.before, line.after) == (late, before[late.pk], late.due)
    assert late.due > before[late.pk] and (line.was_provisional, line.is_provisional) == (True, False)
    assert (early.due, ended.due) == (before[early.pk], before[ended.pk])
    assert Entry.objects.filter(key="request.recounted").count() == 1
    assert [task.kind for task in tasks(office.clerk, DAY)].count("期限变了") == 1
    assert ticking.recount(at(DAY)) == 0 and Recount.objects.count() == 2


def test_what_passed_by_itself_is_counted_the_next_day(office) -> None:
    request = registered(office, now=at(date(2026, 11, 4)), arrived=date(2026, 11, 2))
    assert request.next_what == "correction_notice"
    ticking.recount(at(date(2026, 11, 4)))
    assert ticking.recount(at(date(2026, 11, 12))) == 1
    request.refresh_from_db()
    assert (request.next_what, request.next_on) == ("reply", date(2026, 11, 30))


def test_a_silent_third_party_is_waited_for_no_longer(office) -> None:
    request = registered(office, now=at(date(2026, 11, 4)))
    take_step(office, request, "consult_third_party", date(2026, 11, 3), now=at(date(2026, 11, 4)), party="第三方1")
    ticking.recount(at(date(2026, 11, 4)))
    assert request.state == "consulting"
    ticking.recount(at(date(2026, 11, 25)))
    request.refresh_from_db()
    assert (request.state, request.due) == ("in_hand", date(2026, 12, 21))


def test_many_are_counted_in_few_queries(office, django_assert_max_num_queries) -> None:
    for _ in range(5):
        registered(office)
    with django_assert_max_num_queries(12):
        assert recomputing.recompute_open(DAY).requests == 5


def test_what_is_written_for_many_is_what_an_act_writes(office) -> None:
    for step in ("extend", "request_correction", "consult_third_party"):
        given = {"extend": {"days": 20, "approved_by": "钱主任"}, "consult_third_party": {"party": "第三方1"}}
        request = registered(office, arrived=date(2026, 12, 1), now=at(DAY))
        take_step(office, request, step, date(2026, 12, 3), now=at(DAY), **given.get(step, {}))
    registered(office, arrived=date(2026, 12, 2), now=at(DAY))
    recomputing.recompute_open(DAY)
    columns = ("pk", *recomputing.COLUMNS)
    clocks = ("request", "kind", "party", "start", "due", "ended_on")
    written = list(Request.objects.values_list(*columns)), set(Clock.objects.values_list(*clocks))
    Clock.objects.all().delete()
    Request.objects.update(state="in_hand", due=None, next_on=None, next_what="", provisional=False, state_since=None)
    assert len(recomputing.recompute_open(DAY).changed) == 4
    assert (list(Request.objects.values_list(*columns)), set(Clock.objects.values_list(*clocks))) == written
    assert recomputing.recompute_open(DAY).changed == []


def test_who_acted_while_all_are_counted_keeps_what_they_wrote(office, monkeypatch) -> None:
    request = registered(office, arrived=date(2026, 12, 1), now=at(DAY))
    Request.objects.update(due=None)
    write = recomputing._write

    def after_somebody(changed) -> None:
        take_step(office, Request.objects.get(), "withdraw", date(2026, 12, 14), now=at(DAY))
        write(changed)

    monkeypatch.setattr(recomputing, "_write", after_somebody)
    recomputing.recompute_open(DAY)
    request.refresh_from_db()
    assert (request.state, request.is_open, request.ended_on) == ("closed", False, date(2026, 12, 14))
