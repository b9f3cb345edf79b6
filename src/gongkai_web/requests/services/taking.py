"""Taking a step, and mending one that was recorded wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai.procedure import FIELDS, EventType
from gongkai.procedure.steps import NEXT_STEPS, Preview, option, preview, reply_options
from gongkai_web.organs.models import Person
from gongkai_web.requests.deriving import history_of
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Act, Consultation, Decision, Fee, Request, Voiding
from gongkai_web.requests.ordering import WHAT_TO_DO, contradictions
from gongkai_web.requests.recomputing import holding_acts
from gongkai_web.requests.services.common import advance, held, log, not_later, require_handler, state_of
from gongkai_web.requests.services.receiving import carry_receipt
from gongkai_web.workflow.deadlines import working_calendar

EVENT_FIELDS = ("received", "party", "role", "days", "approved_by", "until", "reason", "reply")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step as its form gives it. `fields` are those of the event; `data` what else the form asked, not personal."""

    code: str
    on: date
    fields: Mapping[str, Any]
    letter_number: str = ""
    note: str = ""
    data: Mapping[str, Any] | None = None

    def to_act(self, request: Request) -> Act:
        """Not saved. What the step's event has no room for is kept as data."""
        kind = NEXT_STEPS[self.code].event
        if kind is None:
            raise RequestError("这一步有自己的办理页面", "请用“确认收到申请”")
        known = sum(FIELDS[kind], ())
        given = {name: value for name, value in self.fields.items() if value not in (None, "")}
        fixed = NEXT_STEPS[self.code].reply
        if fixed and "reply" in known:
            given["reply"] = fixed
        own = {name: value for name, value in given.items() if name in known}
        more = {name: str(value) for name, value in given.items() if name not in known}
        return Act(
            request=request,
            step=self.code,
            event=kind.value,
            on=self.on,
            letter_number=self.letter_number.strip(),
            note=self.note.strip(),
            data={**more, **(self.data or {})},
            **own,
        )


def refusal_of(request: Request, step: Step) -> str | None:
    """Why this step may not be taken on its day, as the request stood then; None: it may."""
    history = history_of(request.received_on, holding_acts(request))
    calendar = working_calendar()
    refusal = option(step.code, history, step.on, calendar=calendar).refusal
    if refusal or step.code != "reply":
        return refusal
    chosen = step.fields.get("reply")
    offered = {one.reply.code: one.refusal for one in reply_options(history, step.on, calendar=calendar)}
    return offered.get(str(chosen), "请选答复的种类")


def preview_of(request: Request, step: Step) -> Preview:
    """What the step would do to the clocks. Raises RequestError for what cannot be."""
    try:
        refusal = refusal_of(request, step)
        event = step.to_act(request).to_event()
        if refusal or event is None:
            raise RequestError(refusal or "这一步不影响期限", "请看这一页上可以办理的步骤")
        acts = holding_acts(request)
        _refuse_too_early(request, acts, step)
        history = history_of(request.received_on, acts)
        return preview(history, event, calendar=working_calendar())
    except RequestError:
        raise
    except GongkaiError as error:
        raise RequestError(error.text, error.remedy, error.where, error.code) from error


def _refuse_too_early(request: Request, acts: list[Act], step: Step) -> None:
    """Said before anything is taken, in the same words."""
    found = contradictions([*acts, step.to_act(request)])
    new = [one for one in found if one not in contradictions(acts)]
    if new:
        raise RequestError(new[0], WHAT_TO_DO)


@transaction.atomic
def take(*, by: Person | None, request: Request, version: int, step: Step, now: datetime) -> Act:
    """Record that a step was taken on its day. `by` None: the applicant or the platform, for what comes in. The letter's
    number may be typed. Raises RequestError, ChangedError."""
    require_handler(by, request.organ, now)
    kept = held(request, version)
    not_later(step.on, now)
    refusal = refusal_of(kept, step)
    if refusal:
        raise RequestError(refusal, "请看这一页上可以办理的步骤", NEXT_STEPS[step.code].name)
    before = state_of(kept)
    overturned = _decide_anew(kept) if step.code == "order_reply" else {}
    act = advance(kept, step.to_act(kept), by, now)
    log(step.code, by, kept, before, act=act.pk, on=act.on.isoformat(), **_told(act), **overturned)
    return act


