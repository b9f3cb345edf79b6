"""What a dispute brings about in the request it is about: 复议、诉讼中, its end, an order to reply again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from gongkai.errors import GongkaiError
from gongkai_web.disputes.models import Act, Dispute
from gongkai_web.disputes.services.common import said
from gongkai_web.organs.models import Person
from gongkai_web.requests import services as requests
from gongkai_web.requests.models import Act as RequestAct
from gongkai_web.requests.models import Request
from gongkai_web.requests.services.taking import Step, refusal_of


def opened_in(dispute: Dispute) -> bool:
    """Whether the request stands as disputed because of this one."""
    acts = dispute.acts.filter(voiding=None, request_act__voiding=None).exclude(request_act=None)
    events = list(acts.order_by("request_act_id").values_list("request_act__step", flat=True))
    return events.count("open_dispute") > events.count("close_dispute")


def tell_opened(dispute: Dispute, act: Act, by: Person, now: datetime) -> None:
    """A request that is neither answered nor late cannot be disputed by law; somebody may still have filed. Then the dispute
    stands alone, and the request goes on."""
    if dispute.request is None or dispute.received_on is None or opened_in(dispute):
        return
    step = Step(code="open_dispute", on=dispute.received_on, fields={}, data=_data(dispute))
    if refusal_of(_fresh(dispute.request), step) is None:
        _take(dispute, act, step, by, now)


def tell_closed(dispute: Dispute, act: Act, by: Person, now: datetime) -> None:
    if dispute.request and opened_in(dispute):
        _take(dispute, act, Step(code="close_dispute", on=act.on, fields={}, data=_data(dispute)), by, now)


def tell_opened_again(dispute: Dispute, act: Act, by: Person, now: datetime) -> None:
    """By an appeal."""
    if dispute.request and not opened_in(dispute):
        _take(dispute, act, Step(code="open_dispute", on=act.on, fields={}, data=_data(dispute)), by, now)


def tell_ordered(dispute: Dispute, act: Act, by: Person, now: datetime) -> None:
    """Raises DisputeError where the procedure does not know such an order."""
    if dispute.request:
        _take(dispute, act, order_step(dispute, act), by, now)


def order_step(dispute: Dispute, act: Act) -> Step:
    """What the order is to the request."""
    fields: dict[str, Any] = {"days": act.days}
    return Step(code="order_reply", on=act.on, fields=fields, data=_ordered(dispute), letter_number=act.document_number)


def tell_voided(act: Act, by: Person, reason: str, now: datetime, instead_on: date | None) -> RequestAct | None:
    """The request's own act falls with it; the one in its place, if there is one."""
    mine = act.request_act
    if mine is None or hasattr(mine, "voiding"):
        return None
    request = _fresh(mine.request)
    try:
        requests.void(by=by, act=mine, version=request.version, reason=reason, now=now, instead_on=instead_on)
    except GongkaiError as error:
        raise said(error) from error
    mine.refresh_from_db()
    return mine.voiding.instead


def _take(dispute: Dispute, act: Act, step: Step, by: Person, now: datetime) -> None:
    if dispute.request is None:
        return
    request = _fresh(dispute.request)
    try:
        act.request_act = requests.take(by=by, request=request, version=request.version, step=step, now=now)
    except GongkaiError as error:
        raise said(error) from error
    act.save(update_fields=["request_act"])


def _fresh(request: Request) -> Request:
    return Request.objects.select_for_update(of=("self",)).select_related("organ").get(pk=request.pk)


def _ordered(dispute: Dispute) -> dict[str, Any]:
    """Who ordered it, and the day of the ruling, for the letter that replies again."""
    result = dispute.acts.filter(step="result", voiding=None).order_by("on", "pk").last()
    made = {"made_on": result.on.isoformat()} if result else {}
    return {**_data(dispute), "body": dispute.body, **made}


def _data(dispute: Dispute) -> dict[str, Any]:
    return {"kind": dispute.kind, "dispute": dispute.number}
