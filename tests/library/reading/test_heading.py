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
        (["首页 > 政务公开 > 某局2021年政府信息公开工作年度报告"], "某局", 2021),
        (["（图解）某局2021年政府信息公开工作年度报告"], "某局", 2021),
        (["文字解读：某局2021年政府信息公开工作年度报告"], "某局", 2021),
        (["某县住房和城乡建设局（人防办）2021年政府信息公开工作年度报告"], "某县住房和城乡建设局（人防办）", 2021),
        (["某县住建局（人防办）", "2021年政府信息公开工作年度报告"], "某县住建局（人防办）", 2021),
        (["关于报送某局2021年政府信息公开工作年度报告的函"], "某局", 2021),
        (["某局2021年政府信息公开工作年度报告_某县人民政府"], "某局", 2021),
        (["某局2021年政府信息公开工作年度报告 | |||"], "某局", 2021),
        (["某镇2021年政府信息公开工作告年度报"], "某镇", 2021),
        (["某局2021年政务公开工作年度报告"], "某局", 2021),
        (["某镇2021年政府信息公开年报"], "某镇", 2021),
        (["某镇2021", "政府信息公开工作年度报告"], "某镇", 2021),
        (["某局关于公布2021年政府信息公开工作年度报告"], "某局", 2021),
        (["某县财政局２０２１年政府信息公开工作年度报告"], "某县财政局", 2021),
        (["标      题 某局2021年政府信息公开工作年度报告"], "某局", 2021),
        (["辉河苏木", "2021年政府信息公开工作年度报告"], "辉河苏木", 2021),
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
        ["现将《某局2021年政府信息公开工作年度报告》予以公布"],
        ["如有疑问，请见2021年政府信息公开工作年度报告"],
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


def read(*lines: str) -> tuple[str | None, int | None, str | None]:
    heading = read_heading([*lines, "一、总体情况"])
    return heading.agency, heading.year, heading.opening


def test_a_page_that_prints_its_title_twice_has_one_opening() -> None:
    page = ["柳林镇", "某县柳林镇2023年政府信息公开工作年度报告", "发布时间：2024-01-19 来源：某县人民政府 字体：[ ]"]
    assert read(*page, "某县柳林镇", "2023年政府信息公开工作年度报告", "按照条例编制。") == (
        "某县柳林镇",
        2023,
        "按照条例编制。",
    )


def test_the_page_may_say_the_name_in_full() -> None:
    lines = ["某新区财政局2020年政府信息公开工作年度报告", "来源：区财政局", "2020年度区财政局政府信息公开工作年度报告"]
    assert read(*lines) == ("某新区财政局", 2020, None)


def test_a_notice_that_sends_the_report_out_is_not_its_title() -> None:
    notice = ["某县教育局关于印发2025年政府信息公开工作年度报告的通知", "本局各股室：", "某县教育局", "202615"]
    report = ["某县教育局", "2025年政府信息公开工作年度报告", "按照条例编制。"]
    assert read(*notice, *report) == ("某县教育局", 2025, "按照条例编制。")


@pytest.mark.parametrize(
    "line",
    [
        "发布日期：2017-02-23    点击数：",
        "2023年01月19日 (点击: ) |",
        "【字体： 】【 打印】【 关闭】",
        "字号：",
        "大 中 小",
        "听全文",
        "|",
        "索 引 号：000014348/2022-00630",
        "發布時間：2026-02-03 15:42信息來源：某縣人民政府",
    ],
)
def test_what_a_page_puts_below_its_title_is_not_the_opening(line: str) -> None:
    assert read("某局2021年政府信息公开工作年度报告", line, "按照条例编制。") == ("某局", 2021, "按照条例编制。")


