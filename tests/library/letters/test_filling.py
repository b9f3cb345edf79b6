"""Filling is strict: one clear error says which field is missing, unknown or malformed."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.letters import LETTERS, LetterError, fill
from gongkai.letters.samples import sample_occasion, sample_values


def error_of(code: str, reply: str = "", drop: tuple[str, ...] = (), occasion: dict | None = None, **changes) -> str:
    letter = LETTERS[code]
    values = sample_values(letter, reply=reply) | changes
    for name in drop:
        values.pop(name)
    with pytest.raises(LetterError) as caught:
        fill(letter, values, replace(sample_occasion(letter, reply=reply), **(occasion or {})))
    return str(caught.value)


def test_all_missing_fields_are_named_at_once() -> None:
    said = error_of("extension", drop=("延期理由", "申请人"))
    assert said.startswith("延期答复告知书：还没有填写：") and "申请人" in said and "延期理由" in said


@pytest.mark.parametrize("blank", ["", "  ", None])
def test_blank_is_missing(blank: object) -> None:
    assert "延期理由" in error_of("extension", 延期理由=blank)


def test_a_field_the_letter_does_not_have() -> None:
    assert "没有“申请人姓名”这个字段" in error_of("extension", 申请人姓名="王小明")


def test_what_the_law_says_is_not_typed() -> None:
    assert "“救济告知”由系统依法生成" in error_of("granted", 救济告知="不服可以申诉")


def test_exactly_one_of_a_choice() -> None:
    assert "同时填了更正内容、转送机关" in error_of("record", 转送机关="青石县公安局")
    assert "都没有填" in error_of("record", drop=("更正内容",))


def test_a_paragraph_half_filled_is_not_dropped_silently() -> None:
    assert "填了“负责机关”，还缺“负责机关联系方式”" in error_of("not_responsible", drop=("负责机关联系方式",))


def test_the_ground_needs_its_own_field_and_no_other() -> None:
    assert "禁止公开的规定" in error_of("refused", "R36_3_14b", drop=("禁止公开的规定",))
    assert "用不到" in error_of("refused", "R36_3_14a", 第三方意见="不同意公开")


def test_the_kind_of_refusal_must_be_said() -> None:
    assert "没有写明是哪一种答复" in error_of("refused", occasion={"reply": ""})
    assert "没有写明部分不予公开的理由" in error_of("partial", occasion={"grounds": None})
    assert "没有“17”这种" in error_of("partial", occasion={"grounds": ("17",)})


@pytest.mark.parametrize(("name", "word"), [("reviewer", "行政复议机关"), ("court", "管辖法院")])
def test_remedies_need_the_names_of_the_organs(name: str, word: str) -> None:
    assert f"没有写明{word}的名称" in error_of("granted", occasion={name: " "})


@pytest.mark.parametrize("day", ["2026-11-20", "2026年11月20日", date(2026, 11, 20)])
def test_days_are_printed_in_words(day: object) -> None:
    letter = LETTERS["receipt"]
    text = fill(letter, sample_values(letter) | {"答复期限": day}, sample_occasion(letter)).text
    assert "不迟于2026年11月20日作出答复" in text


def test_what_is_no_day_or_number() -> None:
    assert "“答复期限”不是日期：“月底”" in error_of("receipt", 答复期限="月底")
    assert "“申请件数”应当是整数" in error_of("reasons", 申请件数="两百")


def test_a_value_cannot_bring_a_field_in_and_lines_make_paragraphs() -> None:
    letter = LETTERS["correction"]
    values = sample_values(letter) | {"申请人": "{{文号}}", "补正事项": "一、写明年度。\n\n二、写明种类。"}
    made = fill(letter, values, sample_occasion(letter))
    assert "{{" not in made.text
    assert {"一、写明年度。", "二、写明种类。"} <= {block.text for block in made.blocks}
