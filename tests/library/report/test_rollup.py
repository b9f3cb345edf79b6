"""The roll-up: exact sums whose parts can be opened, held against an independent count."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.checks import check_roll_up
from gongkai.errors import GongkaiError
from gongkai.report import FORMS, AnnualReport, Cell, CellState, Certainty, Number, from_json
from gongkai.report.forms import COLLAPSED_OTHER, OTHER_OUTCOMES
from gongkai.report.rollup import (
    Joint,
    LeftOut,
    Options,
    Part,
    PartKind,
    RollUp,
    Standing,
    cells_of_dispute,
    cells_of_request,
    differences,
    roll_up,
    to_json,
)

COUNTY = "甲县人民政府"
NEW, GRANTED = "requests.new.total", "requests.granted.total"
CHARGES = "proactive.charges"


def report(
    values: dict[str, Number] | None = None, *, form: str = "2021", year: int = 2024, fill: int = 0
) -> AnnualReport:
    money = FORMS[form].money
    cells = {path: Cell.number(Decimal(fill) if path in money else fill) for path in FORMS[form].paths}
    cells |= {path: Cell.number(value) for path, value in (values or {}).items()}
    return AnnualReport("某局", year, form, "标题", tables=cells)


def part(code: str, one: AnnualReport | None, kind: PartKind = PartKind.DEPARTMENT) -> Part:
    return Part(code, f"{code}局", kind, one, "" if one else "没有报送")


def summed(*reports: AnnualReport | None, options: Options | None = None, year: int = 2024) -> RollUp:
    kinds = [PartKind.OWN, *[PartKind.DEPARTMENT] * len(reports)]
    return roll_up(
        COUNTY,
        year,
        [part(f"p{n}", one, kind) for n, (one, kind) in enumerate(zip(reports, kinds, strict=False))],
        options,
    )


def without(one: AnnualReport, path: str, cell: Cell) -> AnnualReport:
    return replace(one, tables={**one.tables, path: cell})


def collapsed(values: dict[str, Number] | None = None) -> AnnualReport:
    rows = tuple(f"requests.{name}." for name in OTHER_OUTCOMES)
    one = report(values)
    cells = {path: cell for path, cell in one.tables.items() if not path.startswith(rows)}
    return replace(one, tables={path: Cell.number(0) for path in COLLAPSED_OTHER} | cells)


def test_a_cell_is_the_sum_of_its_parts_in_their_order() -> None:
    cell = summed(report({NEW: 3}), report({NEW: 4}), report({NEW: 0})).cells[NEW]
    assert cell.value == 7 and [share.value for share in cell.shares] == [3, 4, 0] and not cell.marked


def test_a_blank_part_is_no_zero_and_keeps_its_mark() -> None:
    cell = summed(report({NEW: 3}), without(report(), NEW, Cell.blank())).cells[NEW]
    assert cell.value == 3 and cell.marked and [share.part.code for share in cell.blanks] == ["p1"]


def test_the_sum_of_blanks_is_a_blank() -> None:
    blank = without(report(), NEW, Cell.not_applicable("/"))
    sums = summed(blank, blank)
    assert sums.cells[NEW].value is None and sums.report.cell(NEW).state is CellState.BLANK


@pytest.mark.parametrize(
    "cell",
    [Cell.unreadable("l3"), Cell.missing(), Cell.number(2).marked(Certainty.UNCERTAIN)],
    ids=["unreadable", "missing", "uncertain"],
)
def test_a_doubtful_part_makes_the_sum_doubtful(cell: Cell) -> None:
    sums = summed(report({NEW: 3}), without(report(), NEW, cell))
    assert sums.report.cell(NEW).certainty is Certainty.UNCERTAIN
    assert [found.kind.value for found in check_roll_up(sums) if found.rule == "ROLLUP-UNREAD"] == ["reading"]


def test_who_has_no_report_for_the_year_is_missing_with_why() -> None:
    text_only = AnnualReport("乙局", 2024, "2021", "标题")
    sums = summed(report({NEW: 3}), None, report({NEW: 9}, year=2023), text_only)
    assert [one.missing for one in sums.missing] == ["没有报送", "所报的是 2023 年度的报告", "报告里没有可以汇总的表格"]
    assert sums.cells[NEW].value == 3


def test_rules_of_a_department_are_not_counted_but_told() -> None:
    path = "proactive.rules.in_force"
    cell = summed(report({path: 5}), report({path: 2}), report({path: 0})).cells[path]
    assert cell.value == 5 and [(share.left_out, share.told) for share in cell.shares[1:]] == [
        (LeftOut.ONLY_OWN, 2),
        (LeftOut.ONLY_OWN, 0),
    ]
    found = check_roll_up(summed(report({path: 5}), report({path: 2}), report()))
    assert [one.message.split("填了")[0] for one in found if one.rule == "ROLLUP-RULES"] == ["p1局"]


def test_without_the_governments_own_report_its_rules_are_blank() -> None:
    sums = roll_up(COUNTY, 2024, [part("a", report({"proactive.rules.issued": 1}))])
    assert sums.cells["proactive.rules.issued"].value is None


def test_one_organ_twice_is_refused() -> None:
    with pytest.raises(GongkaiError, match="两次"):
        roll_up(COUNTY, 2024, [part("a", report()), part("a", report())])


def test_a_joint_request_is_counted_once_in_all_its_cells() -> None:
    cells = cells_of_request("new", "granted", "natural_person")
    one = report(dict.fromkeys(cells, 1))
    joint = Joint(cells, ("p0", "p1", "p2"), 1, "三家共同办理的申请")
    sums = summed(one, one, one, options=Options(joint=(joint,)))
    assert {path: sums.cells[path].value for path in cells} == dict.fromkeys(cells, 1)
    assert sums.taken[0].whole and sums.taken[0].subtracted == 2 and check_roll_up(sums) == []


@pytest.mark.parametrize(
    ("numbers", "expected", "without_it"),
    [((1, 1, 0), 1, ["p2"]), ((1, 0, 0), 1, ["p1", "p2"]), ((2, 1, 1), 2, []), ((0, 0, 0), 0, ["p0", "p1", "p2"])],
)
def test_a_joint_matter_is_taken_only_from_who_counts_it(
    numbers: tuple[int, ...], expected: int, without_it: list[str]
) -> None:
    joint = Joint((NEW,), ("p0", "p1", "p2"), 1, "同一件")
    sums = summed(*(report({NEW: number}) for number in numbers), options=Options(joint=(joint,)))
    assert sums.cells[NEW].value == expected
    assert [one.code for one in sums.taken[0].without] == without_it
    assert any(found.rule == "ROLLUP-JOINT" for found in check_roll_up(sums)) is bool(without_it)


def test_two_joint_matters_cannot_share_one_count() -> None:
    twice = (Joint((NEW,), ("p0", "p1"), 1, "甲"), Joint((NEW,), ("p0", "p1"), 1, "乙"))
    sums = summed(report({NEW: 1}), report({NEW: 2}), options=Options(joint=twice))
    assert sums.cells[NEW].value == 2 and [taken.subtracted for taken in sums.taken] == [1, 0]


def test_a_joint_record_of_no_cell_or_no_organ_is_refused() -> None:
    for joint in (Joint(("requests.nothing",), ("p0", "p1"), 1, "x"), Joint((NEW,), ("p0", "zz"), 1, "x")):
        with pytest.raises(GongkaiError):
            summed(report(), report(), options=Options(joint=(joint,)))
    for wrong in (((NEW,), ("a", "a"), 1, "x"), ((NEW,), ("a", "b"), 0, "x"), ((NEW,), ("a", "b"), 1, " ")):
        with pytest.raises(ValueError, match="joint"):
            Joint(*wrong)  # type: ignore[arg-type]


def test_a_part_on_the_other_form_counts_only_where_it_can_be_compared() -> None:
    old = report({"proactive.licensing.decisions": 7, "requests.other.total": 0, NEW: 2}, form="2019")
    sums = summed(report({"proactive.licensing": 5, NEW: 1}), old)
    assert (sums.cells["proactive.licensing"].value, sums.cells[NEW].value) == (12, 3)
    issued = sums.cells["proactive.normative_documents.issued"]
    assert issued.value == 0 and issued.shares[1].left_out is LeftOut.OTHER_FORM
    (found,) = [one for one in check_roll_up(sums) if one.rule == "ROLLUP-FORM"]
    assert "2019" in found.message and "proactive.charges" in found.cells


def test_three_rows_become_one_where_a_part_has_but_one_with_numbers() -> None:
    sums = summed(
        report({"requests.other_misc.total": 2, "requests.other_fee_unpaid.total": 1}),
        collapsed({"requests.other.total": 4}),
    )
    assert (
        sums.one_row and sums.cells["requests.other.total"].value == 7 and "requests.other_misc.total" not in sums.cells
    )
    assert sums.report.collapsed_other and sums.report.value("requests.other.total") == 7
    assert [found.rule for found in check_roll_up(sums) if "只有一行" in found.message] == ["ROLLUP-FORM"]


def test_one_row_of_nothing_but_zero_is_three_rows_of_zero() -> None:
    sums = summed(report({"requests.other_misc.total": 2}), collapsed())
    assert not sums.one_row and sums.cells["requests.other_misc.total"].value == 2


def test_three_rows_add_up_to_one_in_the_form_of_2019() -> None:
    new = report({f"requests.{name}.total": 1 for name in OTHER_OUTCOMES} | {"proactive.licensing": 3}, year=2020)
    sums = roll_up(COUNTY, 2020, [part("a", new)], Options(form="2019"))
    assert sums.cells["requests.other.total"].value == 3
    assert sums.cells["proactive.licensing.decisions"].value == 3
    assert sums.cells["proactive.licensing.prior_items"].shares[0].left_out is LeftOut.OTHER_FORM


def test_amounts_are_exact_and_in_one_unit() -> None:
    yuan = without(report(), CHARGES, Cell.number(Decimal("12345.67"), unit="元"))
    sums = summed(report({CHARGES: Decimal("59237.2449")}), report({CHARGES: Decimal("0.1")}), yuan)
    assert sums.cells[CHARGES].value == Decimal("59237.2449") + Decimal("0.1") + Decimal("1.234567")


def test_an_amount_without_a_unit_is_not_added_to_others() -> None:
    path = "proactive.procurement.amount"
    parts = [
        without(report(form="2019", year=2020), path, Cell.number(Decimal(3), unit=unit))
        for unit in ("万元", None, "元")
    ]
    cell = summed(*parts, year=2020).cells[path]
    assert (cell.value, cell.unit) == (Decimal("3.0003"), "万元") and cell.shares[1].left_out is LeftOut.UNIT


def test_differences_are_told_cell_by_cell() -> None:
    sums = summed(report({NEW: 3, GRANTED: 1}), report({NEW: 4}))
    typed = without(report({NEW: 8, GRANTED: 1}), "requests.partial.total", Cell.blank())
    unlike = {one.path: one for one in differences(sums, typed) if one.standing is not Standing.EQUAL}
    assert {path: one.standing for path, one in unlike.items()} == {
        NEW: Standing.DIFFERS,
        "requests.partial.total": Standing.NO_NUMBER,
    }
    assert unlike[NEW].by == 1
    (found,) = [one for one in check_roll_up(sums, typed) if one.rule == "ROLLUP-SUM" and NEW in one.cells]
    assert (found.severity.value, found.expected, found.actual) == ("warning", 7, 8)
    assert (
        found.message
        == "表三“本年新收政府信息公开申请数量”与各机关之和不符：总计填 8，之和 7，多 1。请逐格核对，确有口径原因的请注明。"
    )


@pytest.mark.parametrize(("typed", "standing"), [(9, Standing.OPEN), (6, Standing.DIFFERS), (7, Standing.EQUAL)])
def test_with_an_organ_missing_only_too_little_is_certain(typed: int, standing: Standing) -> None:
    sums = summed(report({NEW: 7}), None)
    found = {one.path: one.standing for one in differences(sums, report({NEW: typed}))}
    assert found[NEW] is standing


def test_the_part_that_does_not_balance_is_named() -> None:
    sums = summed(report(), report({"requests.new.natural_person": 1}))
    found = [one for one in check_roll_up(sums) if one.rule == "ROLLUP-PART"]
    assert len(found) == 2 and all("p1局" in one.message and "p0局" not in one.message for one in found)


def test_the_json_is_a_report_with_its_parts() -> None:
    joint = Joint((NEW,), ("p0", "p1"), 1, "同一件")
    sums = summed(
        report({NEW: 3}), without(report({NEW: 4}), GRANTED, Cell.blank()), None, options=Options(joint=(joint,))
    )
    data = to_json(sums, check_roll_up(sums))
    assert from_json(data).value(NEW) == 6
    assert data["rollup"]["cells"][NEW] == {
        "value": 6,
        "parts": [{"code": "p0", "value": 3}, {"code": "p1", "value": 4}],
        "subtracted": [{"reason": "同一件", "count": 1}],
    }
    assert data["rollup"]["cells"][GRANTED]["parts"][1] == {"code": "p1", "value": None, "marks": ["blank"]}
    assert data["rollup"]["parts"][2]["missing"] == "没有报送"


def test_a_dispute_stands_in_its_result_and_its_total() -> None:
    assert cells_of_dispute("reconsideration", "upheld") == (
        "disputes.reconsideration.upheld",
        "disputes.reconsideration.total",
    )


SEEDS = st.integers(0, 10**9)


def some_parts(seed: int) -> list[Part]:
    """Parts on either form, with blanks, unread cells and amounts."""
    chance = random.Random(seed)
    return [_some_part(chance, n) for n in range(chance.randint(1, 7))]


def _some_part(chance: random.Random, n: int) -> Part:
    if chance.random() < 0.15:
        return part(f"p{n}", None)
    form = chance.choice(["2021", "2021", "2019"])
    cells = {path: _some_cell(chance, money=path in FORMS[form].money) for path in FORMS[form].paths}
    return part(
        f"p{n}", AnnualReport("某局", 2024, form, "标题", tables=cells), PartKind.OWN if n == 0 else PartKind.TOWNSHIP
    )


def _some_cell(chance: random.Random, *, money: bool) -> Cell:
    if chance.random() < 0.06:
        return chance.choice([Cell.blank(), Cell.missing(), Cell.unreadable("?"), Cell.not_applicable("/")])
    number = chance.randint(0, 10 ** chance.randint(1, 9))
    return Cell.number(Decimal(number).scaleb(-4), unit="万元") if money else Cell.number(number)


def naive(parts: list[Part], path: str) -> Number | None:
    """An independent count: cell by cell, organ by organ, by the words of the comparison table of the domain (§8)."""
    whole: list[Number] = []
    for one in parts:
        if one.report is None or (path.startswith("proactive.rules.") and one.kind is not PartKind.OWN):
            continue
        names = [path]
        if one.report.format == "2019":
            if path in ("proactive.licensing", "proactive.penalties", "proactive.compulsory_measures"):
                names = [f"{path}.decisions"]
            elif path.startswith("proactive."):
                continue
        elif path.startswith("requests.other."):
            names = [
                path.replace(".other.", f".{row}.") for row in ("other_not_corrected", "other_fee_unpaid", "other_misc")
            ]
        for name in names:
            cell = one.report.tables.get(name)
            if cell is not None and cell.value is not None:
                whole.append(cell.value)
    return sum(whole[1:], start=whole[0]) if whole else None


@settings(max_examples=25)
@given(SEEDS)
def test_every_sum_is_that_of_an_independent_count(seed: int) -> None:
    parts = some_parts(seed)
    sums = roll_up(COUNTY, 2024, parts)
    assert {path: cell.value for path, cell in sums.cells.items()} == {path: naive(parts, path) for path in sums.cells}


@settings(max_examples=25)
@given(SEEDS)
def test_the_order_of_the_parts_changes_no_sum(seed: int) -> None:
    parts = some_parts(seed)
    shuffled = random.Random(seed + 1).sample(parts, len(parts))
    one, other = roll_up(COUNTY, 2024, parts), roll_up(COUNTY, 2024, shuffled)
    assert one.report.tables == other.report.tables


@settings(max_examples=25)
@given(SEEDS, st.integers(1, 6))
def test_the_sum_of_sums_is_the_sum_of_all(seed: int, cut: int) -> None:
    """Whether townships are first added up among themselves or not."""
    parts = [one for one in some_parts(seed) if one.report and one.report.format == "2021"]
    if not parts:
        return
    groups = [group for group in (parts[:cut], parts[cut:]) if group]
    sums = [roll_up(COUNTY, 2024, group) for group in groups]
    again = [
        Part(
            f"g{n}",
            "组",
            PartKind.OWN if any(p.kind is PartKind.OWN for p in one.parts) else PartKind.TOWNSHIP,
            one.report,
        )
        for n, one in enumerate(sums)
    ]
    assert {p: c.value for p, c in roll_up(COUNTY, 2024, again).cells.items()} == {
        p: c.value for p, c in roll_up(COUNTY, 2024, parts).cells.items()
    }
