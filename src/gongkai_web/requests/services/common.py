"""What every service does first and last."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.calendar import chinese_date
from gongkai.errors import GongkaiError
from gongkai_web.audit.services import record
from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.errors import ChangedError, RequestError
from gongkai_web.requests.models import Act, Request
from gongkai_web.requests.ordering import WHAT_TO_DO, contradictions
from gongkai_web.requests.recomputing import derived_from, holding_acts, keep
from gongkai_web.requests.rules import may_handle

_TOLD = ("state", "due", "provisional", "outcome", "ended_on")


def require_handler(by: Person | None, organ: Organ, now: datetime) -> None:
    """`by` None is the citizen or the platform, where a service allows for them."""
    if by is not None and not may_handle(by, organ, timezone.localdate(now)):
        raise RequestError("您没有办理依申请公开的岗位", "请经办人或者政府信息公开工作机构负责人办理")


def held(request: Request, version: int) -> Request:
    """The row, held until the transaction ends. Raises ChangedError where somebody has acted since `version`."""
    kept = Request.objects.select_for_update(of=("self",)).select_related("organ", "applicant").get(pk=request.pk)
    if kept.version != version:
        raise ChangedError(version)
    return kept


def not_later(on: date, now: datetime) -> None:
    today = timezone.localdate(now)
    if on > today:
        raise RequestError(f"{chinese_date(on)}还没有到", "登记已经做了的事，日期写那一天")


def counted(request: Request, now: datetime, acts: list[Act] | None = None) -> None:
    """Count the request from its acts and save it; raises RequestError where they cannot have happened so."""
    try:
        derived = derived_from(request, holding_acts(request) if acts is None else acts, timezone.localdate(now))
    except GongkaiError as error:
        raise RequestError(error.text, error.remedy, error.where, error.code) from error
    keep(request, derived)
    request.save()


def advance(request: Request, act: Act, by: Person | None, now: datetime, known: Collection[str] | None = None) -> Act:
    """One act more: the version grows, and the request is counted. `known`: what contradicted before, where more than this
    act has changed. Raises RequestError for what comes before what it answers."""
    known = contradictions(holding_acts(request)) if known is None else known
    request.version += 1
    act.request, act.version, act.by, act.at = request, request.version, by, now
    act.save(force_insert=True)
    acts = holding_acts(request)
    refuse_contradiction(acts, known)
    counted(request, now, acts)
    return act


def refuse_contradiction(acts: list[Act], known: Collection[str]) -> None:
    """What stood so before is mended by whoever comes to it, and stops nobody else."""
    found = [one for one in contradictions(acts) if one not in known]
    if found:
        raise RequestError(found[0], WHAT_TO_DO)


def state_of(request: Request) -> dict[str, Any]:
    """What an entry of the log says of a request before and after an act."""
    values = {name: getattr(request, name) for name in _TOLD}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def log(key: str, by: Person | None, request: Request, before: Mapping[str, Any] | None = None, **data: Any) -> None:
    """`before` None: the act changes nothing that is derived."""
    states = {} if before is None else {"before": dict(before), "after": state_of(request)}
    record(
        key=f"request.{key}",
        actor=by,
        organ=request.organ.code,
        target=f"request:{request.pk}",
        number=request.number,
        version=request.version,
        **states,
        **data,
    )
