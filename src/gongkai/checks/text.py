"""What the text says in numbers, against the tables.

Spec: a warning, and an error only where the sentence can mean one thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from gongkai.checks.case import Case, part
from gongkai.checks.registry import MAIN, Found, rule
from gongkai.checks.sums import UNDECIDED, named
from gongkai.report import AnnualReport, CellState, Certainty, Kind, Number, Severity, Statement, cell_name
from gongkai.report.forms import DISPUTES, GROUPS
from gongkai.report.phrases import CARRIED_IN, CARRIED_OUT, LITIGATION, NEW, NEW_AND_CARRIED, RESULT_TOTAL

_BASIS = "《条例》第五十条（年度报告应当真实、前后一致）"
_MESSAGES = {
    MAIN: "{part}写“{quote}”，{cells}是 {expected}，两者不一致。请核对文字和表格。",
    UNDECIDED: "{part}写“{quote}”，但{cells}没有数字，无法核对。请补填表格。",
    "with_carried": "{part}写“{quote}”，这个数含上年结转（新收 {new}＋上年结转 {carried_in}）。建议在文字中分开写。",
}
_NONE_RECEIVED = re.compile(r"^(?:没有|尚未|从未|未曾|未|没)(?:收到|接到|受理)(?=.*公开).*申请$")
_IN_THE_WORDS_OF_THE_FORM = re.compile(r"结转下年度继续办理|上年结转政府信息公开申请|本年新收政府信息公开申请")


@dataclass(frozen=True, slots=True)
class _Printed:
    """What the tables print of a statement: the cells, their sum, and those that are in doubt."""

    cells: tuple[str, ...]
    total: Number | None
    uncertain: tuple[str, ...]


def cells_of(what: str, report: AnnualReport) -> tuple[str, ...]:
    """The cells that `narrative.what` names, as this report prints them; empty where its form has none of them."""
    printed = [path for table in report.printed_tables() for path in table.paths]
    return tuple(path for term in what.split("+") for path in printed if _names(term, path))


def _names(term: str, path: str) -> bool:
    """`requests.other_*.total` is the one row `other` where a report has that row."""
    return fnmatchcase(path, term) or fnmatchcase(path, term.replace("_*", ""))


def _printed(what: str, report: AnnualReport) -> _Printed:
    """A sum counts blank parts as 0, as in every relation; a single cell without a number says nothing."""
    paths = cells_of(what, report)
    cells = [report.cell(path) for path in paths]
    values = [cell.value for cell in cells]
    gaps = any(cell.state in (CellState.MISSING, CellState.UNREADABLE) for cell in cells)
    known = not gaps and any(value is not None for value in values)
    uncertain = tuple(path for path in paths if report.cell(path).certainty is Certainty.UNCERTAIN)
    return _Printed(paths, sum((value or 0 for value in values), start=0) if known else None, uncertain)


def _words(paths: Sequence[str]) -> str:
    return cell_name(paths[0]) if len(paths) == 1 else f"表中 {len(paths)} 格（{named(tuple(paths))}）合计"


def _against_tables(case: Case, concerns: Callable[[str], bool]) -> Iterator[Found]:
    for statement in case.report.narrative:
        if concerns(statement.what):
            yield from _compared(statement, case.report)


def _compared(statement: Statement, report: AnnualReport) -> Iterator[Found]:
    printed = _printed(statement.what, report)
    if not printed.cells or printed.total == statement.value:
        return
    fill = {
        "part": part(statement.section),
        "quote": statement.quote,
        "cells": _words(printed.cells),
        "expected": printed.total,
    }
    found = Found(fill, printed.cells, printed.total, statement.value, quote=statement.quote, section=statement.section)
    if printed.total is None:
        yield replace(found, actual=None, severity=Severity.INFO, template=UNDECIDED)
    elif printed.uncertain:
        note = f"其中{named(printed.uncertain)}读得没有把握，请先对照原文看。"
        yield replace(found, kind=Kind.READING, note=note)
    else:
        yield replace(found, severity=Severity.ERROR if _means_one_thing(statement) else None)


def _means_one_thing(statement: Statement) -> bool:
    """None received, or the very words of a row of table three."""
    plain = re.sub(r"\s", "", statement.quote)
    return bool(_NONE_RECEIVED.match(plain) or _IN_THE_WORDS_OF_THE_FORM.search(plain))


@rule(
    "TX-NEW",
    Severity.WARNING,
    title="文字所说收到的申请数与表三一致",
    title_en="Requests received: text and table 3 agree",
    description="“收到（受理）……申请 N 件”应等于表三本年新收，或者等于本年新收加上年结转（此时仅提示）。",
    message=_MESSAGES,
    basis=_BASIS,
)
def received(case: Case) -> Iterator[Found]:
    """Both ways of counting occur; which one was used is reported."""
    new, carried = case.report.value(NEW), case.report.value(CARRIED_IN)
    for found in _against_tables(case, lambda what: what in (NEW, NEW_AND_CARRIED)):
        if found.actual is None or new is None or carried is None:
            yield found
        elif found.actual == new + carried:
            fill = {**found.fill, "new": new, "carried_in": carried}
            cells = (NEW, CARRIED_IN)
            yield replace(found, fill=fill, cells=cells, severity=Severity.INFO, template="with_carried", note="")
        elif found.actual != new:
            yield found


@rule(
    "TX-CARRY",
    Severity.WARNING,
    title="文字所说结转数与表三一致",
    title_en="Carried in and out: text and table 3 agree",
    description="“上年结转 N 件”“结转下年度 N 件”应等于表三相应各行总计。",
    message=_MESSAGES,
    basis=_BASIS,
)
def carried(case: Case) -> Iterator[Found]:
    """第二项 and 第四项 of table three."""
    return _against_tables(case, lambda what: what in (CARRIED_IN, CARRIED_OUT))


@rule(
    "TX-REPLY",
    Severity.WARNING,
    title="文字所说办结、答复数与表三一致",
    title_en="Requests answered: text and table 3 agree",
    description="“办结（答复）N 件”应等于表三“（七）总计”。",
    message=_MESSAGES,
    basis=_BASIS,
)
def answered(case: Case) -> Iterator[Found]:
    """（七）总计."""
    return _against_tables(case, lambda what: what == RESULT_TOTAL)


@rule(
    "TX-OPEN",
    Severity.WARNING,
    title="文字所说各种办理结果与表三一致",
    title_en="Outcomes: text and table 3 agree",
    description="予以公开、部分公开、不予公开、无法提供、不予处理、其他处理的件数应等于表三相应各行（组）总计。",
    message=_MESSAGES,
    basis=_BASIS,
)
def outcomes(case: Case) -> Iterator[Found]:
    """A group of the form stands for the sum of its rows."""
    return _against_tables(case, _is_outcome)


def _is_outcome(what: str) -> bool:
    table, _, rest = what.partition(".")
    return table == "requests" and rest.split("_")[0].split(".")[0] in {"granted", "partial", *GROUPS}


@rule(
    "TX-RV",
    Severity.WARNING,
    title="文字所说复议、诉讼数与表四一致",
    title_en="Reconsideration and litigation: text and table 4 agree",
    description="“行政复议 N 件”及其各种结果应等于表四行政复议；“行政诉讼 N 件”应等于两类诉讼之和。",
    message=_MESSAGES,
    basis=_BASIS,
)
def disputes(case: Case) -> Iterator[Found]:
    """A published report said 134 where its table had 170."""
    return _against_tables(case, lambda what: what.startswith((f"{DISPUTES}.", LITIGATION)))


@rule(
    "TX-NORM",
    Severity.WARNING,
    title="文字所说规范性文件数与表二一致",
    title_en="Normative documents: text and table 2 agree",
    description="“制发（制定）行政规范性文件 N 件”及废止、现行有效件数应等于表二；政策性文件不在此列。",
    message=_MESSAGES,
    basis=_BASIS,
)
def documents(case: Case) -> Iterator[Found]:
    """政策性文件 is another notion and is not compared."""
    return _against_tables(case, lambda what: what.startswith("proactive.normative_documents."))
