"""What every service does first and last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.calendar import chinese_date
from gongkai.errors import GongkaiError
from gongkai_web.audit.services import record as record_entry
from gongkai_web.disputes.deriving import COLUMNS, standing, work_of
from gongkai_web.disputes.errors import ChangedError, DisputeError
from gongkai_web.disputes.models import Act, Dispute
from gongkai_web.disputes.rules import may_handle
from gongkai_web.organs.models import Organ, Person
from gongkai_web.workflow.deadlines import working_calendar


def require_handler(by: Person, organ: Organ, now: datetime) -> None:
    if not may_handle(by, organ, timezone.localdate(now)):
        raise DisputeError("您没有办理复议诉讼的岗位", "请经办人或者政府信息公开工作机构负责人办理")


def held(dispute: Dispute, version: int) -> Dispute:
    """The row, held until the transaction ends. Raises ChangedError where somebody has acted since `version`."""
    found = Dispute.objects.select_for_update(of=("self",)).select_related("organ", "request")
    kept = found.get(pk=dispute.pk)
    if kept.version != version:
        raise ChangedError(version)
    return kept


def not_later(on: date, now: datetime) -> None:
    if on > timezone.localdate(now):
        raise DisputeError(f"{chinese_date(on)}还没有到", "登记已经做了的事，日期写那一天")


def holding_acts(dispute: Dispute) -> list[Act]:
    """The acts that hold, in the order they were recorded."""
    return list(dispute.acts.filter(voiding=None))


def settled(dispute: Dispute, now: datetime) -> None:
    """Derive the columns from the acts and save; raises DisputeError for acts that cannot have happened so."""
    acts = holding_acts(dispute)
    found = standing(dispute, acts)
    for name in COLUMNS:
        setattr(dispute, name, getattr(found, name))
    problem = work_of(dispute, acts, timezone.localdate(now), working_calendar()).problem
    if problem:
        raise said(problem)
    dispute.save()


def said(error: GongkaiError) -> DisputeError:
    return DisputeError(error.text, error.remedy, error.where, error.code)


def advance(dispute: Dispute, act: Act, by: Person, now: datetime) -> Act:
    """One act more: the version grows, and the dispute is derived anew."""
    dispute.version += 1
    act.dispute, act.version, act.by, act.at = dispute, dispute.version, by, now
    act.save(force_insert=True)
    settled(dispute, now)
    return act


def state_of(dispute: Dispute) -> dict[str, Any]:
    """What an entry of the log says of a dispute before and after an act."""
    return plain({name: getattr(dispute, name) for name in ("state", "ending", "closed_on", "ordered_on")})


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def log(key: str, by: Person, dispute: Dispute, before: Mapping[str, Any] | None = None, **data: Any) -> None:
    states = {} if before is None else {"before": dict(before), "after": state_of(dispute)}
    record_entry(
        key=f"dispute.{key}",
        actor=by,
        organ=dispute.organ.code,
        target=f"dispute:{dispute.pk}",
        number=dispute.number,
        version=dispute.version,
        **states,
        **data,
    )
