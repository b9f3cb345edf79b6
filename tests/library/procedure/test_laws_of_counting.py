"""What must hold for every history (hypothesis)."""

import random
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.errors import GongkaiError
from gongkai.procedure import Clocks, Event, EventType, compute, request_from_json
from tests.library.procedure.histories import history

DAYS = st.dates(date(2019, 6, 1), date(2026, 6, 30))
GAPS = st.integers(0, 40)


def computed(received: str, events: list[dict]) -> Clocks:
    try:
        return compute(*request_from_json({"received": received, "events": events}))
    except GongkaiError:
        assume(False)
        raise


@given(DAYS, DAYS)
def test_who_applies_later_waits_no_shorter(one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert compute(earlier).due <= compute(later).due  # type: ignore[operator]


@given(DAYS, GAPS, GAPS)
def test_a_later_opinion_never_brings_the_deadline_nearer(received: date, sent: int, answered: int) -> None:
    letter = Event(EventType.THIRD_PARTY_CONSULTED, received + timedelta(days=sent))
    soon, late = (
        Event(EventType.THIRD_PARTY_REPLIED, letter.date + timedelta(days=n)) for n in (answered, answered + 3)
    )
    nothing, first, second, silent = (
        compute(received, events).due for events in ([], [letter, soon], [letter, late], [letter])
    )
    assert nothing <= first <= second <= silent  # type: ignore[operator]


@given(st.randoms(use_true_random=False))
def test_replying_and_withdrawing_move_no_deadline(chance: random.Random) -> None:
    received, events = history(chance)
    before = computed(received, events)
    assume(before.reply.ended_on is None)
    last = max([received, *(event["date"] for event in events)])
    for end in ("replied", "withdrawn"):
        assert computed(received, [*events, {"type": end, "date": last}]).due == before.due


@given(st.randoms(use_true_random=False), st.integers(1, 20))
def test_an_extension_adds_no_fewer_days_than_it_says(chance: random.Random, days: int) -> None:
    received, events = history(chance)
    before = computed(received, events)
    last = max([received, *(event["date"] for event in events)])
    after = computed(received, [*events, {"type": "extended", "date": last, "days": days}])
    assume(before.due and after.due and not any(event["type"] == "delayed" for event in events))
    assert after.due > before.due


@given(st.randoms(use_true_random=False))
def test_a_deadline_lies_after_its_start_and_is_explained(chance: random.Random) -> None:
    clocks = computed(*history(chance))
    assume(clocks.due)
    assert clocks.due > clocks.reply.start >= clocks.received
    assert clocks.due in {step.date for step in clocks.steps}
