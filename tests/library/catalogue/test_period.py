"""What a printed 公开时限 means; what is not wholly understood stays text."""

import pytest

from gongkai.catalogue import Excess, PeriodKind, parse_period

KIND = PeriodKind


@pytest.mark.parametrize(
    ("printed", "kind", "number"),
    [
        ("信息形成或者变更之日起20个工作日内", KIND.WORKING_DAYS, 20),
        ("自信息形成或者变更之日起20个工作日内予以公开", KIND.WORKING_DAYS, 20),
        ("自信息形\n成或者变\n更之日起\n20个工作\n日内予以\n公开", KIND.WORKING_DAYS, 20),
        ("信息形成（变更）之日起２０个工作日内", KIND.WORKING_DAYS, 20),
        ("制定或获取之日起10个工作日内", KIND.WORKING_DAYS, 10),
        ("20工作日", KIND.WORKING_DAYS, 20),
        ("自作出决定之日起七个工作日内", KIND.WORKING_DAYS, 7),
        ("本级预算批复后二十日内", KIND.DAYS, 20),
        ("7日内", KIND.DAYS, 7),
        ("24小时内", KIND.HOURS, 24),
        ("二十四小时以内", KIND.HOURS, 24),
        ("及时公开，最迟不超过20个工作日", KIND.WORKING_DAYS, 20),
        ("信息形成之日起20个工作日内，长期公开", KIND.WORKING_DAYS, 20),
        ("信息形成之日起20个工作日内公开。法律、法规另有规定的，从其规定", KIND.WORKING_DAYS, 20),
        ("及时公开", KIND.AT_ONCE, None),
        ("实时公开", KIND.AT_ONCE, None),
        ("长期公开", KIND.STANDING, None),
        ("长期公开，及时更新", KIND.STANDING, None),
        ("每季度公开", KIND.QUARTERLY, None),
        ("每季度结束后15日内", KIND.QUARTERLY, 15),
        ("按月公开", KIND.MONTHLY, None),
        ("每年更新", KIND.YEARLY, None),
    ],
)
def test_what_can_be_counted(printed: str, kind: PeriodKind, number: int | None) -> None:
    period = parse_period(printed)
    assert (period.kind, period.number, period.certain) == (kind, number, True)


def test_the_text_and_the_event_are_kept() -> None:
    period = parse_period("自作出行政决定之日起 7 个工作日内")
    assert (period.text, period.event) == ("自作出行政决定之日起 7 个工作日内", "作出行政决定")


@pytest.mark.parametrize(
    ("printed", "kind", "month", "day"),
    [
        ("每年3月31日前", KIND.YEARLY, 3, 31),
        ("每年3月31日前公开上年度年报", KIND.YEARLY, 3, 31),
        ("每年1月底前", KIND.YEARLY, 1, None),
        ("每月10日前", KIND.MONTHLY, None, 10),
    ],
)
def test_named_days(printed: str, kind: PeriodKind, month: int | None, day: int | None) -> None:
    period = parse_period(printed)
    assert (period.kind, period.month, period.day, period.certain) == (kind, month, day, True)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "公示期不少于7个工作日",
        "公示7个工作日",
        "提前10日公告",
        "会议召开前7个工作日内",
        "按进展情况及时公开",
        "1个月内",
        "每半年",
        "每年2月30日前",
        "2019年12月31日前",
        "T+1日",
        "自收到申请之日起15个工作日内答复",
        "决策前公示5个工作日，决定后20个工作日内公开",
        "见附件",
        "0个工作日内",
    ],
)
def test_what_is_not_understood_is_left_to_a_person(printed: str) -> None:
    period = parse_period(printed)
    assert (period.kind, period.certain, period.text) == (KIND.MANUAL, False, printed)


def test_a_range_is_its_longer_end_and_not_certain() -> None:
    period = parse_period("3-5个工作日内")
    assert (period.kind, period.number, period.certain) == (KIND.WORKING_DAYS, 5, False)


def test_two_conditions_are_kept_apart() -> None:
    period = parse_period("信息形成之日起20个工作日内；涉及群众切身利益的7个工作日内公开")
    assert period.kind is KIND.MANUAL
    assert [part.number for part in period.parts] == [20, 7]


@pytest.mark.parametrize(
    ("printed", "excess"),
    [
        ("20个工作日内", Excess.NO),
        ("21个工作日内", Excess.YES),
        ("20日内", Excess.NO),
        ("60日内", Excess.MAYBE),
        ("长期公开", Excess.NO),
    ],
)
def test_a_period_longer_than_the_laws(printed: str, excess: Excess) -> None:
    assert parse_period(printed).excess is excess