def test_the_name_of_a_field_and_its_value_below_it() -> None:
    lines = [
        "某镇2021年政府信息公开工作年度报告",
        "撰写时间",
        "2022年01月12日 17:12:21",
        "来源",
        "某镇",
        "编辑",
        "张三",
    ]
    assert read(*lines, "按照条例编制。") == ("某镇", 2021, "按照条例编制。")


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("根据条例规定，现公布青河县柳林镇2022年政府信息公开工作年度报告，统计期限自2022年1月1日起。", "青河县柳林镇"),
        ("现公开柳林街道办事处2022年政府信息公开工作年度报告。", "柳林街道办事处"),
        ("现将青河县发展改革局（以下简称县发改局）2022年度信息公开工作报告如下：", "青河县发展改革局"),
        ("現公布青河縣教育局2022年度政府信息公開年度報告。", "青河縣教育局"),
        ("现公布青河市公安局政府信息公开工作2022年度报告。", "青河市公安局"),
        ("本报告由青河县教育局根据条例要求编制而成，统计期限为2022年1月1日至12月31日。", "青河县教育局"),
        ("发布机构：青河县教育局", "青河县教育局"),
        ("2022年，青河高新区管委会严格落实条例。", "青河高新区管委会"),
        ("2022年，我局严格落实条例。如有疑问，请与青河县审计局办公室联系（地址：某路1号）。", "青河县审计局"),
        ("如有疑问，请联系：柳林镇人民政府党政办公室，电话：1234567。", "柳林镇人民政府"),
        ("现向社会公布市人民政府办公室2022年政府信息公开工作年度报告。", None),
        ("2022年，我局严格落实条例。", None),
        ("本报告由青河县人民政府办公室编制。", None),
    ],
)
def test_the_organ_when_only_a_sentence_names_it(opening: str, agency: str | None) -> None:
    assert read(opening)[0] == agency


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


def test_headings_inside_a_page_without_line_breaks() -> None:
    page = "按照条例编制。现报告如下： 一、总体情况 1、主动公开40条。 2、依申请公开：无。 二、主动公开政府信息情况"
    heading = read_heading(["某局2021年政府信息公开工作年度报告", page, *SIX[3:]])
    assert heading.opening == "按照条例编制。现报告如下："
    assert [(s.number, s.text) for s in heading.sections][:2] == [(1, "1、主动公开40条。 2、依申请公开：无。"), (2, "")]


def test_a_report_all_on_one_line() -> None:
    title = "某苏木 2021 年政府信息 公开工作年度报告"
    opening = "根据《条例》（以下简 称条例）的规定，编制本报告。"
    heading = read_heading([f"{title} {opening} 一、总体情况 2021 年，我苏木严格落实条例，切实保障群众的知情权。"])
    assert (heading.agency, heading.year, [s.title for s in heading.sections]) == ("某苏木", 2021, ["总体情况"])
    assert heading.opening and heading.opening.startswith("根据《条例》")


def test_a_heading_that_runs_into_its_text() -> None:
    lines = ["一、总体情况 2022年以来，我镇坚持公开为常态、不公开为例外，认真贯彻条例。 （一）主动公开。", *SIX[2:]]
    assert titles(lines)[0][:2] == (1, "总体情况")


def test_sections_named_in_a_sentence_are_no_headings() -> None:
    named = "全文包括一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；四、其他。"
    assert titles([named, *SIX]) == titles(SIX)


def test_the_table_of_contents_is_not_the_report() -> None:
    assert titles([line for line in SIX if "、" in line] + SIX) == titles(SIX)


def test_a_number_of_another_kind_is_a_heading_only_where_it_is_the_sections() -> None:
    lines = ["一、总体情况", "1.主动公开政府信息的情况", "新增50条。", "2.依申请公开政府信息情况"]
    assert [number for number, _, _ in titles(lines)] == [1]


@pytest.mark.parametrize("mark", ["（{}）", "第{}部分 ", "{} ", "{}．", "{}：", "第{}、"])
def test_headings_numbered_in_other_ways(mark: str) -> None:
    lines = [mark.format(line[0]) + line[2:] if "、" in line[:2] else line for line in SIX]
    assert [number for number, _, _ in titles(lines)] == [1, 2, 3, 4, 5, 6]


def test_headings_numbered_wrongly_are_found_by_their_titles() -> None:
    lines = [line.replace("三、", "二、").replace("四、", "三、").replace("五、", "四、") for line in SIX]
    assert [(number, title[:4]) for number, title, _ in titles(lines)] == [
        (1, "总体情况"),
        (2, "主动公开"),
        (2, "收到和处"),
        (3, "政府信息"),
        (4, "存在的主"),
        (6, "其他需要"),
    ]


