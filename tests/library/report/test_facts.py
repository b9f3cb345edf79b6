"""Facts are taken as they are or refused whole, and the refusal names the record."""

import json
from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest

from gongkai.report.facts import FactsError, loads
from tests.library.report.facts_samples import FORM_2019_CELLS, TOWNSHIP, as_text, changed, township

REQUEST = TOWNSHIP["requests"][0]
DOCUMENT = TOWNSHIP["documents"][0]
DISPUTE = TOWNSHIP["disputes"][0]


def refusal(facts: object) -> FactsError:
    with pytest.raises(FactsError) as caught:
        loads(json.dumps(facts, ensure_ascii=False))
    return caught.value


def test_the_facts_of_a_small_township() -> None:
    facts = loads(as_text(TOWNSHIP))
    assert (facts.organ.name, facts.year, facts.charges_yuan) == ("大峪镇人民政府", 2023, Decimal("0.00"))
    assert facts.requests[0].closed_on == date(2023, 2, 20)
    assert facts.disputes[0].result == "upheld"


@pytest.mark.parametrize(
    ("path", "value", "code", "where"),
    [
        ("requests.0.closed_on", "2023-02-02", "FACTS_ORDER", "申请“2023-0001”（第 1 条）的 closed_on"),
        ("documents.0.ended_on", "2023-02-28", "FACTS_ORDER", "文件“大政〔2023〕3号”（第 1 条）的 ended_on"),
        ("disputes.0.closed_on", "2023-05-03", "FACTS_ORDER", "复议诉讼“F-1”（第 1 条）的 closed_on"),
        ("requests.0.closed_on", None, "FACTS_OUTCOME", "申请“2023-0001”（第 1 条）的 closed_on"),
        ("requests.0.outcome", None, "FACTS_OUTCOME", "申请“2023-0001”（第 1 条）的 outcome"),
        ("disputes.0.result", None, "FACTS_OUTCOME", "复议诉讼“F-1”（第 1 条）的 result"),
        ("disputes.0.closed_on", None, "FACTS_OUTCOME", "复议诉讼“F-1”（第 1 条）的 closed_on"),
        ("documents.0.ended_by", "repealed", "FACTS_OUTCOME", "文件“大政〔2023〕3号”（第 1 条）的 ended_on"),
        ("requests.0.applicant", "farmer", "FACTS_UNKNOWN", "申请“2023-0001”（第 1 条）的 applicant"),
        ("requests.0.applicant", "total", "FACTS_UNKNOWN", "申请“2023-0001”（第 1 条）的 applicant"),
        ("requests.0.applicant", None, "FACTS_FIELD", "申请“2023-0001”（第 1 条）的 applicant"),
        ("requests.0.outcome", "other", "FACTS_UNKNOWN", "申请“2023-0001”（第 1 条）的 outcome"),
        ("requests.0.outcome", ["granted"], "FACTS_UNKNOWN", "申请“2023-0001”（第 1 条）的 outcome"),
        ("documents.0.kind", "notice", "FACTS_UNKNOWN", "文件“大政〔2023〕3号”（第 1 条）的 kind"),
        ("documents.0.ended_by", "lost", "FACTS_UNKNOWN", "文件“大政〔2023〕3号”（第 1 条）的 ended_by"),
        ("disputes.0.kind", "petition", "FACTS_UNKNOWN", "复议诉讼“F-1”（第 1 条）的 kind"),
        ("disputes.0.result", "pending", "FACTS_UNKNOWN", "复议诉讼“F-1”（第 1 条）的 result"),
        ("disputes.0.after_reconsideration", True, "FACTS_FIELD", "复议诉讼“F-1”（第 1 条）的 after_reconsideration"),
        ("disputes.0.after_reconsideration", "no", "FACTS_FIELD", "复议诉讼“F-1”（第 1 条）的 after_reconsideration"),
        ("requests.0.received_on", "2023-02-30", "FACTS_FIELD", "申请“2023-0001”（第 1 条）的 received_on"),
        ("requests.0.received_on", "20230203", "FACTS_FIELD", "申请“2023-0001”（第 1 条）的 received_on"),
        ("requests.0.received_on", 20230203, "FACTS_FIELD", "申请“2023-0001”（第 1 条）的 received_on"),
        ("requests.0.id", "", "FACTS_FIELD", "申请第 1 条的 id"),
        ("requests.0.name", "张三", "FACTS_FIELD", "申请“2023-0001”（第 1 条）的 name"),
        ("requests", None, "FACTS_FIELD", "requests"),
        ("requests", {}, "FACTS_FIELD", "requests"),
        ("requests.0", None, "FACTS_FIELD", "申请第 1 条"),
        ("decisions.penalties", None, "FACTS_FIELD", "decisions 的 penalties"),
        ("decisions.penalties", -1, "FACTS_FIELD", "decisions 的 penalties"),
        ("decisions.penalties", 1.0, "FACTS_FIELD", "decisions 的 penalties"),
        ("decisions.penalties", True, "FACTS_FIELD", "decisions 的 penalties"),
        ("charges_yuan", 0.1, "FACTS_FIELD", "charges_yuan"),
        ("charges_yuan", "1e3", "FACTS_FIELD", "charges_yuan"),
        ("charges_yuan", "１２", "FACTS_FIELD", "charges_yuan"),
        ("charges_yuan", "-1.00", "FACTS_FIELD", "charges_yuan"),
        ("charges_yuan", "", "FACTS_FIELD", "charges_yuan"),
        ("information_fee_yuan", "0.01", "FACTS_FEE", "information_fee_yuan"),
        ("organ.name", "  ", "FACTS_FIELD", "organ 的 name"),
        ("organ.may_issue_rules", 1, "FACTS_FIELD", "organ 的 may_issue_rules"),
        ("remark", "补充", "FACTS_FIELD", "remark"),
        ("year", "2023", "FACTS_FIELD", "year"),
        ("year", 2018, "FACTS_FORM", "year"),
        ("year", 10**6, "FACTS_FORM", "year"),
        ("year", 2020, "FACTS_FIELD", "form_2019"),
        ("schema", "gongkai.facts/2", "FACTS_SCHEMA", ""),
    ],
)
def test_a_wrong_field_is_refused_by_record(path: str, value: object, code: str, where: str) -> None:
    error = refusal(changed(path, value))
    assert (error.code, error.where) == (code, where)


