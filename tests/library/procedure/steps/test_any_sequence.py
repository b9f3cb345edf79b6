"""Any sequence of allowed steps leaves the request in a legal state with one row of table three at the end."""

import random
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.procedure import Event, EventType, Role, compute
from gongkai.procedure.steps import (
    NEXT_STEPS,
    History,
    NextStep,
    State,
    options,
    preview,
    reply_options,
    standing,
    unanswered,
)
from gongkai.statute import OUTCOMES

RECEIVED = st.dates(date(2019, 5, 1), date(2026, 3, 1))
ENDED = {State.REPLIED, State.CLOSED, State.DISPUTED, State.ARCHIVED}


def event_of(step: NextStep, history: History, on: date, chance: random.Random) -> Event:
    """The step as a form would send it."""
    assert step.event
    fields: dict = {}
    if step.code == "extend":
        fields = {"days": chance.randrange(1, 16), "approved_by": "某某"}
    elif step.code == "delay":
        later = standing(history, on=on).due or on
        fields = {"until": max(later, on) + timedelta(days=chance.randrange(1, 40)), "reason": "数量大"}
    elif step.code in {"request_correction", "request_reasons"}:
        fields = {"until": on + timedelta(days=chance.randrange(5, 25))}
    elif step.code in {"consult_third_party", "consult_organ"}:
        fields = {"party": chance.choice("甲乙"), "received": on + timedelta(days=chance.randrange(4))}
        if step.code == "consult_organ":
            fields["role"] = chance.choice(list(Role))
    elif step.code.endswith("_opinion"):
        asked = EventType(step.event.value.replace("replied", "consulted"))
        fields = {"party": chance.choice(unanswered(history, asked, step.event))}
    elif step.code == "reply":
        fields = {
            "reply": chance.choice([found.reply.code for found in reply_options(history, on) if not found.refusal])
        }
    elif step.event is EventType.CLOSED:
        fields = {"reply": step.reply}
    return Event(step.event, on, **fields)


def check(history: History, on: date) -> None:
    found = standing(history, on=on)
    assert found.clocks == compute(history.received, history.events)  # type: ignore[arg-type]
    assert (found.state in ENDED) == (found.ended_on is not None)
    ended_before = any(
        event.type in {EventType.REPLIED, EventType.CLOSED, EventType.WITHDRAWN} for event in history.events
    )
    assert (found.outcome in OUTCOMES) if ended_before else (found.outcome is None)


@settings(max_examples=60, deadline=None)
@given(RECEIVED, st.randoms(use_true_random=False))
def test_any_sequence_of_allowed_steps(received: date, chance: random.Random) -> None:
    history, on, outcome = History.of(received), received, None
    for _ in range(9):
        on += timedelta(days=chance.choice((0, 1, 2, 5, 13, 30)))
        allowed = [found.step for found in options(history, on) if found.allowed]
        quiet = [step for step in allowed if step.code not in {"reply", "withdraw", "terminate", "transfer"}]
        step = chance.choice(quiet or allowed) if chance.random() < 0.85 else chance.choice(allowed)
        event = event_of(step, history, on, chance)
        assert preview(history, event).after.clocks
        history = history.plus(event)
        check(history, on)
        assert outcome is None or standing(history).outcome == outcome, "the first row stays"
        outcome = standing(history).outcome
    if standing(history).ended_on is None:
        history = history.plus(event_of(NEXT_STEPS["reply"], history, on, chance))
    assert standing(history).outcome in OUTCOMES
