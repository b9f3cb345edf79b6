"""Five ways in which townships approve, each only a chain: as their annual reports of 2020 to 2023 describe them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai_web.organs.roles import Role
from gongkai_web.workflow.models import Chain, State
from gongkai_web.workflow.selectors import waiting_for
from gongkai_web.workflow.stages import Mode, Stage
from tests.platform.workflow.bench import MONDAY, Bench, act

Way = Callable[[Bench], tuple[Chain, list[str]]]


def proposed_audited_approved_handled(bench: Bench) -> tuple[Chain, list[str]]:
    """由乡属各站所负责人提出，经分管副乡长审核、乡长批准后，由综合办负责办理."""
    bench.person("站长", Role.UNIT_HEAD, unit=bench.unit("农业站"))
    bench.person("副乡长", Role.DEPUTY_HEAD)
    bench.person("乡长", Role.HEAD)
    bench.person("综合办", Role.CLERK)
    return Chain.objects.get(code="four_step"), ["站长", "副乡长", "乡长", "综合办"]


def one_office_does_it(bench: Bench) -> tuple[Chain, list[str]]:
    """政务公开工作由党政办负责，对各类信息进行汇总、审核以及公布."""
    bench.person("党政办", Role.CLERK)
    return bench.chain(Stage("", 1, "党政办审核", (Role.CLERK,), secrecy=True)), ["党政办"]


def four_checks(bench: Bench) -> tuple[Chain, list[str]]:
    """分级审核、先审后发：审核审签、内容校对、文字把关和保密审查."""
    bench.person("组织委员", Role.DEPUTY_HEAD)
    bench.person("站长", Role.UNIT_HEAD, unit=bench.unit("农业站"))
    bench.person("秘书", Role.CLERK)
    bench.person("保密员", Role.SECRECY_REVIEWER)
    return Chain.objects.get(code="four_checks"), ["组织委员", "站长", "秘书", "保密员"]


def a_leading_group(bench: Bench) -> tuple[Chain, list[str]]:
    """领导小组由乡长任组长、各站办所长为成员；公开前保密审查，涉密信息不上网."""
    bench.person("乡长", Role.HEAD)
    for name, unit in (("所长", "司法所"), ("主任", "民政所")):
        bench.person(name, Role.UNIT_HEAD, unit=bench.unit(unit))
    bench.person("保密员", Role.SECRECY_REVIEWER)
    group = Stage("", 1, "领导小组审议", (Role.HEAD, Role.UNIT_HEAD), mode=Mode.NUMBER, needed=2)
    secrecy = Stage("", 2, "上网前保密审查", (Role.SECRECY_REVIEWER,), secrecy=True)
    return bench.chain(group, secrecy), ["所长", "乡长", "保密员"]


def an_office_reviews_what_departments_send(bench: Bench) -> tuple[Chain, list[str]]:
    """各部门信息员及时向外宣办报送工作动态，由外宣办进行审查."""
    press = bench.unit("外宣办")
    bench.person("外宣办主任", Role.UNIT_HEAD, unit=press)
    bench.person("别的主任", Role.UNIT_HEAD, unit=bench.unit("农业站"))
    review = Stage("", 1, "外宣办审查", (Role.UNIT_HEAD,), unit_id=press.pk, secrecy=True)
    return bench.chain(review), ["外宣办主任"]


WAYS: list[Way] = [
    proposed_audited_approved_handled,
    one_office_does_it,
    four_checks,
    a_leading_group,
    an_office_reviews_what_departments_send,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_paper_of_a_unit_is_approved_by_these_people_in_this_order(bench: Bench, way: Way) -> None:
    farm = bench.unit("农业站")
    bench.paper(bench.person("信息员", Role.CONTRIBUTOR, unit=farm), unit=farm)
    chain, names = way(bench)
    round = bench.submit(chain)
    for name in names:
        assert round.state == State.RUNNING
        person = bench.person(name)
        assert [one.round for one in waiting_for(person, MONDAY)] == [round]
        round = act(round, person)
    assert round.state == State.APPROVED
