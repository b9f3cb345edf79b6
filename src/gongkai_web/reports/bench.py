"""One report on the workbench of 检查年报: the report, last year's if it was given, and the source text.

The page is the only place where it is kept: it goes out as hidden fields and comes back with the next step.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gongkai import checks
from gongkai.report import AnnualReport, Cell, CellState, Certainty, Verdict, cell_name, judge
from gongkai_web.reports import pictures, source, state
from gongkai_web.reports.corrections import Corrected, correct
from gongkai_web.reports.intake import Taken
from gongkai_web.reports.paper import Paper, paper
from gongkai_web.reports.pictures import Picture, Pictures, picture
from gongkai_web.reports.remarks import Remark, RemarkGroup, cell_anchor, grouped, remarks_of
from gongkai_web.reports.sheets import Input, SheetMaker, needs_a_person
from gongkai_web.reports.source import SourceText
from gongkai_web.reports.typed import shown

CELL_FIELD = "cell:"
_KEY = re.compile(r"r[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class Slip:
    """What was typed into a cell and is no number."""

    anchor: str
    name: str
    typed: str


@dataclass(frozen=True)
class Bench:
    """`key` tells apart several reports on one page; `edit_all` opens every cell for typing; `next_cell` is where a new
    page opens after an answer."""

    report: AnnualReport
    source: SourceText = field(default_factory=SourceText)
    pictures: Pictures = field(default_factory=dict)
    previous: AnnualReport | None = None
    key: str = "r1"
    edit_all: bool = False
    slips: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    next_cell: str = ""

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        remarks = remarks_of(self.report, self.report.findings, self.key, self._source_anchor)
        doubted = {path for remark in remarks if remark.can_be_confirmed for path in remark.finding.cells}
        shown: set[str] = set()
        return tuple(replace(remark, pictures=self._pictures_of(remark, doubted, shown)) for remark in remarks)

    def _pictures_of(self, remark: Remark, doubted: Collection[str], shown: set[str]) -> tuple[Picture, ...]:
        """Of every cell the reading doubts, where it says so; else of the one the finding stands on. Each cell once."""
        wanted = [path for path in remark.principal[:1] if path not in doubted]
        if remark.can_be_confirmed:
            wanted = list(remark.finding.cells)
        paths = [path for path in wanted if path in self.pictures and path not in shown]
        shown.update(paths)
        return tuple(picture(path, self.report.cell(path), self.key, self.pictures[path]) for path in paths)

    @property
    def groups(self) -> tuple[RemarkGroup, ...]:
        return grouped(self.remarks)

    @cached_property
    def paper(self) -> Paper:
        maker = SheetMaker(self.key, self.remarks, self._input, self._source_anchor)
        return paper(self.report, self.remarks, self.key, maker)

    @property
    def told_slips(self) -> tuple[Slip, ...]:
        return tuple(Slip(cell_anchor(self.key, path), cell_name(path), typed) for path, typed in self.slips.items())

    @cached_property
    def relations_that_hold(self) -> int:
        return relations_that_hold(self.report)

    @cached_property
    def cells_to_answer(self) -> int:
        return sum(needs_a_person(self.report.cell(path)) for path in self.report.paths())

    @cached_property
    def cells_read(self) -> int:
        return sum(self.report.cell(path).state is CellState.NUMBER for path in self.report.paths())

    @property
    def switch_attributes(self) -> SafeString:
        """Makes a button of the page's frame one of this report's form, so that switching loses nothing."""
        return format_html(' form="{}-form"', self.key)

    @property
    def packed_report(self) -> str:
        return state.packed(self.report)

    @property
    def packed_previous(self) -> str:
        return state.packed(self.previous) if self.previous else ""

    @property
    def packed_pictures(self) -> str:
        """Of what is still doubted: an answered cell needs no picture any more."""
        shown = {one.path for remark in self.remarks for one in remark.pictures}
        return pictures.packed({path: png for path, png in self.pictures.items() if path in shown})

    @property
    def packed_source(self) -> str:
        return source.packed(self.source)

    def _input(self, path: str, cell: Cell) -> Input | None:
        if not (self.edit_all or needs_a_person(cell) or path in self.slips):
            return None
        problem = _("不是数") if path in self.slips else ""
        guess = cell.printed if cell.certainty is Certainty.UNCERTAIN else ""
        return Input(
            CELL_FIELD + path,
            self.slips.get(path, shown(cell)),
            guess=guess,
            problem=problem,
            is_next=path == self.next_cell,
        )

    def _source_anchor(self, cell: Cell) -> str:
        return source.anchor(self.key, cell.at, self.source) if cell.at else ""


def bench_of(taken: Taken, key: str) -> Bench:
    return Bench(taken.report, taken.source, taken.pictures, key=key)


def bench_from(post: QueryDict) -> Bench:
    """What a page sent back, checked anew. Raises GongkaiError where it is not what this program sent out."""
    report = state.unpacked(post.get("report", ""))
    before = post.get("previous", "")
    previous = state.unpacked(before) if before else None
    key = post.get("key", "")
    return Bench(
        checks.checked(report, previous),
        source.unpacked(post.get("source", "")),
        pictures.unpacked(post.get("pictures", ""), report.paths()),
        previous,
        key if _KEY.fullmatch(key) else "r1",
        edit_all=post.get("edit") == "all",
    )


def answered(bench: Bench, post: QueryDict) -> Bench:
    """The bench with what a person typed or confirmed, checked again."""
    typed = {name.removeprefix(CELL_FIELD): post.get(name, "") for name in post if name.startswith(CELL_FIELD)}
    result = correct(bench.report, typed, post.get("confirm", "").split(), post.getlist("settled"))
    report = checks.checked(result.report, bench.previous)
    after = replace(bench, report=report, slips=result.slips, notes=tuple(_told(result)))
    return replace(after, next_cell=_next_cell(after, result.answered & typed.keys()))


def _next_cell(bench: Bench, answered: Collection[str]) -> str:
    """The open cell after the ones just typed, or the first; empty where nothing was typed, or nothing is left."""
    paths = list(bench.report.paths())
    if bench.slips or not answered:
        return ""
    last = max(paths.index(path) for path in answered)
    after = (*paths[last + 1 :], *paths[:last])
    return next((path for path in after if needs_a_person(bench.report.cell(path))), "")


def _told(result: Corrected) -> Iterator[str]:
    if result.answered:
        yield _("已按您填写和确认的数重新检查，共 %(count)d 格。") % {"count": len(result.answered)}
    if result.settled:
        yield _("已核对 %(count)d 条。") % {"count": result.settled}


def with_previous(bench: Bench, previous: AnnualReport | None) -> Bench:
    return replace(bench, previous=previous, report=checks.checked(bench.report, previous))


def relations_that_hold(report: AnnualReport) -> int:
    verdicts = (judge(relation, report.tables).verdict for relation in report.relations())
    return sum(verdict is Verdict.HOLDS for verdict in verdicts)
