"""设置 · 审核流程: who sees and who changes, drawing up without a script, preview, undo, and what was typed is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from gongkai_web.organs.models import Person
from gongkai_web.organs.roles import Role
from gongkai_web.workflow.models import Chain
from gongkai_web.workflow.stages import Mode, Stage
from tests.platform.pages import text
from tests.platform.workflow.bench import Bench, act, township

LIST = "/office/X1/chains/"
ROLES = {
    "contributor": Role.CONTRIBUTOR,
    "clerk": Role.CLERK,
    "head": Role.HEAD,
    "disclosure": Role.DISCLOSURE_HEAD,
    "auditor": Role.AUDITOR,
}


@pytest.fixture
def chain(bench: Bench) -> Chain:
    for name, role in ROLES.items():
        bench.person(name, role)
    Bench(township("X2", "白塔乡人民政府"), bench.papers).person("stranger", Role.HEAD)
    return bench.chain(Stage("s", 1, "保密审查", (Role.SECRECY_REVIEWER,), secrecy=True))


def as_(account: str) -> Client:
    client = Client()
    if account:
        person = Person.objects.get(account=account)
        client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def stage(number: int = 0, **other: Any) -> dict[str, Any]:
    given = {
        "key": "",
        "name": "保密审查",
        "roles": ["secrecy_reviewer"],
        "where": "organ",
        "mode": "one",
        "secrecy": "on",
    }
    return {f"stage-{number}-{name}": value for name, value in (given | other).items() if value is not None}


def typed(*stages: dict[str, Any], act: str = "save", name: str = "本乡流程", version: int = 1) -> dict[str, Any]:
    given: dict[str, Any] = {"name": name, "version": version, "stages": len(stages), "act": act}
    for one in stages:
        given |= one
    return given


def page_of(chain: Chain) -> str:
    return f"{LIST}{chain.pk}/"


@pytest.mark.parametrize("account", [*ROLES, "stranger", ""])
def test_who_sees_the_chains(chain: Chain, account: str) -> None:
    expected = {"stranger": 404, "": 302}.get(account, 200)
    assert as_(account).get(LIST).status_code == expected
    assert as_(account).get(page_of(chain)).status_code == expected


ACTS = {
    "": typed(stage(name="别的")),
    "bring-back/": {"version": 1, "number": 1},
    "retire/": {"version": 1},
    "reinstate/": {"version": 1},
    "prefer/": {"version": 1},
}


@pytest.mark.parametrize("account", [*ROLES, "stranger", ""])
@pytest.mark.parametrize("at", ACTS)
def test_who_changes_them(chain: Chain, account: str, at: str) -> None:
    answer = as_(account).post(page_of(chain) + at, ACTS[at])
    if account in ("head", "disclosure"):
        assert answer.status_code in (302, 422)
    elif account:
        assert answer.status_code == 404
    else:
        assert "login" in answer["location"]
    chain.refresh_from_db()
    if account not in ("head", "disclosure"):
        assert (chain.version, chain.preferred, chain.retired) == (1, False, False)


@pytest.mark.parametrize("account", [*ROLES, "stranger", ""])
def test_who_copies_an_example(chain: Chain, account: str) -> None:
    example = Chain.objects.get(code="four_step")
    as_(account).post(f"{LIST}copy/", {"source": example.pk})
    assert Chain.objects.filter(organ__code="X1", name="四步审批").exists() == (account in ("head", "disclosure"))


def test_a_chain_of_another_organ_is_not_there(bench: Bench, chain: Chain) -> None:
    other = Bench(township("X3", "双林乡人民政府"), bench.papers).chain(Stage("s", 1, "批", (Role.HEAD,)))
    assert as_("head").get(page_of(other)).status_code == 404
    assert as_("head").post(f"{LIST}copy/", {"source": other.pk}).status_code == 404
    assert as_("head").post(f"{page_of(other)}retire/", {"version": 1}).status_code == 404


def test_an_organ_without_chains_is_offered_the_first_step(bench: Bench) -> None:
    bench.person("head", Role.HEAD)
    page = text(as_("head").get(LIST))
    assert "本机关还没有自己的流程，提交的信息按示例“两步审批”审核" in page
    assert "照“四步审批”建立本机关的流程" in page
    assert "无人担任" in page


def test_who_may_not_edit_is_told_who_may(chain: Chain) -> None:
    page = text(as_("contributor").get(LIST))
    assert "流程由主要负责人或者政府信息公开工作机构负责人修改" in page
    assert "建立本机关的流程</button>" not in page
    assert "保存流程" not in text(as_("contributor").get(page_of(chain)))


def test_what_is_relaxed_is_shown_above_the_chains(bench: Bench, chain: Chain) -> None:
    bench.two_people(bench.person("head"))
    assert "已放宽：两人办公（本乡只有两人）" in text(as_("contributor").get(LIST))


def test_saving_changes_the_chain_and_its_page_offers_to_undo(chain: Chain) -> None:
    client = as_("head")
    given = typed(
        stage(0, name="乡长批准", roles=["head"], secrecy=None, mode="number", needed=2, working_days=3),
        stage(1, together="on"),
        name="乡长流程",
    )
    saved = client.post(page_of(chain), given, follow=True)
    chain.refresh_from_db()
    first, second = chain.parts
    assert (first.order, first.roles, first.mode, first.needed, first.working_days) == (
        1,
        (Role.HEAD,),
        Mode.NUMBER,
        2,
        3,
    )
    assert (second.order, second.secrecy) == (1, True)
    assert "流程已保存" in text(saved)


def test_undo_brings_the_last_version_back(bench: Bench) -> None:
    bench.person("head", Role.HEAD)
    client = as_("head")
    client.post(f"{LIST}copy/", {"source": Chain.objects.get(code="four_step").pk})
    chain = Chain.objects.get(organ=bench.organ)
    client.post(page_of(chain), typed(stage()))
    assert "撤销上一次改动" in text(client.get(page_of(chain)))
    answer = client.post(f"{page_of(chain)}bring-back/", {"version": 2, "number": 1}, follow=True)
    assert "流程已恢复为第 1 版" in text(answer)
    chain.refresh_from_db()
    assert (len(chain.parts), chain.version) == (4, 3)


def test_a_preview_saves_nothing_and_says_what_would_be_refused(chain: Chain) -> None:
    page = text(as_("head").post(page_of(chain), typed(stage(secrecy=None), act="preview")))
    assert "现在还没有保存" in page
    assert "第十七条" in page
    assert "无人担任" in page
    chain.refresh_from_db()
    assert chain.version == 1


MOVES = [
    ("add", ["甲", "乙", "丙", ""]),
    ("remove:1", ["甲", "丙"]),
    ("up:1", ["乙", "甲", "丙"]),
    ("down:1", ["甲", "丙", "乙"]),
    ("up:0", ["甲", "乙", "丙"]),
    ("down:9", ["甲", "乙", "丙"]),
    ("remove:x", ["甲", "乙", "丙"]),
    ("nonsense", ["甲", "乙", "丙"]),
]


@pytest.mark.parametrize(("move", "names"), MOVES, ids=[move for move, _ in MOVES])
def test_stages_are_moved_about_without_a_script(chain: Chain, move: str, names: list[str]) -> None:
    stages = [stage(n, name=name, working_days="x") for n, name in enumerate("甲乙丙")]
    answer = as_("head").post(page_of(chain), typed(*stages, act=move))
    assert [one.initial.get("name", "") for one in answer.context["drawing"].stages] == names
    assert answer.content.decode().count('value="x"') == sum(1 for name in names if name)


def test_the_form_takes_no_more_stages_than_may_be(chain: Chain) -> None:
    stages = [stage(n, name=f"第{n}审") for n in range(12)]
    answer = as_("head").post(page_of(chain), typed(*stages, act="add"))
    assert len(answer.context["drawing"].stages) == 12
    assert 'value="add"' not in answer.content.decode()


WRONG = [
    ({"name": ""}, "请填写"),
    ({"roles": []}, "请至少选一种岗位"),
    ({"roles": ["system_admin"]}, "没有选的这一项"),
    ({"where": "99999"}, "没有选的这一项"),
    ({"working_days": "0"}, "不能小于 1"),
    ({"mode": "number", "needed": ""}, "几人同意"),
    ({"secrecy": None}, "第十七条"),
]


@pytest.mark.parametrize(("other", "said"), WRONG)
def test_what_is_wrong_is_said_and_what_was_typed_stays(chain: Chain, other: dict[str, Any], said: str) -> None:
    answer = as_("head").post(page_of(chain), typed(stage(**{"name": "我的环节"} | other), name="我的流程"))
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="我的流程"' in answer.content.decode()


def test_the_second_of_two_who_edit_keeps_what_they_typed(chain: Chain) -> None:
    as_("head").post(page_of(chain), typed(stage(name="甲改的")))
    answer = as_("disclosure").post(page_of(chain), typed(stage(name="乙改的")))
    assert answer.status_code == 422
    assert "您的改动没有保存" in text(answer)
    assert 'value="乙改的"' in answer.content.decode()
    again = as_("disclosure").post(page_of(chain), typed(stage(name="乙改的")))
    assert again.status_code == 422


def test_a_chain_out_of_use_is_put_back_into_use(chain: Chain) -> None:
    client = as_("head")
    client.post(f"{page_of(chain)}retire/", {"version": 1})
    page = text(client.get(page_of(chain)))
    assert "已停用" in page
    assert "保存流程" not in page
    client.post(f"{page_of(chain)}reinstate/", {"version": 1})
    chain.refresh_from_db()
    assert not chain.retired


def test_a_chain_says_how_many_still_run_in_it(bench: Bench, chain: Chain) -> None:
    reviewer = bench.person("保密员", Role.SECRECY_REVIEWER)
    bench.paper(bench.person("contributor"))
    round = bench.submit(chain)
    assert "有 1 件正在审核" in text(as_("head").get(page_of(chain)))
    act(round, reviewer)
    assert "正在审核，按提交时的流程走完" not in text(as_("head").get(page_of(chain)))


def test_the_settings_card_names_the_usual_chain(bench: Bench, chain: Chain) -> None:
    from gongkai_web.frame.settings_cards import cards_of
    from tests.platform.workflow.bench import MONDAY

    [card] = [one for one in cards_of(bench.person("head"), bench.organ, MONDAY) if one.key == "chains"]
    assert (card.url(bench.organ), card.now(bench.organ, MONDAY)) == (LIST, "平时用“本乡流程”")


def test_stages_are_folded_up_but_those_that_were_changed_or_are_wrong(chain: Chain) -> None:
    client = as_("head")
    assert [row.open for row in client.get(page_of(chain)).context["drawing"].rows] == [False]
    saved = stage(0, key="s")
    assert [row.open for row in client.post(page_of(chain), typed(saved, act="add")).context["drawing"].rows] == [
        False,
        True,
    ]
    changed = client.post(page_of(chain), typed(stage(0, key="s", name="改名"), act="preview"))
    assert [row.open for row in changed.context["drawing"].rows] == [True]
    wrong = client.post(page_of(chain), typed(saved, stage(1, name="")))
    assert [row.open for row in wrong.context["drawing"].rows] == [False, True]
