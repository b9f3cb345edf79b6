"""The annual report as an object (spec/report-json, `gongkai.report/1`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from gongkai.report.cells import Cell, Number
from gongkai.report.forms import COLLAPSED_OTHER, FORMS, OTHER_OUTCOMES, REQUESTS_COLLAPSED, Form, FormTable
from gongkai.report.relations import Relation, has_collapsed_other, relations_of


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Kind(StrEnum):
    """`filing`: the report itself is wrong; `reading`: the reading of it is unsure."""

    FILING = "filing"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong or uncertain. `expected` is what is computed, `actual` what is printed."""

    rule: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    expected: Number | None = None
    actual: Number | None = None
    kind: Kind = Kind.FILING
    quote: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section as printed: `number` is None where the heading has none; `text` is without the statutory tables."""

    number: int | None
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A number the text states and a table can confirm; `what` is a cell path, a sum (`denied_*`), or several with `+`."""

    what: str
    value: Number
    quote: str
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    file: str
    sha256: str
    media_type: str
    reader: str


@dataclass(slots=True)
class AnnualReport:
    """One 政府信息公开工作年度报告. `year` is the 统计年度; `tables` maps the dotted path of a cell to the cell.

    `format` is "2021", "2019", "2008" (text only) or None. Of the findings, READ-* come from the reading and stay with
    the report; all others are computed by `gongkai.checks` and may be computed again at any time.
    """

    agency: str | None = None
    year: int | None = None
    format: str | None = None
    title: str | None = None
    opening: str | None = None
    sections: list[Section] = field(default_factory=list)
    signature: str | None = None
    signed_on: date | None = None
    tables: dict[str, Cell] = field(default_factory=dict)
    narrative: list[Statement] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    source: Source | None = None

    @property
    def form(self) -> Form | None:
        """The official form its tables are on; None for a report of text only."""
        return FORMS.get(self.format or "")

    @property
    def collapsed_other(self) -> bool:
        """A report on the 2021 form that was filed with a single row 其他处理."""
        return self.form is not None and has_collapsed_other(self.form, self.tables)

    def cell(self, path: str) -> Cell:
        """The cell at this path; state MISSING where the file has no such cell."""
        return self.tables.get(path) or Cell.missing()

    def value(self, path: str) -> Number | None:
        return self.cell(path).value

    def paths(self) -> Iterator[str]:
        """Paths of the form, in printed order; with the row 其他处理 after the three it replaces, if the file has it."""
        if self.form is None:
            return
        last_other = f"requests.{OTHER_OUTCOMES[-1]}.total"
        for path in self.form.paths:
            yield path
            if path == last_other and self.collapsed_other:
                yield from COLLAPSED_OTHER

    def printed_tables(self) -> tuple[FormTable, ...]:
        """The statutory tables as this report prints them, from table two to table four."""
        if self.form is None:
            return ()
        tables = self.form.tables
        return (tables[0], REQUESTS_COLLAPSED, tables[2]) if self.collapsed_other else tables

    def relations(self) -> tuple[Relation, ...]:
        return relations_of(self.form, collapsed_other=self.collapsed_other) if self.form else ()

    def reading_findings(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.rule.startswith("READ-")]

    def with_findings(self, findings: list[Finding]) -> AnnualReport:
        return replace(self, findings=findings)


def empty_tables(form: Form) -> dict[str, Cell]:
    """Every cell of the form, blank: the form as it lies on the desk in January."""
    return {path: Cell.blank() for path in form.paths}
