"""Percentages in the text, computed again from the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.checks.case import Case, part
from gongkai.checks.registry import MAIN, Found, rule
from gongkai.checks.text import cells_of
from gongkai.report import Number, Severity, Statement
from gongkai.report.phrases import CARRIED_IN, NEW, RESULT_TOTAL
from gongkai.report.prose import Prose, even

_PERCENT = r"(?P<p>\d+(?:\.\d+)?)%"
_SHARE = re.compile(rf"^[（，]?约?占[^，。；\d]{{0,16}}?{_PERCENT}")
_GROWTH = re.compile(
    rf"[，（](?:同比|较上一?年度?|比上一?年度?|与上一?年度?相比)[^，。；\d]{{0,4}}?"
    rf"(?P<way>增长|上升|增加|提高|下降|减少|降低)了?约?{_PERCENT}"
)


@rule(
    "TX-PCT",
    Severity.WARNING,
    title="文字所引百分比与表格算得的一致",
    title_en="Percentages in the text are those the tables give",
    description="“某结果 N 件，占 P%”按办理总数、新收数、新收加结转数分别重算，“同比增减 P%”按上年报告重算，允许相差 0.1 个百分点。",
    message={
        MAIN: "{part}写“{quote}”，按表格计算应为 {expected}%。请核对。",
        "growth": "{part}写“{quote}”，与上年报告相比应为{way} {expected}%。请核对。",
    },
    basis="《条例》第五十条",
)
def percentages(case: Case) -> Iterator[Found]:
    """Only where the number before it is one that a table confirms, so that what it is a share of is known."""
    for statement in case.report.narrative:
        for section, prose, end in _places(statement, case):
            yield from _share(statement, section, prose, end, case)
            if statement.what == NEW and case.previous:
                yield from _growth(section, prose, end, case)


def _places(statement: Statement, case: Case) -> Iterator[tuple[str | None, Prose, int]]:
    """Where the statement's words end in the text it comes from."""
    quote = even(statement.quote).text
    for section, prose in case.places():
        at = prose.text.find(quote) if section == statement.section else -1
        if at >= 0:
            yield section, prose, at + len(quote)


def _share(statement: Statement, section: str | None, prose: Prose, end: int, case: Case) -> Iterator[Found]:
    match = _SHARE.match(prose.text[end:])
    cells = cells_of(statement.what, case.report)
    if match is None or not cells or not statement.what.startswith("requests."):
        return
    shares = [statement.value * Decimal(100) / whole for whole in _wholes(case) if whole]
    if shares and not any(_near(match["p"], share, case) for share in shares):
        yield _found(section, prose.quote(end, end + match.end()), match["p"], shares[0], cells)


def _wholes(case: Case) -> list[Number]:
    new, carried, results = (case.report.value(path) or 0 for path in (NEW, CARRIED_IN, RESULT_TOTAL))
    return [results, new, new + carried]


def _growth(section: str | None, prose: Prose, end: int, case: Case) -> Iterator[Found]:
    sentence = prose.text[end:].split("。", 1)[0]
    match = _GROWTH.match(sentence)
    now, before = case.report.value(NEW), case.previous.value(NEW) if case.previous else None
    if match is None or now is None or not before:
        return
    change = (now - before) * Decimal(100) / before
    printed = Decimal(match["p"]) * (1 if match["way"] in "增长上升增加提高" else -1)
    if not _near(str(printed), change, case):
        quote = prose.quote(end + 1, end + match.end())
        way = "增长" if change >= 0 else "下降"
        yield _found(section, quote, match["p"], abs(change), (NEW,), template="growth", way=way)


def _near(printed: str, computed: Decimal, case: Case) -> bool:
    """Half a unit of the last printed digit is rounding, not an error."""
    places = len(printed.partition(".")[2])
    rounding = Decimal(1).scaleb(-places) / 2
    return abs(Decimal(printed) - computed) <= max(case.thresholds.percent, rounding)


def _found(
    section: str | None,
    quote: str,
    printed: str,
    computed: Decimal,
    cells: tuple[str, ...],
    *,
    template: str = MAIN,
    way: str = "",
) -> Found:
    expected = computed.quantize(Decimal("0.01"))
    fill = {"part": part(section), "quote": quote, "expected": expected, "way": way}
    return Found(fill, cells, expected, Decimal(printed), quote=quote, section=section, template=template)
