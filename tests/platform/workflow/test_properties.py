"""Whatever the chain, the people and the order of their acts: what an approved round means, and what a refused one."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai_web.organs.roles import Role
from gongkai_web.workflow.asking import asked, counted, enough, without_people
from gongkai_web.workflow.models import Decision, Round, State, Verdict
from gongkai_web.workflow.staffing import Actor, Seat, Staff
from gongkai_web.workflow.stages import Mode, Stage, from_json, numbered, to_json
from gongkai_web.workflow.standing import StageState, standing
from tests.platform.workflow.bench import NOW

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""On a busy machine an example takes its time; that is no fault of the chain's."""

ROLES = (Role.UNIT_HEAD, Role.CLERK, Role.HEAD, Role.SECRECY_REVIEWER)
PEOPLE = range(1, 6)


@st.composite
def stages(draw: st.DrawFn) -> tuple[Stage, ...]:
    one = st.builds(
        Stage,
        key=st.just(""),
        order=st.integers(1, 3),
        name=st.sampled_from(["审核", "批准", "办理"]),
        roles=st.lists(st.sampled_from(ROLES), min_size=1, max_size=2, unique=True).map(tuple),
        in_unit=st.booleans(),
        mode=st.sampled_from(list(Mode)),
        needed=st.integers(2, 3),
        secrecy=st.booleans(),
        not_drafter=st.booleans(),
    )
    return numbered(draw(st.lists(one, min_size=1, max_size=4)))


@st.composite
def staffs(draw: st.DrawFn) -> Staff:
    numbers = count(1)
    actors = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True)
    seat = st.builds(
        lambda role, unit, ids: Seat(
            next(numbers),
            role,
            unit if role is Role.UNIT_HEAD else None,
            tuple(Actor(one, f"甲{one}", "" if n == 0 else f"甲{ids[0]}") for n, one in enumerate(ids)),
        ),
        st.sampled_from(ROLES),
        st.sampled_from([None, 1, 2]),
        actors,
    )
    return Staff(tuple(draw(st.lists(seat, min_size=1, max_size=8))), draw(st.booleans()))


class Run:
    """A round in memory, driven as the services drive it; no database."""

    def __init__(self, parts: tuple[Stage, ...], staff: Staff, unit_id: int | None, writers: list[int]) -> None:
        self.staff = staff
        self.round = Round(stages=to_json(parts), unit_id=unit_id, writers=writers, started_at=NOW)
        self.made: list[Decision] = []

    def states(self) -> list[StageState]:
        return standing(self.round, self.made, self.staff)

    def act(self, person: int, verdict: Verdict, at: datetime) -> bool:
        """Whether the person was asked."""
        mine = next((one for one in self.states() if one.may(person)), None)
        if mine is None or self.round.state != State.RUNNING:
            return False
        seats = list(mine.asked.seats_of(person))
        self.made.append(Decision(stage=mine.stage.key, by_id=person, seats=seats, verdict=verdict, at=at))
        if verdict is not Verdict.APPROVE:
            self.round.state = State.RETURNED if verdict is Verdict.RETURN else State.REJECTED
            return True
        passed = {one.stage.key: at.isoformat() for one in self.states() if one.open and one.complete}
        self.round.passed = {**self.round.passed, **passed}
        if len(self.round.passed) == len(self.round.parts):
            self.round.state = State.APPROVED
        return True


ACTS = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from([Verdict.APPROVE] * 9 + [Verdict.RETURN])), max_size=40
)
UNITS, WRITERS = st.sampled_from([None, 1, 2]), st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True)


def ran(parts: tuple[Stage, ...], staff: Staff, unit: int | None, writers: list[int], acts: list) -> Run:
    run = Run(parts, staff, unit, writers)
    for number, (person, verdict) in enumerate(acts):
        run.act(person, verdict, NOW + timedelta(minutes=number))
    return run


@unhurried
@given(stages(), staffs(), UNITS, WRITERS, ACTS)
def test_it_is_approved_exactly_when_every_stage_has_its_approvals(parts, staff, unit, writers, acts) -> None:
    run = ran(parts, staff, unit, writers, acts)
    returned = any(one.verdict != Verdict.APPROVE for one in run.made)
    full = all(
        enough(stage, [one.seats for one in run.made if one.stage == stage.key], asked(stage, unit, writers, staff))
        for stage in parts
    )
    assert (run.round.state == State.APPROVED) == (full and not returned)


@unhurried
@given(stages(), staffs(), UNITS, WRITERS, ACTS)
def test_everybody_who_decided_was_entitled_once_and_in_turn(parts, staff, unit, writers, acts) -> None:
    run = ran(parts, staff, unit, writers, acts)
    by_key = {stage.key: stage for stage in parts}
    pairs = [(one.stage, one.by_id) for one in run.made]
    assert len(pairs) == len(set(pairs))
    if not staff.two_people:
        assert len({person for _, person in pairs}) == len(pairs)
    for key, person in pairs:
        stage = by_key[key]
        assert person in asked(stage, unit, writers, staff).people
        assert not (stage.bars_writers and person in writers)
    orders = [by_key[key].order for key, _ in pairs]
    assert orders == sorted(orders)


@unhurried
@given(stages(), staffs(), UNITS, WRITERS)
def test_relaxation_asks_nobody_new_where_somebody_is_appointed(parts, staff, unit, writers) -> None:
    strict = Staff(staff.seats, two_people=False)
    for stage in parts:
        usual = asked(stage, unit, writers, strict)
        with_it = asked(stage, unit, writers, Staff(staff.seats, two_people=True))
        assert with_it.seats == usual.seats if usual.seats else with_it.relaxed


@unhurried
@given(stages(), staffs(), UNITS, WRITERS)
def test_a_chain_with_people_enough_can_be_approved_in_some_order(parts, staff, unit, writers) -> None:
    """Of stages that one person passes: where `without_people` sees nobody missing there is a way, and only there."""
    ones = tuple(Stage(one.key, one.order, one.name, one.roles, one.in_unit, secrecy=one.secrecy) for one in parts)
    chosen = [(one, asked(one, unit, writers, staff)) for one in ones]
    ways = product(*(sorted(now_asked.people) for _, now_asked in chosen))
    possible = any(len(set(way)) == len(way) for way in ways)
    assert (without_people(chosen) is None) == possible


@given(st.lists(st.lists(st.integers(1, 6), max_size=3, unique=True), max_size=5))
def test_approvals_count_as_many_as_can_have_a_seat_of_their_own(approvals: list[list[int]]) -> None:
    def best(rest: list[list[int]], taken: frozenset[int]) -> int:
        if not rest:
            return 0
        return max(
            best(rest[1:], taken), *(1 + best(rest[1:], taken | {one}) for one in rest[0] if one not in taken), 0
        )

    assert counted(approvals) == best(approvals, frozenset())


@unhurried
@given(stages())
def test_stages_come_back_from_the_database_as_they_were(parts) -> None:
    assert from_json(to_json(parts)) == parts
    assert sorted({one.order for one in parts}) == list(range(1, max(one.order for one in parts) + 1))
    assert len({one.key for one in parts}) == len(parts)
