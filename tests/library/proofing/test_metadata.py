"""The item's metadata against its text: organ, number, dates, what is missing."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.proofing import Metadata, Settings, normal_number, proof
from tests.library.proofing.texts import rules

TEXT = """滨政发〔2024〕5号
滨海县人民政府关于做好春耕备耕工作的通知
各镇人民政府，各街道办事处：
现将有关事项通知如下。
滨海县人民政府
2024年3月4日
"""
GOOD = Metadata(
    title="滨海县人民政府关于做好春耕备耕工作的通知",
    organ="滨海县人民政府",
    index_number="014317890/2024-00012",
    document_number="滨政发〔2024〕5号",
    subject="农业、林业、水利",
    disclosure="主动公开",
    formed_on=date(2024, 3, 4),
    published_on=date(2024, 3, 11),
)


def test_a_sound_item_has_no_findings() -> None:
    assert proof(TEXT, GOOD) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": ""}, ["PF-META error"]),
        ({"index_number": None}, ["PF-META warning"]),
        ({"disclosure": None}, ["PF-META error"]),
        ({"published_on": None}, ["PF-META error"]),
        # 20 working days after 4 March 2024 end on 1 April; 2 April is the 21st.
        ({"published_on": date(2024, 4, 1)}, []),
        ({"published_on": date(2024, 4, 2)}, ["PF-LATE warning"]),
        ({"published_on": date(2024, 3, 1)}, ["PF-EARLY error"]),
        ({"published_on": date(2099, 3, 1)}, ["PF-LATE info"]),
        ({"document_number": "滨政发〔2024〕6号"}, ["PF-DOCNO-TEXT error"]),
        ({"document_number": "滨政发[2024]第005号"}, []),
        (
            {"formed_on": date(2023, 12, 29), "published_on": date(2024, 1, 3)},
            ["PF-DOCNO-YEAR warning", "PF-SIGNATURE-DATE warning"],
        ),
        ({"formed_on": date(2024, 3, 5)}, ["PF-SIGNATURE-DATE warning"]),
        ({"organ": "阜宁县人民政府"}, ["PF-TITLE-ORGAN warning", "PF-SIGNATURE-ORGAN warning"]),
        ({"organ": "江苏省滨海县人民政府"}, []),
        ({"organ": "滨海县人民政府办公室"}, []),
        ({"title": "滨海县人民政府 阜宁县人民政府关于共同治理的通知"}, []),
        ({"title": "关于做好春耕备耕工作的通知"}, []),
    ],
)
def test_metadata_and_text_agree(change: dict[str, object], expected: list[str]) -> None:
    assert sorted(rules(TEXT, replace(GOOD, **change))) == sorted(expected)


def test_what_the_office_has_told_is_heeded() -> None:
    settings = Settings(organ_codes=("滨政发", "滨政办"), organ_names=("县政府",))
    assert rules(TEXT, GOOD, settings) == []
    assert rules(TEXT.replace("滨政发", "阜政发"), replace(GOOD, document_number=None), settings) == [
        "PF-DOCNO-ORGAN warning"
    ]


def test_own_numbers_are_never_reported_and_wrong_words_are() -> None:
    settings = Settings(own_numbers=frozenset({"138-1234-5678"}), wrong_words={"县长李四": "县长王五", "高棉": ""})
    text = "值班手机13812345678。县长李四出席，副县长李四陪同。高棉。"
    assert [f.rule for f in proof(text, settings=settings)] == ["PF-WORD", "PF-WORD", "PF-WORD"]
    assert rules("副县长李四", settings=Settings(wrong_words={"县长李四": "副县长李四"})) == []


def test_a_text_with_an_option_to_apply_for_may_say_so_when_it_is_not_published() -> None:
    assert rules("（此件依申请公开）", Metadata(disclosure="依申请公开"), Settings(required=())) == []


def test_the_caller_may_bring_a_checker_of_links() -> None:
    settings = Settings(link_checker=lambda address: "打不开（404）" if "gone" in address else "")
    findings = proof("见http://www.gov.cn/ok 和http://www.gov.cn/gone", settings=settings)
    assert [(f.rule, f.severity.value) for f in findings] == [("PF-LINK", "warning")]
    assert "404" in findings[0].message


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("滨政发[2024]5号", "滨政发〔2024〕5号"),
        ("滨政发（2024）第005号", "滨政发〔2024〕5号"),
        ("国办公开办函〔2021〕30号", "国办公开办函〔2021〕30号"),
        ("根据滨政发【2024】12号文件", "滨政发〔2024〕12号"),
        ("无", "无"),
    ],
)
def test_document_numbers_are_compared_in_one_form(text: str, normal: str) -> None:
    assert normal_number(text) == normal
