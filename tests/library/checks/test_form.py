"""Whether it is the form at all: title, year, sections, tables, dates."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.checks import check
from gongkai.report import AnnualReport, Cell, Finding, Kind, Section, Severity
from gongkai.report.forms import COLUMNS, FORM_2019, FORM_2021

from .reports import found, golden, with_cells, with_text, zeros


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("淮安市人民政府2024年政府信息公开工作年度报告", None),
        ("2022年上海市政府信息公开工作年度报告", None),
        ("甲县乙镇人民政府 2021 年度 政府信息公开工作 年度报告", None),
        ("甲县乙镇2021年政府信息公开工作报告", "没有写明"),
        ("甲县乙镇2021年政务公开工作总结", "没有写明"),
        ("关于报送2021年政府信息公开工作年度报告的函", "报送函"),
        ("甲县教育局关于上报2021年政府信息公开工作年度报告的报告", "报送函"),
        (None, "没有读到标题"),
    ],
)
def test_titles(title: str | None, word: str | None) -> None:
    findings = found("FORM-TITLE", replace(golden(), title=title))
    assert len(findings) == (word is not None)
    assert all(word in finding.message for finding in findings if word)


@pytest.mark.parametrize(
    ("code", "year", "wrong"),
    [("2021", 2021, False), ("2019", 2020, False), ("2019", 2021, True), ("2021", 2020, True), ("2021", 2018, False)],
)
def test_the_form_is_the_years(code: str, year: int, wrong: bool) -> None:
    assert bool(found("FORM-WRONG", replace(zeros(code), year=year))) is wrong


def test_a_wrong_form_names_the_notice_to_use() -> None:
    [finding] = found("FORM-WRONG", replace(zeros("2019"), year=2022))
    assert "应使用 国办公开办函〔2021〕30号 的格式" in finding.message


def headed(*headings: tuple[int | None, str]) -> AnnualReport:
    return replace(golden(), sections=[Section(number, title, "正文") for number, title in headings])


OFFICIAL = list(enumerate(FORM_2021.sections, 1))


@pytest.mark.parametrize(
    ("headings", "word"),
    [
        (OFFICIAL, None),
        (list(enumerate(FORM_2019.sections, 1)), None),
        ([(n, title.removesuffix("情况")) for n, title in OFFICIAL], None),
        ([*OFFICIAL[:3], *OFFICIAL[4:]], "没有读到“四、政府信息公开行政复议、行政诉讼情况”"),
        ([OFFICIAL[1], OFFICIAL[0], *OFFICIAL[2:]], "顺序是二、一、三"),
        ([(None, "总体情况"), *OFFICIAL[1:]], "没有写"),
        ([*OFFICIAL[:5], (7, "其他需要报告的事项")], "写成了“七、”"),
        ([*OFFICIAL, (7, "附件说明")], "多出了六个部分以外的标题"),
        ([*OFFICIAL, OFFICIAL[5]], "不止一次"),
        ([], "没有读到六个部分的标题"),
    ],
)
def test_sections(headings: list[tuple[int | None, str]], word: str | None) -> None:
    messages = " ".join(finding.message for finding in found("FORM-SECTION", headed(*headings)))
    assert (messages == "") if word is None else (word in messages)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("存在的主要问题及改进情况", False),
        ("存在问题及改进情况", False),
        ("存 在 的 主要问题及改进情况 ", False),
        ("存在的问题及改进措施", True),
    ],
)
def test_other_words_for_a_heading_are_a_hint(title: str, said: bool) -> None:
    findings = found("FORM-HEADING", headed(*OFFICIAL[:4], (5, title), OFFICIAL[5]))
    assert [f.severity for f in findings] == [Severity.INFO] * said


def test_a_blank_row_is_one_finding_with_all_its_cells() -> None:
    row = {f"requests.other_misc.{column}": Cell.blank() for column in COLUMNS}
    [finding] = found("FORM-BLANK", with_cells(golden(), row))
    assert finding.cells == tuple(row)
    assert finding.message == "表三“其他处理·其他”一行 7 格空白。没有发生的请填“0”，不要留空，也不要填“/”“无”。"


def test_blanks_in_many_rows_are_one_finding_for_the_table() -> None:
    cells = {path: Cell.blank() for path in golden().tables if path.endswith(".research")}
    [finding] = found("FORM-BLANK", with_cells(golden(), cells))
    assert len(finding.cells) == 25 and "表三有 25 行共 25 格空白" in finding.message


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("proactive.rules.repealed", "表二“规章”本年废止件数空白"),
        ("proactive.penalties", "表二“行政处罚”空白"),
        ("disputes.reconsideration.total", "表四“行政复议”总计空白"),
    ],
)
def test_a_single_blank_is_named(path: str, where: str) -> None:
    [finding] = found("FORM-BLANK", with_cells(golden(), {path: Cell.blank()}))
    assert finding.message.startswith(where) and finding.severity is Severity.WARNING


def test_a_stroke_is_no_number_either() -> None:
    [finding] = found("FORM-BLANK", with_cells(golden(), {"proactive.penalties": Cell.not_applicable("—")}))
    assert "没有填数字" in finding.message


def test_an_empty_form_is_one_error() -> None:
    findings = check(replace(golden(), tables=dict.fromkeys(golden().tables, Cell.blank()), narrative=[]))
    assert [(f.rule, f.severity.value) for f in findings if f.severity is not Severity.INFO] == [
        ("FORM-TEMPLATE", "error")
    ]


def test_a_report_of_which_most_was_not_found_is_no_empty_form() -> None:
    blank = {path: Cell.blank() for path in golden().tables if path.startswith("disputes.")}
    tables = dict.fromkeys(golden().tables, Cell.missing()) | blank
    assert found("FORM-TEMPLATE", replace(golden(), tables=tables, narrative=[])) == []


def test_a_table_that_is_not_there_is_an_error() -> None:
    tables = {path: cell for path, cell in golden().tables.items() if not path.startswith("disputes.")}
    [finding] = found("FORM-MISSING", replace(golden(), tables=tables))
    assert finding.severity is Severity.ERROR and finding.message.startswith("没有读到表四。")
    assert len(finding.cells) == 15


def test_a_report_without_any_table_is_one_error() -> None:
    for report in (replace(golden(), tables={}), replace(golden(), tables={}, format=None)):
        [finding] = found("FORM-MISSING", report)
        assert "表二、表三、表四" in finding.message


def test_a_table_that_may_only_have_been_misread_is_not_held_against_the_office() -> None:
    report = replace(
        golden(), sections=[*golden().sections[:3], Section(4, "行政复议、行政诉讼情况", "72 64 178 37 351 13 4 8")]
    )
    tables = {path: Cell.missing() if path.startswith("disputes.") else cell for path, cell in report.tables.items()}
    [finding] = found("FORM-MISSING", replace(report, tables=tables))
    assert (finding.severity, finding.kind, len(finding.cells)) == (Severity.WARNING, Kind.READING, 15)


def test_a_lost_column_is_a_warning() -> None:
    gone = with_cells(golden(), {path: Cell.missing() for path in golden().tables if path.endswith(".research")})
    [finding] = found("FORM-MISSING", gone)
    assert (finding.severity, len(finding.cells)) == (Severity.WARNING, 25)


def test_a_lost_cell_the_reading_asks_to_look_at_is_left_to_it() -> None:
    report = with_cells(golden(), {"requests.new.research": Cell.missing()})
    asked = Finding("READ-PLACE", Severity.WARNING, "请核对", ("requests.new.research",), kind=Kind.READING)
    assert found("FORM-MISSING", report) and not found("FORM-MISSING", report.with_findings([asked]))


@pytest.mark.parametrize(
    ("agency", "signed", "expected"),
    [
        ("淮安市人民政府", date(2025, 3, 31), []),
        ("淮安市人民政府", date(2025, 4, 1), ["warning"]),
        ("淮安市司法局", date(2025, 1, 31), []),
        ("淮安市司法局", date(2025, 2, 1), ["warning"]),
        ("甲县乙镇人民政府", date(2025, 2, 10), ["info"]),
        ("甲县乙镇人民政府", date(2024, 12, 30), ["warning"]),
        ("甲县乙镇人民政府", None, []),
    ],
)
def test_dates(agency: str, signed: date | None, expected: list[str]) -> None:
    report = replace(golden(), agency=agency, signed_on=signed)
    assert [f.severity.value for f in found("FORM-DATE", report)] == expected


def test_places_left_to_be_filled_in_are_quoted() -> None:
    [finding] = found("FORM-UNFILLED", with_text(golden(), 6, "收取信息处理费3940元。【请填写：其他】"))
    assert (finding.quote, finding.section) == ("【请填写：其他】", "6")


def test_a_report_of_the_years_before_the_forms_has_no_findings() -> None:
    assert check(AnnualReport("甲县", 2016, "2008", "甲县2016年政府信息公开工作年度报告")) == []


def test_findings_come_in_the_order_of_the_form() -> None:
    report = with_text(replace(golden(), title="报告"), 5, "无")
    report = with_cells(report, {"disputes.reconsideration.total": Cell.blank(), "proactive.penalties": Cell.blank()})
    rules = [f.rule for f in check(report)]
    assert rules[0] == "FORM-TITLE" and rules[-1] == "TX-5"
    assert [f.cells[0] for f in check(report) if f.rule == "FORM-BLANK"] == [
        "proactive.penalties",
        "disputes.reconsideration.total",
    ]


def test_a_township_report_on_the_2019_form_needs_no_word_of_the_fee() -> None:
    assert found("TX-FEE", with_text(zeros("2019"), 6, "无")) == []
