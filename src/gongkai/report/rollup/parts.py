"""What a roll-up is made of: the organs that belong to it, what each reports, and what is agreed for all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from gongkai.report.cells import Number
from gongkai.report.forms import PROACTIVE
from gongkai.report.model import AnnualReport
from gongkai.report.rollup.joint import Joint


class PartKind(StrEnum):
    """Whose report a part is: the government's own, a department's, a township's, or what is none of these."""

    OWN = "own"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    OTHER = "other"


KIND_NAMES = {
    PartKind.OWN: "政府本身",
    PartKind.DEPARTMENT: "部门",
    PartKind.TOWNSHIP: "乡镇街道",
    PartKind.OTHER: "其他单位",
}
ONLY_OWN = (f"{PROACTIVE}.rules",)
"""Rows that only the government itself can have: 规章 (《立法法》第九十一条、第九十三条)."""


@dataclass(frozen=True, slots=True)
class Part:
    """An organ that belongs to the roll-up. `code` is unique in it; without a report, `missing` says why in Chinese."""

    code: str
    name: str
    kind: PartKind
    report: AnnualReport | None = None
    missing: str = ""

    def __post_init__(self) -> None:
        if (self.report is None) != bool(self.missing):
            raise ValueError(f"{self.name}: either a report or why there is none")


@dataclass(frozen=True, slots=True)
class Options:
    """`form` is the form of the sum, "2019" or "2021"; `only_own` are rows (beginnings of paths) that other parts do not add to."""

    form: str = "2021"
    only_own: tuple[str, ...] = ONLY_OWN
    joint: tuple[Joint, ...] = ()


class LeftOut(StrEnum):
    """Why a part does not add to a cell although it has a report."""

    OTHER_FORM = "other_form"
    ONLY_OWN = "only_own"
    UNIT = "unit"


class Share(NamedTuple):
    """What one part adds to one cell. `cells` are those of its own report; `value` is None where it has no number there.

    `blank`, `unread` and `uncertain` say of its cells that one is empty, not there or not legible, or doubtful. Of what is
    `left_out` the number stands in `told`. A tuple, because three hundred organs have sixty thousand.
    """

    part: Part
    value: Number | None
    cells: tuple[str, ...]
    blank: bool = False
    unread: bool = False
    uncertain: bool = False
    left_out: LeftOut | None = None
    told: Number | None = None
