"""The report on its page: on paper, every number open to its records, what was found beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from gongkai.report import AnnualReport, Verdict, judge
from gongkai_web.annual.building import Built
from gongkai_web.reports.paper import Paper, paper
from gongkai_web.reports.remarks import Remark, RemarkGroup, grouped, remarks_of
from gongkai_web.reports.sheets import SheetMaker


@dataclass(frozen=True)
class Desk:
    """What the templates of 检查年报 draw a report from; `href_for` gives where a cell opens."""

    made: Built
    href_for: Callable[[str], str] = lambda path: ""
    key: str = "r1"

    @property
    def report(self) -> AnnualReport:
        return self.made.report

    @property
    def previous(self) -> AnnualReport | None:
        return self.made.previous

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        return remarks_of(self.report, self.report.findings, self.key)

    @property
    def groups(self) -> tuple[RemarkGroup, ...]:
        return grouped(self.remarks)

    @cached_property
    def paper(self) -> Paper:
        maker = SheetMaker(
            self.key,
            self.remarks,
            lambda path, cell: None,
            href_for=self.href_for,
            beside_for=self._beside,
        )
        return paper(self.report, self.remarks, self.key, maker)

    @cached_property
    def relations_that_hold(self) -> int:
        verdicts = (judge(relation, self.report.tables).verdict for relation in self.report.relations())
        return sum(verdict is Verdict.HOLDS for verdict in verdicts)

    def _beside(self, path: str) -> str:
        change = self.made.changes.get(path)
        if change is None:
            return ""
        computed = self.made.computed.get(path)
        return "没有数" if computed is None or computed.value is None else computed.printed
