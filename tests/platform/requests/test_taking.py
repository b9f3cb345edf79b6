"""Steps of a request received on 2026-11-02, due 2026-11-30; today is 2026-11-20."""

from datetime import date

import pytest

from gongkai_web.audit.models import Entry
from gongkai_web.requests.errors import ChangedError, RequestError
from gongkai_web.requests.models import Request
from gongkai_web.requests.services import Step, preview_of, take, void
from tests.platform.publishing.office import NOW, Office, township
from tests.platform.requests.desk import registered, take_step

pytestmark = pytest.mark.django_db
N = lambda day: date(2026, 11, day)  # noqa: E731


@pytest.fixture
def office() -> Office:
    return township()


@pytest.fixture
def request_(office) -> Request:
    return registered(office)


def running(request: Request) -> dict[str, date | None]:
    return {clock.kind: clock.due for clock in request.clocks.filter(ended_on=None)}


def test_a_notice_to_correct_lets_the_applicant_s_period_run(office, request_) -> None:
    take_step(office, request_, "request_correction", N(4), until=N(18), letter_number="白公开补〔2026〕1号")
    assert (request_.state, request_.next_what, request_.next_on) == ("correcting", "correction", N(18))
    assert running(request_) == {"reply": N(30), "correction": N(18)}
    assert request_.acts.last().letter_number == "白公开补〔2026〕1号"


def test_a_reply_ends_it_in_one_row(office, request_) -> None:
    take_step(office, request_, "reply", N(19), reply="R36_4")
    assert (request_.state, request_.outcome, request_.ended_on) == ("replied", "unable_not_held", N(19))
    assert (request_.is_open, request_.next_on, running(request_)) == (False, None, {})


def test_a_refused_step_says_why_and_leaves_nothing(office, request_) -> None:
    with pytest.raises(RequestError, match="没有告知补正"):
        take_step(office, request_, "receive_correction", N(19))
    with pytest.raises(RequestError, match="先告知补正"):
        take_step(office, request_, "reply", N(19), reply="R30b")
    assert request_.acts.count() == 1


def test_a_step_of_tomorrow_is_not_recorded_today(office, request_) -> None:
    with pytest.raises(RequestError, match="还没有到"):
        take_step(office, request_, "reply", N(23), reply="R36_2")


def test_what_is_recorded_late_is_counted_by_its_day(office, request_) -> None:
    take_step(office, request_, "reply", N(19), reply="R36_2")
    take_step(office, request_, "extend", N(16), days=10, approved_by="钱主任")
    assert (request_.state, request_.due) == ("replied", date(2026, 12, 14))


def test_a_wrongly_dated_act_is_voided_and_all_counted_anew(office, request_) -> None:
    take_step(office, request_, "request_correction", N(4), until=N(18))
    act = take_step(office, request_, "receive_correction", N(17))
    assert request_.due == date(2026, 12, 15)
    void(by=office.clerk, act=act, version=request_.version, reason="签收日期看错", instead_on=N(11), now=NOW)
    request_.refresh_from_db()
    assert request_.due == date(2026, 12, 9)
    assert [one.voiding.instead.on for one in request_.acts.exclude(voiding=None)] == [N(11)]
    assert '"instead_on": "2026-11-11"' in Entry.objects.get(key="request.act_voided").data.replace('":"', '": "')


def test_an_act_on_which_others_rest_is_not_voided(office, request_) -> None:
    act = take_step(office, request_, "notify_fee", N(4))
    take_step(office, request_, "record_payment", N(10))
    with pytest.raises(RequestError, match="没有收费通知"):
        void(by=office.clerk, act=act, version=request_.version, reason="错", now=NOW)
    request_.refresh_from_db()
    assert not request_.acts.exclude(voiding=None).exists()


def test_two_clerks_the_second_is_told(office, request_) -> None:
    take_step(office, request_, "extend", N(16), days=5, approved_by="钱主任")
    step = Step(code="reply", on=N(19), fields={"reply": "R36_2"})
    with pytest.raises(ChangedError):
        take(by=office.clerk, request=request_, version=1, step=step, now=NOW)


def test_the_consequence_is_known_before_it_is_taken(office, request_) -> None:
    found = preview_of(request_, Step(code="extend", on=N(19), fields={"days": 10}))
    assert [change.text for change in found.changes] == ["答复期限由2026年11月30日变为2026年12月14日"]
    assert request_.acts.count() == 1


def test_every_act_is_in_the_log_with_what_it_changed(office, request_) -> None:
    take_step(office, request_, "extend", N(16), days=10, approved_by="钱主任")
    entry = Entry.objects.get(key="request.extend")
    assert '"due":"2026-11-30"' in entry.data and '"due":"2026-12-14"' in entry.data
