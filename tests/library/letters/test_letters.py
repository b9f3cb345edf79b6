"""Every letter: what it says of the law and of remedies, and that nothing is left unfilled."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.letters import FIELDS, LETTERS, Family, Letter, RemedyRule, fill, letter_for_reply
from gongkai.letters.samples import sample_occasion, sample_values
from gongkai.statute import OUTCOMES, REPLIES, OrganKind, RemedyLaw

OLD, NEW = date(2023, 12, 31), date(2024, 1, 1)
FIRST = "先向某机关申请行政复议"
EITHER = "向某机关申请行政复议，或者"
ALL = [(letter, reply) for letter in LETTERS.values() for reply in letter.replies or ("",)]


def filled(letter: Letter, reply: str = "", **changes):
    occasion = replace(sample_occasion(letter, reply=reply), **changes)
    return fill(letter, sample_values(letter, reply=reply), occasion)


def named(letter: Letter, reply: str = "") -> str:
    return reply or letter.code


@pytest.mark.parametrize(("letter", "reply"), ALL, ids=[named(*one) for one in ALL])
def test_filled_with_everything_no_brace_and_no_empty_place_is_left(letter: Letter, reply: str) -> None:
    text = filled(letter, reply).text
    assert "{" not in text and "}" not in text
    assert not any(mark in text for mark in ("。。", "，，", "：。", "“”", "None"))
    assert letter.title in text and "青石县民政局" in text


@pytest.mark.parametrize(("letter", "reply"), ALL, ids=[named(*one) for one in ALL])
def test_with_the_required_fields_alone_it_is_whole_too(letter: Letter, reply: str) -> None:
    values = sample_values(letter, reply=reply)
    chosen = {name for names in letter.one_of for name in names if name in values}
    kept = {
        name: value
        for name, value in values.items()
        if name not in letter.may_be_blank or name in letter.ground_fields or name in chosen
    }
    text = fill(letter, kept, sample_occasion(letter, reply=reply)).text
    assert "{" not in text and "：。" not in text


def test_every_kind_of_reply_has_exactly_one_letter() -> None:
    given = [reply for letter in LETTERS.values() for reply in letter.replies]
    assert sorted(given) == sorted(REPLIES)
    assert all(letter_for_reply(reply).code in LETTERS for reply in REPLIES)
    assert {outcome for letter in LETTERS.values() for outcome in letter.outcomes} == set(OUTCOMES)


def test_every_field_is_described_and_used() -> None:
    assert {name for letter in LETTERS.values() for name in letter.fields} == set(FIELDS)
    assert all(letter.family in Family and letter.when for letter in LETTERS.values())


@pytest.mark.parametrize(
    ("code", "reply", "cites"),
    [
        ("receipt", "", "第三十三条第二款的规定"),
        ("correction", "", "第二十九条、第三十条的规定"),
        ("reasons", "", "第三十五条的规定"),
        ("extension", "", "第三十三条第二款的规定"),
        ("third_party", "", "第三十二条的规定"),
        ("consultation_notice", "", "第三十三条第三款的规定"),
        ("co_maker", "", "第三十四条的规定"),
        ("third_party_told", "", "第三十二条的规定"),
        ("fee", "", "第四十二条、《政府信息公开信息处理费管理办法》第六条（国办函〔2020〕109号）的规定"),
        ("granted", "R36_2", "第三十六条第（二）项的规定"),
        ("already_public", "R36_1", "第三十六条第（一）项的规定"),
        ("partial", "R37", "第十五条、第三十七条的规定"),
        ("refused", "R36_3_14a", "第十四条、第三十六条第（三）项的规定"),
        ("refused", "R36_3_14b", "第十四条、第三十六条第（三）项的规定"),
        ("refused", "R36_3_14c", "第十四条、第三十六条第（三）项的规定"),
        ("refused", "R36_3_15", "第十五条、第三十六条第（三）项的规定"),
        ("refused", "R36_3_16a", "第十六条第一款、第三十六条第（三）项的规定"),
        ("refused", "R36_3_16b", "第十六条第二款、第三十六条第（三）项的规定"),
        ("refused", "R36_3_16c", "第十六条第二款、第三十六条第（三）项的规定"),
        ("not_held", "R36_4", "第三十六条第（四）项的规定"),
        ("not_responsible", "R36_5", "第十条、第三十六条第（五）项的规定"),
        ("inquiry", "R36_7", "第三十六条第（七）项的规定"),
        ("needs_processing", "R38", "第三十八条的规定"),
        ("still_unclear", "R30b", "第三十条的规定"),
        ("repeat", "R36_6", "第三十六条第（六）项的规定"),
        ("petition", "R39_1", "第三十九条第一款的规定"),
        ("publication", "R39_2", "第三十九条第二款的规定"),
        ("excessive", "R35", "第三十五条的规定"),
        ("not_information", "R_OTHER", "第二条所称的政府信息"),
        ("not_corrected", "R30", "第三十条的规定"),
        ("fee_unpaid", "R109", "《政府信息公开信息处理费管理办法》第六条的规定"),
        ("record", "", "第四十一条的规定"),
    ],
)
def test_what_it_cites(code: str, reply: str, cites: str) -> None:
    assert cites in filled(LETTERS[code], reply).text


@pytest.mark.parametrize(("days", "code"), [("15", "third_party"), ("15", "co_maker"), ("20", "fee")])
def test_periods_come_from_the_statute(days: str, code: str) -> None:
    assert f"起{days}个工作日内" in filled(LETTERS[code]).text


@pytest.mark.parametrize("organ", [OrganKind.DEPARTMENT, OrganKind.TOWNSHIP, OrganKind.PROVINCIAL_GOVERNMENT])
@pytest.mark.parametrize("sent", [OLD, NEW])
@pytest.mark.parametrize(("letter", "reply"), ALL, ids=[named(*one) for one in ALL])
def test_remedies_by_outcome_day_and_organ(letter: Letter, reply: str, sent: date, organ: OrganKind) -> None:
    text = filled(letter, reply, dispatched=sent, organ=organ, reviewer="某机关", court="某法院").text
    told = letter.remedy is not RemedyRule.NONE
    refuses = reply.startswith("R36_3_")
    partial = reply == "R37"
    assert (FIRST in text) is (sent >= NEW and (refuses or partial))
    assert (EITHER in text) is (told and not (sent >= NEW and refuses))
    assert ("某法院" in text) is told


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("R36_2", "如不服本答复，可以自收到本答复书之日起60日内向某机关申请行政复议，或者自收到本答复书之日起6个月内"),
        ("R36_3_16b", "如不服本决定，可以自收到本告知书之日起60日内，先向某机关申请行政复议；"),
        ("R37", "如不服本答复中不予公开的决定，可以自收到本答复书之日起60日内，先向某机关申请行政复议；"),
        ("R37", "如不服本答复的其他内容，可以自收到本答复书之日起60日内向某机关申请行政复议，或者"),
    ],
)
def test_the_words_of_the_remedies(reply: str, words: str) -> None:
    assert words in filled(letter_for_reply(reply), reply, reviewer="某机关", court="某法院").text


def test_what_is_withheld_as_no_government_information_needs_no_reconsideration_first() -> None:
    letter = LETTERS["partial"]
    values = {name: value for name, value in sample_values(letter).items() if name != "权益种类"}
    text = fill(letter, values, replace(sample_occasion(letter), grounds=())).text
    assert "以下内容不属于政府信息" in text and "先向" not in text


def test_a_letter_over_the_internet_tells_where_to_file_online() -> None:
    text = filled(LETTERS["granted"], website="https://example.org/fy").text
    assert "提交行政复议申请书的互联网渠道：https://example.org/fy。" in text
    assert "互联网渠道" not in filled(LETTERS["receipt"], website="https://example.org/fy").text


def test_an_office_that_tells_no_remedies_for_a_repeat_leaves_the_paragraph_out() -> None:
    law: RemedyLaw = replace(sample_occasion(LETTERS["repeat"]).law, untold=frozenset({"refused_repeat"}))
    assert "行政复议" not in filled(LETTERS["repeat"], law=law).text


def test_a_third_party_is_not_told_who_asked() -> None:
    text = filled(LETTERS["third_party"]).text
    assert "王小明" not in text and "QSMZ-2026-0012" not in text
