"""Whose turn it is with an open request: the office's, with what is next and by when, or somebody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from gongkai.procedure.steps import NEXT_STEPS, State
from gongkai_web.letters.kinds import EDITABLE
from gongkai_web.letters.kinds import State as LetterState
from gongkai_web.requests.deriving import CLOCK_NAMES, CORRECTION, NOTICE
from gongkai_web.requests.leading import Lead, lead_of
from gongkai_web.requests.models import CoHandling, Consent, Planned, Request
from gongkai_web.requests.services.deciding import lacking_in

UNDATED = timedelta(days=7)
"""A notice whose receipt nobody has recorded for so long is asked about; a habit of ours, no rule of law."""
_OURS = (State.IN_HAND.value, State.REPLYING_AGAIN.value)
_WAITING = tuple(one.value for one in (State.CORRECTING, State.EXPLAINING, State.PAYING, State.CONSULTING))
_WRITING = tuple(one.value for one in EDITABLE)
_LETTERS = {
    LetterState.DRAFT: "文书已起草，接下来提交审核",
    LetterState.RETURNED: "文书被退回，接下来修改、再提交",
    LetterState.REJECTED: "文书没有通过，接下来修改、再提交",
    LetterState.IN_REVIEW: "文书在审核",
    LetterState.APPROVED: "文书审核通过，接下来发出",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """`said`: what is next, in words; `due`: by when."""

    said: str
    due: date | None


def with_turns(found: QuerySet[Request]) -> QuerySet[Request]:
    """With what `ours` and `turn_of` ask: the letter in the making, a unit and a head who were asked."""
    letters = Planned.objects.filter(request=OuterRef("pk"), taken=None).exclude(letter__state=LetterState.VOID)
    return found.annotate(
        writing=Subquery(letters.order_by("-pk").values("letter__state")[:1]),
        helped=Exists(CoHandling.objects.filter(request=OuterRef("pk"), answered_on=None)),
        consulted=Exists(Consent.objects.filter(request=OuterRef("pk"), agreed=None)),
    )


def ours(day: date) -> Q:
    """Of requests `with_turns`: those the office has to go on with. One whose letter is being approved or waits to be sent,
    or whose unit or head has been asked, has its task with them."""
    going_on = Q(state__in=_OURS, helped=False, consulted=False) & (Q(writing=None) | Q(writing__in=_WRITING))
    undated = Q(state=State.CORRECTING.value, state_since__lte=day - UNDATED) & ~Q(next_what=CORRECTION)
    return Q(state=State.SUBMITTED.value) | going_on | undated


def turn_of(request: Request, day: date) -> Turn:
    """Of one request `with_turns`."""
    writing = getattr(request, "writing", None)
    if writing in _LETTERS:
        return Turn(_LETTERS[LetterState(writing)], request.due)
    decision = getattr(request, "decision", None)
    decided, lacking = bool(decision and decision.reply), len(lacking_in(request, decision))
    over = _over(request, day)
    lead = lead_of(State(request.state), {over} if over else (), decided=decided, lacking=lacking)
    if request.state == State.CORRECTING.value and request.next_what != CORRECTION:
        return Turn("告知书还没有登记送达，补正的最后一天算不出来", None)
    # Who has chosen a reply no longer asks whether something is to be corrected.
    due = request.due if decided and request.next_what == NOTICE else request.next_on
    return Turn(_said(request, lead, over), due)


def _over(request: Request, day: date) -> str:
    """The step that ends a request whose applicant let the day pass."""
    if not request.next_on or request.next_on >= day:
        return ""
    return {State.CORRECTING.value: "close_uncorrected", State.PAYING.value: "close_unpaid"}.get(request.state, "")


def _said(request: Request, lead: Lead | None, over: str) -> str:
    if lead is None:
        return CLOCK_NAMES.get(request.next_what, "")
    if over:
        return f"期限已过，接下来：{NEXT_STEPS[over].name}"
    if request.state in _WAITING:
        return lead.said
    return f"接下来：{lead.label}"
