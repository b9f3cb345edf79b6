"""Title, organ, year, sections, signature: what stands around the tables."""

from datetime import date

import pytest

from gongkai.reading.heading import read_heading
from gongkai.reading.titles import title_in


@pytest.mark.parametrize(
    ("lines", "agency", "year"),
    [
        (["淮安市人民政府2024年政府信息公开工作年度报告"], "淮安市人民政府", 2024),
        (["大峪镇人民政府 2023 年政府信息公开工作年度报告"], "大峪镇人民政府", 2023),
        (["2022年上海市政府信息公开工作年度报告"], "上海市", 2022),
        (["2022年度某县人民政府信息公开工作年度报告"], "某县人民政府", 2022),
        (["2021年某县人民政府政府信息公开工作年度报告"], "某县人民政府", 2021),
        (["某县财政局二〇二一年政府信息公开工作年度报告"], "某县财政局", 2021),
        (["某县财政局关于2021年度政府信息公开工作年度报告"], "某县财政局", 2021),
        (["某县财政局政府信息公开工作年度报告（2021年度）"], "某县财政局", 2021),
        (["某局政府信息公开2023年度报告"], "某局", 2023),
        (["兰河乡人民政府2020年政府信息", "公开工作年度报告"], "兰河乡人民政府", 2020),
        (["年都乎乡人民政府", "2021 年度政府信息公开工作年度报告"], "年都乎乡人民政府", 2021),
        (["某局2022年公布的2021年政府信息公开工作年度报告"], "某局", 2021),
        (["2021年政府信息公开工作年度报告"], None, 2021),
        (["城關鎮人民政府2021年政府信息公開工作年度報告"], "城關鎮人民政府", 2021),
    ],
)
def test_a_title_names_organ_and_year(lines: list[str], agency: str | None, year: int) -> None:
    title = title_in(lines, 0)
    assert title is not None and (title.agency, title.year) == (agency, year)


@pytest.mark.parametrize(
    "lines",
    [
        ["一、政府信息公开工作年度报告"],
        ["根据条例，现公布2021年政府信息公开工作年度报告。"],
        ["首页 > 政务公开", "某局2021年政府信息公开工作年度报告"],
        ["某局2021年工作总结"],
    ],
)
def test_other_lines_are_no_title(lines: list[str]) -> None:
    assert title_in(lines, 0) is None


def test_a_link_to_another_year_above_the_title_is_not_the_title() -> None:
    lines = [
        "首页",
        "2018年政府信息公开工作年度报告",
        "浏览次数：137",
        "某局2019年政府信息公开工作年度报告",
        "一、总体情况",
    ]
    heading = read_heading(lines)
    assert (heading.agency, heading.year) == ("某局", 2019)


SIX = [
    "一、总体情况",
    "甲。",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "乙。",
    "六、其他需要报告的事项",
    "丙。",
]


def titles(lines: list[str]) -> list[tuple[int | None, str, str]]:
    return [(s.number, s.title, s.text) for s in read_heading(lines).sections]


def test_six_sections_with_their_text() -> None:
    assert titles(SIX)[0] == (1, "总体情况", "甲。")
    assert titles(SIX)[4:] == [(5, "存在的主要问题及改进情况", "乙。"), (6, "其他需要报告的事项", "丙。")]


def test_headings_repeated_in_the_text_are_text() -> None:
    inner = [
        "一、总体情况",
        "（一）总体情况。",
        "一、领导重视",
        "（2） 主动公开政府信息情况。",
        "（6） 其他需要报告的事项。",
    ]
    found = titles([*inner, *SIX[1:]])
    assert [number for number, _, _ in found] == [1, 2, 3, 4, 5, 6]
    assert "领导重视" in found[0][2]


def test_a_heading_without_number_has_none() -> None:
    assert titles(["总体情况", *SIX[1:]])[0] == (None, "总体情况", "甲。")


def test_headings_of_markdown_and_with_text_behind() -> None:
    lines = [f"## {line}" if "、" in line[:2] else line for line in SIX[:-2]] + ["六、其他需要报告的事项：无。"]
    assert titles(lines)[5] == (6, "其他需要报告的事项", "无。")


def test_other_wordings_keep_their_place() -> None:
    lines = [line.replace("存在的主要问题及改进情况", "存在的问题及改进措施") for line in SIX]
    assert titles(lines)[4][:2] == (5, "存在的问题及改进措施")


@pytest.mark.parametrize(
    ("tail", "signature", "signed"),
    [
        (["某县财政局", "2022年1月13日"], "某县财政局", date(2022, 1, 13)),
        (["某县财政局 2022年1月13日"], "某县财政局", date(2022, 1, 13)),
        (["某县财政局", "二〇二二年一月十三日"], "某县财政局", date(2022, 1, 13)),
        (["2022年1月13日"], None, date(2022, 1, 13)),
        (["某县财政局", "2022年13月1日"], None, None),
        (["以上情况截至2022年1月13日。"], None, None),
    ],
)
def test_signature_and_date(tail: list[str], signature: str | None, signed: date | None) -> None:
    heading = read_heading([*SIX, *tail])
    assert (heading.signature, heading.signed_on) == (signature, signed)
    assert (heading.sections[-1].text == "丙。") is (signed is not None)


def test_the_year_is_never_that_of_publishing() -> None:
    heading = read_heading(["政府信息公开工作年度报告", *SIX, "某局", "2022年1月13日"])
    assert (heading.year, heading.agency) == (None, "某局")


def test_the_year_of_the_period() -> None:
    heading = read_heading(["政府信息公开工作年度报告", "所列数据自2021年1月1日起至12月31日止。", *SIX])
    assert heading.year == 2021


def test_the_text_between_title_and_sections_is_the_opening() -> None:
    assert read_heading(["某局2021年政府信息公开工作年度报告", "按照条例编制。", *SIX]).opening == "按照条例编制。"
