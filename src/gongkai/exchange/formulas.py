"""The relations of a report as formulas of a spreadsheet: one for what the parts give, one for what is printed, a verdict.

They say the same as `report.relations.judge`: a blank or "/" counts as 0, a total that is not filled in decides nothing, and so
does a part that is no number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from gongkai.report import PREVIOUS, Cell, Judgement, Number, Relation, Verdict
from gongkai.report.forms import COLUMNS, DISPUTE_GROUPS, row_name
from gongkai.report.relations import DOCUMENT_ROWS

HOLDS, FAILS, EMPTY, UNREAD = "相符", "不符", "总数未填", "有格不是数"
NO_NUMBER = ("/", "\\", "-", "--", "—", "——", "无", "没有", "不适用", "不涉及")
"""What offices print in a cell that does not concern them."""

Place = tuple[str, int, int]
"""Sheet, row and column, from 0."""
Addresses = Callable[[str], Place | None]


@dataclass(frozen=True, slots=True)
class Formulas:
    expected: str
    actual: str
    verdict: str


def formulas(relation: Relation, at: Addresses, numbers: Mapping[str, Number], own: tuple[str, str]) -> Formulas:
    """`numbers` are those of last year's cells; `own` the addresses where `expected` and `actual` stand."""
    ranges = list(_ranges(place for path in relation.cells if (place := at(path))))
    total = at(relation.totals[0])
    first = _address(total) if total else "0"
    strange = "+".join(f"SUMPRODUCT(ISTEXT({r})*ISNA(MATCH({r},{_LIST},0)))" for r in ranges)
    verdict = (
        f'IF(NOT(ISNUMBER({first})),"{EMPTY}",IF({strange}>0,"{UNREAD}",'
        f'IF(ROUND({own[0]}-{own[1]},6)=0,"{HOLDS}","{FAILS}")))'
    )
    return Formulas(_sum(relation.parts, at, numbers), _sum(relation.totals, at, numbers), f"={verdict}")


def is_broken(relation: Relation, at: Addresses, numbers: Mapping[str, Number]) -> str:
    """The condition under which its totals are red: without names of sheets, which a format may not hold."""

    def here(path: str) -> Place | None:
        place = at(path)
        return ("", *place[1:]) if place else None

    parts, totals = (_sum(paths, here, numbers)[1:] for paths in (relation.parts, relation.totals))
    total = here(relation.totals[0])
    return f"AND(ISNUMBER({_address(total)}),ROUND({parts}-({totals}),6)<>0)" if total else "FALSE"


_LIST = "{" + ",".join(f'"{mark}"' for mark in NO_NUMBER) + "}"


def _sum(paths: Sequence[str], at: Addresses, numbers: Mapping[str, Number]) -> str:
    terms = [*_ranges(place for path in paths if (place := at(path)))]
    terms += [str(numbers[path]) for path in paths if path in numbers]
    return f"=SUM({','.join(terms)})" if terms else "=0"


def _ranges(places: Iterable[Place]) -> Iterator[str]:
    """Neighbours in a row or column as one range."""
    run: list[Place] = []
    for place in places:
        if run and not _continues(run, place):
            yield _range(run)
            run = []
        run.append(place)
    if run:
        yield _range(run)


def _continues(run: Sequence[Place], place: Place) -> bool:
    sheet, y, x = run[-1]
    step = (place[1] - y, place[2] - x)
    known = (run[1][1] - run[0][1], run[1][2] - run[0][2]) if len(run) > 1 else step
    return place[0] == sheet and step == known and step in ((0, 1), (1, 0))


def _range(run: Sequence[Place]) -> str:
    last = xl_rowcol_to_cell(*run[-1][1:], row_abs=True, col_abs=True)
    return _address(run[0]) if len(run) == 1 else f"{_address(run[0])}:{last}"


def _address(place: Place) -> str:
    sheet, y, x = place
    cell = xl_rowcol_to_cell(y, x, row_abs=True, col_abs=True)
    return f"'{sheet}'!{cell}" if sheet else cell


def verdict_of(judgement: Judgement, relation: Relation, cells: Mapping[str, Cell]) -> str:
    """What the formula will say: stored with it for programs that do not compute."""
    if judgement.verdict is Verdict.UNDECIDED:
        return EMPTY if cells[relation.totals[0]].value is None else UNREAD
    return HOLDS if judgement.verdict is Verdict.HOLDS else FAILS


def words(relation: Relation) -> tuple[str, str]:
    """Where it stands, and what must hold there."""
    locus = relation.locus
    if relation.rule == "T3-ROW":
        return f"表三“{row_name(locus)}”", "六类申请人之和＝总计"
    if relation.rule == "T4-SUM":
        return f"表四“{DISPUTE_GROUPS[locus]}”", "维持＋纠正＋其他＋尚未审结＝总计"
    if relation.rule == "T2-CONTINUITY":
        return f"表二“{DOCUMENT_ROWS[locus]}”", "上年现行有效＋本年制发＝本年现行有效＋本年废止"
    held = {
        "T3-SUM": "各项办理结果之和＝（七）总计",
        "T3-BALANCE": "第一项＋第二项＝第三项＋第四项",
        "T3-CARRY": "上年报告的结转下年度＝本年的上年结转",
    }
    return f"表三{COLUMNS[locus]}列", held[relation.rule]


def last_years(relations: Iterable[Relation], previous: Mapping[str, Cell]) -> dict[str, Number]:
    """The numbers of last year's report that relations ask for, by their path with the prefix."""
    asked = {path for relation in relations for path in relation.cells if path.startswith(PREVIOUS)}
    found = {path: previous.get(path.removeprefix(PREVIOUS)) for path in sorted(asked)}
    return {path: cell.value for path, cell in found.items() if cell and cell.value is not None}
