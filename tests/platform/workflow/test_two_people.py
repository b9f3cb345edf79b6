"""两人办公: a clerk and a leader run everything, what is relaxed shows, and nothing else is relaxed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai_web.audit.models import Entry
from gongkai_web.organs.models import Person, Relaxation
from gongkai_web.organs.roles import Role
from gongkai_web.workflow.errors import NobodyError, NotAskedError
from gongkai_web.workflow.models import Chain, Round, State
from gongkai_web.workflow.selectors import may_decide, progress
from gongkai_web.workflow.stages import Stage
from tests.platform.workflow.bench import MONDAY, Bench, act

UNIT = Stage("unit", 1, "站所负责人提出", (Role.UNIT_HEAD,), in_unit=True)


@pytest.fixture
def clerk(bench: Bench) -> Person:
    return bench.person("周敏", Role.CLERK)


@pytest.fixture
def leader(bench: Bench, clerk: Person) -> Person:
    bench.paper(clerk)
    return bench.person("吴强", Role.HEAD)


def two_step(bench: Bench) -> Round:
    return bench.submit(Chain.objects.get(code="two_step"))


def test_without_the_relaxation_the_short_chain_wants_a_third_person(bench: Bench, leader: Person) -> None:
    with pytest.raises(NobodyError, match="保密审查"):
        two_step(bench)


def test_with_it_the_clerk_and_the_leader_suffice(bench: Bench, clerk: Person, leader: Person) -> None:
    bench.two_people(clerk)
    round = two_step(bench)
    act(round, clerk)
    act(round, leader)
    assert act(round, leader).state == State.APPROVED


def test_what_is_relaxed_shows_beforehand_in_the_decision_and_in_the_log(
    bench: Bench, clerk: Person, leader: Person
) -> None:
    bench.two_people(clerk)
    round = act(two_step(bench), clerk)
    assert [one.relaxed for one in progress(round, MONDAY)] == [False, False, True]
    act(round, leader)
    act(round, leader)
    assert [one.relaxed for one in round.decisions.all()] == [False, False, True]
    assert Entry.objects.filter(key="round.decided", data__contains='"relaxed":true').count() == 1


def test_an_ended_round_says_who_stood_in_and_who_decided_twice(bench: Bench, clerk: Person, leader: Person) -> None:
    """Whatever is appointed or taken back later: the labels are of the day it was decided."""
    bench.two_people(clerk)
    round = act(two_step(bench), clerk)
    act(round, leader, stage="secrecy")
    act(round, leader)
    Relaxation.objects.all().delete()
    bench.person("孙立", Role.SECRECY_REVIEWER)
    made = [(one.stage, one.relaxed, one.stood_in) for one in round.decisions.all()]
    assert made == [("clerk", False, False), ("secrecy", True, True), ("head", True, False)]


def test_the_drafter_still_never_reviews_the_secrecy(bench: Bench, clerk: Person, leader: Person) -> None:
    bench.two_people(clerk)
    bench.papers.kept[1].drafter = leader
    with pytest.raises(NobodyError, match="起草人不能办理"):
        two_step(bench)


def test_where_somebody_is_appointed_nobody_takes_their_place(bench: Bench, clerk: Person, leader: Person) -> None:
    bench.two_people(clerk)
    reviewer = bench.person("孙立", Role.SECRECY_REVIEWER)
    round = two_step(bench)
    act(round, clerk)
    act(round, leader)
    with pytest.raises(NotAskedError):
        act(round, leader)
    assert act(round, reviewer).state == State.APPROVED


def test_the_clerk_takes_the_place_of_a_unit_head_and_of_nobody_else(
    bench: Bench, clerk: Person, leader: Person
) -> None:
    bench.two_people(clerk)
    bench.papers.kept[1].unit = bench.unit("农业站")
    assert may_decide(clerk, bench.submit(bench.chain(UNIT)), MONDAY)
    bench.paper(clerk, 2)
    with pytest.raises(NobodyError, match="分管"):
        bench.submit(bench.chain(Stage("d", 1, "分管审核", (Role.DEPUTY_HEAD,)), name="另一个"), number=2)


def test_where_one_office_does_everything_the_leader_reviews_what_the_clerk_wrote(
    bench: Bench, clerk: Person, leader: Person
) -> None:
    bench.two_people(clerk)
    one = bench.chain(Stage("", 1, "党政办审核", (Role.CLERK, Role.SECRECY_REVIEWER), secrecy=True))
    assert act(bench.submit(one), leader).state == State.APPROVED


def test_it_holds_from_its_day_on(bench: Bench, clerk: Person, leader: Person) -> None:
    bench.two_people(clerk)
    Relaxation.objects.update(since=MONDAY + timedelta(days=1))
    with pytest.raises(NobodyError):
        two_step(bench)
