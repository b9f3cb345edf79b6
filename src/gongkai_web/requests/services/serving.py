"""What a served letter means to its request: a period runs from it, or the reply is recorded as served."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.errors import GongkaiError
from gongkai.procedure import EventType
from gongkai_web.letters.models import Dispatch, OutgoingLetter
from gongkai_web.organs.models import Person
from gongkai_web.requests.models import Act, Planned, Request
from gongkai_web.requests.services.charging import calculated
from gongkai_web.requests.services.receiving import in_its_place, record_receipt
from gongkai_web.requests.services.taking import Step, preview_of, take
from gongkai_web.requests.services.writing import given_of
from gongkai_web.requests.stepping import perform, step_of

_ENDING = frozenset({EventType.REPLIED.value, EventType.CLOSED.value})
_WAYS = {"post": "post", "direct": "direct", "entrusted": "agent", "left": "direct", "electronic": "online"}


def after_service(letter: OutgoingLetter, dispatch: Dispatch, by: Person | None, now: datetime) -> None:
    """That a letter arrived is a fact: where the procedure refuses the step, it is left to the clerk."""
    planned = Planned.objects.filter(letter=letter).select_related("taken").first()
    if planned is None or dispatch.served_on is None:
        return
    case = (
        Request.objects.select_for_update(of=("self",)).select_related("organ", "applicant").get(pk=planned.request_id)
    )
    if planned.step == "notify_fee" and planned.taken_id is None:
        _fee(case, planned, letter, dispatch.served_on, by, now)
    elif planned.taken and planned.taken.event in _ENDING:
        _served(case, dispatch, by, now)
    elif planned.taken:
        _received(case, planned.taken, dispatch.served_on, by, now)


def _fee(case: Request, planned: Planned, letter: OutgoingLetter, on: date, by: Person | None, now: datetime) -> None:
    """The twenty working days begin on the day after the applicant has the notice."""
    given: dict[str, Any] = given_of(planned) | {"on": on, "letter_number": letter.number}
    try:
        preview_of(case, step_of(planned.step, case, given))
        fee = calculated(case, given["method"], given.get("pages"), on)
    except GongkaiError:
        return
    # An amount that has changed since the letter was written (an older request taken in late) is looked at by a person.
    if str(fee.total) != letter.given.get("收费金额", "").replace(",", ""):
        return
    perform(planned.step, by=by, request=case, version=case.version, given=given, now=now)
    planned.taken = case.acts.filter(step=planned.step, voiding=None).order_by("pk").last()
    planned.save(update_fields=["taken"])


def _received(case: Request, act: Act, on: date, by: Person | None, now: datetime) -> None:
    """Of a notice whose period runs from its receipt."""
    notice = in_its_place(act)
    if notice is None:
        return
    try:
        with transaction.atomic():
            record_receipt(by=by, notice=notice, version=case.version, on=on, now=now)
    except GongkaiError:
        return


def _served(case: Request, dispatch: Dispatch, by: Person | None, now: datetime) -> None:
    on = dispatch.served_on or dispatch.on
    data = {"way": _WAYS.get(dispatch.way, ""), "tracking": dispatch.tracking}
    step = Step(code="serve", on=on, fields={}, data={name: value for name, value in data.items() if value})
    try:
        preview_of(case, step)
    except GongkaiError:
        return
    take(by=by, request=case, version=case.version, step=step, now=now)
