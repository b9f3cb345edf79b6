"""Who handles a request, what it is linked to, and mending what was written down of it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai_web.organs.models import Person, Unit
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Act, Applicant, Request
from gongkai_web.requests.services.common import advance, held, log, require_handler
from gongkai_web.requests.services.registering import PERSONAL, PURPOSE, ApplicantData, Content, keys_of
from gongkai_web.vault.services import traces


@transaction.atomic
def assign(
    *, by: Person, request: Request, version: int, unit: Unit | None, handler: Person | None, now: datetime
) -> Request:
    """The unit that has the information, and the person who sees the request through."""
    require_handler(by, request.organ, now)
    kept = held(request, version)
    if unit is not None and unit.organ_id != kept.organ_id:
        raise RequestError("这个站所（科室）不是本机关的", "请重新选择")
    was = {"unit": kept.unit_id, "handler": kept.handler_id}
    kept.unit, kept.handler = unit, handler
    names = {"unit": unit.name if unit else "", "handler": handler.full_name if handler else ""}
    advance(kept, Act(step="assign", on=timezone.localdate(now), data=names), by, now)
    log("assigned", by, kept, None, was=was, **names)
    return kept


@transaction.atomic
def link_repeat(*, by: Person, request: Request, version: int, earlier: Request | None, now: datetime) -> Request:
    """A person has found that this asks for the same as an earlier request of the same applicant, or that it does not."""
    require_handler(by, request.organ, now)
    kept = held(request, version)
    if earlier is not None and (earlier.organ_id != kept.organ_id or earlier.pk == kept.pk):
        raise RequestError("不能与这件申请对应", "请选本机关以前收到的申请")
    was = kept.repeat_of.number if kept.repeat_of else ""
    kept.repeat_of = earlier
    to = earlier.number if earlier else ""
    advance(kept, Act(step="link_repeat", on=timezone.localdate(now), data={"to": to}), by, now)
    log("repeat_linked", by, kept, None, was=was, to=to)
    return kept


@transaction.atomic
def amend(*, by: Person, request: Request, version: int, content: Content, reason: str, now: datetime) -> Request:
    """What is asked for was written down wrongly. What the applicant changes is a correction, not this."""
    require_handler(by, request.organ, now)
    kept = held(request, version)
    _reason(reason)
    given = {name: value.strip() for name, value in asdict(content).items()}
    was = {name: getattr(kept, name) for name, value in given.items() if getattr(kept, name) != value}
    if not was:
        return kept
    for name, value in given.items():
        setattr(kept, name, value)
    changed = {"was": was, "now": {name: given[name] for name in was}}
    advance(kept, Act(step="amend", on=timezone.localdate(now), reason=reason.strip(), data=changed), by, now)
    log("amended", by, kept, None, reason=reason.strip(), fields=sorted(was))
    return kept


@transaction.atomic
def amend_applicant(
    *, by: Person, request: Request, version: int, applicant: ApplicantData, reason: str, now: datetime
) -> Request:
    """Who applied was written down wrongly; for all requests of that letter."""
    require_handler(by, request.organ, now)
    kept = held(request, version)
    _reason(reason)
    who = Applicant.objects.select_for_update().get(pk=kept.applicant_id)
    before = {name: getattr(who, name) for name in PERSONAL}
    given = {name: value.strip() for name, value in asdict(applicant).items()}
    was = who.category
    for name, value in given.items():
        setattr(who, name, value)
    for name, value in keys_of(who.name, who.identity_number, who.phone, who.email).items():
        setattr(who, name, value)
    who.save()
    kept.applicant = who
    changed = sorted(name for name in PERSONAL if before[name] != given[name])
    data = {"fields": changed, "category": [was, who.category]}
    advance(kept, Act(step="amend_applicant", on=timezone.localdate(now), reason=reason.strip(), data=data), by, now)
    log(
        "applicant_amended",
        by,
        kept,
        None,
        reason=reason.strip(),
        category=[was, who.category],
        was=traces({name: before[name] for name in changed}, purpose=PURPOSE),
        to=traces({name: given[name] for name in changed}, purpose=PURPOSE),
    )
    return kept


def _reason(reason: str) -> None:
    if not reason.strip():
        raise RequestError("没有写更正的理由", "请写明为什么改，例如“录入时写错”")
