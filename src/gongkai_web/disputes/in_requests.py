"""What the page of a request shows of its disputes, and where its steps on them are taken."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from gongkai_web.disputes.board import rows_of
from gongkai_web.disputes.models import Dispute
from gongkai_web.disputes.rules import may_handle, may_look
from gongkai_web.organs.models import Person
from gongkai_web.requests.beside import Panel, register_panel, register_step
from gongkai_web.requests.models import Request


def panel(request: Request, person: Person, day: date) -> Panel | None:
    """Nothing for who may not see disputes, nor where there is none and none could be."""
    if not may_look(person, request.organ, day):
        return None
    found = Dispute.objects.filter(request=request, struck_reason="").select_related("organ", "request__applicant")
    rows = rows_of(found, day, everything=True)
    late = request.is_open and request.due is not None and request.due < day
    if not (rows or late or request.ended_on):
        return None
    again = [row.dispute for row in rows if row.dispute.ordered_on] if request.is_open else []
    drawn = {"rows": rows, "again": again[-1] if again else None, "records": may_handle(person, request.organ, day)}
    return Panel("disputes/_panel.html", drawn)


def new_address(request: Request) -> str:
    return f"{reverse('dispute_new', args=[request.organ.code])}?request={request.pk}"


def _step_address(code: str, **conditions: object) -> str | None:
    found = Dispute.objects.filter(struck_reason="", **conditions).select_related("organ").last()
    return reverse("dispute_step", args=[found.organ.code, found.pk, code]) if found else None


def close_address(request: Request) -> str | None:
    """None for a request whose dispute was recorded before there were records of disputes."""
    return _step_address("result", request=request, is_open=True)


def order_address(request: Request) -> str | None:
    ordered = _step_address("order", request=request, is_open=False, ordered_on=None)
    return ordered or close_address(request)


def register() -> None:
    """Called when the app is ready."""
    register_panel(panel)
    register_step("open_dispute", new_address)
    register_step("close_dispute", close_address)
    register_step("order_reply", order_address)
