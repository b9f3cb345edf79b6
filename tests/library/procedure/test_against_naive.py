"""Ten thousand random histories: what the library computes is what one gets by walking day by day."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.errors import GongkaiError
from gongkai.procedure import compute, request_from_json
from tests.library.procedure.histories import history
from tests.library.procedure.naive import ImpossibleError, answer

CASES = 10_000


def by_walking(received: str, events: list[dict]) -> dict | str:
    try:
        return answer(received, events)
    except ImpossibleError:
        return "impossible"


def by_library(received: str, events: list[dict]) -> dict | str:
    try:
        clocks = compute(*request_from_json({"received": received, "events": events}))
    except GongkaiError:
        return "impossible"
    late = [caution for caution in clocks.warnings if caution.code == "LATE_CORRECTION_NOTICE"]
    return {
        "due": clocks.due.isoformat() if clocks.due else None,
        "provisional": clocks.provisional,
        "assumed": clocks.assumed,
        "late_replies": sum(caution.code == "LATE_REPLY" for caution in clocks.warnings),
        "late_notice": bool(late),
        "otherwise": late[0].date.isoformat() if late and late[0].date else None,
    }


def test_ten_thousand_random_histories() -> None:
    chance = random.Random(20190515)
    possible = 0
    for _ in range(CASES):
        received, events = history(chance)
        walked = by_walking(received, events)
        assert by_library(received, events) == walked, (received, events)
        possible += walked != "impossible"
    assert possible > CASES / 2, "too few of them say anything"


@settings(max_examples=300)
@given(st.randoms(use_true_random=False))
def test_histories_that_hypothesis_can_make_smaller(chance: random.Random) -> None:
    received, events = history(chance)
    assert by_library(received, events) == by_walking(received, events)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_events_of_different_days_are_given_does_not_matter(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(300):
        received, events = history(chance)
        if len({event["date"] for event in events}) == len(events):
            assert by_library(received, events) == by_library(received, events[::-1])
