"""Deciding, taking back and asking for haste on a page: who may, what is refused, and that nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai_web.organs.models import Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.services import end_post
from gongkai_web.workflow.models import Reminder, Round, State
from gongkai_web.workflow.panels import panel_of
from gongkai_web.workflow.stages import Mode, Stage
from gongkai_web.workflow.subjects import Subject
from gongkai_web.workflow.tasks import approvals
from tests.platform.pages import text
from tests.platform.workflow.bench import BEGIN, KIND, Bench, act, township

HEAD = Stage("head", 1, "乡长批准", (Role.HEAD,), working_days=2)
LAST = Stage("clerk", 2, "综合办办理", (Role.CLERK,))


@pytest.fixture
def round(bench: Bench) -> Round:
    bench.paper(bench.person("drafter", Role.CONTRIBUTOR))
    bench.person("head", Role.HEAD)
    bench.person("clerk", Role.CLERK)
    bench.person("auditor", Role.AUDITOR)
    Bench(township("X2", "白塔乡人民政府"), bench.papers).person("stranger", Role.HEAD)
    return bench.submit(bench.chain(HEAD, LAST), now=timezone.now())


def as_(account: str) -> Client:
    client = Client()
    if account:
        person = Person.objects.get(account=account)
        client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def at(round: Round, what: str = "") -> str:
    return f"/office/X1/rounds/{round.pk}/{what}"


def decision(round: Round, verdict: str = "approve", opinion: str = "", **other: str) -> dict[str, str]:
    return {"digest": round.digest, "stage": "", "verdict": verdict, "opinion": opinion} | other


SEES = {"drafter": 200, "head": 200, "clerk": 200, "auditor": 404, "stranger": 404, "": 302}
MAY = {
    "": SEES,
    "decide/": {"drafter": 422, "head": 302, "clerk": 422, "auditor": 404, "stranger": 404, "": 302},
    "withdraw/": {"drafter": 302, "head": 422, "clerk": 302, "auditor": 404, "stranger": 404, "": 302},
    "remind/": {"drafter": 302, "head": 422, "clerk": 302, "auditor": 404, "stranger": 404, "": 302},
    "settle/": {"drafter": 422, "head": 422, "clerk": 422, "auditor": 404, "stranger": 404, "": 302},
}


@pytest.mark.parametrize("account", SEES)
@pytest.mark.parametrize("what", MAY)
def test_who_may_do_what_with_a_running_round(round: Round, what: str, account: str) -> None:
    client = as_(account)
    answer = client.post(at(round, what), decision(round)) if what else client.get(at(round))
    assert answer.status_code == MAY[what][account]
    round.refresh_from_db()
    if account in ("auditor", "stranger", ""):
        assert (round.state, round.decisions.count(), Reminder.objects.count()) == (State.RUNNING, 0, 0)


@pytest.mark.parametrize("account", SEES)
@pytest.mark.parametrize("what", [what for what in MAY if what])
def test_an_ended_round_takes_nothing_more(bench: Bench, round: Round, what: str, account: str) -> None:
    act(round, bench.person("head"))
    act(round, bench.person("clerk"))
    answer = as_(account).post(at(round, what), decision(round))
    assert answer.status_code == {"auditor": 404, "stranger": 404, "": 302}.get(account, 422)
    if answer.status_code == 422:
        assert "已经结束：已通过" in text(answer)


def test_a_round_is_not_reached_through_another_organ(round: Round) -> None:
    assert as_("stranger").get(f"/office/X2/rounds/{round.pk}/").status_code == 404


def test_the_page_shows_whom_it_waits_for_and_until_when(round: Round) -> None:
    page = text(as_("head").get(at(round)))
    assert "请您办理：乡长批准" in page
    assert "由head办理。" in page
    assert "还剩 2 个工作日" in page
    assert "还没有轮到" in page


def test_deciding_leads_back_to_the_subject(bench: Bench, round: Round) -> None:
    answer = as_("head").post(at(round, "decide/"), decision(round))
    assert answer["location"] == "/papers/1/"
    page = text(as_("drafter").get(at(round)))
    assert "head 同意" in page
    assert "请您办理" not in page


def test_a_return_without_a_reason_keeps_the_page_and_asks_for_it(round: Round) -> None:
    answer = as_("head").post(at(round, "decide/"), decision(round, "return"))
    assert answer.status_code == 422
    assert "请写明哪里要改" in text(answer)


def test_what_was_typed_is_kept_when_the_content_has_changed(bench: Bench, round: Round) -> None:
    bench.papers.kept[1].text = "别的"
    answer = as_("head").post(at(round, "decide/"), decision(round, "reject", "不属于公开范围"))
    assert answer.status_code == 422
    assert "刚才的意见没有提交" in text(answer)
    assert "不属于公开范围</textarea>" in text(answer)


def test_a_refusal_of_the_subject_is_said_with_what_to_do(bench: Bench, round: Round) -> None:
    bench.papers.kept[1].refusal = GongkaiError("还没有填写保密审查表", "请先填写")
    answer = as_("head").post(at(round, "decide/"), decision(round))
    assert answer.status_code == 422
    assert "还没有填写保密审查表" in text(answer)


@pytest.mark.parametrize("verdict", ["", "yes", "approved"])
def test_a_verdict_that_is_none_decides_nothing(round: Round, verdict: str) -> None:
    assert as_("head").post(at(round, "decide/"), decision(round, verdict)).status_code == 422
    assert not round.decisions.exists()


def test_an_opinion_is_shown_as_text(round: Round) -> None:
    as_("head").post(at(round, "decide/"), decision(round, "return", "<script>alert(1)</script>"))
    page = as_("drafter").get(at(round)).content.decode()
    assert "&lt;script&gt;" in page
    assert "已退回" in page


def test_a_stand_in_is_told_and_shown_as_such(bench: Bench, round: Round) -> None:
    bench.stand_in(bench.person("head"), bench.person("clerk"), until=timezone.localdate())
    assert "您代head办理" in text(as_("clerk").get(at(round)))
    as_("clerk").post(at(round, "decide/"), decision(round))
    assert "clerk（代head） 同意" in text(as_("drafter").get(at(round)))


def test_a_stage_that_nobody_holds_any_more_says_what_to_do(bench: Bench, round: Round) -> None:
    end_post(by=None, post=bench.person("head").posts.get(), on=BEGIN)
    assert "无人担任：现在没有人能办理这个环节（需要：主要负责人）" in text(as_("drafter").get(at(round)))
    [task] = approvals(bench.person("clerk"), timezone.localdate())
    assert (task.kind, task.detail) == ("审核停住", "“乡长批准”现在没有人能办理")


def test_it_is_among_todays_tasks_until_it_is_decided(bench: Bench, round: Round) -> None:
    head, day = bench.person("head"), timezone.localdate()
    as_("drafter").post(at(round, "remind/"))
    [task] = approvals(head, day)
    assert (task.kind, task.title, task.url) == ("待审核", "关于春耕的通知", "/papers/1/")
    assert "乡长批准 · drafter" in task.detail
    assert "催办" in task.detail
    assert not task.overdue
    assert next(approvals(head, day + timedelta(days=20))).overdue
    act(round, head)
    assert list(approvals(head, day)) == []


def test_an_earlier_round_is_shown_below_the_last(bench: Bench, round: Round) -> None:
    as_("head").post(at(round, "decide/"), decision(round, "return", "日期有误"))
    bench.submit(round.chain, now=timezone.now())
    panel = panel_of(bench.person("drafter"), Subject(KIND, 1), timezone.localdate())
    request = RequestFactory().get("/")
    page = render_to_string("workflow/_progress.html", {"panel": panel}, request)
    assert "以前的审核，1 次" in page
    assert "日期有误" in page


def test_who_has_no_part_in_the_organ_is_given_no_panel(bench: Bench, round: Round) -> None:
    for name in ("auditor", "stranger"):
        assert panel_of(bench.person(name), Subject(KIND, 1), timezone.localdate()) is None
    assert panel_of(bench.person("drafter"), Subject(KIND, 2), timezone.localdate()) is None


def test_a_stage_that_nobody_is_left_to_decide_is_settled_by_a_button(bench: Bench, round: Round) -> None:
    act(round, bench.person("head"))
    everybody = Stage("all", 1, "传阅", (Role.DEPUTY_HEAD,), mode=Mode.ALL)
    for name in ("甲", "乙"):
        bench.person(name, Role.DEPUTY_HEAD)
    bench.paper(bench.person("drafter"), 2)
    second = bench.submit(bench.chain(everybody, name="传阅"), number=2, now=timezone.now())
    act(second, bench.person("甲"), now=timezone.now())
    end_post(by=None, post=bench.person("乙").posts.get(), on=BEGIN)
    assert "办结这个环节" in text(as_("drafter").get(at(second)))
    as_("drafter").post(at(second, "settle/"))
    second.refresh_from_db()
    assert second.state == State.APPROVED
