"""Whatever is done to a request through the services, in any order: it stays legal, its clocks are those the library counts
from its acts, and in the end it stands in one row of table three. Late records, mending and a new notice included."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from gongkai.calendar import Holiday, Notice, Status, national_calendar
from gongkai.procedure import compute
from gongkai.procedure.receipt import Channel
from gongkai.procedure.steps import State, options, reply_options
from gongkai.report.forms import OUTCOMES
from gongkai_web.channels.workbooks import to_xlsx
from gongkai_web.organs.models import Person
from gongkai_web.requests import services, ticking
from gongkai_web.requests.deriving import history_of
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.importing import read, take_in
from gongkai_web.requests.models import Act, Request
from gongkai_web.requests.recomputing import holding_acts
from gongkai_web.requests.services import Step
from gongkai_web.requests.stepping import perform
from gongkai_web.workflow import deadlines
from tests.platform.publishing.office import Office, township
from tests.platform.requests.desk import at, registered

pytestmark = pytest.mark.django_db
BEGIN = date(2026, 11, 16)
"""So that the reply falls due around the New Year, whose holidays become known on the way."""
ACTS = 12
OTHER_PAGES = {"confirm", "archive"}
SINGLE = {"reply": "reply", "correction_notice": "correction_notice", "correction": "correction", "payment": "payment"}


class Fate:
    """One request and what befalls it; every choice comes from the seed."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office, self.dice, self.day = office, random.Random(seed), BEGIN
        self.taken: Counter[str] = Counter()
        channel = self.dice.choice(["counter", "registered_post", "email"])
        self.request = registered(office, channel=channel, arrived=BEGIN, now=at(BEGIN))

    def goes_on(self) -> None:
        """Some days pass, and the program beside the web server has counted; then one thing is done, or refused."""
        self.day += timedelta(days=self.dice.randint(0, 9))
        ticking.recount(at(self.day))
        self.request.refresh_from_db()
        before = (self.request.version, self.request.acts.count(), self.request.state, self.request.due)
        acts: list[Callable[[], str]] = [self._step] * 8 + [self._late_step, self._mend, self._mend_receipt]
        act = self._confirm if self.request.received_on is None else self.dice.choice(acts)
        try:
            self.taken[act()] += 1
        except RequestError:
            self.taken["refused"] += 1
            self.request.refresh_from_db()
            now = (self.request.version, self.request.acts.count(), self.request.state, self.request.due)
            assert now == before, "a refused act leaves nothing"
        self.request.refresh_from_db()

    @property
    def _common(self) -> dict[str, Any]:
        who: Person = self.office.clerk
        return {"by": who, "request": self.request, "version": self.request.version, "now": at(self.day)}

    def _confirm(self) -> str:
        on = BEGIN + timedelta(days=self.dice.randint(0, (self.day - BEGIN).days))
        services.confirm(**self._common, on=on, how="phone", note="")
        return "confirm"

    def _step(self) -> str:
        return self._take(self.day)

    def _late_step(self) -> str:
        """Recorded only now, as having been done before."""
        return self._take(self.day - timedelta(days=self.dice.randint(1, 20)))

    def _take(self, on: date) -> str:
        calendar, history = deadlines.working_calendar(), history_of(self.request.received_on, self._acts())
        allowed = [one.step.code for one in options(history, on, calendar=calendar) if one.allowed]
        # What ends the request is rarer than what keeps it going.
        ending = {"withdraw", "terminate", "reply"}
        weights = [0 if code in OTHER_PAGES else 1 if code in ending else 4 for code in allowed]
        if not any(weights):
            raise RequestError("nothing may be done", "")
        code = self.dice.choices(allowed, weights)[0]
        if code == "reply":
            replies = [one.reply.code for one in reply_options(history, on, calendar=calendar) if one.refusal is None]
            services.take(**self._common, step=Step(code=code, on=on, fields={"reply": self.dice.choice(replies)}))
        else:
            perform(code, **self._common, given={"on": on, "contact": "", **self._given(code, on)})
        return code

    def _given(self, code: str, on: date) -> dict[str, Any]:
        later = on + timedelta(days=self.dice.randint(5, 30))
        asked = self.request.consultations.filter(answered=None).first()
        given: dict[str, dict[str, Any]] = {
            "request_correction": {"matters": ["content"], "until": later},
            "request_reasons": {"until": later},
            "delay": {"until": later + timedelta(days=40), "reason": "正在核对"},
            "consult_third_party": {"name": "王五", "received": self.dice.choice([None, on])},
            "consult_organ": {"kind": self.dice.choice(["co_maker", "other"]), "name": "县交通局"},
            "extend": {"days": self.dice.randint(1, 20), "approved_by": "钱主任"},
            "notify_fee": {"method": "pages", "pages": 57},
            "record_payment": {"receipt_number": "A1"},
            "terminate": {"reason": "申请人死亡"},
            "serve": {"way": "post", "tracking": "XA1"},
            "open_dispute": {"kind": "reconsideration"},
            "order_reply": {"days": 15},
        }
        opinion = {"consultation": str(asked.pk) if asked else "0", "opinion": "agrees", "reasons": ""}
        return opinion if code.endswith("_opinion") else given.get(code, {})

    def _mend(self) -> str:
        """A step was recorded wrongly: on another day, or not at all."""
        steps = [act for act in self._acts() if act.event]
        if not steps:
            raise RequestError("nothing to mend", "")
        act = self.dice.choice(steps)
        other = self.dice.choice([None, act.on - timedelta(days=self.dice.randint(1, 5))])
        services.void(
            by=self.office.clerk,
            act=act,
            version=self.request.version,
            reason="登记错了",
            instead_on=other,
            now=at(self.day),
        )
        return "mended"

    def _mend_receipt(self) -> str:
        arrived = BEGIN - timedelta(days=self.dice.randint(0, 4))
        given = {"channel": Channel.REGISTERED_POST, "arrived_on": arrived, "confirmed_on": None}
        services.mend_receipt(**self._common, **given, reason="签收日期看错")
        return "receipt mended"

    def _acts(self) -> list[Act]:
        return holding_acts(self.request)


