"""Table two: rules, normative documents, decisions and charges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.checks.case import Case
from gongkai.checks.counts import not_counts
from gongkai.checks.organs import OrganKind, kind_of
from gongkai.checks.registry import FORM_NOTICES, MAIN, Found, Needs, rule
from gongkai.checks.sums import magnitude
from gongkai.report import AnnualReport, Number, Severity
from gongkai.report.forms import PROACTIVE, cell_name
from gongkai.report.series import DECISIONS, decision_path

_TABLE = f"{FORM_NOTICES}附件表二"
_CHARGES = f"{PROACTIVE}.charges"
_AMOUNT = f"{PROACTIVE}.procurement.amount"
_MONEY = (_CHARGES, _AMOUNT)
_MAY_FALL = tuple(f"{PROACTIVE}.{item}.change" for item in (
    "licensing", "other_services", "penalties", "compulsory_measures", "charges"
))  # fmt: skip
_DOCUMENTS = {"rules": "规章", "normative_documents": "行政规范性文件"}

_FEE_PLACES = 4
_OFFICE = re.compile(r"(?:省|市|自治州|自治区|盟)(?:人民政府|政府|行政公署|行署)办公[厅室]$")
"""The general office of a government reports, by practice, what is issued in the name of the government."""
_OPENED = re.compile(r"主动公开(?:各类)?(?:政府)?信息(?:总数|共计|合计|共)*(\d+)[条件]")


@rule(
    "T2-INT",
    Severity.ERROR,
    title="表二的件数是不小于 0 的整数，金额不小于 0",
    title_en="Table 2: counts are whole numbers, amounts not below 0",
    description="表二各格应为不小于 0 的整数（2019 年格式“本年增/减”可以为负）；金额应为不小于 0 的数，以万元计最多四位小数。",
    message={
        MAIN: "{cell}填的是“{printed}”，应为不小于 0 的整数。请改正。",
        "negative": "{cell}填的是 {printed}，金额不能小于 0。请改正。",
        "places": "{cell}填的是 {printed}，小数超过四位（以万元计，四位小数已精确到元）。请核对。",
    },
    basis=_TABLE,
)
def proactive_are_counts(case: Case) -> Iterator[Found]:
    """Four decimals of 万元 are whole yuan; more of them is only a hint."""
    yield from not_counts(case.report, PROACTIVE, without=(*_MONEY, *_MAY_FALL))
    for path in _MONEY:
        value = case.report.value(path)
        fill = {"cell": cell_name(path), "printed": value}
        if value is not None and value < 0:
            yield Found(fill, cells=(path,), template="negative")
        elif path == _CHARGES and isinstance(value, Decimal) and _places(value) > _FEE_PLACES:
            yield Found(fill, cells=(path,), template="places", severity=Severity.INFO)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


@rule(
    "T2-GE",
    Severity.WARNING,
    title="现行有效件数与制发、废止件数相容",
    title_en="Documents in force agree with those issued and repealed",
    description="现行有效件数不应少于本年制发减本年废止；本年废止不应多于上年现行有效加本年制发。",
    message={
        MAIN: "表二“{item}”：本年制发 {issued} 件、废止 {repealed} 件，现行有效却只有 {in_force} 件。请核对这三个数字。",
        "repealed": "表二“{item}”：本年废止 {repealed} 件，多于上年现行有效 {before} 件与本年制发 {issued} 件之和。请核对。",
    },
    basis=_TABLE,
)
def in_force_is_enough(case: Case) -> Iterator[Found]:
    """Even if all that was repealed had been issued this year, the rest is still in force."""
    for item, name in _DOCUMENTS.items():
        cells = tuple(f"{PROACTIVE}.{item}.{field}" for field in ("issued", "repealed", "in_force"))
        issued, repealed, in_force = (case.report.value(path) for path in cells)
        if issued is None or repealed is None:
            continue
        fill = {"item": name, "issued": issued, "repealed": repealed, "in_force": in_force}
        if in_force is not None and in_force < issued - repealed:
            yield Found(fill, cells, expected=issued - repealed, actual=in_force)
        before = case.previous.value(cells[2]) if case.previous else None
        if before is not None and repealed > before + issued:
            yield Found({**fill, "before": before}, cells, before + issued, repealed, template="repealed")


@rule(
    "T2-RULEPOWER",
    Severity.ERROR,
    title="没有规章制定权的机关，规章应填 0",
    title_en="Organs without the power to make rules report none",
    description="县（市辖区）、乡镇、街道和地方政府部门没有规章制定权，规章各格应为 0。",
    message="{agency}没有规章制定权，但表二“规章”填了 {printed}。请改为 0；内部规章制度和规范性文件不是规章。",
    basis="《中华人民共和国立法法》规章一章；国办公开办函〔2021〕30号附件表二",
)
def only_some_make_rules(case: Case) -> Iterator[Found]:
    """State Council departments, provinces and cities with districts make rules; a name does not tell such a city."""
    if kind_of(case.report.agency) not in (OrganKind.TOWNSHIP, OrganKind.COUNTY, OrganKind.LOCAL_DEPARTMENT):
        return
    if _OFFICE.search(case.report.agency or ""):
        return
    cells = tuple(path for path in case.report.paths() if path.startswith(f"{PROACTIVE}.rules."))
    filled = tuple(path for path in cells if (case.report.value(path) or 0) > 0)
    if filled:
        printed = "、".join(str(case.report.value(path)) for path in filled)
        yield Found({"agency": case.report.agency, "printed": printed}, filled, expected=0)


@rule(
    "T2-UNIT",
    Severity.WARNING,
    title="行政事业性收费以万元计",
    title_en="Charges are in ten thousand yuan",
    description="与上年相差十倍以上，或者乡镇、街道一年收费上千万元时，可能把元当成了万元。",
    message={
        MAIN: "表二“行政事业性收费”填 {now}，上年是 {before}，相差 {factor} 倍以上。请核对单位是不是万元。",
        "township": "表二“行政事业性收费”填 {now}（万元），对乡镇、街道来说过大。请核对是不是把元当成了万元。",
    },
    basis=_TABLE,
)
def charges_are_in_ten_thousands(case: Case) -> Iterator[Found]:
    """Yuan for 万元 is a factor of 10,000; ten times is already worth a look."""
    now = case.report.value(_CHARGES)
    before = case.previous.value(_CHARGES) if case.previous else None
    if not now or now < 0:
        return
    factor = case.thresholds.unit_factor
    if before and before > 0 and (now > before * factor or now * factor < before):
        yield Found({"now": now, "before": before, "factor": factor}, cells=(_CHARGES,))
    elif kind_of(case.report.agency) is OrganKind.TOWNSHIP and now >= case.thresholds.township_fee:
        yield Found({"now": now}, cells=(_CHARGES,), severity=Severity.INFO, template="township")


@rule(
    "T2-NORM",
    Severity.INFO,
    title="行政规范性文件不是公开信息的条数",
    title_en="Normative documents are not items of information",
    description="本年制发件数与文字里主动公开信息的条数相同，可能把信息条数当成了规范性文件件数。",
    message="表二“行政规范性文件”本年制发 {issued} 件，与文字里主动公开信息的条数相同。请确认没有把信息条数当成规范性文件。",
    basis=_TABLE,
)
def documents_are_not_items(case: Case) -> Iterator[Found]:
    """Internal papers, personnel matters and news are no normative documents. One of each may be chance."""
    path = f"{PROACTIVE}.normative_documents.issued"
    issued = case.report.value(path)
    if issued and issued > 1 and any(int(count) == issued for count in _OPENED.findall(case.text())):
        yield Found({"issued": issued}, cells=(path,))


@rule(
    "T2-JUMP",
    Severity.INFO,
    title="许可、处罚、强制的件数与上年相差较大",
    title_en="Decisions changed much since last year",
    description="行政许可、行政处罚、行政强制的处理决定数量比上年增减超过一半（比例可调整）时提示核对。",
    message="{cell}由上年 {before} 变为 {now}，增减超过 {share}%。如属实可以不改，否则请核对统计口径。",
    basis=_TABLE,
    needs=Needs.PAIR,
)
def decisions_jump(case: Case) -> Iterator[Found]:
    """Items for decisions, or one unit's numbers left out, show as jumps."""
    for item in DECISIONS:
        before, now = _decisions(case.previous, item), _decisions(case.report, item)
        if before is None or now is None or max(before, now) < case.thresholds.jump_from:
            continue
        if magnitude(now - before) > before * case.thresholds.jump:
            path = decision_path(item, case.report.format)
            share = f"{case.thresholds.jump * 100:.0f}"
            yield Found({"cell": cell_name(path), "before": before, "now": now, "share": share}, cells=(path,))


def _decisions(report: AnnualReport | None, item: str) -> Number | None:
    return report.value(decision_path(item, report.format)) if report else None
