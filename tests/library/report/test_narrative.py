"""What a report's text says in numbers, and what it only seems to say."""

import json
import re
from pathlib import Path

import pytest

from gongkai.report import FORM_2019, FORM_2021, Section
from gongkai.report.headings import section_number
from gongkai.report.narrative import statements

SAMPLES = Path(__file__).parents[2] / "samples"
NEW, IN, OUT = "requests.new.total", "requests.carried_in.total", "requests.carried_out.total"
DONE, GRANTED, PARTIAL = "requests.result_total.total", "requests.granted.total", "requests.partial.total"
DENIED, UNABLE, REFUSED = "requests.denied_*.total", "requests.unable_*.total", "requests.refused_*.total"
OTHER = "requests.other_*.total"
RV, LIT = "disputes.reconsideration", "disputes.litigation_*"
NORM, FEE = "proactive.normative_documents", "information_fee_yuan"


def said(text: str, number: int | None = 1, year: int | None = 2023) -> dict[str, object]:
    return {s.what: s.value for s in statements(None, [Section(number, "总体情况", text)], year=year)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "共收到政府信息公开申请162件，上年结转1件，办结159件，结转下年度继续办理4件。",
            {NEW: 162, IN: 1, DONE: 159, OUT: 4},
        ),
        ("大峪镇经邮寄方式共收到依申请公开 2 条。", {NEW: 2}),
        ("2023年度共受理政府信息依申请公开5件，已全部按时答复。", {NEW: 5}),
        ("本年度，共受理政府信息公开申请2件，都在法定期限内予以答复。", {NEW: 2}),
        ("收到群众依申请公开1件,均已按要求进行答复。", {NEW: 1}),
        ("我局收到政府信息依申请公开办理事项１件。", {NEW: 1}),
        ("全年共收到和办理依申请公开9件，上年度结转政府信息公开申请0件。", {NEW: 9, IN: 0}),
        ("接收公民、法人和其他组织提交的政府信息公开申请共计12宗，办结12宗。", {NEW: 12, DONE: 12}),
        ("收到12件政府信息公开申请，均已答复。", {NEW: 12}),
        ("政府信息公开申请数量为6件，答复数量为6件。", {NEW: 6, DONE: 6}),
        ("本年新收政府信息公开申请24件，上年结转1件，共25件。", {NEW: 24, IN: 1}),
        ("（二）依申请公开情况。全年共收到3次，办结3次。", {NEW: 3, DONE: 3}),
        ("（二）依申请公开情况\n2023年共收到3件。", {NEW: 3}),
        ("全市共受理政府信息公开申请3,119件，答复3,050件。", {NEW: 3119, DONE: 3050}),
        ("全年收到政府信息公开申请三件，办结两件，一件结转下年度办理。", {NEW: 3, DONE: 2, OUT: 1}),
        ("受理政府信息公开申请十二起。", {NEW: 12}),
        ("截至2023年12月31日，共收到政府信息公开申请3件，已答复3件。", {NEW: 3, DONE: 3}),
        ("收到政府信息公开申请7件，较上年增加3件，同比增长75%。", {NEW: 7}),
        ("共收到政府信息公开申请5件，其中当面受理2件，网上受理3件。", {NEW: 5}),
        ("2022年，收到政府信息公开申请5件；2023年，收到政府信息公开申请7件。", {NEW: 7}),
        ("共收到政府信息公开申请25件（含上年结转1件），办结23件。", {f"{NEW}+{IN}": 25, IN: 1, DONE: 23}),
        ("共收到政府信息公开申请25件，其中上年结转1件，办结23件。", {f"{NEW}+{IN}": 25, IN: 1, DONE: 23}),
        ("收到政府信息公开申请3件，结转至2024年办理1件。", {NEW: 3, OUT: 1}),
        ("收到政府信息公开申请3件，其中1件申请顺延至下一年度办理。", {NEW: 3, OUT: 1}),
        ("依申请公开方面，无上年结转申请，无结转下年度办理的申请。", {IN: 0, OUT: 0}),
        ("新收政府信息公开申请数量31件，上年结转政府信息公开申请数量2件。", {NEW: 31, IN: 2}),
        (
            "全县共收到依申请公开件7件，上年度结转办理件1件，共办结5件，结转到2024年办理3件。",
            {NEW: 7, IN: 1, DONE: 5, OUT: 3},
        ),
        ("依申请公开方面收到网上申请6件，信函2件，合计8件，上年结转1件。", {IN: 1}),
        ("受理依申请政府信息公开事项4件，1件结转下年答复。", {NEW: 4, OUT: 1}),
        ("依申请公开情况。接收到申请书5份，均已答复。", {NEW: 5}),
        ("依申请公开受理和办结6件。", {NEW: 6, DONE: 6}),
        ("共收到政府信息公开申请15件（自然人申请14件，企业申请1件），上年结转2件。", {NEW: 15, IN: 2}),
        ("共收到政府信息公开申请件15件（其中结转上年4件）。", {f"{NEW}+{IN}": 15, IN: 4}),
        ("收到依申请需要公开的信息0件。", {NEW: 0}),
        ("通过网站共办理并答复信息公开申请3件、纸质申请36件，顺延至下一年答复2件。", {OUT: 2}),
        ("收到政府信息公开申请9件，另有2件申请按照《条例》顺延到下年度答复。", {NEW: 9, OUT: 2}),
        ("收到政府信息公开申请9件，受理因政府信息公开提起的行政复议申请0件。", {NEW: 9, f"{RV}.total": 0}),
        ("共收到政府信息公開申請21件，結轉下年度繼續辦理3件。", {NEW: 21, OUT: 3}),
    ],
)
def test_requests_received_carried_and_answered(text: str, expected: dict[str, int]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "本单位2023年没有接到公开信息的申请。",
        "2023年兰河乡未收到依申请公开事项。",
        "2023年度我乡未收到申请公开信息要求。",
        "2023年未收到依申请公开政府信息申请。",
        "2023年度我镇未收到任何形式的依申请公开政府信息。",
        "全年未收到行政许可申请;全年未接到信息公开申请;各栏目共刊发文稿44篇。",
        "2023年度收到依申请公开信息 0 条。",
        "本年度无依申请公开事项。",
        "依申请公开情况：无。",
        "前进街未接到书面方式申请的政府信息公开申请和网络方式申请的政府信息公开申请件。",
        "尚未收到公民、法人或者其他组织提出的政府信息公开申请。",
        "未收到以来信、来电等方式提出的信息公开申请。",
        "行政机关依申请公开政府信息的数量：无。",
    ],
)
def test_none_received(text: str) -> None:
    assert said(text) == {NEW: 0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "收到申请公开信息的申请169件。其中，予以公开69件，部分公开18件，不予公开7件，无法提供54件，不予处理8件，其他处理3件。",
            {NEW: 169, GRANTED: 69, PARTIAL: 18, DENIED: 7, UNABLE: 54, REFUSED: 8, OTHER: 3},
        ),
        (
            "完成依申请公开答复1453件。其中,予以公开答复966件,占66.48%;无法提供的182件,不予处理的61件,其他处理96件。",
            {DONE: 1453, GRANTED: 966, UNABLE: 182, REFUSED: 61, OTHER: 96},
        ),
        (
            "答复政府信息公开申请3件：不予公开3件（属于国家秘密1件，属于三类内部事务信息2件）。",
            {DONE: 3, DENIED: 3, "requests.denied_state_secret.total": 1, "requests.denied_internal.total": 2},
        ),
        (
            "受理政府信息公开申请8件，其中因本机关不掌握无法提供3件，重复申请1件。",
            {NEW: 8, "requests.refused_repeat.total": 1},
        ),
        ("收到政府信息公开申请9件，予以部分公开4件。", {NEW: 9, PARTIAL: 4}),
        ("依申请公开已答复8件，其中“予以公开”5件，占62.5%；“无法提供”3件。", {DONE: 8, GRANTED: 5, UNABLE: 3}),
        ("收到依申请公开9件，其中本机关无法提供4件。", {NEW: 9, UNABLE: 4}),
        ("收到依申请公开9件，予以公开及部分公开5件，因本机关不掌握等原因无法提供4件。", {NEW: 9, UNABLE: 4}),
        ("受理依申请公开5件。其中，已主动公开和同意公开的3件，不属于本机关公开的2件。", {NEW: 5}),
        ("收到政府信息公开申请10件，予以公开、部分公开、不予公开分别为3、2、5件。", {NEW: 10}),
        ("主动公开信息500条，全部公开20条。", {}),
    ],
)
def test_outcomes_of_the_whole_and_not_of_a_part(text: str, expected: dict[str, int]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("因政府信息公开被申请行政复议4件，被提起行政诉讼3件。", {f"{RV}.total": 4, f"{LIT}.total": 3}),
        ("未发生因政府信息公开申请提起的行政复议和行政诉讼案件。", {f"{RV}.total": 0, f"{LIT}.total": 0}),
        ("年内，未发生信息公开行政诉讼或行政复议事件。", {f"{RV}.total": 0, f"{LIT}.total": 0}),
        ("没有针对政府信息公开事务的行政复议、行政诉讼等情况。", {f"{RV}.total": 0, f"{LIT}.total": 0}),
        ("因政府信息公开引发的行政复议、行政诉讼均为0件。", {f"{RV}.total": 0, f"{LIT}.total": 0}),
        ("因政府信息公开引发的行政复议和行政诉讼案件共3件。", {f"{RV}.total+{LIT}.total": 3}),
        ("发生政府信息公开类行政复议1起、行政诉讼2起。", {f"{RV}.total": 1, f"{LIT}.total": 2}),
        (
            "因政府信息公开被申请行政复议6件，其中结果维持3件，结果纠正1件，其他结果1件，尚未审结1件。",
            {
                f"{RV}.{part}": n
                for part, n in {"total": 6, "upheld": 3, "corrected": 1, "other": 1, "pending": 1}.items()
            },
        ),
        (
            "因政府信息公开被提起行政诉讼46件，其中维持25件，纠正5件。",
            {f"{LIT}.total": 46, f"{LIT}.upheld": 25, f"{LIT}.corrected": 5},
        ),
        (
            "政府信息公开案件中，未经复议直接起诉3件，复议后起诉1件。",
            {"disputes.litigation_direct.total": 3, "disputes.litigation_after_reconsideration.total": 1},
        ),
        ("全年审理行政复议案件120件，办理行政诉讼应诉案件30件。", {}),
        ("因政府信息公开，无行政复议被纠正、无行政诉讼败诉案件。", {}),
        ("无锡市因政府信息公开被申请行政复议2件。", {f"{RV}.total": 2}),
        ("因政府信息公开申请行政复议、提起行政诉讼的情况：无。", {f"{RV}.total": 0, f"{LIT}.total": 0}),
        ("因政府信息公开申请行政复议5件，尚未审结行政复议2件。", {f"{RV}.total": 5, f"{RV}.pending": 2}),
        ("發生因政府信息公開被申請行政復議2件。", {f"{RV}.total": 2}),
    ],
)
def test_disputes(text: str, expected: dict[str, int]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年制发行政规范性文件8件。", {f"{NORM}.issued": 8}),
        ("制定8件规范性文件，废止行政规范性文件2件。", {f"{NORM}.issued": 8, f"{NORM}.repealed": 2}),
        ("现行有效行政规范性文件66件。", {f"{NORM}.in_force": 66}),
        ("全年未制发行政规范性文件。", {f"{NORM}.issued": 0}),
        ("公开规范性文件12件，发布政策性文件11件。", {}),
        ("发出收费通知5份，收取信息处理费3940元。", {FEE: 3940}),
        ("信息处理费0.394万元。", {FEE: 3940}),
        ("2023年度未收取信息处理费。", {FEE: 0}),
        ("2023年度无收取信息处理费情况,无其他需要说明的事项。", {FEE: 0}),
        ("政府信息公开信息处理费收取情况：0元。", {FEE: 0}),
        ("本机关未向申请人收取信息处理费。", {FEE: 0}),
        ("行政事业性收费316441万元。", {}),
    ],
)
def test_documents_and_fees(text: str, expected: dict[str, int]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "对申请信息进行答复。2023年我镇共收到来信33件，办结33件，办结率100%。",
        "“县长信箱”共受理有效信件3件，已办结3件。",
        "2023年上半年，我局共受理政府信息公开申请267件，答复263件。",
        "一季度收到政府信息公开申请3件，二季度收到2件。",
        "截至2023年6月底，收到政府信息公开申请3件。",
        "去年同期收到政府信息公开申请5件。",
        "2022年，全年共收到依申请公开2件。",
        "共收到政府信息公开申请约20件。",
        "共收到政府信息公开申请20余件。",
        "收到政府信息公开申请1.2万件。",
        "市本级收到政府信息公开申请5件，各县区收到政府信息公开申请10件。",
        "下属单位收到政府信息公开申请5件。",
        "通过网络收到政府信息公开申请3件，通过邮寄收到政府信息公开申请2件。",
        "按期答复5件，延期答复2件，均为政府信息公开申请。",
        "收到政府信息公开申请人投诉2件。",
        "全年收到补正申请2件。",
        "2023年主动公开政府信息482余条，在公示栏公开信息100余次。",
        "依申请公开政府信息工作中没有出现应公开而不予公开的办件。",
        "共刊发信息44篇，收到建议3条。",
        "三年来累计收到政府信息公开申请38件。",
        "网络渠道收到依申请公开9件。",
        "本年新收政府信息公开申请中2件为转办件。",
    ],
)
def test_what_only_seems_to_be_a_number_of_the_tables(text: str) -> None:
    assert said(text) == {}


