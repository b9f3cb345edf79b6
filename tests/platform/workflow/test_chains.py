"""Drawing up chains: who may, what is refused, two people at once, and every change undone and in the log."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai_web.audit.models import Entry
from gongkai_web.organs.models import Person
from gongkai_web.organs.roles import Role
from gongkai_web.workflow.chains import (
    bring_back,
    copy_chain,
    prefer_chain,
    reinstate_chain,
    retire_chain,
    save_chain,
)
from gongkai_web.workflow.checking import DECIDERS
from gongkai_web.workflow.errors import ChainError
from gongkai_web.workflow.models import Chain
from gongkai_web.workflow.picture import picture
from gongkai_web.workflow.rules import may_edit_chains, may_see_chains
from gongkai_web.workflow.selectors import chain_for, usable_chains
from gongkai_web.workflow.shipped import PURPOSES, SHIPPED, keep_shipped
from gongkai_web.workflow.staffing import staff_of
from gongkai_web.workflow.stages import Mode, Stage
from tests.platform.workflow.bench import MONDAY, NOW, Bench, township

SECRECY = Stage("s", 1, "保密审查", (Role.SECRECY_REVIEWER,), secrecy=True)


@pytest.fixture
def head(bench: Bench) -> Person:
    return bench.person("吴强", Role.HEAD)


@pytest.fixture
def chain(bench: Bench, head: Person) -> Chain:
    return copy_chain(by=head, organ=bench.organ, source=Chain.objects.get(code="four_step"), now=NOW)


def save(chain: Chain, by: Person, *stages: Stage, name: str = "四步审批", version: int | None = None) -> Chain:
    version = chain.version if version is None else version
    return save_chain(by=by, chain=chain, version=version, name=name, stages=stages, now=NOW)


WHO_EDITS = [
    ({"甲": Role.HEAD, "乙": Role.CLERK}, {"甲"}),
    ({"甲": Role.DISCLOSURE_HEAD, "乙": Role.CLERK}, {"甲"}),
    ({"甲": Role.CLERK, "乙": Role.UNIT_HEAD}, {"甲"}),
    ({"甲": Role.SECURITY_ADMIN, "乙": Role.SUPERVISOR}, set()),
]


@pytest.mark.parametrize(("posts", "may"), WHO_EDITS)
def test_the_heads_edit_and_without_them_the_clerk(bench: Bench, posts: dict[str, Role], may: set[str]) -> None:
    people = [bench.person(name, role) for name, role in posts.items()]
    assert {one.full_name for one in people if may_edit_chains(one, bench.organ, MONDAY)} == may


def test_another_organs_head_neither_sees_nor_edits_nor_copies(bench: Bench, chain: Chain) -> None:
    other = Bench(township("X2", "白塔乡人民政府"), bench.papers)
    stranger = other.person("外乡长", Role.HEAD)
    assert not may_see_chains(stranger, bench.organ, MONDAY)
    with pytest.raises(ChainError, match="您不能修改"):
        save(chain, stranger, SECRECY)
    with pytest.raises(ChainError, match="别的机关"):
        copy_chain(by=stranger, organ=other.organ, source=chain, now=NOW)
    assert chain not in usable_chains(other.organ)


def test_a_copy_has_the_examples_stages_and_becomes_the_usual_one(bench: Bench, head: Person, chain: Chain) -> None:
    example = Chain.objects.get(code="four_step", organ=None)
    assert (chain.parts, chain.preferred) == (example.parts, True)
    second = copy_chain(by=head, organ=bench.organ, source=example, now=NOW)
    assert (second.name, second.preferred, second.code) == ("四步审批（2）", False, "own-2")
    assert list(usable_chains(bench.organ)) == [chain, second]


def test_an_example_is_not_edited(bench: Bench, head: Person) -> None:
    with pytest.raises(ChainError, match="示例流程不能修改"):
        save(Chain.objects.get(code="four_step"), head, SECRECY)


FAULTS = [
    ((), "1 到 12 个环节"),
    ((replace(SECRECY, secrecy=False),), "第十七条"),
    ((SECRECY, replace(SECRECY, key="t", order=2)), "都叫“保密审查”"),
    ((replace(SECRECY, name=""),), "第 1 个环节没有名称"),
    ((replace(SECRECY, roles=()),), "没有选由谁办理"),
    ((replace(SECRECY, roles=(Role.SYSTEM_ADMIN,)),), "没有选由谁办理"),
    ((replace(SECRECY, mode=Mode.NUMBER, needed=1),), "几人同意"),
    ((replace(SECRECY, working_days=0),), "1 到 60 个工作日"),
    ((replace(SECRECY, unit_id=999),), "已经撤销"),
    (tuple(replace(SECRECY, key=f"s{n}", name=f"第{n}审") for n in range(13)), "1 到 12 个环节"),
]


@pytest.mark.parametrize(("stages", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_a_chain_that_cannot_run_is_not_saved(chain: Chain, head: Person, stages: tuple[Stage, ...], said: str) -> None:
    with pytest.raises(ChainError, match=said):
        save(chain, head, *stages)
    chain.refresh_from_db()
    assert chain.version == 1


def test_the_second_of_two_who_edit_is_told(chain: Chain, head: Person) -> None:
    save(chain, head, SECRECY)
    with pytest.raises(ChainError, match="刚刚由吴强改过"):
        save(chain, head, replace(SECRECY, name="别的"), version=1)


def test_stages_are_numbered_anew_and_keep_their_keys(chain: Chain, head: Person) -> None:
    saved = save(chain, head, replace(SECRECY, key="", order=7), Stage("head", 3, "乡长批准", (Role.HEAD,)))
    assert [(one.key, one.order) for one in saved.parts] == [("head", 1), ("s1", 2)]


def test_every_change_can_be_undone_and_the_undoing_too(chain: Chain, head: Person) -> None:
    before = chain.parts
    saved = save(chain, head, SECRECY, name="保密")
    undone = bring_back(by=head, chain=saved, version=2, number=1, now=NOW)
    assert (undone.parts, undone.name, undone.version) == (before, "四步审批", 3)
    assert bring_back(by=head, chain=undone, version=3, number=2, now=NOW).parts == saved.parts


def test_every_change_is_in_the_log_with_what_it_became(chain: Chain, head: Person) -> None:
    saved = save(chain, head, SECRECY)
    prefer_chain(by=head, chain=saved, version=2, now=NOW)
    retire_chain(by=head, chain=saved, version=2, now=NOW)
    reinstate_chain(by=head, chain=saved, version=2, now=NOW)
    entries = Entry.objects.filter(target=f"chain:{chain.pk}")
    assert [one.key for one in entries] == [
        "chain.copied",
        "chain.changed",
        "chain.preferred",
        "chain.retired",
        "chain.reinstated",
    ]
    assert "保密审查" in entries[1].data


def test_saving_what_is_already_there_changes_nothing(chain: Chain, head: Person) -> None:
    assert save(chain, head, *chain.parts).version == 1


def test_one_chain_is_the_usual_one(bench: Bench, chain: Chain, head: Person) -> None:
    second = copy_chain(by=head, organ=bench.organ, source=chain, now=NOW)
    prefer_chain(by=head, chain=second, version=1, now=NOW)
    assert list(Chain.objects.filter(organ=bench.organ, preferred=True)) == [second]
    assert chain_for(bench.organ) == second


def test_a_retired_chain_gives_up_its_name_and_gets_another_when_it_comes_back(
    bench: Bench, chain: Chain, head: Person
) -> None:
    retire_chain(by=head, chain=chain, version=1, now=NOW)
    copy_chain(by=head, organ=bench.organ, source=Chain.objects.get(code="four_step", organ=None), now=NOW)
    assert reinstate_chain(by=head, chain=chain, version=1, now=NOW).name == "四步审批（2）"


def test_a_setting_names_a_chain_by_its_code(bench: Bench, head: Person) -> None:
    assert chain_for(bench.organ).code == "two_step"
    assert chain_for(bench.organ, "four_checks").code == "four_checks"
    own = copy_chain(by=head, organ=bench.organ, source=Chain.objects.get(code="four_checks"), now=NOW)
    assert chain_for(bench.organ, own.code) == chain_for(bench.organ) == own
    retire_chain(by=head, chain=own, version=1, now=NOW)
    assert chain_for(bench.organ, own.code).code == "two_step"


def test_the_examples_are_kept_as_this_version_has_them(db: None) -> None:
    Chain.objects.filter(code="four_step").update(name="旧名", stages=[])
    Chain.objects.create(organ=None, code="gone", name="不再提供", stages=[])
    keep_shipped()
    assert sorted(Chain.objects.filter(organ=None, retired=False).values_list("code", "name")) == sorted(
        (code, name) for code, name, *_ in SHIPPED
    )


def test_every_example_reviews_secrecy_and_asks_only_who_may_decide(db: None) -> None:
    for code, _name, _note, stages in SHIPPED:
        assert any(one.secrecy for one in stages) or PURPOSES.get(code, "publishing") != "publishing"
        assert {role for one in stages for role in one.roles} <= set(DECIDERS)


def test_the_picture_names_who_would_decide_and_where_nobody_would(bench: Bench, head: Person) -> None:
    bench.person("李强", Role.UNIT_HEAD, unit=bench.unit("农业站"))
    bench.unit("民政所")
    chain = Chain.objects.get(code="four_step")
    steps = picture(chain.parts, staff_of(bench.organ, MONDAY), list(bench.organ.units.all()))
    said = [(part.name, part.people, part.missing) for step in steps for part in step.parts]
    assert said[0] == ("站所负责人提出", ("李强",), "民政所无人担任")
    assert said[1] == ("分管负责人审核、保密审查", (), "无人担任")
    assert said[2] == ("主要负责人批准", ("吴强",), "")
