"""The sum on paper, every number open to its organs; and what stands behind one number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from django.urls import reverse

from gongkai.report import AnnualReport, Finding
from gongkai.report.rollup import KIND_NAMES, Share, SummedCell
from gongkai.writing.rollup_xlsx import share_text
from gongkai_web.annual.kinds import FIRST_YEAR
from gongkai_web.annual.rules import may_look
from gongkai_web.campaign.models import Submission
from gongkai_web.campaign.sums.totals import Totals
from gongkai_web.organs.models import Organ, Person
from gongkai_web.reports.paper import Paper, paper
from gongkai_web.reports.remarks import Remark, RemarkGroup, grouped, remarks_of
from gongkai_web.reports.sheets import SheetMaker


@dataclass(frozen=True)
class Bench:
    """What the templates of 检查年报 draw a report from."""

    report: AnnualReport
    findings: list[Finding]
    href_for: Callable[[str], str]
    key: str = "r1"

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        return remarks_of(self.report, self.findings, self.key)

    @property
    def groups(self) -> tuple[RemarkGroup, ...]:
        return grouped(self.remarks)

    @cached_property
    def paper(self) -> Paper:
        maker = SheetMaker(self.key, self.remarks, lambda path, cell: None, href_for=self.href_for)
        return paper(self.report, self.remarks, self.key, maker)


@dataclass(frozen=True, slots=True)
class Line:
    """One organ behind a cell. `text` where its share is no plain number; `percent` of the sum of the parts. `opens`: its copy;
    `records`: its own page of the cell, for whoever works there; else `closed` says why not."""

    name: str
    kind: str
    number: str
    text: str
    percent: str
    copy: Submission | None
    records: str = ""
    closed: str = ""


def lines_of(made: Totals, cell: SummedCell, person: Person, day: date) -> list[Line]:
    """The organs in their order, those with a number other than 0 first."""
    whole = sum((share.value for share in cell.shares if share.value is not None), start=Decimal(0))
    found = [_line(made, share, cell.path, whole, person, day) for share in cell.shares]
    return sorted(found, key=lambda one: one.number in ("", "0") and not one.text)


def _line(made: Totals, share: Share, path: str, whole: Decimal, person: Person, day: date) -> Line:
    chosen = made.chosen(share)
    organ = chosen.filing.organ if chosen else made.gathered.organ
    plain = share.value is not None and not (share.blank or share.unread or share.uncertain)
    records, closed = _records(organ, made, share, path, person, day)
    return Line(
        share.part.name,
        KIND_NAMES[share.part.kind],
        "" if share.value is None else f"{share.value:f}" if isinstance(share.value, Decimal) else str(share.value),
        "" if plain else share_text(share),
        _percent(share, whole),
        chosen.copy if chosen else None,
        records,
        closed,
    )


def _percent(share: Share, whole: Decimal) -> str:
    if share.value is None or not whole:
        return ""
    return f"{(Decimal(share.value) * 100 / whole).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def _records(organ: Organ | None, made: Totals, share: Share, path: str, person: Person, day: date) -> tuple[str, str]:
    """Where the records behind the number open for this person, or why they do not."""
    if organ is None:
        return "", "不在本平台，没有记录可看"
    chosen = made.chosen(share)
    if chosen and chosen.copy and chosen.copy.report_id is None:
        return "", "报告不是在本平台编制的，没有记录可看"
    if made.campaign.year < FIRST_YEAR or path not in made.sums.report.tables:
        return "", "没有记录可看"
    if not may_look(person, organ, day):
        return "", "记录归它自己看，需要时请它的人打开"
    return reverse("annual_cell", args=[organ.code, made.campaign.year, path]), ""
