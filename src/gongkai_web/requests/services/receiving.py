"""The day on which an addressee has a notice: the period that the notice gives runs from it (自收到告知书之日起)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.calendar import chinese_date
from gongkai_web.organs.models import Person
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Act, Request
from gongkai_web.requests.services.common import advance, held, log, not_later, require_handler, state_of

RECEIVED = "received"
_CONSULTING = ("consult_third_party", "consult_organ")


def runs_from_receipt(act: Act) -> bool:
    return act.step in _CONSULTING or bool(act.data.get("working_days"))


def notice_of(request: Request) -> Act | None:
    """The notice to correct that holds, where its period runs from its receipt."""
    found = request.acts.filter(step="request_correction", voiding=None).order_by("pk").last()
    return found if found and runs_from_receipt(found) else None


def receipt_of(notice: Act) -> Act | None:
    """The one recorded last; an earlier one was a mistake."""
    return notice.receipts.order_by("pk").last()


def in_its_place(act: Act) -> Act | None:
    """The act, or the one that holds since it was voided; None where nothing does."""
    found: Act | None = act
    while found is not None and hasattr(found, "voiding"):
        found = found.voiding.instead
    return found


@transaction.atomic
def record_receipt(*, by: Person | None, notice: Act, version: int, on: date, now: datetime) -> Act:
    """`by` None: the addressee took it over the internet. Raises RequestError, ChangedError."""
    require_handler(by, notice.request.organ, now)
    kept = held(notice.request, version)
    notice = Act.objects.select_related("voiding").get(pk=notice.pk)
    _check(notice, kept, on, now)
    before, earlier = state_of(kept), receipt_of(notice)
    made = advance(kept, _receipt(notice, on), by, now)
    was = {"was": str(earlier.received)} if earlier else {}
    log("notice_received", by, kept, before, act=notice.pk, step=notice.step, on=on.isoformat(), **was)
    return made


def _check(notice: Act, request: Request, on: date, now: datetime) -> None:
    if hasattr(notice, "voiding") or not runs_from_receipt(notice):
        raise RequestError("这一条的期限不从收到之日起计算", "请看这一页上可以办理的步骤")
    if not request.is_open:
        raise RequestError("这件申请已经办结，期限不再计算", "送达日期登记错了的，先作废办结的那一条")
    if on < notice.on:
        raise RequestError(f"收到的日期早于发出之日{chinese_date(notice.on)}", "请核对签收的日期")
    not_later(on, now)


def _receipt(notice: Act, on: date) -> Act:
    days = int(notice.data.get("working_days") or 0)
    return Act(step=RECEIVED, on=on, received=on, of=notice, days=days or None, party=notice.party)


def carry_receipt(notice: Act, instead: Act) -> None:
    """A notice recorded anew was received when the first one was; not where that would be before it was sent."""
    known = receipt_of(notice)
    if known is None or known.received is None or known.received < instead.on or not runs_from_receipt(instead):
        return
    copy = _receipt(instead, known.received)
    copy.request, copy.version, copy.by, copy.at = instead.request, instead.version, instead.by, instead.at
    copy.save(force_insert=True)