@pytest.mark.parametrize(
    ("ledger", "second"),
    [
        ("documents", DOCUMENT | {"issued_on": "2023-04-01"}),
        ("documents", DOCUMENT | {"number": "大政[2023] 3 号"}),
        ("documents", DOCUMENT | {"number": "大政【２０２３】３号"}),
        ("requests", REQUEST | {"received_on": "2023-01-01"}),
        ("disputes", DISPUTE | {"kind": "litigation", "after_reconsideration": True}),
    ],
)
def test_what_stands_twice_is_not_counted_twice(ledger: str, second: dict) -> None:
    error = refusal(township(**{ledger: [*TOWNSHIP[ledger], second]}))
    assert error.code == "FACTS_DUPLICATE"
    assert "与第 1 条重复" in error.text and "第 2 条" in error.where


def test_one_number_may_name_a_rule_and_a_document() -> None:
    facts = loads(as_text(township(documents=[DOCUMENT, DOCUMENT | {"kind": "rules"}])))
    assert len(facts.documents) == 2


@pytest.mark.parametrize("field", ["requests", "disputes", "documents", "decisions", "charges_yuan", "organ", "year"])
def test_a_ledger_that_is_not_there_is_not_an_empty_one(field: str) -> None:
    facts = {key: value for key, value in TOWNSHIP.items() if key != field}
    assert refusal(facts).where == field


def test_publications_and_letters_feed_the_text_only_and_may_be_unknown() -> None:
    facts = loads(as_text({k: v for k, v in TOWNSHIP.items() if k not in ("publications", "letters")}))
    assert (facts.publications, facts.letters) == (None, None)


def test_an_ended_document_counts_whatever_ended_it() -> None:
    facts = loads(as_text(changed("documents.0.ended_on", "2023-03-01")))
    assert facts.documents[0].ended_on == date(2023, 3, 1)


@pytest.mark.parametrize(
    ("row", "field"),
    [(row, field) for row, cells in FORM_2019_CELLS.items() for field in cells if field != "unit"],
)
def test_each_cell_the_ledgers_do_not_give_must_be_written(row: str, field: str) -> None:
    cells = deepcopy(FORM_2019_CELLS)
    del cells[row][field]
    error = refusal(township(year=2020, form_2019=cells))
    assert error.where == f"form_2019.{row} 的 {field}"


def test_a_whole_row_that_is_not_there_is_named_by_its_first_cell() -> None:
    cells = {key: value for key, value in FORM_2019_CELLS.items() if key != "other_services"}
    assert refusal(township(year=2019, form_2019=cells)).where == "form_2019.other_services 的 prior_items"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("form_2019.licensing.prior_items", -1),
        ("form_2019.procurement.unit", "亿元"),
        ("form_2019.procurement.amount", 52.15),
        ("form_2019.licensing.extra", 1),
        ("form_2019.tax", {}),
    ],
)
def test_the_cells_of_the_old_form_are_checked_as_well(path: str, value: object) -> None:
    assert refusal(changed(path, value, township(year=2020))).code.startswith("FACTS_")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"schema": "gongkai.facts/1", "year": NaN}',
        '{"schema": "gongkai.facts/1", "year": 2023, "year": 2024}',
        b"\xff\xfe\xff",
    ],
)
def test_what_is_no_facts_file_is_refused(text: str | bytes) -> None:
    with pytest.raises(FactsError):
        loads(text)


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert loads("\ufeff" + as_text(TOWNSHIP)) == loads(as_text(TOWNSHIP).encode("utf-8-sig"))
