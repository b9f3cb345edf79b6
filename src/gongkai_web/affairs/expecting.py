"""What is to be public of a stage by a day, and which stages an affair does not have."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai_web.affairs.errors import AffairError
from gongkai_web.affairs.models import Affair, Expectation, LeftOut
from gongkai_web.affairs.services import log, require_keeper
from gongkai_web.affairs.stages import Stage
from gongkai_web.organs.models import Person


@transaction.atomic
def expect(*, by: Person, affair: Affair, stage: str, what: str, due: date, now: datetime) -> Expectation:
    """By this day it is to be public; until then it is a task, after it an overdue one."""
    require_keeper(by, affair.organ, now)
    if stage not in Stage.values:
        raise AffairError("请选阶段", "决策、执行、管理、服务、结果中的一个")
    if not what.strip():
        raise AffairError("没有写要公开什么", "例如“中标结果”“发放名单”")
    made = Expectation.objects.create(affair=affair, stage=stage, what=what.strip()[:100], due=due, by=by, at=now)
    log("affair.expected", by, affair, stage=stage, what=made.what, due=due.isoformat())
    return made


@transaction.atomic
def waive(*, by: Person, expectation: Expectation, reason: str, now: datetime) -> Expectation:
    """No longer wanted, with a reason that stays to be read."""
    require_keeper(by, expectation.affair.organ, now)
    if not reason.strip():
        raise AffairError("没有写明不再要求的原因", "请写明原因，例如“项目已取消”")
    expectation.waived = reason.strip()[:200]
    expectation.save(update_fields=["waived"])
    log("affair.waived", by, expectation.affair, what=expectation.what, reason=expectation.waived)
    return expectation


@transaction.atomic
def leave_out(*, by: Person, affair: Affair, stage: str, reason: str, now: datetime) -> LeftOut:
    """This affair has no such stage. Refused where something stands in it."""
    require_keeper(by, affair.organ, now)
    if stage not in Stage.values:
        raise AffairError("请选阶段", "决策、执行、管理、服务、结果中的一个")
    if not reason.strip():
        raise AffairError("没有写明不涉及的原因", "请写明原因，例如“本项目不面向群众办理”")
    if affair.placements.filter(stage=stage).exists():
        raise AffairError("这个阶段已经有信息", "不涉及的，请先把信息移到别的阶段")
    given = {"reason": reason.strip()[:200], "by": by, "at": now}
    left, _new = LeftOut.objects.update_or_create(affair=affair, stage=stage, defaults=given)
    log("affair.stage_left_out", by, affair, stage=stage, reason=left.reason)
    return left


@transaction.atomic
def take_in(*, by: Person, affair: Affair, stage: str, now: datetime) -> None:
    """Undo `leave_out`."""
    require_keeper(by, affair.organ, now)
    if affair.left_out.filter(stage=stage).delete()[0]:
        log("affair.stage_taken_in", by, affair, stage=stage)
