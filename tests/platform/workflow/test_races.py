"""Several people at once, each with their own connection: one decision, one round, one reminder, one chain."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connections

from gongkai_web.organs.roles import Role
from gongkai_web.workflow import subjects
from gongkai_web.workflow.chains import copy_chain, save_chain
from gongkai_web.workflow.errors import WorkflowError
from gongkai_web.workflow.models import Chain, Decision, Reminder, Round, State, Verdict
from gongkai_web.workflow.services import remind, withdraw
from gongkai_web.workflow.stages import Mode, Stage
from tests.platform.workflow.bench import NOW, Bench, act, township

pytestmark = pytest.mark.django_db(transaction=True)

ONE = Stage("head", 1, "乡长批准", (Role.HEAD,))


@pytest.fixture
def crowd(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(subjects, "_handlers", {})
    bench = Bench(township())
    bench.paper(bench.person("王芳", Role.CLERK))
    yield bench


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act gave, or the error it was refused with; all begin together."""
    begin, given = threading.Barrier(len(acts)), []

    def run(one: Callable[[], object]) -> None:
        begin.wait()
        try:
            given.append(one())
        except WorkflowError as error:
            given.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[one]) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return given


def refusals(given: list[object]) -> list[str]:
    return [str(one) for one in given if isinstance(one, WorkflowError)]


def test_of_eight_heads_one_approves_and_seven_are_told(crowd: Bench) -> None:
    heads = [crowd.person(f"乡长{n}", Role.HEAD) for n in range(8)]
    round = crowd.submit(crowd.chain(ONE))
    given = at_once(*(lambda one=one: act(round, one) for one in heads))
    assert len(given) == 8
    assert len(refusals(given)) == 7
    assert Decision.objects.count() == 1
    assert crowd.papers.kept[1].ended == ["approved"]


def test_an_approval_and_a_return_at_once_are_one_end(crowd: Bench) -> None:
    first, second = (crowd.person(name, Role.HEAD) for name in ("甲", "乙"))
    round = crowd.submit(crowd.chain(ONE))
    given = at_once(lambda: act(round, first), lambda: act(round, second, Verdict.RETURN, "日期有误"))
    assert len(refusals(given)) == 1
    assert len(crowd.papers.kept[1].ended) == 1
    round.refresh_from_db()
    assert round.state in (State.APPROVED, State.RETURNED)


def test_all_who_are_needed_at_once_approve_it_once(crowd: Bench) -> None:
    heads = [crowd.person(f"副乡长{n}", Role.DEPUTY_HEAD) for n in range(5)]
    round = crowd.submit(crowd.chain(Stage("all", 1, "传阅", (Role.DEPUTY_HEAD,), mode=Mode.ALL)))
    assert refusals(at_once(*(lambda one=one: act(round, one) for one in heads))) == []
    assert crowd.papers.kept[1].ended == ["approved"]


def test_a_double_click_decides_once(crowd: Bench) -> None:
    head = crowd.person("乡长", Role.HEAD)
    round = crowd.submit(
        crowd.chain(Stage("all", 1, "传阅", (Role.HEAD,), mode=Mode.ALL), Stage("x", 2, "办", (Role.CLERK,)))
    )
    given = at_once(lambda: act(round, head), lambda: act(round, head))
    assert len(refusals(given)) == 1
    assert "已经办理过" in refusals(given)[0]


def test_taking_back_and_approving_at_once_are_one_end(crowd: Bench) -> None:
    head = crowd.person("乡长", Role.HEAD)
    drafter = crowd.papers.kept[1].drafter
    round = crowd.submit(crowd.chain(ONE))
    given = at_once(lambda: act(round, head), lambda: withdraw(by=drafter, round_id=round.pk, now=NOW))
    assert len(refusals(given)) == 1
    assert len(crowd.papers.kept[1].ended) == 1


def test_one_subject_submitted_by_several_at_once_has_one_round(crowd: Bench) -> None:
    crowd.person("乡长", Role.HEAD)
    chain = crowd.chain(ONE)
    given = at_once(*(lambda: crowd.submit(chain) for _ in range(4)))
    assert len(refusals(given)) == 3
    assert Round.objects.count() == 1


def test_one_reminder_a_day(crowd: Bench) -> None:
    crowd.person("乡长", Role.HEAD)
    round = crowd.submit(crowd.chain(ONE))
    drafter = crowd.papers.kept[1].drafter
    soon = NOW + timedelta(minutes=1)
    given = at_once(*(lambda: remind(by=drafter, round_id=round.pk, now=soon) for _ in range(4)))
    assert (len(refusals(given)), Reminder.objects.count()) == (3, 1)


def test_of_two_who_save_a_chain_the_second_is_told(crowd: Bench) -> None:
    heads = [crowd.person(name, Role.HEAD) for name in ("甲", "乙")]
    chain = copy_chain(by=heads[0], organ=crowd.organ, source=Chain.objects.get(code="two_step", organ=None), now=NOW)
    stages = [Stage("s", 1, f"保密{n}", (Role.SECRECY_REVIEWER,), secrecy=True) for n in range(2)]
    given = at_once(
        *(
            lambda by=by, stage=stage: save_chain(by=by, chain=chain, version=1, name="甲乙", stages=[stage], now=NOW)
            for by, stage in zip(heads, stages, strict=True)
        )
    )
    assert len(refusals(given)) == 1
    chain.refresh_from_db()
    assert (chain.version, chain.versions.count()) == (2, 2)


def test_copies_at_once_have_their_own_names_and_codes(crowd: Bench) -> None:
    head = crowd.person("乡长", Role.HEAD)
    source = Chain.objects.get(code="two_step", organ=None)
    at_once(*(lambda: copy_chain(by=head, organ=crowd.organ, source=source, now=NOW) for _ in range(4)))
    own = Chain.objects.filter(organ=crowd.organ)
    assert len({one.code for one in own}) == len({one.name for one in own}) == 4
    assert own.filter(preferred=True).count() == 1
