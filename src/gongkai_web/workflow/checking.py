"""What is wrong with a chain as it was drawn up; an empty list is a chain that can run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gongkai_web.organs.models import Organ
from gongkai_web.organs.roles import THREE_ADMINS, Role
from gongkai_web.workflow.models import Chain, Purpose
from gongkai_web.workflow.stages import Mode, Stage

DECIDERS = tuple(role for role in Role if role not in THREE_ADMINS and role is not Role.SUPERVISOR)
"""Roles that may decide. The three administrators have no hand in publishing; a supervisor's post is in another organ."""

MOST_STAGES = 12
MOST_PEOPLE = 20
MOST_DAYS = 60


def faults(organ: Organ, name: str, stages: Sequence[Stage], purpose: str, of: Chain | None = None) -> list[str]:
    """`of` is the chain that is being changed: its own name is not taken by itself."""
    return [*_of_name(organ, name, of), *_of_chain(stages, purpose), *_of_stages(organ, stages)]


def _of_name(organ: Organ, name: str, of: Chain | None) -> Iterator[str]:
    taken = Chain.objects.filter(organ=organ, name=name, retired=False)
    if not name:
        yield "没有写流程的名称"
    elif taken.exclude(pk=of.pk if of else None).exists():
        yield f"已经有名为“{name}”的流程，请换一个名称"


def _of_chain(stages: Sequence[Stage], purpose: str) -> Iterator[str]:
    """保密审查 is not to be left out of what is published (《条例》第十七条)."""
    if not 1 <= len(stages) <= MOST_STAGES:
        yield f"流程要有 1 到 {MOST_STAGES} 个环节"
    elif purpose == Purpose.PUBLISHING and not any(one.secrecy for one in stages):
        yield "公开前应当作保密审查（《条例》第十七条），请在一个环节勾选“在这个环节作保密审查”"
    names = Counter(one.name for one in stages)
    yield from (f"有两个环节都叫“{name}”，请改一个" for name, times in names.items() if name and times > 1)


def _of_stages(organ: Organ, stages: Sequence[Stage]) -> Iterator[str]:
    units = set(organ.units.filter(ended_on__isnull=True).values_list("pk", flat=True))
    for number, stage in enumerate(stages, 1):
        said = f"“{stage.name}”" if stage.name else f"第 {number} 个环节"
        if not stage.name:
            yield f"{said}没有名称"
        if not stage.roles or not set(stage.roles) <= set(DECIDERS):
            yield f"{said}没有选由谁办理"
        if stage.unit_id is not None and stage.unit_id not in units:
            yield f"{said}选的站所（科室）已经撤销，请另选"
        if stage.mode is Mode.NUMBER and not 2 <= stage.needed <= MOST_PEOPLE:
            yield f"{said}要写明几人同意，2 到 {MOST_PEOPLE} 人；一人同意的，请选“任一人同意”"
        if stage.working_days is not None and not 1 <= stage.working_days <= MOST_DAYS:
            yield f"{said}的期限应是 1 到 {MOST_DAYS} 个工作日，也可以不填"
