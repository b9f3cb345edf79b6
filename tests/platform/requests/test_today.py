"""今天: a request the office has to go on with is there at once; one that waits for others, when its day is near."""

from datetime import date, timedelta

import pytest

from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.organs.roles import Role
from gongkai_web.requests import tasks as module
from gongkai_web.requests.models import Decision, Planned
from gongkai_web.requests.services import ask_consent, ask_unit
from gongkai_web.requests.tasks import tasks
from tests.platform.publishing.office import Office, person, township
from tests.platform.requests.desk import at, registered, take_step, wanted

pytestmark = pytest.mark.django_db
FRESH = date(2026, 11, 20)
DUE = date(2026, 12, 18)


@pytest.fixture
def office() -> Office:
    return township()


def fresh(office, **more):
    return registered(office, arrived=FRESH, now=at(FRESH), **more)


def shown(office, day: date = FRESH) -> list[tuple[str, str, date | None]]:
    return [(one.kind, one.detail.split("，", 1)[-1], one.due) for one in tasks(office.clerk, day)]


def test_a_new_request_is_there_on_its_first_day(office) -> None:
    fresh(office)
    fresh(office, channel="fax")
    assert shown(office) == [
        ("确认收到", "待确认收到，接下来：确认收到申请", date(2026, 11, 23)),
        ("依申请公开", "办理中，接下来：五问：怎样答复", date(2026, 12, 1)),
    ]


def test_a_decision_without_a_letter_is_there_until_the_letter_is_on_its_way(office) -> None:
    case = fresh(office)
    at_once = {"answers": {"proper": "yes"}, "reply": "R36_2", "by": office.clerk, "at": at(FRESH)}
    decision = Decision.objects.create(request=case, **at_once)
    assert shown(office) == [("依申请公开", "办理中，接下来：五问：补齐证据", DUE)]
    decision.evidence, decision.answers = {"handed_out": "明细表"}, {"fit": "yes", "proper": "yes"}
    decision.save()
    letter = OutgoingLetter.objects.create(organ=office.organ, code="granted", drafted_by=office.clerk, dated=FRESH)
    Planned.objects.create(request=case, step="reply", letter=letter, by=office.clerk, at=at(FRESH))
    rows = {"draft": 1, "returned": 1, "in_review": 0, "approved": 0, "void": 1}
    for state, number in rows.items():
        OutgoingLetter.objects.update(state=state)
        assert len(shown(office)) == number, state
    OutgoingLetter.objects.update(state="in_review")
    near = DUE - module.AHEAD
    assert shown(office, near) == [("依申请公开", "办理中，文书在审核", DUE)]


def test_what_waits_for_the_applicant_is_there_when_its_day_is_near(office) -> None:
    case = fresh(office)
    take_step(office, case, "request_correction", FRESH, now=at(FRESH), until=date(2026, 12, 10))
    assert shown(office) == []
    assert shown(office, date(2026, 12, 4)) == [
        ("依申请公开", "待申请人补正，正等申请人补正，收到了再登记", date(2026, 12, 10))
    ]
    assert shown(office, date(2026, 12, 11))[0][1] == "待申请人补正，期限已过，接下来：逾期不补正，不再处理"
    day = date(2026, 12, 1)
    take_step(office, case, "receive_correction", day, now=at(day))
    assert [one[:2] for one in shown(office, day)] == [("依申请公开", "办理中，接下来：五问：怎样答复")]


def test_a_notice_nobody_recorded_as_received_is_asked_about(office) -> None:
    case = fresh(office)
    take_step(office, case, "request_correction", FRESH, now=at(FRESH))
    assert shown(office) == []
    assert shown(office, FRESH + timedelta(days=7)) == [
        ("依申请公开", "待申请人补正，告知书还没有登记送达，补正的最后一天算不出来", None)
    ]


def test_the_answer_of_a_third_party_brings_it_back(office) -> None:
    case = fresh(office)
    take_step(office, case, "consult_third_party", FRESH, now=at(FRESH), party="第三方1", received=FRESH)
    assert shown(office) == []
    day = date(2026, 11, 24)
    take_step(office, case, "receive_third_party_opinion", day, now=at(day), party="第三方1")
    assert len(shown(office, day)) == 1


def test_what_a_unit_or_the_head_is_asked_is_theirs(office) -> None:
    person("T1.office", "孙主任", Role.DISCLOSURE_HEAD, office.organ)
    one, other = fresh(office), fresh(office, content=wanted(subject="另一件"))
    unit = office.organ.units.create(name="财政所")
    ask_unit(by=office.clerk, request=one, version=1, unit=unit, what="明细", due=date(2026, 12, 1), now=at(FRESH))
    ask_consent(by=office.clerk, request=other, version=1, days=10, reason="档案外借", now=at(FRESH))
    assert shown(office) == []


def test_more_than_the_page_holds_are_counted_not_dropped(office, monkeypatch) -> None:
    monkeypatch.setattr(module, "_MOST", 1)
    fresh(office)
    fresh(office, content=wanted(subject="另一件"))
    titles = [one.title for one in tasks(office.clerk, FRESH)]
    assert titles[1:] == ["还有 1 件在办的申请没有列出，到“依申请公开”里看"]
