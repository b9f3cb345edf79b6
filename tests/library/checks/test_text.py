"""The text against the tables, and against itself."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.checks.text import cells_of
from gongkai.checks.wording import repeated, without_numbers
from gongkai.report import Cell, Certainty, Severity

from .reports import OTHER_TEXT, found, golden, golden_before, told, with_cells, with_text, with_values, zeros


def test_a_sentence_is_quoted_and_its_cell_named() -> None:
    [finding] = found("TX-RV", with_text(golden(), 1, "因政府信息公开被申请行政复议 134 件。"))
    assert finding.message == "第一部分写“行政复议 134 件”，表四“行政复议”总计是 351，两者不一致。请核对文字和表格。"
    assert (finding.cells, finding.section, finding.quote) == (
        ("disputes.reconsideration.total",),
        "1",
        "行政复议 134 件",
    )
    assert (finding.expected, finding.actual, finding.severity) == (351, 134, Severity.WARNING)


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("共收到政府信息公开申请3119件。", None),
        ("共收到政府信息公开申请3153件。", "info"),
        ("共收到政府信息公开申请3153件（含上年结转34件）。", None),
        ("共收到政府信息公开申请3119件（含上年结转34件）。", None),
        ("共收到政府信息公开申请3000件。", "warning"),
        ("本年度未收到政府信息公开申请。", "error"),
    ],
)
def test_both_ways_of_counting_what_was_received_are_accepted(text: str, severity: str | None) -> None:
    findings = found("TX-NEW", with_text(golden(), 1, text))
    assert [f.severity.value for f in findings] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("收到政府信息公开申请3119件，结转下年度103件。", None),
        ("收到政府信息公开申请3119件，结转下年度104件。", "warning"),
        ("收到政府信息公开申请3119件，结转下年度继续办理104件。", "error"),
    ],
)
def test_only_the_very_words_of_the_form_can_be_an_error(text: str, severity: str | None) -> None:
    findings = found("TX-CARRY", with_text(golden(), 1, text))
    assert [f.severity.value for f in findings] == ([severity] if severity else [])


def test_a_group_is_the_sum_of_its_rows() -> None:
    [finding] = found("TX-OPEN", with_text(golden(), 1, "收到政府信息公开申请3119件，其中不予公开177件。"))
    assert (finding.expected, finding.actual, len(finding.cells)) == (178, 177, 8)
    assert "等 8 格）合计" in finding.message


def test_other_outcomes_are_one_row_in_the_2019_form() -> None:
    assert cells_of("requests.other_*.total", zeros("2019")) == ("requests.other.total",)
    assert len(cells_of("requests.other_*.total", zeros("2021"))) == 3


def test_both_kinds_of_suit_are_litigation() -> None:
    [finding] = found("TX-RV", with_text(golden(), 1, "因政府信息公开被提起行政诉讼45件。"))
    assert (finding.expected, len(finding.cells)) == (46, 2)


def test_a_blank_total_decides_nothing() -> None:
    report = with_cells(
        with_text(golden(), 1, "未发生信息公开行政复议。"), {"disputes.reconsideration.total": Cell.blank()}
    )
    [finding] = found("TX-RV", report)
    assert (finding.severity, finding.expected, finding.actual) == (Severity.INFO, None, None)


def test_a_blank_part_of_a_sum_counts_as_nothing() -> None:
    cells = {
        "disputes.litigation_direct.total": Cell.number(0),
        "disputes.litigation_after_reconsideration.total": Cell.blank(),
    }
    assert found("TX-RV", with_cells(with_text(golden(), 1, "因政府信息公开被提起行政诉讼0件。"), cells)) == []


def test_a_doubtful_cell_makes_it_a_matter_of_the_reading() -> None:
    doubtful = {"requests.new.total": Cell.number(3118).marked(Certainty.UNCERTAIN)}
    [finding] = found("TX-NEW", with_cells(golden(), doubtful))
    assert (finding.kind.value, finding.severity.value) == ("reading", "warning")


def test_what_the_form_does_not_have_is_not_compared() -> None:
    assert found("TX-NORM", with_text(zeros("2019"), 1, "制发行政规范性文件8件。")) == []


@pytest.mark.parametrize(
    ("share", "wrong"),
    [("44.66%", False), ("44.7%", False), ("45%", False), ("43.7%", False), ("54.7%", True), ("40%", True)],
)
def test_a_share_is_computed_again(share: str, wrong: bool) -> None:
    text = f"共收到政府信息公开申请3119件，答复3050件，其中予以公开1362件，占{share}。"
    assert bool(found("TX-PCT", with_text(golden(), 1, text))) is wrong


@pytest.mark.parametrize(
    ("words", "wrong"),
    [("同比增长25%", False), ("同比增长35%", True), ("较上年下降25%", True), ("同比上升24.8%", False)],
)
def test_growth_is_computed_from_last_years_report(words: str, wrong: bool) -> None:
    previous = with_values(golden_before(), {"requests.new.total": 2499})
    report = with_text(golden(), 1, f"共收到政府信息公开申请3119件，{words}。")
    assert bool(found("TX-PCT", report, previous)) is wrong
    assert found("TX-PCT", report) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("2024年收取信息处理费3940元。", None),
        ("2024年度未收取信息处理费。", None),
        ("本年度没有收取任何费用。", None),
        ("无", "没有写收取信息处理费情况"),
        ("", "没有写收取信息处理费情况"),
        ("无其他需要报告的事项。", "没有写收取信息处理费情况"),
    ],
)
def test_section_six_speaks_of_the_fee(text: str, word: str | None) -> None:
    messages = [finding.message for finding in found("TX-FEE", with_text(zeros(), 6, text))]
    assert [word in message for message in messages if word] == [True] * (word is not None)


@pytest.mark.parametrize("denial", ["无", "2023年度未收取信息处理费。"])
def test_a_fee_told_elsewhere_and_denied_in_section_six_is_an_error(denial: str) -> None:
    report = with_text(with_text(zeros(), 1, "全年收取信息处理费3940元。"), 6, denial)
    [finding] = found("TX-FEE", report)
    assert finding.severity is Severity.ERROR and "3940" in finding.message


def test_charges_of_table_two_are_no_information_fee() -> None:
    report = with_values(with_text(zeros(), 6, "2023年度未收取信息处理费。"), {"proactive.charges": Decimal("95.4")})
    assert found("TX-FEE", report) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2022年，我镇共收到依申请公开2件。", True),
        ("（二）依申请公开情况。2022年度收到政府信息公开申请2件。", True),
        ("2023年，我镇共收到依申请公开2件。", False),
        ("2022年以来，我镇持续推进。2023年收到2件。", False),
        ("2022年印发的《办法》继续执行。", False),
        ("2024年，我们将继续努力。", False),
        ("2022年，共公开50条，2023年公开70条。", False),
    ],
)
def test_leftovers_of_last_year(text: str, wrong: bool) -> None:
    assert bool(found("TX-YEAR", with_text(zeros(), 1, text))) is wrong


def test_title_and_period_name_the_year() -> None:
    assert found("TX-YEAR", replace(zeros(), title="甲县乙镇人民政府2022年政府信息公开工作年度报告"))
    opening = "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。"
    [finding] = found("TX-YEAR", told(replace(zeros(), opening=opening)))
    assert "统计期限写的是 2022 年" in finding.message


@pytest.mark.parametrize(
    ("agency", "text", "wrong"),
    [
        ("甲县丙乡人民政府", "我镇严格执行保密法。", True),
        ("甲县丙乡人民政府", "我乡严格执行保密法，我县统一部署。", False),
        ("甲县乙镇人民政府", "我局严格执行保密法。", True),
        ("甲县教育局", "我镇严格执行保密法。", True),
        ("甲县教育局", "自我局限尚存。", False),
        ("甲县乙镇人民政府", "青山镇人民政府高度重视。", True),
        ("甲县青山镇人民政府", "青山镇人民政府高度重视。", False),
        ("甲县乙镇人民政府", "按照各乡镇人民政府职责，落实本镇人民政府的要求。", False),
        ("甲县人民政府", "青山镇人民政府高度重视。", False),
    ],
)
def test_text_of_another_organ(agency: str, text: str, wrong: bool) -> None:
    report = replace(with_text(zeros(), 1, text), agency=agency)
    assert bool(found("TX-ORG", report)) is wrong


@pytest.mark.parametrize(
    ("signature", "wrong"),
    [
        ("乙镇人民政府", False),
        ("甲县乙镇人民政府办公室", False),
        ("丁镇人民政府", True),
        ("丁县教育局", True),
        ("二〇二四年一月", False),
        (None, False),
    ],
)
def test_the_signature_is_the_organs(signature: str | None, wrong: bool) -> None:
    assert bool(found("TX-ORG", replace(zeros(), signature=signature))) is wrong


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("一是公开内容的针对性还需加强。下一步，将加强业务培训。", None),
        ("无", "没有实际内容"),
        ("", "没有实际内容"),
        ("一是更新不及时；二是解读形式单一，质量不高。", "改进情况"),
        ("2024年将组织培训，完善制度，严格审查各项内容。", "存在的问题"),
    ],
)
def test_section_five_has_problems_and_improvements(text: str, word: str | None) -> None:
    messages = [finding.message for finding in found("TX-5", with_text(zeros(), 5, text))]
    assert messages == [] if word is None else word in messages[0]


def test_what_section_one_leaves_out_is_named() -> None:
    findings = found("TX-1", with_text(zeros(), 1, "全年主动公开政府信息50条，收到依申请公开0件。"))
    assert [finding.message.split("。")[0] for finding in findings] == [
        "第一部分没有写到政府信息管理、政府信息公开平台建设、监督保障",
        "全文没有写到工作考核、社会评议、责任追究",
    ]


def test_a_department_need_not_write_of_its_assessment() -> None:
    report = replace(with_text(zeros(), 1, "主动公开、依申请公开、信息管理、平台建设、监督保障。"), agency="甲县教育局")
    assert found("TX-1", report) == []


def test_last_years_text_over_again() -> None:
    report = with_text(golden(), 1, OTHER_TEXT)
    [finding] = found("TX-DUP", report, golden_before())
    assert "与上年报告相同" in finding.message
    assert found("TX-DUP", golden(), golden_before()) == []


def test_what_everybody_begins_with_and_what_is_not_filled_in_yet_is_nobodys_repetition() -> None:
    own = "今年我乡在赶集日设点，把惠农补贴名册念给来办事的群众听，群众当场提出的问题由站所负责人逐条答复并登记在册。"
    begun = "全年工作由办公室承担，逐月对照目录检查栏目更新，逐件登记申请并在期限内答复。"
    before = with_text(golden_before(), 1, begun + own * 4)
    report = with_text(golden(), 1, begun * 9 + "【请填写：" + own.replace("。", "】。") + own)
    again = repeated(report, before)
    assert again.share is not None and again.share > 0.7
    left = repeated(report, before, {without_numbers(begun.rstrip("。"))})
    assert left.share is None and [s for _, s, _ in left.sentences] == [own.rstrip("。")]


def test_the_share_is_that_of_the_sentences_listed() -> None:
    new = "今年我局把窗口办理结果按周贴在一楼大厅，来访的企业都能看到自己的事项走到哪一步，遇到退件的由科长当面说明。"
    report = with_text(with_text(golden(), 1, OTHER_TEXT[:39] + new * 3), 5, "")
    result = repeated(report, golden_before())
    assert result.share is not None and 0 < result.share < 0.5
    assert [sentence for _, sentence, _ in result.sentences] == [OTHER_TEXT[:38].rstrip("。")]
