"""What the pages of 审核流程 show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.workflow.models import Chain, ChainVersion, State
from gongkai_web.workflow.picture import Step, picture
from gongkai_web.workflow.rules import may_edit_chains
from gongkai_web.workflow.staffing import Staff, staff_of
from gongkai_web.workflow.stages import Stage

VERSIONS = 20
COUNTED = 100


@dataclass(frozen=True, slots=True)
class Drawn:
    chain: Chain
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version with its stages in one line: 站所负责人提出 → 主要负责人批准."""

    version: ChainVersion
    outline: str


def chains_page(organ: Organ, person: Person, day: date) -> dict[str, Any]:
    """Its own chains with who would decide now; the examples, which it may use or draw up its own like them."""
    staff, units = staff_of(organ, day), _units(organ)
    own = Chain.objects.filter(organ=organ)
    examples = Chain.objects.filter(organ=None, retired=False)
    return {
        "organ": organ,
        "own": [_drawn(one, staff, units) for one in own.filter(retired=False)],
        "examples": [_drawn(one, staff, units) for one in examples],
        "retired": list(own.filter(retired=True)),
        "staff": staff,
        "may_edit": may_edit_chains(person, organ, day),
        "office_section": "settings",
    }


def chain_page(organ: Organ, chain: Chain, parts: Sequence[Stage], person: Person, day: date) -> dict[str, Any]:
    """One chain with these stages, its versions, and how many rounds still run in it (more than a hundred as a hundred)."""
    staff = staff_of(organ, day)
    running = chain.rounds.filter(state=State.RUNNING).values_list("pk", flat=True)[: COUNTED + 1]
    versions = chain.versions.select_related("by")[:VERSIONS]
    return {
        "organ": organ,
        "chain": chain,
        "steps": picture(parts, staff, _units(organ)),
        "versions": [Earlier(one, outline(one.parts)) for one in versions],
        "running": min(len(running), COUNTED),
        "running_more": len(running) > COUNTED,
        "staff": staff,
        "may_edit": may_edit_chains(person, organ, day),
        "office_section": "settings",
    }


def outline(parts: Sequence[Stage]) -> str:
    """The names in order; those side by side with a plus."""
    orders = sorted({one.order for one in parts})
    return " → ".join("＋".join(one.name for one in parts if one.order == order) for order in orders)


def _drawn(chain: Chain, staff: Staff, units: Sequence[Unit]) -> Drawn:
    return Drawn(chain, picture(chain.parts, staff, units))


def _units(organ: Organ) -> list[Unit]:
    return list(organ.units.filter(ended_on__isnull=True))
