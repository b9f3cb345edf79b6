"""Why somebody is not asked, and why a chain cannot run: said so that the person knows what to do."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gongkai_web.organs.models import Person, Unit
from gongkai_web.workflow.asking import Asked, asked, short_by, without_people
from gongkai_web.workflow.errors import NobodyError, NotAskedError
from gongkai_web.workflow.models import Round
from gongkai_web.workflow.staffing import Staff
from gongkai_web.workflow.stages import Mode, Stage
from gongkai_web.workflow.standing import StageState

_APPOINT = "请安全管理员任命，或由任职人委托他人，或换一个审核流程"
_TWO = "；人手确实不够的，可以在机关设置里登记“两人办公”"


def refuse_stuck(stages: Sequence[Stage], unit: Unit | None, writers: Sequence[int], staff: Staff) -> None:
    """Nothing is submitted into a stage that nobody could decide."""
    unit_id = unit.pk if unit else None
    chosen = [(stage, asked(stage, unit_id, writers, staff)) for stage in stages]
    for stage, now_asked in chosen:
        _refuse_nobody(stage, now_asked, unit, writers, staff)
    if not staff.two_people and (short := without_people(chosen)):
        text = f"“{short.name}”环节没有另外的人可以办理：前面的环节已经要用到他们，一个人不能办理两个环节"
        raise NobodyError(text, _APPOINT + _TWO, code="TOO_FEW_PEOPLE")


def _refuse_nobody(stage: Stage, now_asked: Asked, unit: Unit | None, writers: Sequence[int], staff: Staff) -> None:
    if now_asked.seats:
        if short := short_by(stage, now_asked):
            text = f"“{stage.name}”环节需要 {stage.needed} 人同意，现在还少 {short} 人"
            raise NobodyError(text, _APPOINT, code="TOO_FEW_PEOPLE")
        return
    if stage.in_unit and unit is None:
        text = f"没有写明由哪个站所（科室）提出，“{stage.name}”环节不知道由谁办理"
        raise NobodyError(text, "请先选定站所（科室），或换一个审核流程", code="NO_UNIT")
    if stage.bars_writers and asked(stage, unit.pk if unit else None, (), staff).seats:
        text = f"“{stage.name}”环节只有起草人自己担任，起草人不能办理"
        raise NobodyError(text, _APPOINT, code="ONLY_THE_DRAFTER")
    raise NobodyError(f"“{stage.name}”环节无人担任（需要：{who(stage)}）", _APPOINT, code="NOBODY")


def who(stage: Stage) -> str:
    return _("或").join(str(role.label) for role in stage.roles)


def why_not(by: Person, round: Round, states: Sequence[StageState], key: str = "") -> NotAskedError:
    """In the order in which a person would wonder: did I already, did another, am I barred, is it not my turn."""
    here = [one for one in states if key in ("", one.stage.key)]
    own = [one for one in here if one.decided(by.pk)]
    now_open = [one for one in here if one.open]
    if own and not any(one.asked.seats_of(by.pk) and not one.decided(by.pk) for one in now_open):
        return NotAskedError(f"您已经办理过“{own[-1].stage.name}”环节", "不需要再次办理")
    for one in now_open:
        if by.pk in one.barred and one.asked.seats_of(by.pk):
            text = f"您已经办理过别的环节，不能再办理“{one.stage.name}”"
            return NotAskedError(text, f"请由其他人办理{_TWO}")
        if one.stage.bars_writers and by.pk in round.writers:
            return NotAskedError(f"您起草了这件事，不能办理“{one.stage.name}”环节", "请由其他人办理")
        if one.asked.seats_of(by.pk):
            return NotAskedError(f"“{one.stage.name}”环节已有人代同一岗位办理", "不需要再次办理")
    for one in here:
        if one.passed and one.asked.seats_of(by.pk):
            names = "、".join(made.by.full_name for made in one.decisions)
            return NotAskedError(f"“{one.stage.name}”环节已由{names}办理", "请刷新页面，看看现在的情况")
    return NotAskedError("现在没有轮到您办理", "请看流程里现在由谁办理")


def needed_text(stage: Stage) -> str:
    """How many, in words: 任一人同意, 全部同意, 2 人同意."""
    if stage.mode is Mode.NUMBER:
        return _("%(number)d 人同意") % {"number": stage.needed}
    return str(stage.mode.label)
