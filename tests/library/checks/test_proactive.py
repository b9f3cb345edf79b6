"""Table two and the organ's powers."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.checks.organs import OrganKind, kind_of
from gongkai.report import Severity

from .reports import found, golden, golden_before, with_text, with_values, zeros


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("大峪镇人民政府", OrganKind.TOWNSHIP),
        ("青山口乡", OrganKind.TOWNSHIP),
        ("汤阴县白营镇政府", OrganKind.TOWNSHIP),
        ("南关区长通街道办事处", OrganKind.TOWNSHIP),
        ("汤阴县人民政府", OrganKind.COUNTY),
        ("上海市浦东新区人民政府", OrganKind.COUNTY),
        ("扎鲁特旗人民政府", OrganKind.COUNTY),
        ("淮安市人民政府", OrganKind.CITY_OR_PROVINCE),
        ("江苏省人民政府", OrganKind.CITY_OR_PROVINCE),
        ("西藏自治区人民政府", OrganKind.CITY_OR_PROVINCE),
        ("桃江县审计局", OrganKind.LOCAL_DEPARTMENT),
        ("江苏省司法厅", OrganKind.LOCAL_DEPARTMENT),
        ("深圳市深汕特别合作区管理委员会", OrganKind.LOCAL_DEPARTMENT),
        ("高平市人民政府办公室", OrganKind.LOCAL_DEPARTMENT),
        ("国家发展和改革委员会", OrganKind.UNKNOWN),
        ("中国气象局", OrganKind.UNKNOWN),
        ("教育部", OrganKind.UNKNOWN),
        (None, OrganKind.UNKNOWN),
    ],
)
def test_what_a_name_tells(agency: str | None, kind: OrganKind) -> None:
    assert kind_of(agency) is kind


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        ("甲县乙镇人民政府", ["error"]),
        ("甲县人民政府", ["error"]),
        ("甲县教育局", ["error"]),
        ("淮安市人民政府", []),
        ("国家市场监督管理总局", []),
        ("甲市人民政府办公室", []),
        ("甲县人民政府办公室", ["error"]),
        (None, []),
    ],
)
def test_who_may_have_rules(agency: str | None, expected: list[str]) -> None:
    report = replace(with_values(zeros(), {"proactive.rules.in_force": 6}), agency=agency)
    assert [f.severity.value for f in found("T2-RULEPOWER", report)] == expected


def test_only_the_cells_that_are_filled_are_named() -> None:
    [finding] = found(
        "T2-RULEPOWER", with_values(zeros(), {"proactive.rules.issued": 2, "proactive.rules.in_force": 2})
    )
    assert finding.cells == ("proactive.rules.issued", "proactive.rules.in_force")


@pytest.mark.parametrize(
    ("issued", "repealed", "in_force", "wrong"), [(2, 0, 2, False), (2, 0, 1, True), (2, 3, 0, False), (0, 9, 5, False)]
)
def test_what_was_issued_and_not_repealed_is_in_force(issued: int, repealed: int, in_force: int, wrong: bool) -> None:
    path = "proactive.normative_documents"
    values = {f"{path}.issued": issued, f"{path}.repealed": repealed, f"{path}.in_force": in_force}
    assert bool(found("T2-GE", with_values(zeros(), values))) is wrong


@pytest.mark.parametrize(
    ("fee", "expected"),
    [("0", []), ("59237.2449", []), ("190.457379", ["info"]), ("-1", ["error"])],
)
def test_the_fee_is_an_amount_in_ten_thousands(fee: str, expected: list[str]) -> None:
    report = with_values(golden(), {"proactive.charges": Decimal(fee)})
    assert [f.severity.value for f in found("T2-INT", report)] == expected


def test_a_change_of_items_may_be_negative_in_the_2019_form() -> None:
    assert found("T2-INT", with_values(zeros("2019"), {"proactive.licensing.change": -8})) == []
    assert found("T2-INT", with_values(zeros("2019"), {"proactive.licensing.decisions": -8}))


@pytest.mark.parametrize(
    ("now", "wrong"), [("96171.6", False), ("961717", True), ("9617", True), ("200000", False), ("0", False)]
)
def test_ten_times_last_years_fee_may_be_yuan(now: str, wrong: bool) -> None:
    report = with_values(golden(), {"proactive.charges": Decimal(now)})
    assert bool(found("T2-UNIT", report, golden_before())) is wrong


def test_a_township_does_not_collect_millions() -> None:
    [finding] = found("T2-UNIT", with_values(zeros(), {"proactive.charges": Decimal(20000)}))
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize(
    ("before", "now", "said"), [(100, 151, True), (100, 150, False), (100, 49, True), (2, 5, False), (0, 12, True)]
)
def test_a_jump_is_worth_a_look(before: int, now: int, said: bool) -> None:
    report = with_values(golden(), {"proactive.licensing": now})
    previous = with_values(golden_before(), {"proactive.licensing": before})
    assert bool(found("T2-JUMP", report, previous)) is said


def test_items_of_information_are_no_documents() -> None:
    report = with_text(zeros(), 1, "本单位累计主动公开政府信息2条。")
    assert found("T2-NORM", with_values(report, {"proactive.normative_documents.issued": 2}))
    assert not found("T2-NORM", with_values(report, {"proactive.normative_documents.issued": 3}))
