"""The page of 编制年报: the form with inputs, what is wrong so far, what is still open, and what can be offered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongkai import checks
from gongkai.report import AnnualReport, Cell, CellState, Certainty, Finding, Kind, Section, Severity, Verdict, judge
from gongkai.report.narrative import statements
from gongkai.writing.layout import heading, printed_report
from gongkai_web.reports import offers
from gongkai_web.reports.editing import CELL_FIELD, SECTION_FIELD, Edit
from gongkai_web.reports.remarks import Remark, RemarkGroup, grouped, remarks_of, text_anchor
from gongkai_web.reports.sentences import Sentence, sentences
from gongkai_web.reports.sheets import TABLE_NAMES, Input, Sheet, SheetMaker, figure
from gongkai_web.reports.typed import is_slip, shown

KEY = "e"
"""There is one report on this page."""


@dataclass(frozen=True)
class DeskSection:
    field: str
    anchor: str
    heading: str
    section: Section
    sheets: tuple[Sheet, ...]
    hint: str
    sentences: tuple[Sentence, ...]
    remarks: tuple[Remark, ...]
    previous_text: str

    @property
    def is_tables_only(self) -> bool:
        return bool(self.sheets) and not self.section.text

    @property
    def rows(self) -> int:
        """Height of the text box, in lines."""
        return min(max(6, len(self.section.text) // 40 + self.section.text.count("\n") + 2), 30)


@dataclass(frozen=True)
class Desk:
    edit: Edit

    @cached_property
    def report(self) -> AnnualReport:
        """What is written, with what its text states now: a sentence that was changed since states something else."""
        written = self.edit.report
        narrative = statements(written.opening, written.sections, year=written.year)
        return replace(written, narrative=narrative)

    @cached_property
    def checked(self) -> AnnualReport:
        """The report with everything that can be found now."""
        return checks.checked(self.report, self.edit.previous)

    @cached_property
    def blanks(self) -> list[str]:
        return [path for path in self.report.paths() if self.report.cell(path).state is CellState.BLANK]

    @property
    def slips(self) -> list[str]:
        return self.edit.slips

    @cached_property
    def zeros(self) -> list[str]:
        return offers.cells_to_zero(self.report, self.edit.previous)

    @property
    def zeros_by_table(self) -> str:
        """表二 8 格、表三 161 格."""
        counts = ((name, sum(path.startswith(f"{key}.") for path in self.zeros)) for key, name in TABLE_NAMES.items())
        return "、".join(_("%(table)s %(count)d 格") % {"table": name, "count": n} for name, n in counts if n)

    @cached_property
    def offered(self) -> dict[str, str]:
        found = offers.offers(self.report, self.edit.previous)
        return {path: figure(number) for path, number in found.items()}

    @property
    def switch_attributes(self) -> SafeString:
        """Makes a button of the page's frame one of this form's, so that switching loses nothing."""
        return mark_safe(' form="desk"')

    @cached_property
    def relations_that_hold(self) -> int:
        """Of filled relations only: one of empty cells says nothing."""
        blank = set(self.blanks)
        filled = (relation for relation in self.report.relations() if not blank.intersection(relation.cells))
        return sum(judge(relation, self.report.tables).verdict is Verdict.HOLDS for relation in filled)

    @property
    def offers_to_blanks(self) -> int:
        return sum(path in self.offered for path in self.blanks)

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """What can be said already: a relation is not judged while one of its cells is empty."""
        blank = set(self.blanks)
        return remarks_of(self.report, (_own(f) for f in self.checked.findings if not _is_open(f, blank)), KEY)

    @property
    def groups(self) -> tuple[RemarkGroup, ...]:
        return grouped(self.remarks)

    @cached_property
    def sections(self) -> tuple[DeskSection, ...]:
        printed, offered = printed_report(self.report), sentences(self.report)
        make = SheetMaker(KEY, self.remarks, self._input)
        return tuple(
            self._section(position, section, tuple(make(table) for table in shown_.tables), offered)
            for position, (section, shown_) in enumerate(zip(self.report.sections, printed.sections, strict=True), 1)
        )

    @property
    def loose_sheets(self) -> tuple[Sheet, ...]:
        make = SheetMaker(KEY, self.remarks, self._input)
        return tuple(make(table) for table in printed_report(self.report).loose_tables)

    def _section(
        self, position: int, section: Section, sheets: tuple[Sheet, ...], offered: list[Sentence]
    ) -> DeskSection:
        number = section.number or position
        return DeskSection(
            f"{SECTION_FIELD}{position}",
            text_anchor(KEY, str(number)),
            heading(section),
            section,
            sheets,
            _hint(number),
            tuple(sentence for sentence in offered if sentence.section == number),
            tuple(r for r in self.remarks if r.finding.section == str(number) and not r.finding.cells),
            _text_of(self.edit.previous, number),
        )

    def _input(self, path: str, cell: Cell) -> Input:
        problem = _("“%(typed)s”不是数") % {"typed": cell.raw} if is_slip(cell) else ""
        guess = cell.printed if cell.certainty is Certainty.UNCERTAIN else ""
        return Input(CELL_FIELD + path, shown(cell), guess, self.offered.get(path, ""), problem)


def _own(finding: Finding) -> Finding:
    """What cannot be read here was typed here: it is the writer's slip, not a doubtful reading."""
    if finding.kind is Kind.FILING or finding.rule.startswith("READ-"):
        return finding
    return replace(finding, kind=Kind.FILING, severity=Severity.ERROR)


def _is_open(finding: Finding, blank: set[str]) -> bool:
    """Not yet to be said: it rests on a cell that is still empty."""
    return any(path in blank for path in finding.cells)


def _text_of(report: AnnualReport | None, number: int) -> str:
    sections = report.sections if report else []
    return next((section.text for section in sections if section.number == number and section.text.strip()), "")


def _hint(number: int) -> str:
    """What the notice asks of the section (国办公开办函〔2021〕30号)."""
    return {
        1: _(
            "综述主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面；各级人民政府还要写工作考核、社会评议和责任追究结果。"
        ),
        2: _("这一节用表格报告，一般不另写文字。"),
        3: _("这一节用表格报告，一般不另写文字。"),
        4: _("这一节用表格报告，一般不另写文字。"),
        5: _("既写问题，也写改进办法，不能写“无”。"),
        6: _("收取信息处理费的情况写在这里，写明金额；没有收取也要写明。"),
    }.get(number, "")
