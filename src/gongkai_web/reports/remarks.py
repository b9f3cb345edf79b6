"""Findings as a person meets them: numbered, in four groups, each with a word, a sign and the cells it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gongkai.checks import RULES
from gongkai.report import AnnualReport, Cell, Finding, Kind, Severity, cell_name
from gongkai.report.forms import COLUMNS, DISPUTE_GROUPS, DISPUTES, REQUESTS, row_name
from gongkai_web.reports.corrections import doubt_of

if TYPE_CHECKING:
    from gongkai_web.reports.pictures import Picture

Words = str | Promise


class Group(StrEnum):
    """In the order in which a person should look at them."""

    ERROR = "error"
    READING = "reading"
    WARNING = "warning"
    NOTE = "note"


TITLES: dict[Group, Words] = {
    Group.ERROR: _("错误"),
    Group.READING: _("待核对"),
    Group.WARNING: _("疑点"),
    Group.NOTE: _("提示"),
}
SIGNS: dict[Group, Words] = {
    Group.ERROR: _("错"),
    Group.READING: _("核"),
    Group.WARNING: _("疑"),
    Group.NOTE: _("提"),
}
MEANINGS: dict[Group, Words] = {
    Group.ERROR: _("报告本身有错，公布前应当改正。"),
    Group.READING: _("没有读准的数，请对照原文核对。"),
    Group.WARNING: _("可能有问题，请核实。"),
    Group.NOTE: _("供参考，不一定要改。"),
}
_ORDER = list(Group)


@dataclass(frozen=True)
class Remark:
    """One finding on the page. `key` keeps several reports on one page apart."""

    number: int
    finding: Finding
    key: str
    principal: tuple[str, ...]
    source: str = ""
    """Where in the source text it is, as an anchor."""

    pictures: tuple[Picture, ...] = ()
    lacks_numbers: bool = False
    """None of its cells has a number: to confirm it is to say that the source has none either."""

    @property
    def group(self) -> Group:
        return group_of(self.finding)

    @property
    def sign(self) -> str:
        return f"{SIGNS[self.group]}{self.number}"

    @property
    def anchor(self) -> str:
        return f"{self.key}-f{self.number}"

    @property
    def title(self) -> str:
        rule = RULES.get(self.finding.rule)
        if rule is None:
            return ""
        return rule.title_en if get_language() == "en" else rule.title

    @property
    def can_be_confirmed(self) -> bool:
        """Only what the reading itself is unsure of: a sum of such cells says nothing about each of them."""
        return self.finding.rule.startswith("READ-") and bool(self.finding.cells)

    @property
    def doubt(self) -> str:
        """The reading's doubt that no cell can answer: a person looks into it and says that it is settled."""
        return doubt_of(self.finding)

    @property
    def paths(self) -> str:
        return " ".join(self.finding.cells)

    @property
    def basis(self) -> str:
        rule = RULES.get(self.finding.rule)
        return rule.basis if rule else ""

    @cached_property
    def place(self) -> str:
        return place_name(self.finding.cells)

    @property
    def target(self) -> str:
        """The cell a click leads to."""
        return cell_anchor(self.key, self.principal[0]) if self.principal else ""

    @property
    def text_anchor(self) -> str:
        """The section a finding on the text leads to, or what stands before the first; none for a reading's doubt."""
        if self.finding.rule.startswith("READ-") and not self.finding.section:
            return ""
        return text_anchor(self.key, self.finding.section or "")

    @property
    def cell_anchors(self) -> str:
        return " ".join(cell_anchor(self.key, path) for path in self.finding.cells)


@dataclass(frozen=True)
class RemarkGroup:
    group: Group
    remarks: tuple[Remark, ...]

    @property
    def title(self) -> Words:
        return TITLES[self.group]

    @property
    def meaning(self) -> Words:
        return MEANINGS[self.group]


def cell_anchor(key: str, path: str) -> str:
    return f"{key}-c-{path.replace('.', '-')}"


def text_anchor(key: str, section: str) -> str:
    """Of a section by its number; 0 is what stands before the first."""
    return f"{key}-p{section if section.isdecimal() else 0}"


def group_of(finding: Finding) -> Group:
    if finding.severity is Severity.ERROR:
        return Group.ERROR
    if finding.severity is Severity.INFO:
        return Group.NOTE
    return Group.READING if finding.kind is Kind.READING else Group.WARNING


def remarks_of(
    report: AnnualReport, findings: Iterable[Finding], key: str, source_of: Callable[[Cell], str] = lambda cell: ""
) -> tuple[Remark, ...]:
    """The findings, most serious group first, numbered through."""
    totals = {(relation.rule, frozenset(relation.cells)): relation.totals for relation in report.relations()}
    remarks = []
    for number, finding in enumerate(sorted(findings, key=lambda finding: _ORDER.index(group_of(finding))), 1):
        principal = totals.get((finding.rule, frozenset(finding.cells)), finding.cells)
        known = (source for path in (*principal, *finding.cells) if (source := source_of(report.cell(path))))
        lacks_numbers = all(report.value(path) is None for path in finding.cells)
        remarks.append(Remark(number, finding, key, principal, next(known, ""), lacks_numbers=lacks_numbers))
    return tuple(remarks)


def grouped(remarks: Sequence[Remark]) -> tuple[RemarkGroup, ...]:
    groups = (RemarkGroup(group, tuple(r for r in remarks if r.group is group)) for group in Group)
    return tuple(group for group in groups if group.remarks)


def place_name(cells: Sequence[str]) -> str:
    """Where it is, in the fewest words: a cell, a row, a column, or the first cell and how many more."""
    if not cells:
        return ""
    if len(cells) == 1:
        return cell_name(cells[0])
    return _line_name([path.split(".") for path in cells]) or f"{cell_name(cells[0])}等 {len(cells)} 格"


def _line_name(keys: list[list[str]]) -> str:
    tables, rows, leaves = ({key[i] for key in keys if len(key) == 3} for i in range(3))
    if tables == {REQUESTS} and len(rows) == 1:
        return f"表三“{row_name(rows.pop())}”一行"
    if tables == {REQUESTS} and len(leaves) == 1:
        return f"表三“{COLUMNS[leaves.pop()]}”一列"
    if tables == {DISPUTES} and len(rows) == 1:
        return f"表四“{DISPUTE_GROUPS[rows.pop()]}”"
    return ""