def test_two_totals_in_one_section_that_differ_are_both_left_out() -> None:
    assert said("收到政府信息公开申请5件。\n收到政府信息公开申请8件。") == {}


def test_the_whole_wins_over_a_number_that_does_not_call_itself_so() -> None:
    assert said("共收到政府信息公开申请8件。\n收到政府信息公开申请5件。") == {NEW: 8}


def test_without_a_year_the_one_most_spoken_of_is_meant() -> None:
    text = "2023年工作有序。2023年收到依申请公开3件。2022年收到依申请公开2件。"
    assert said(text, year=None) == {NEW: 3}


def test_the_quote_is_as_printed_and_the_section_is_named() -> None:
    [found] = statements(None, [Section(1, "总体情况", "2023 年，大峪镇经邮寄等各种方式共收到依申\n请公开 2 条。")])
    assert (found.quote, found.section) == ("共收到依申请公开 2 条", "1")


def test_a_heading_without_a_number_still_tells_the_section() -> None:
    [found] = statements(None, [Section(None, "总体情况", "未收到依申请公开事项。")])
    assert found.section == "1"


def test_the_opening_speaks_too() -> None:
    [found] = statements("2023年共收到政府信息公开申请3件。", [])
    assert (found.what, found.section) == (NEW, None)


def test_every_path_it_can_name_is_in_a_form() -> None:
    from fnmatch import fnmatch

    from gongkai.report.phrases import PHRASES

    paths = {*FORM_2021.paths, *FORM_2019.paths}
    terms = {term for phrase in PHRASES for term in phrase.what.split("+")} - {FEE}
    assert [term for term in terms if not any(fnmatch(path, term) for path in paths)] == []