def test_what_a_page_puts_below_the_report_is_not_its_text() -> None:
    heading = read_heading([*SIX, "某局", "2022年1月13日", "【打印本页】 【关闭窗口】", "责任编辑：张三"])
    assert (heading.sections[-1].text, heading.signature, heading.signed_on) == ("丙。", "某局", date(2022, 1, 13))


def test_sections_of_the_years_before_the_forms() -> None:
    lines = [
        "一、概述",
        "甲。",
        "二、主动公开政府信息的情况",
        "乙。",
        "三、依申请公开政府信息情况",
        "丙。",
        "四、收费情况",
        "丁。",
    ]
    assert [(number, text) for number, _, text in titles(lines)] == [(1, "甲。"), (2, "乙。"), (3, "丙。"), (4, "丁。")]


def test_rows_of_the_statistics_at_the_end_are_no_sections() -> None:
    table = [
        "统计指标 单位 统计数",
        "一、主动公开情况 条 5",
        "二、回应解读情况 次 0",
        "三、依申请公开情况 件 1",
        "四、行政复议数量 件 0",
    ]
    lines = ["一、概述", "甲。", "二、主动公开政府信息的情况", "乙。", "三、附表", *table]
    assert [(number, title) for number, title, _ in titles(lines)] == [
        (1, "概述"),
        (2, "主动公开政府信息的情况"),
        (3, "附表"),
    ]


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


def test_the_organ_right_below_a_title_without_one() -> None:
    opening = "根据条例，特向社会公布2021年政府信息公开年度报告。"
    heading = read_heading(["政府信息公开工作年度报告", "某县教育局", opening, *SIX])
    assert (heading.agency, heading.year) == ("某县教育局", 2021)


def test_the_year_is_never_that_of_publishing() -> None:
    heading = read_heading(["政府信息公开工作年度报告", *SIX, "某局", "2022年1月13日"])
    assert (heading.year, heading.agency) == (None, "某局")


def test_the_year_of_the_period() -> None:
    heading = read_heading(["政府信息公开工作年度报告", "所列数据自2021年1月1日起至12月31日止。", *SIX])
    assert heading.year == 2021


def test_the_year_that_begins_the_text() -> None:
    lines = ["发布日期", "2026年1月20日", "一、总体情况", "2025年柳林街道积极推动政府信息公开工作，保障公众知情权。"]
    assert read_heading(lines).year == 2025


def test_the_text_between_title_and_sections_is_the_opening() -> None:
    assert read_heading(["某局2021年政府信息公开工作年度报告", "按照条例编制。", *SIX]).opening == "按照条例编制。"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (
            ["本年逐月对照目录检查，发现需要补充的信息共四十二", "— 2 —", "条，已经补充完毕。"],
            "本年逐月对照目录检查，发现需要补充的信息共四十二条，已经补充完毕。",
        ),
        (
            ["本年逐月对照目录检查，需要补充的信息都已经补充完毕。", "- 2 -", "下一段。"],
            "本年逐月对照目录检查，需要补充的信息都已经补充完毕。\n下一段。",
        ),
        (
            ["本年逐月对照目录检查，发现需要补充的信息共四十二条", "第 2 页 共 5 页", "（二）依申请公开。"],
            "本年逐月对照目录检查，发现需要补充的信息共四十二条\n（二）依申请公开。",
        ),
        (["网站栏目", "— 2 —", "微信公众号"], "网站栏目\n微信公众号"),
        (["全年公开 5 条。", "—5—条"], "全年公开 5 条。\n—5—条"),
    ],
)
def test_the_number_of_a_page_is_no_text_and_cuts_no_sentence(lines: list[str], text: str) -> None:
    heading = read_heading(["甲局2023年政府信息公开工作年度报告", "一、总体情况", *lines, "二、主动公开政府信息情况"])
    assert heading.sections[0].text == text


def test_a_caption_above_a_table_is_no_text_of_its_section() -> None:
    lines = [
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "政府信息公开行政复议、行政诉讼情况",
        "另有说明。",
    ]
    assert read_heading(["甲局2020年政府信息公开工作年度报告", *lines]).sections[0].text == "另有说明。"
