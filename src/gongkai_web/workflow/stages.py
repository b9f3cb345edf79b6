"""A stage of a chain: who decides, how many of them, after which others. The same shape in a chain and in a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import models

from gongkai_web.organs.roles import Role


class Mode(models.TextChoices):
    """How many of those who are asked have to approve."""

    ONE = "one", "任一人同意"
    ALL = "all", "全部同意"
    NUMBER = "number", "达到人数"


@dataclass(frozen=True, slots=True)
class Stage:
    """Stages of equal `order` run side by side; the next order begins when all of them have passed.

    A holder of one of `roles` decides: in the unit of the subject (`in_unit`), in one named unit (`unit_id`), or in the
    whole organ. Posts that no unit has (主要负责人, 经办人) count everywhere. `secrecy` marks the 保密审查 of art. 17.
    """

    key: str
    order: int
    name: str
    roles: tuple[Role, ...]
    in_unit: bool = False
    unit_id: int | None = None
    mode: Mode = Mode.ONE
    needed: int = 1
    working_days: int | None = None
    secrecy: bool = False
    not_drafter: bool = False

    @property
    def bars_writers(self) -> bool:
        """Who wrote it never reviews its secrecy, nor decides where the chain says so."""
        return self.secrecy or self.not_drafter


def to_json(stages: Iterable[Stage]) -> list[dict[str, Any]]:
    return [asdict(one) | {"roles": [role.value for role in one.roles], "mode": one.mode.value} for one in stages]


def from_json(rows: Iterable[Mapping[str, Any]]) -> tuple[Stage, ...]:
    return tuple(
        Stage(**{**row, "roles": tuple(Role(role) for role in row["roles"]), "mode": Mode(row["mode"])})
        for row in sorted(rows, key=lambda row: row["order"])
    )


def numbered(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """The stages in order, their orders 1, 2, 3 without gaps, and a key for each one that has none."""
    ordered = sorted(stages, key=lambda one: one.order)
    orders = sorted({one.order for one in ordered})
    used = {one.key for one in ordered}
    free = (f"s{number}" for number in range(1, 2 * len(ordered) + 2) if f"s{number}" not in used)
    return tuple(replace(one, order=orders.index(one.order) + 1, key=one.key or next(free)) for one in ordered)