def _decide_anew(request: Request) -> dict[str, Any]:
    """The decision that was overturned is not sent again by itself: it stands in the act of its reply, the next one begins
    with the first question. One that never became a reply goes on."""
    decision = Decision.objects.select_for_update().filter(request=request).first()
    if decision is None or not request.reply:
        return {}
    overturned = {"overturned": decision.reply}
    decision.answers, decision.reply, decision.evidence, decision.grounds = {}, "", {}, []
    decision.save()
    return overturned


@transaction.atomic
def void(
    *,
    by: Person,
    act: Act,
    version: int,
    reason: str,
    now: datetime,
    instead_on: date | None = None,
    fields: Mapping[str, Any] | None = None,
) -> Request:
    """An act was recorded wrongly: it no longer holds, perhaps another in its place, and all is counted anew.

    Raises RequestError where what came after it cannot stand without it.
    """
    require_handler(by, act.request.organ, now)
    kept = held(act.request, version)
    act = Act.objects.select_related("voiding").get(pk=act.pk)
    _check_voidable(act, reason)
    before, known = state_of(kept), contradictions(holding_acts(kept))
    instead = _instead(act, instead_on, fields or {}, kept, by, now)
    Voiding.objects.create(act=act, instead=instead, reason=reason.strip(), by=by, at=now)
    _follow(act, instead)
    mark = Act(step="void", on=timezone.localdate(now), reason=reason.strip(), data={"act": act.pk, "step": act.step})
    advance(kept, mark, by, now, known)
    replaced = {"instead": instead.pk, "instead_on": instead.on.isoformat()} if instead else {}
    log(
        "act_voided",
        by,
        kept,
        before,
        act=act.pk,
        step=act.step,
        on=act.on.isoformat(),
        reason=reason.strip(),
        **replaced,
    )
    return kept


def _check_voidable(act: Act, reason: str) -> None:
    if act.step not in NEXT_STEPS or not act.event:
        raise RequestError("这一条不能作废", "收到申请之日登记错了的，请改收到申请之日")
    if hasattr(act, "voiding"):
        raise RequestError("这一条已经作废", "请看经过里后来的登记")
    if not reason.strip():
        raise RequestError("没有写作废的理由", "请写明哪里登记错了")


def _instead(
    act: Act, on: date | None, fields: Mapping[str, Any], request: Request, by: Person, now: datetime
) -> Act | None:
    """The same act with another day or other fields. What may stand where it stands is judged by counting all anew."""
    if on is None and not fields:
        return None
    not_later(on or act.on, now)
    copy = Act.objects.get(pk=act.pk)
    copy.pk, copy._state.adding = None, True
    copy.on = on or act.on
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.version, copy.by, copy.at = request.version + 1, by, now
    copy.save(force_insert=True)
    return copy


def _follow(act: Act, instead: Act | None) -> None:
    """What hangs on the act hangs on the one in its place."""
    if instead:
        carry_receipt(act, instead)
        Consultation.objects.filter(asked=act).update(asked=instead)
        Consultation.objects.filter(answered=act).update(answered=instead)
        Fee.objects.filter(notice=act).update(notice=instead)
        Fee.objects.filter(payment=act).update(payment=instead)
        return
    Consultation.objects.filter(answered=act).update(answered=None, opinion="", reasons="")
    Consultation.objects.filter(asked=act).delete()
    Fee.objects.filter(payment=act).update(payment=None, receipt_number="")
    Fee.objects.filter(notice=act).delete()


def _told(act: Act) -> dict[str, Any]:
    """The act's fields for the log: parties by their label, no free text."""
    values = {
        name: getattr(act, name) for name in ("until", "received", "party", "role", "days", "approved_by", "reply")
    }
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items() if value}
    said |= {"working_days": act.data["working_days"]} if act.data.get("working_days") else {}
    return said | ({"letter_number": act.letter_number} if act.letter_number else {})


def is_incoming(code: str) -> bool:
    """Steps that record what came from outside, and may come over the internet."""
    return NEXT_STEPS[code].event in {EventType.CORRECTED, EventType.REASONS_GIVEN, EventType.WITHDRAWN}
