"""The arithmetic of one report, as a table a reviewer can read."""

import pytest

from gongkai.report import FORM_2019, FORM_2021, Cell, Certainty, Relation, Verdict, judge, relations_of

SUM = Relation("T4-SUM", "reconsideration", ("a", "b"), ("t",))
BALANCE = Relation("T3-BALANCE", "total", ("new", "in"), ("result", "out"))
N = Cell.number
BLANK, SLASH, GONE, NOISE = Cell.blank(), Cell.not_applicable("/"), Cell.missing(), Cell.unreadable("?")


@pytest.mark.parametrize(
    ("a", "b", "total", "verdict"),
    [
        (N(1), N(2), N(3), Verdict.HOLDS),
        (N(1), N(2), N(4), Verdict.FAILS),
        (N(3), BLANK, N(3), Verdict.HOLDS),
        (N(3), SLASH, N(4), Verdict.FAILS),
        (N(3), GONE, N(3), Verdict.UNDECIDED),
        (N(3), NOISE, N(3), Verdict.UNDECIDED),
        (N(0), N(0), BLANK, Verdict.UNDECIDED),
        (N(0), N(0), GONE, Verdict.UNDECIDED),
        (BLANK, BLANK, N(0), Verdict.HOLDS),
    ],
)
def test_a_blank_part_counts_as_nothing_and_a_missing_number_decides_nothing(a, b, total, verdict) -> None:
    assert judge(SUM, {"a": a, "b": b, "t": total}).verdict is verdict


def test_a_blank_total_decides_nothing_but_a_blank_carry_over_is_a_part() -> None:
    cells = {"new": N(2), "in": N(0), "result": N(2), "out": BLANK}
    judged = judge(BALANCE, cells)
    assert (judged.verdict, judged.blanks) == (Verdict.HOLDS, ("out",))
    assert judge(BALANCE, cells | {"result": BLANK}).verdict is Verdict.UNDECIDED


def test_what_was_expected_and_what_is_printed() -> None:
    judged = judge(BALANCE, {"new": N(2), "in": N(1), "result": N(2), "out": N(0)})
    assert (judged.expected, judged.actual) == (3, 2)


def test_uncertain_cells_are_named() -> None:
    judged = judge(SUM, {"a": N(1).marked(Certainty.UNCERTAIN), "b": N(2), "t": N(4)})
    assert judged.uncertain == ("a",)


@pytest.mark.parametrize(
    ("form", "collapsed", "rows"), [(FORM_2021, False, 25), (FORM_2021, True, 23), (FORM_2019, False, 23)]
)
def test_how_many_relations_a_form_has(form, collapsed: bool, rows: int) -> None:
    relations = relations_of(form, collapsed_other=collapsed)
    rules = [relation.rule for relation in relations]
    assert {rule: rules.count(rule) for rule in rules} == {"T3-ROW": rows, "T3-SUM": 7, "T3-BALANCE": 7, "T4-SUM": 3}
    known = {*form.paths, *(f"requests.other.{c}" for c in ("natural_person", "business", "research"))}
    assert {path for r in relations if r.locus != "other" for path in r.parts if ".other." not in path} <= known