def prose_of(path: Path) -> list[Section]:
    """The sections of a text sample, roughly: lines under an official heading that are not cells of a table."""
    sections: list[Section] = []
    for line in path.read_text("utf-8").splitlines():
        match = re.match(r"[#\s\ufeff]*(?:([一二三四五六])、)?\s*([^，。：；]{2,30})\s*$", line)
        number = "一二三四五六".find(match[1] or "无") + 1 if match else 0
        if match and section_number(match[2]) == (number or 1) and (number or match[2].strip() == "总体情况"):
            sections.append(Section(number or None, match[2], ""))
        elif sections and "\t" not in line.strip() and "|" not in line:
            sections[-1] = Section(sections[-1].number, sections[-1].title, f"{sections[-1].text}{line}\n")
    return sections


TEXTS = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".md"} and path.stem != "README")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_the_samples_say_what_their_truth_says(path: Path) -> None:
    truth = json.loads((SAMPLES / "truth" / f"{path.stem}.json").read_text("utf-8"))
    found = {(s.what, s.value) for s in statements(None, prose_of(path), year=truth["year"])}
    assert {(s["what"], s["value"]) for s in truth.get("narrative", [])} <= found


def test_a_mailbox_is_no_request() -> None:
    assert statements(None, prose_of(SAMPLES / "seed-004.txt")) == []
