"""Remedies by outcome, day of dispatch and kind of organ."""

from datetime import date

import pytest

from gongkai.calendar import national_calendar
from gongkai.statute import OUTCOMES, REFUSALS, REMEDY_LAW, OrganKind, Remedies, Remedy, RemedyError, remedies_for

CALENDAR = national_calendar()
NOW = date(2026, 8, 1)


def remedies(outcome: str = "granted", *, on: date = NOW, organ: OrganKind = OrganKind.DEPARTMENT, **more) -> Remedies:
    return remedies_for(outcome, dispatched=on, organ=organ, **more)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_which_block_an_outcome_carries_today(outcome: str) -> None:
    expected = "A" if outcome in REFUSALS else "AB" if outcome == "partial" else "B"
    assert "".join(remedies(outcome).blocks) == expected


@pytest.mark.parametrize(
    ("outcome", "sent", "blocks"),
    [
        ("denied_process", "2023-12-31", "B"),
        ("denied_process", "2024-01-01", "A"),
        ("partial", "2023-12-31", "B"),
        ("partial", "2024-01-01", "AB"),
        ("unable_not_held", "2024-01-01", "B"),
        ("denied_inquiry", "2024-01-01", "B"),
    ],
)
def test_reconsideration_first_since_2024(outcome: str, sent: str, blocks: str) -> None:
    assert "".join(remedies(outcome, on=date.fromisoformat(sent)).blocks) == blocks


@pytest.mark.parametrize(("grounds", "blocks"), [(None, "AB"), (["15"], "AB"), (["16b", "16c"], "AB"), ([], "B")])
def test_the_refused_part_of_a_partial_reply(grounds: list[str] | None, blocks: str) -> None:
    assert "".join(remedies("partial", grounds=grounds).blocks) == blocks


def test_the_rule_on_parts_is_disputed_and_can_be_switched_off() -> None:
    assert remedies("partial").disputed == ("first-part",)
    without = REMEDY_LAW.changed("first-part", until=date(2024, 1, 1))
    assert "".join(remedies("partial", law=without).blocks) == "B"
    assert "".join(remedies("partial", law=without, on=date(2024, 1, 1)).blocks) == "B"
    assert "".join(remedies("denied_by_law", law=without).blocks) == "A"
    with pytest.raises(KeyError):
        REMEDY_LAW.changed("no-such-row")


def test_an_office_may_tell_nothing_where_no_suit_is_heard_but_never_with_a_refusal() -> None:
    from dataclasses import replace

    law = replace(REMEDY_LAW, untold=frozenset({"refused_repeat", "denied_by_law"}))
    assert remedies("refused_repeat", law=law).paragraphs() == ()
    assert "".join(remedies("denied_by_law", law=law).blocks) == "A"


@pytest.mark.parametrize(
    ("organ", "before_2024", "since_2024"),
    [
        (OrganKind.DEPARTMENT, "本级人民政府 上一级主管部门", "本级人民政府"),
        (OrganKind.TOWNSHIP, "县级人民政府", "县级人民政府"),
        (OrganKind.LOCAL_GOVERNMENT, "上一级人民政府", "上一级人民政府"),
        (OrganKind.PROVINCIAL_GOVERNMENT, "本机关", "本机关"),
        (OrganKind.STATE_DEPARTMENT, "本机关", "本机关"),
        (OrganKind.VERTICAL, "上一级主管部门", "上一级主管部门"),
        (OrganKind.JUSTICE, "本级人民政府 上一级主管部门", "本级人民政府 上一级司法行政部门"),
        (OrganKind.SUBDISTRICT, "设立该派出机关的人民政府", "设立该派出机关的人民政府"),
        (OrganKind.FIELD_OFFICE, "设立该派出机构的部门 该部门的本级人民政府", "所属部门的本级人民政府"),
        (OrganKind.AUTHORISED, "直接管理该组织的机关", "管理该组织的人民政府"),
    ],
)
def test_who_reconsiders(organ: OrganKind, before_2024: str, since_2024: str) -> None:
    assert " ".join(remedies(organ=organ, on=date(2023, 12, 31)).reviewers) == before_2024
    assert " ".join(remedies(organ=organ).reviewers) == since_2024
    assert organ.label


@pytest.mark.parametrize(
    ("organ", "court"),
    [
        (OrganKind.DEPARTMENT, "基层人民法院"),
        (OrganKind.TOWNSHIP, "基层人民法院"),
        (OrganKind.LOCAL_GOVERNMENT, "中级人民法院"),
        (OrganKind.STATE_DEPARTMENT, "中级人民法院"),
    ],
)
def test_which_court(organ: OrganKind, court: str) -> None:
    assert remedies(organ=organ).court == court


@pytest.mark.parametrize(
    ("remedy", "known_on", "last"),
    [
        (Remedy.RECONSIDERATION, "2026-08-02", "2026-10-08"),
        (Remedy.SUIT, "2026-03-31", "2026-09-30"),
        (Remedy.SUIT_AFTER_RECONSIDERATION, "2026-02-27", "2026-03-16"),
    ],
)
def test_until_when(remedy: Remedy, known_on: str, last: str) -> None:
    assert remedies().last_day(remedy, date.fromisoformat(known_on), CALENDAR).isoformat() == last


def test_three_months_for_a_suit_before_may_2015() -> None:
    old = remedies(on=date(2015, 4, 30))
    assert old.last_day(Remedy.SUIT, date(2015, 4, 30), CALENDAR) == date(2015, 7, 30)
    assert "3个月" in old.paragraphs()[0]
    assert "6个月" in remedies(on=date(2015, 5, 1)).paragraphs()[0]


def test_the_words_of_a_refusal() -> None:
    (text,) = remedies("denied_process").paragraphs(reviewer="甲县人民政府", court="甲县人民法院", document="告知书")
    assert text == (
        "如不服本决定，可以自收到本告知书之日起60日内，先向甲县人民政府申请行政复议；对行政复议决定不服的，"
        "可以自收到行政复议决定书之日起15日内，依法向甲县人民法院提起行政诉讼。"
    )


def test_the_words_of_any_other_reply() -> None:
    (text,) = remedies("unable_not_held").paragraphs(reviewer="甲县人民政府", court="甲县人民法院")
    assert text == (
        "如不服本答复，可以自收到本答复书之日起60日内向甲县人民政府申请行政复议，"
        "或者自收到本答复书之日起6个月内依法向甲县人民法院提起行政诉讼。"
    )


def test_a_partial_reply_tells_both_ways_apart() -> None:
    refused, rest = remedies("partial").paragraphs()
    assert "不予公开的决定" in refused and "先向" in refused
    assert "其他内容" in rest and "先向" not in rest


def test_a_reply_over_the_internet_names_the_way_to_file_online() -> None:
    assert remedies().paragraphs(website="fy.example.cn")[-1] == "提交行政复议申请书的互联网渠道：fy.example.cn。"


def test_every_row_used_has_its_article() -> None:
    assert all(article.startswith("《") for article in remedies("denied_by_law").articles)


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda: remedies("no_such_outcome"), "REMEDY_OUTCOME"),
        (lambda: remedies("partial", grounds=["17"]), "REMEDY_GROUND"),
        (lambda: remedies(on=date(1990, 1, 1)), "REMEDY_NO_LAW"),
    ],
)
def test_what_cannot_be_answered(ask, code: str) -> None:
    with pytest.raises(RemedyError) as error:
        ask()
    assert error.value.code == code
