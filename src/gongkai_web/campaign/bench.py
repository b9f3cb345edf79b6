"""A copy on its page: on paper, with what was found in it and what was said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gongkai.report import AnnualReport, Finding, cell_name
from gongkai_web.campaign.judging import WHOLE, key_of
from gongkai_web.campaign.models import Remark as Said
from gongkai_web.reports.paper import Paper, paper
from gongkai_web.reports.remarks import Group, Remark, RemarkGroup, grouped, remarks_of
from gongkai_web.reports.sheets import SheetMaker

_SECTIONS = {
    WHOLE: "引言",
    "1": "第一部分",
    "2": "第二部分",
    "3": "第三部分",
    "4": "第四部分",
    "5": "第五部分",
    "6": "第六部分",
}


@dataclass(frozen=True)
class Bench:
    """What the templates of 检查年报 draw a report from; `href_for` gives where a cell opens."""

    report: AnnualReport
    findings: Sequence[Finding] = ()
    taken: frozenset[tuple[str, str]] = frozenset()
    href_for: Callable[[str], str] = field(default=lambda path: "")
    key: str = "r1"

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        return remarks_of(self.report, self.findings, self.key)

    @property
    def groups(self) -> tuple[RemarkGroup, ...]:
        return grouped(self.remarks)

    @property
    def pickable(self) -> list[tuple[RemarkGroup, list[tuple[Remark, str, bool]]]]:
        """Each finding with the key it is picked by, and whether it is among the remarks already."""
        return [
            (group, [(one, key_of(one.finding), _said(one.finding) in self.taken) for one in group.remarks])
            for group in self.groups
        ]

    @property
    def counts(self) -> str:
        """错误 2，疑点 3."""
        return "，".join(f"{one.title} {len(one.remarks)}" for one in self.groups if one.group is not Group.NOTE)

    @cached_property
    def paper(self) -> Paper:
        maker = SheetMaker(self.key, self.remarks, lambda path, cell: None, href_for=self.href_for)
        return paper(self.report, self.remarks, self.key, maker)


def _said(finding: Finding) -> tuple[str, str]:
    return finding.rule[:40], finding.message[:1000]


def place_of(said: Said) -> str:
    """Where a remark stands: its cell, its section, or the whole."""
    if said.path:
        return cell_name(said.path)
    return _SECTIONS.get(said.section, "") if said.section else "全篇"


@dataclass(frozen=True, slots=True)
class Answered:
    """A remark with its place, its answer, and the cell then and now ("" where it is on no cell)."""

    said: Said
    place: str
    before: str = ""
    after: str = ""


def answered(remarks: Sequence[Said], before: AnnualReport, after: AnnualReport | None) -> list[Answered]:
    return [
        Answered(
            one,
            place_of(one),
            before.cell(one.path).printed if one.path else "",
            after.cell(one.path).printed if one.path and after else "",
        )
        for one in remarks
    ]
