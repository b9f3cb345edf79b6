"""The scripted requests of the library, taken through the platform: the case, its registers and table three say the same as
the library says of the events alone."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from gongkai.calendar import national_calendar
from gongkai.procedure import Event
from gongkai.procedure.steps import NEXT_STEPS, History, standing
from gongkai.report.forms import outcome_in_full
from gongkai.statute import REPLIES
from gongkai_web.requests.models import Request
from gongkai_web.requests.registers import registration, replies, requests_of, service
from tests.library.procedure.steps.cases import event
from tests.library.procedure.steps.test_twenty_cases import TABLE
from tests.platform.publishing.office import Office, township
from tests.platform.requests.desk import at, registered, take_step, wanted

pytestmark = pytest.mark.django_db
ENDINGS = ("replied", "closed", "withdrawn")


@pytest.fixture
def office() -> Office:
    return township()


def step_of(happened: Event) -> str:
    """The step a clerk takes for it."""
    steps = [one for one in NEXT_STEPS.values() if one.event is happened.type]
    return next(one.code for one in steps if one.reply in (None, happened.reply) or happened.type == "withdrawn")


def played(office: Office, what: str, received: str, events: list[str]) -> Request:
    day = date.fromisoformat(received)
    request = registered(office, arrived=day, content=wanted(subject=what), now=at(day))
    for text in events:
        happened = event(text)
        names = ("party", "role", "days", "approved_by", "until", "reason", "reply", "received")
        given = {name: value for name in names if (value := getattr(happened, name)) is not None}
        take_step(office, request, step_of(happened), happened.date, now=at(happened.date), **given)
    request.refresh_from_db()
    return request


def by_subject(lines: list[list[object]], column: int) -> dict[str, list[dict[str, object]]]:
    """The lines of a register by what is applied for, each with its heads."""
    heads, found = lines[0], {}
    for line in lines[1:]:
        found.setdefault(line[column], []).append(dict(zip(heads, line, strict=True)))
    return found


def test_case_register_and_library_agree(office) -> None:
    made = {what: played(office, what, received, events) for what, received, events, _, _ in TABLE}
    everything = list(requests_of(office.organ, 2026))
    ledger = by_subject(registration(everything, named=False), 7)
    answers, served = by_subject(replies(everything), 1), by_subject(service(everything), 1)
    wrong = []
    for what, received, events, due, row in TABLE:
        history = History.of(date.fromisoformat(received), map(event, events))
        law = standing(history, calendar=national_calendar())
        case, (line,) = made[what], ledger[what]
        said = (case.state, case.outcome, case.due, case.ended_on, case.provisional)
        if said != (law.state.value, law.outcome, law.clocks.due, law.ended_on, law.clocks.provisional):
            wrong.append((what, "the case", said))
        if (row, due) != (case.outcome, case.due.isoformat()):
            wrong.append((what, "the script", case.outcome, case.due))
        told = [line[head] for head in ("办理结果", "办结日期", "答复期限", "收到申请之日", "状态", "暂定")]
        provisional = "暂定" if law.clocks.provisional else ""
        if told != [outcome_in_full(row), law.ended_on.isoformat(), due, received, law.state.label, provisional]:
            wrong.append((what, "the register", told))
        endings = [one for one in map(event, events) if one.type.value in ENDINGS]
        listed = [(one["答复日期"], one["答复种类"]) for one in answers[what]]
        codes = [(one.date.isoformat(), REPLIES[one.reply or "R_WITHDRAW"].name) for one in endings]
        if [day for day, _ in listed] != [day for day, _ in codes] or (endings[0].reply and listed != codes):
            wrong.append((what, "the register of replies", listed))
        if len(served.get(what, [])) != sum(one.type.value == "served" for one in map(event, events)):
            wrong.append((what, "the register of service", served.get(what)))
    assert not wrong
    assert {what: len(lines) for what, lines in ledger.items()} == dict.fromkeys(made, 1)


def test_each_is_counted_once_in_table_three(office) -> None:
    """A reply that was overturned and given again is one 件, in the row of the first reply."""
    for what, received, events, _, _ in TABLE:
        played(office, what, received, events)
    kept = Counter(Request.objects.values_list("outcome", flat=True))
    assert kept == Counter(row for *_, row in TABLE) and kept.total() == len(TABLE) == 22
