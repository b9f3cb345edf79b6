"""The one step at the head of a request's page, by its state and what may be done."""

from __future__ import annotations

import pytest

from gongkai.procedure.steps import State
from gongkai_web.requests.leading import GUIDE, lead_of

ROWS = (
    # state, what may be done, a reply chosen, how much is lacking, the step at the head
    (State.SUBMITTED, {"confirm"}, False, 0, "confirm"),
    (State.IN_HAND, {"reply", "extend"}, False, 1, GUIDE),
    (State.IN_HAND, {"reply", "extend"}, True, 2, GUIDE),
    (State.IN_HAND, {"reply", "extend"}, True, 0, "reply"),
    (State.REPLYING_AGAIN, {"reply"}, True, 0, "reply"),
    (State.CORRECTING, {"receive_correction", "reply"}, False, 1, "receive_correction"),
    (State.CORRECTING, {"receive_correction", "close_uncorrected"}, False, 1, "close_uncorrected"),
    (State.EXPLAINING, {"receive_reasons", "reply"}, True, 0, "receive_reasons"),
    (State.PAYING, {"record_payment"}, False, 1, "record_payment"),
    (State.PAYING, {"record_payment", "close_unpaid"}, False, 1, "close_unpaid"),
    (State.CONSULTING, {"receive_third_party_opinion"}, False, 1, "receive_third_party_opinion"),
    (State.CONSULTING, {"receive_organ_opinion"}, False, 1, "receive_organ_opinion"),
    (State.REPLIED, {"serve", "archive"}, True, 0, "serve"),
    (State.CLOSED, {"archive"}, False, 0, "archive"),
)


@pytest.mark.parametrize(("state", "allowed", "decided", "lacking", "step"), ROWS)
def test_the_step_at_the_head(state: State, allowed: set[str], decided: bool, lacking: int, step: str) -> None:
    lead = lead_of(state, allowed, decided=decided, lacking=lacking)
    assert lead is not None
    assert lead.step == step


@pytest.mark.parametrize("state", [State.ARCHIVED, State.DISPUTED])
def test_nothing_is_asked_of_whoever_has_done_all(state: State) -> None:
    assert lead_of(state, {"open_dispute", "close_dispute"}, decided=True, lacking=0) is None