def check(request: Request, day: date, *, before_notice: bool = False) -> None:
    """Against the library, from the acts as they stand in the table. `before_notice`: it was last counted before the
    notice came, which leaves what has ended as it was."""
    request.refresh_from_db()
    state = State(request.state)
    assert request.is_open == state.is_open
    # A reply that is to be given again is still the one that was counted.
    again = state.is_open and request.acts.filter(event="reply_ordered", voiding=None).exists()
    assert (request.outcome in OUTCOMES) == (not state.is_open or again)
    assert state.is_open or request.ended_on is not None
    if request.received_on is None:
        assert (state, request.clocks.count()) == (State.SUBMITTED, 0)
        return
    if before_notice and not state.is_open:
        return
    acts = Act.objects.filter(request=request, voiding=None).exclude(event="").order_by("on", "pk")
    events = [event for act in acts if (event := act.to_event())]
    counted = compute(request.received_on, events, calendar=deadlines.working_calendar())
    assert (request.due, request.provisional, request.assumed) == (counted.due, counted.provisional, counted.assumed)
    kept = {(row.kind, row.start, row.due, row.ended_on) for row in request.clocks.all()}
    for kind, name in SINGLE.items():
        clock = getattr(counted, name)
        assert clock is None or (kind, clock.start, clock.due, clock.ended_on) in kept, kind
    opinions = [("third_party", one) for one in counted.third_party] + [("organ", one) for one in counted.organ]
    assert {(kind, one.start, one.due, one.ended_on) for kind, one in opinions} <= kept
    assert request.ended_on is None or request.ended_on <= day


def in_one_row() -> None:
    """All that ended, counted by row, are all that ended."""
    ended = Request.objects.filter(is_open=False)
    rows = Counter(ended.values_list("outcome", flat=True))
    assert sum(rows[outcome] for outcome in OUTCOMES) == ended.count()


def known_new_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """The notice of an invented year: 元旦 takes a week."""
    days = tuple(date(2027, 1, day) for day in range(1, 9))
    notice = Notice(year=2027, status=Status.OFFICIAL, holidays=(Holiday("元旦", days),), worked=(), number="测试号")
    calendar = national_calendar().with_notice(notice)
    monkeypatch.setattr(deadlines, "office_calendar", lambda: calendar)


@pytest.mark.parametrize("seed", range(12))
def test_any_sequence_of_steps_leaves_the_request_legal(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    fate = Fate(township(), seed)
    ticking.recount(at(BEGIN))
    version = 0
    notice_after = fate.dice.randint(2, ACTS - 2)
    for place in range(ACTS):
        if place == notice_after:
            known_new_year(monkeypatch)
            ticking.recount(at(fate.day))
            version = fate.request.version
            check(fate.request, fate.day, before_notice=True)
        fate.goes_on()
        check(fate.request, fate.day, before_notice=fate.request.version == version)
    in_one_row()
    # The dice did something: a sequence of refusals alone would show nothing.
    assert sum(fate.taken.values()) - fate.taken["refused"] >= 3, fate.taken


def test_what_an_old_ledger_brings_stands_in_one_row_too() -> None:
    office, dice = township(), random.Random(7)
    heads = ["编号", "收到日期", "渠道", "申请人", "申请人类别", "申请内容", "答复日期", "办理结果"]
    results = ["予以公开", "部分公开", "重复申请", "本机关不掌握相关政府信息", "逾期不补正", ""]
    lines: list[list[Any]] = [heads]
    for number in range(40):
        arrived = date(2026, 1, 5) + timedelta(days=7 * number)
        result = dice.choice(results)
        replied = (arrived + timedelta(days=dice.randint(0, 45))).isoformat() if result else ""
        lines.append([f"老-{number}", arrived.isoformat(), "当面", "甲某", "自然人", f"第{number}项", replied, result])
    now = at(date(2026, 12, 31))
    take_in(by=office.clerk, organ=office.organ, rows=read(to_xlsx({"台账": lines}), "台账.xlsx"), dry=False, now=now)
    taken = Request.objects.filter(number__startswith="老-")
    assert taken.count() >= 30
    for one in taken:
        check(one, now.date())
    in_one_row()
