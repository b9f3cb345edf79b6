"""ROLLUP-*: a government's report against its own, its departments' and its townships' reports.

A warning throughout: practice differs in which lower levels a government's report includes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gongkai.checks.case import Case
from gongkai.checks.gaps import TABLE_NAMES
from gongkai.checks.registry import FORM_NOTICES, MAIN, Found, Needs, rule
from gongkai.checks.sums import UNDECIDED, magnitude, named
from gongkai.report import AnnualReport, Kind, Relation, Severity, Verdict, cell_name, judge
from gongkai.report.forms import cell_words
from gongkai.report.rollup import Difference, LeftOut, RollUp, Share, Standing, Taken, differences, is_one_row

_PRACTICE = f"{FORM_NOTICES}；本级政府报告汇总本级部门和下级机关的通行做法"
_MOST_ORGANS = 12


@rule(
    "ROLLUP-MISSING",
    Severity.WARNING,
    title="应当计入的机关都有报告",
    title_en="Every organ that belongs to the roll-up has a report",
    description="汇总应包括本级政府、所属部门和乡镇街道；缺报的、年度不符的、没有表格的机关逐一列出，汇总数不是全数。",
    message="{count} 个机关没有计入：{organs}。汇总数不是全数，请催报后重新汇总。",
    basis=_PRACTICE,
    needs=Needs.ROLLUP,
)
def all_report(case: Case) -> Iterator[Found]:
    missing = _sums(case).missing
    if missing:
        told = [f"{part.name}（{part.missing}）" for part in missing]
        yield Found({"count": len(missing), "organs": _listed(told)})


@rule(
    "ROLLUP-SUM",
    Severity.WARNING,
    title="本级政府报告的数＝各机关之和",
    title_en="The government's report is the sum of its parts",
    description="逐格比较本级政府报告与本级、部门、乡镇街道之和；还有机关缺报或有数没有读出、不能断定谁错的，只作提示。",
    message={
        MAIN: "{where}与各机关之和不符：{cells}。请逐格核对，确有口径原因的请注明。",
        UNDECIDED: "{where}与各机关之和不同：{cells}。还有机关没有计入，或者有数没有读准，不能断定差在哪里。",
        "no_number": "{where}不能比较：{cells}。",
    },
    basis=_PRACTICE,
    needs=Needs.ROLLUP,
)
def sums_agree(case: Case) -> Iterator[Found]:
    """One finding a row of table three or two, or a group of table four, so that a person sees where."""
    if not case.compared:
        return
    found = differences(_sums(case), case.report)
    for standing, template in (
        (Standing.DIFFERS, MAIN),
        (Standing.OPEN, UNDECIDED),
        (Standing.NO_NUMBER, "no_number"),
    ):
        rows: dict[str, list[Difference]] = {}
        for one in found:
            if one.standing is standing:
                rows.setdefault(".".join(one.path.split(".")[:2]), []).append(one)
        yield from (_row_differs(row, template) for row in rows.values())


def _row_differs(row: Sequence[Difference], template: str) -> Found:
    table, label, _ = cell_words(row[0].path)
    cells = "；".join(f"{cell_words(one.path)[2] or '数量'}{_told(one)}" for one in row)
    whole = next((one for one in row if one.path.endswith(".total")), row[0] if len(row) == 1 else None)
    decided = template == MAIN
    return Found(
        {"where": f"{table}“{label}”", "cells": cells},
        cells=tuple(one.path for one in row),
        expected=whole.summed if whole and decided else None,
        actual=whole.typed if whole and decided else None,
        severity=Severity.INFO if template == UNDECIDED else None,
        template=template,
    )


def _told(one: Difference) -> str:
    if one.by is None:
        return " 本级报告没有填数字" if one.typed is None else f"填 {one.typed}，各机关都没有填数字"
    return f"填 {one.typed}，之和 {one.summed}，{'多' if one.by > 0 else '少'} {magnitude(one.by)}"


@rule(
    "ROLLUP-BLANK",
    Severity.WARNING,
    title="计入汇总的报告没有空格",
    title_en="No blank cell in a report that is added up",
    description="空白不是 0：有空格的机关逐一列出，这些格的汇总数只是其他机关之和。",
    message="{organ}有 {count} 格没有填数字：{cells}。这些格的汇总数里没有它，请退回补填（没有的写 0）。",
    basis=FORM_NOTICES,
    needs=Needs.ROLLUP,
)
def no_blanks(case: Case) -> Iterator[Found]:
    return _by_part(_sums(case), lambda share: share.blank)


@rule(
    "ROLLUP-UNREAD",
    Severity.WARNING,
    title="计入汇总的数字都读得准",
    title_en="Every number that is added up was read with certainty",
    description="没有读出的、读得没有把握的数字逐一列出；它们所在的汇总数标为待核对。",
    message="{organ}有 {count} 格没有读出或者读得没有把握：{cells}。请对照它的原文核对后重新汇总。",
    basis=FORM_NOTICES,
    needs=Needs.ROLLUP,
)
def all_read(case: Case) -> Iterator[Found]:
    return _by_part(_sums(case), lambda share: share.unread or share.uncertain, kind=Kind.READING)


@rule(
    "ROLLUP-FORM",
    Severity.WARNING,
    title="计入汇总的报告用的是同一版格式",
    title_en="Reports on one form",
    description="另一版格式的报告只计入可比的格，其余格不计入并列出；“其他处理”只有一行的，汇总表也只能有一行。",
    message={
        MAIN: "{organ}的报告用的是 {form} 年格式，{count} 格没有可比的数，没有计入：{cells}。",
        "one_row": "{organs}的“其他处理”只有一行、分不出三项，汇总表三也只有一行。请退回分项填写后重新汇总。",
    },
    basis=FORM_NOTICES,
    needs=Needs.ROLLUP,
)
def one_form(case: Case) -> Iterator[Found]:
    sums = _sums(case)
    yield from _by_part(sums, lambda share: share.left_out is LeftOut.OTHER_FORM, with_form=True)
    if sums.one_row:
        organs = [part.name for part in sums.counted if part.report and is_one_row(part.report)]
        yield Found({"organs": _listed(organs)}, template="one_row")


@rule(
    "ROLLUP-RULES",
    Severity.WARNING,
    title="规章只计政府本身的数",
    title_en="Rules are the government's own",
    description="规章只有设区的市以上政府和国务院部门可以制定；部门和乡镇填了规章的，不计入汇总，逐一列出。",
    message="{organ}填了规章：{cells}。规章只计政府本身的数，没有计入，请退回核对。",
    basis="《立法法》第九十一条、第九十三条",
    needs=Needs.ROLLUP,
)
def rules_are_own(case: Case) -> Iterator[Found]:
    return _by_part(_sums(case), lambda share: share.left_out is LeftOut.ONLY_OWN and bool(share.told), numbers=True)


@rule(
    "ROLLUP-UNIT",
    Severity.WARNING,
    title="金额的单位一致",
    title_en="Amounts in one unit",
    description="金额换算成同一单位再相加；没有写单位的金额不与写了单位的相加，逐一列出。",
    message="{organ}的金额没有写单位，没有计入：{cells}。请问清是元还是万元。",
    basis=FORM_NOTICES,
    needs=Needs.ROLLUP,
)
def one_unit(case: Case) -> Iterator[Found]:
    return _by_part(_sums(case), lambda share: share.left_out is LeftOut.UNIT, numbers=True)


@rule(
    "ROLLUP-YEAR",
    Severity.WARNING,
    title="计入汇总的报告写明年度",
    title_en="A report that is added up says its year",
    description="没有写明统计年度的报告照样计入，但不能断定是不是这一年的。",
    message="{organ}的报告没有写明统计年度，已经计入 {year} 年度。请核对是不是这一年的报告。",
    basis=FORM_NOTICES,
    needs=Needs.ROLLUP,
)
def years_told(case: Case) -> Iterator[Found]:
    sums = _sums(case)
    for part in sums.counted:
        if part.report is not None and part.report.year is None:
            yield Found({"organ": part.name, "year": sums.year})


@rule(
    "ROLLUP-JOINT",
    Severity.WARNING,
    title="合并计数的机关都计了这一件",
    title_en="The organs of a joint matter all count it",
    description="几个机关共同的文件或案件只计一次；记录里的机关没有计这一件的，不为它减去，并列出。",
    message="合并计数“{reason}”（{cells}）：{organs}没有报告计入，或者在这一格没有计这么多，{effect}。请核对这条记录。",
    basis=_PRACTICE,
    needs=Needs.ROLLUP,
)
def joint_matters(case: Case) -> Iterator[Found]:
    for taken in _sums(case).taken:
        if not taken.whole:
            yield _not_whole(taken)


def _not_whole(taken: Taken) -> Found:
    fill = {
        "reason": taken.joint.reason,
        "cells": named(taken.joint.cells),
        "organs": _listed([part.name for part in taken.without]),
        "effect": f"只减去了 {taken.subtracted}" if taken.subtracted else "什么也没有减",
    }
    return Found(fill, cells=taken.joint.cells)


@rule(
    "ROLLUP-PART",
    Severity.WARNING,
    title="计入汇总的报告自身勾稽",
    title_en="Each part balances by itself",
    description="汇总表的某条勾稽关系不成立时，列出是哪些机关自己的报告就不成立。",
    message="汇总后{where}不勾稽（应为 {expected}，合计是 {actual}），因为这些机关自己的报告就不成立：{organs}。请退回改正。",
    basis=FORM_NOTICES,
    needs=Needs.ROLLUP,
)
def parts_balance(case: Case) -> Iterator[Found]:
    """Where every part balances, the sum of numbers does: a joint record that takes from one side only is the other cause."""
    sums = _sums(case)
    for relation in sums.report.relations():
        judged = judge(relation, sums.report.tables)
        if judged.verdict is not Verdict.FAILS:
            continue
        guilty = [part.name for part in sums.counted if part.report and _breaks(part.report, relation)]
        fill = {
            "where": f"{TABLE_NAMES[relation.totals[0].split('.')[0]]}“{cell_name(relation.totals[0]).split('“')[1]}",
            "expected": judged.expected,
            "actual": judged.actual,
            "organs": _listed(guilty) or "（都成立，请检查合并计数的记录）",
        }
        yield Found(fill, cells=relation.cells, expected=judged.expected, actual=judged.actual)


def _breaks(report: AnnualReport, relation: Relation) -> bool:
    """Whether the report's own relation of this name fails; on another form it has other cells."""
    own = (one for one in report.relations() if (one.rule, one.locus) == (relation.rule, relation.locus))
    return any(judge(one, report.tables).verdict is not Verdict.HOLDS for one in own)


def _sums(case: Case) -> RollUp:
    if case.sums is None:
        raise ValueError("the rules of the roll-up need a roll-up")
    return case.sums


def _by_part(
    sums: RollUp,
    asks: Callable[[Share], bool],
    *,
    kind: Kind = Kind.FILING,
    with_form: bool = False,
    numbers: bool = False,
) -> Iterator[Found]:
    """One finding a part, in their order, with the cells of the sum it is about."""
    cells: dict[str, list[tuple[str, Share]]] = {}
    for path, share in sums.notable:
        if asks(share):
            cells.setdefault(share.part.code, []).append((path, share))
    for part in sums.counted:
        if part.code in cells:
            found = cells[part.code]
            paths = tuple(path for path, _ in found)
            told = "、".join(f"{cell_name(path)} {share.told}" for path, share in found) if numbers else named(paths)
            form = part.report.format if part.report and with_form else ""
            fill = {"organ": part.name, "count": len(paths), "cells": told, "form": form}
            yield Found(fill, cells=paths, kind=kind)


def _listed(names: Sequence[str]) -> str:
    shown = "、".join(names[:_MOST_ORGANS])
    return shown if len(names) <= _MOST_ORGANS else f"{shown}等 {len(names)} 个"
