"""A round from submission to its end: who decides, in which order, on what, and what is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.errors import GongkaiError
from gongkai_web.audit.models import Entry
from gongkai_web.organs.models import Delegation, Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.services import appoint, end_post
from gongkai_web.organs.services import withdraw as end_standing_in
from gongkai_web.workflow.errors import (
    EndedError,
    NobodyError,
    NotAskedError,
    OpinionMissingError,
    StaleError,
    WorkflowError,
)
from gongkai_web.workflow.models import Chain, Decision, Round, State, Verdict
from gongkai_web.workflow.selectors import may_decide, progress, waiting_for
from gongkai_web.workflow.services import remind, settle, supersede, withdraw
from gongkai_web.workflow.stages import Mode, Stage, to_json
from tests.platform.workflow.bench import BEGIN, MONDAY, NOW, Bench, act, decisions, township

HEAD = Stage("head", 1, "乡长批准", (Role.HEAD,), working_days=2)
SECRECY = Stage("secrecy", 2, "保密审查", (Role.SECRECY_REVIEWER,), secrecy=True)


@dataclass
class Four:
    """The people of the four steps."""

    drafter: Person
    unit_head: Person
    deputy: Person
    head: Person
    clerk: Person


@pytest.fixture
def four(bench: Bench) -> Four:
    farm = bench.unit("农业站")
    people = Four(
        bench.person("王芳", Role.CONTRIBUTOR, unit=farm),
        bench.person("李强", Role.UNIT_HEAD, unit=farm),
        bench.person("赵刚", Role.DEPUTY_HEAD),
        bench.person("吴强", Role.HEAD),
        bench.person("周敏", Role.CLERK),
    )
    bench.person("陈静", Role.UNIT_HEAD, unit=bench.unit("民政所"))
    bench.paper(people.drafter, unit=farm)
    return people


@pytest.fixture
def round(bench: Bench, four: Four) -> Round:
    return bench.submit(Chain.objects.get(code="four_step"))


def test_four_people_decide_one_after_another_and_the_paper_is_approved(bench: Bench, four: Four, round: Round) -> None:
    for person in (four.unit_head, four.deputy, four.head, four.clerk):
        assert [one.round for one in waiting_for(person, MONDAY)] == [round]
        round = act(round, person)
        assert waiting_for(person, MONDAY) == []
    assert round.state == State.APPROVED
    assert bench.papers.kept[1].ended == ["approved"]
    assert bench.papers.kept[1].asked == [one.name for one in round.parts]


def test_every_step_is_in_the_log_under_the_subject(four: Four, round: Round) -> None:
    act(round, four.unit_head)
    act(round, four.deputy, Verdict.REJECT, "涉密")
    keys = list(Entry.objects.filter(target="paper:1").values_list("key", flat=True))
    assert keys == ["round.submitted", "round.decided", "round.decided"]


@pytest.mark.parametrize("name", ["王芳", "赵刚", "吴强", "周敏", "陈静"])
def test_nobody_decides_before_their_turn_or_for_another_unit(four: Four, round: Round, name: str) -> None:
    person = Person.objects.get(account=name)
    assert may_decide(person, round, MONDAY) is None
    with pytest.raises(NotAskedError, match="没有轮到"):
        act(round, person)


def test_who_holds_the_same_post_elsewhere_does_not_decide_here(bench: Bench, four: Four, round: Round) -> None:
    away = Bench(township("X2", "白塔乡人民政府"), bench.papers)
    other = away.person("外乡人", Role.HEAD, Role.CLERK)
    assert waiting_for(other, MONDAY) == []
    with pytest.raises(NotAskedError):
        act(round, other)


@pytest.mark.parametrize(("verdict", "state"), [(Verdict.RETURN, State.RETURNED), (Verdict.REJECT, State.REJECTED)])
def test_a_return_or_a_rejection_needs_an_opinion_and_ends_the_round(
    bench: Bench, four: Four, round: Round, verdict: Verdict, state: State
) -> None:
    with pytest.raises(OpinionMissingError):
        act(round, four.unit_head, verdict, "  ")
    round = act(round, four.unit_head, verdict, "日期有误")
    assert round.state == state
    assert bench.papers.kept[1].ended == [state]
    assert bench.papers.kept[1].asked == []
    with pytest.raises(EndedError, match=state.label):
        act(round, four.deputy)


def test_after_a_return_a_new_round_begins_from_the_first_stage(bench: Bench, four: Four, round: Round) -> None:
    act(round, four.unit_head)
    act(round, four.deputy, Verdict.RETURN, "日期有误")
    bench.papers.kept[1].text = "关于春耕的通知（改）"
    again = bench.submit(round.chain)
    assert again.digest != round.digest
    assert [one.round for one in waiting_for(four.unit_head, MONDAY)] == [again]
    assert decisions(again) == []


def test_one_subject_has_one_running_round(bench: Bench, round: Round) -> None:
    with pytest.raises(WorkflowError, match="正在审核"):
        bench.submit(round.chain)


def test_a_refusal_of_the_subject_stops_an_approval_and_nothing_is_kept(bench: Bench, four: Four, round: Round) -> None:
    bench.papers.kept[1].refusal = GongkaiError("还有 2 处检查结果没有答复", "请先答复")
    with pytest.raises(GongkaiError, match="没有答复"):
        act(round, four.unit_head)
    assert not Decision.objects.exists()
    assert act(round, four.unit_head, Verdict.RETURN, "请答复").state == State.RETURNED


def test_an_old_page_decides_nothing(four: Four, round: Round) -> None:
    round.digest = "0" * 64
    with pytest.raises(StaleError, match="改过"):
        act(round, four.unit_head)


def test_nor_does_anybody_decide_on_content_that_has_changed_since(bench: Bench, four: Four, round: Round) -> None:
    bench.papers.kept[1].text = "别的"
    with pytest.raises(StaleError):
        act(round, four.unit_head)
    supersede(round_id=round.pk, now=NOW)
    again = bench.submit(round.chain)
    assert act(again, four.unit_head).state == State.RUNNING
    assert bench.papers.kept[1].ended == []


def test_deciding_twice_says_that_one_has(four: Four, round: Round) -> None:
    act(round, four.unit_head)
    with pytest.raises(NotAskedError, match="已经办理过"):
        act(round, four.unit_head)


def test_who_comes_second_is_told_who_was_first(bench: Bench, four: Four, round: Round) -> None:
    second = bench.person("郑丽", Role.UNIT_HEAD, unit=bench.unit("农业站"))
    act(round, four.unit_head)
    with pytest.raises(NotAskedError, match="已由李强办理"):
        act(round, second)


def test_a_chain_edited_meanwhile_changes_nothing_for_a_running_round(bench: Bench, four: Four) -> None:
    chain = bench.chain(HEAD)
    round = bench.submit(chain)
    chain.stages = to_json([Stage("clerk", 1, "办理", (Role.CLERK,))])
    chain.save()
    assert may_decide(four.clerk, round, MONDAY) is None
    assert act(round, four.head).state == State.APPROVED


def test_a_chain_of_another_organ_or_out_of_use_takes_nothing(bench: Bench, four: Four) -> None:
    chain = bench.chain(HEAD)
    chain.retired = True
    chain.save()
    with pytest.raises(WorkflowError, match="停用"):
        bench.submit(chain)
    chain.organ, chain.retired = township("X2", "白塔乡人民政府"), False
    chain.save()
    with pytest.raises(WorkflowError, match="不是本机关的"):
        bench.submit(chain)


def test_who_has_no_post_there_submits_nothing(bench: Bench, four: Four) -> None:
    for person in (bench.person("路人"), bench.person("管理", Role.SYSTEM_ADMIN)):
        with pytest.raises(NotAskedError, match="没有岗位"):
            bench.submit(Chain.objects.get(code="four_step"), by=person)


def test_a_stage_that_nobody_holds_is_refused_at_submission_by_its_name(bench: Bench, four: Four) -> None:
    with pytest.raises(NobodyError, match="“保密审查”环节无人担任（需要：保密审查员）") as refused:
        bench.submit(Chain.objects.get(code="four_checks"))
    assert "安全管理员任命" in refused.value.remedy
    assert not Round.objects.exists()


def test_so_is_a_stage_of_the_unit_where_no_unit_proposed(bench: Bench, four: Four) -> None:
    bench.papers.kept[1].unit = None
    with pytest.raises(NobodyError, match="没有写明由哪个站所"):
        bench.submit(Chain.objects.get(code="four_step"))


@pytest.mark.parametrize("stage", [SECRECY, Stage("s", 1, "复核", (Role.SECRECY_REVIEWER,), not_drafter=True)])
def test_the_drafter_never_reviews_the_secrecy_of_their_own(bench: Bench, four: Four, stage: Stage) -> None:
    bench.person("王芳", Role.SECRECY_REVIEWER)
    with pytest.raises(NobodyError, match="起草人不能办理"):
        bench.submit(bench.chain(stage))
    other = bench.person("孙立", Role.SECRECY_REVIEWER)
    round = bench.submit(Chain.objects.get(name="本乡流程"))
    with pytest.raises(NotAskedError, match="您起草了"):
        act(round, four.drafter)
    assert act(round, other).state == State.APPROVED


def test_nor_does_anybody_else_who_wrote_it(bench: Bench, four: Four) -> None:
    reviewer = bench.person("孙立", Role.SECRECY_REVIEWER)
    bench.papers.kept[1].writers = (reviewer.pk,)
    with pytest.raises(NobodyError, match="起草人不能办理"):
        bench.submit(bench.chain(SECRECY))


def test_the_drafter_may_decide_an_ordinary_stage(bench: Bench, four: Four) -> None:
    bench.papers.kept[1].drafter = four.head
    assert act(bench.submit(bench.chain(HEAD)), four.head).state == State.APPROVED


def test_nobody_decides_two_stages(bench: Bench, four: Four) -> None:
    bench.person("吴强", Role.SECRECY_REVIEWER)
    with pytest.raises(NobodyError, match="一个人不能办理两个环节"):
        bench.submit(bench.chain(HEAD, SECRECY))
    bench.person("孙立", Role.SECRECY_REVIEWER)
    round = bench.submit(Chain.objects.get(name="本乡流程"))
    act(round, four.head)
    with pytest.raises(NotAskedError, match="不能再办理“保密审查”"):
        act(round, four.head)


def test_a_stand_in_decides_in_the_holders_place_and_it_says_so(bench: Bench, four: Four) -> None:
    bench.stand_in(four.head, four.deputy)
    round = bench.submit(bench.chain(HEAD))
    act(round, four.deputy)
    assert round.decisions.get().instead_of == "吴强"
    assert Entry.objects.filter(key="round.decided", data__contains="吴强").exists()


def test_when_the_standing_in_has_ended_only_the_holder_decides(bench: Bench, four: Four) -> None:
    bench.stand_in(four.head, four.deputy, until=MONDAY)
    round = bench.submit(bench.chain(HEAD))
    tuesday = NOW + timedelta(days=1)
    with pytest.raises(NotAskedError):
        act(round, four.deputy, now=tuesday)
    assert act(round, four.head, now=tuesday).state == State.APPROVED


def test_standing_in_does_not_let_the_drafter_review_the_secrecy(bench: Bench, four: Four) -> None:
    reviewer = bench.person("孙立", Role.SECRECY_REVIEWER)
    bench.stand_in(reviewer, four.drafter)
    round = bench.submit(bench.chain(SECRECY))
    with pytest.raises(NotAskedError, match="您起草了"):
        act(round, four.drafter)
    assert act(round, reviewer).state == State.APPROVED


def test_a_reviewer_who_drafted_it_lets_somebody_else_stand_in(bench: Bench, four: Four) -> None:
    bench.person("王芳", Role.SECRECY_REVIEWER)
    bench.stand_in(four.drafter, four.clerk)
    assert act(bench.submit(bench.chain(SECRECY)), four.clerk).state == State.APPROVED


def test_a_deputy_who_decided_does_not_decide_again_for_the_head(bench: Bench, four: Four) -> None:
    bench.stand_in(four.head, four.deputy)
    deputy = Stage("deputy", 1, "分管审核", (Role.DEPUTY_HEAD,))
    round = bench.submit(bench.chain(deputy, Stage("head", 2, "乡长批准", (Role.HEAD,))))
    act(round, four.deputy)
    with pytest.raises(NotAskedError, match="不能再办理“乡长批准”"):
        act(round, four.deputy)
    assert act(round, four.head).state == State.APPROVED


def test_a_standing_in_that_was_taken_back_gives_nothing_more(bench: Bench, four: Four) -> None:
    bench.stand_in(four.head, four.deputy)
    round = bench.submit(bench.chain(HEAD))
    end_standing_in(by=four.head, delegation=Delegation.objects.get())
    with pytest.raises(NotAskedError):
        act(round, four.deputy)


def test_an_account_that_is_switched_off_is_not_asked(bench: Bench, four: Four) -> None:
    Person.objects.filter(pk=four.head.pk).update(is_active=False)
    with pytest.raises(NobodyError, match="“乡长批准”环节无人担任"):
        bench.submit(bench.chain(HEAD))


def test_a_drafter_who_has_become_the_auditor_takes_nothing_back(bench: Bench, four: Four) -> None:
    round = bench.submit(bench.chain(HEAD))
    end_post(by=None, post=four.drafter.posts.get(), on=BEGIN)
    appoint(by=None, person=four.drafter, role=Role.AUDITOR, organ=bench.organ, since=BEGIN + timedelta(days=1))
    with pytest.raises(NotAskedError):
        withdraw(by=four.drafter, round_id=round.pk, now=NOW)


def test_who_has_left_office_decides_no_more_and_the_stage_shows_that_nobody_is_there(
    bench: Bench, four: Four, round: Round
) -> None:
    end_post(by=None, post=four.unit_head.posts.get(), on=BEGIN)
    with pytest.raises(NotAskedError):
        act(round, four.unit_head)
    first = progress(round, MONDAY)[0]
    assert (first.status, first.asked, first.stuck) == ("open", (), True)


ALL = Stage("all", 1, "班子传阅", (Role.DEPUTY_HEAD,), mode=Mode.ALL)
TWO = Stage("two", 1, "两人会签", (Role.DEPUTY_HEAD,), mode=Mode.NUMBER, needed=2)


def test_all_means_everybody_who_holds_the_post(bench: Bench, four: Four) -> None:
    second = bench.person("郑丽", Role.DEPUTY_HEAD)
    round = bench.submit(bench.chain(ALL))
    assert act(round, four.deputy).state == State.RUNNING
    assert act(round, second).state == State.APPROVED


def test_in_all_one_decision_is_for_every_post_one_acts_on(bench: Bench, four: Four) -> None:
    second = bench.person("郑丽", Role.DEPUTY_HEAD)
    bench.stand_in(second, four.deputy)
    round = act(bench.submit(bench.chain(ALL)), four.deputy)
    assert round.state == State.APPROVED
    assert len(round.decisions.get().seats) == 2


def test_who_comes_to_all_later_is_asked_too_but_not_after_it_has_passed(bench: Bench, four: Four) -> None:
    last = Stage("clerk", 2, "办理", (Role.CLERK,))
    round = bench.submit(bench.chain(ALL, last))
    late = bench.person("郑丽", Role.DEPUTY_HEAD)
    round = act(round, four.deputy)
    assert round.passed == {}
    round = act(round, late)
    bench.person("冯涛", Role.DEPUTY_HEAD)
    assert act(round, four.clerk).state == State.APPROVED


def test_in_all_a_post_that_a_stand_in_has_answered_for_is_not_asked_again(bench: Bench, four: Four) -> None:
    bench.person("郑丽", Role.DEPUTY_HEAD)
    helper = bench.person("冯涛", Role.CONTRIBUTOR, unit=bench.unit("农业站"))
    bench.stand_in(four.deputy, helper)
    round = act(bench.submit(bench.chain(ALL)), helper)
    with pytest.raises(NotAskedError, match="已有人代同一岗位办理"):
        act(round, four.deputy)


def test_two_posts_do_not_make_two_voices(bench: Bench, four: Four) -> None:
    second = bench.person("郑丽", Role.DEPUTY_HEAD)
    bench.stand_in(second, four.deputy)
    round = act(bench.submit(bench.chain(TWO)), four.deputy)
    with pytest.raises(NotAskedError, match="已经办理过"):
        act(round, four.deputy)
    assert act(round, second).state == State.APPROVED


def test_when_the_last_who_was_asked_leaves_the_stage_is_settled(bench: Bench, four: Four) -> None:
    second = bench.person("郑丽", Role.DEPUTY_HEAD)
    round = bench.submit(bench.chain(ALL))
    act(round, four.deputy)
    with pytest.raises(WorkflowError, match="还有人没有办理"):
        settle(by=four.drafter, round_id=round.pk, now=NOW)
    end_post(by=None, post=second.posts.get(), on=BEGIN)
    assert progress(round, MONDAY)[0].settled
    assert settle(by=four.drafter, round_id=round.pk, now=NOW).state == State.APPROVED


def test_two_of_three_are_enough_for_two(bench: Bench, four: Four) -> None:
    with pytest.raises(NobodyError, match="需要 2 人同意，现在还少 1 人"):
        bench.submit(bench.chain(TWO))
    second, third = bench.person("郑丽", Role.DEPUTY_HEAD), bench.person("冯涛", Role.DEPUTY_HEAD)
    round = bench.submit(Chain.objects.get(name="本乡流程"))
    act(round, second)
    assert act(round, third).state == State.APPROVED


def test_a_holder_and_the_stand_in_are_one_voice(bench: Bench, four: Four) -> None:
    second, helper = bench.person("郑丽", Role.DEPUTY_HEAD), bench.person("冯涛", Role.CLERK)
    bench.stand_in(four.deputy, helper)
    round = bench.submit(bench.chain(TWO))
    act(round, helper)
    with pytest.raises(NotAskedError, match="已有人代同一岗位办理"):
        act(round, four.deputy)
    assert act(round, second).state == State.APPROVED


def test_stages_of_one_order_run_side_by_side(bench: Bench, four: Four) -> None:
    reviewer = bench.person("孙立", Role.SECRECY_REVIEWER)
    beside = Stage("secrecy", 1, "保密审查", (Role.SECRECY_REVIEWER,), secrecy=True)
    last = Stage("clerk", 2, "办理", (Role.CLERK,))
    round = bench.submit(bench.chain(HEAD, beside, last))
    act(round, reviewer)
    assert may_decide(four.clerk, round, MONDAY) is None
    act(round, four.head)
    assert act(round, four.clerk).state == State.APPROVED


def test_after_a_return_nothing_is_open_any_more(bench: Bench, four: Four) -> None:
    bench.person("孙立", Role.SECRECY_REVIEWER)
    beside = Stage("secrecy", 1, "保密审查", (Role.SECRECY_REVIEWER,), secrecy=True)
    round = bench.submit(bench.chain(HEAD, beside, Stage("clerk", 2, "办理", (Role.CLERK,))))
    round = act(round, four.head, Verdict.RETURN, "日期有误")
    assert [one.status for one in progress(round, MONDAY)] == ["returned", "skipped", "skipped"]


def test_who_drafted_it_takes_it_back_and_it_waits_for_nobody(bench: Bench, four: Four, round: Round) -> None:
    with pytest.raises(NotAskedError):
        withdraw(by=four.unit_head, round_id=round.pk, now=NOW)
    withdraw(by=four.drafter, round_id=round.pk, now=NOW)
    assert bench.papers.kept[1].ended == ["withdrawn"]
    assert waiting_for(four.unit_head, MONDAY) == []
    with pytest.raises(EndedError, match="已撤回"):
        act(round, four.unit_head)


def test_haste_is_asked_once_a_day_and_seen_by_whoever_is_asked(four: Four, round: Round) -> None:
    with pytest.raises(NotAskedError):
        remind(by=four.head, round_id=round.pk, now=NOW)
    remind(by=four.drafter, round_id=round.pk, now=NOW)
    with pytest.raises(WorkflowError, match="今天已经催办过"):
        remind(by=four.clerk, round_id=round.pk, now=NOW)
    remind(by=four.drafter, round_id=round.pk, now=NOW + timedelta(days=1))
    assert waiting_for(four.unit_head, MONDAY)[0].reminded is not None
    act(round, four.unit_head, now=NOW + timedelta(days=2))
    assert waiting_for(four.deputy, MONDAY)[0].reminded is None


def test_the_nearest_deadline_comes_first_and_what_is_past_is_overdue(bench: Bench, four: Four) -> None:
    slow, fast = bench.chain(HEAD), bench.chain(Stage("h", 1, "速批", (Role.HEAD,), working_days=1), name="急件")
    bench.paper(four.drafter, 2)
    first, second = bench.submit(slow), bench.submit(fast, number=2)
    found = waiting_for(four.head, MONDAY + timedelta(days=2))
    assert [(one.round, one.due, one.overdue) for one in found] == [
        (second, MONDAY + timedelta(days=1), True),
        (first, MONDAY + timedelta(days=2), False),
    ]


def test_working_days_are_those_of_the_notices(bench: Bench, four: Four) -> None:
    """2026年端午节放假：6月19日至21日."""
    before_holiday = NOW + timedelta(days=17)
    bench.submit(bench.chain(HEAD), now=before_holiday)
    assert waiting_for(four.head, before_holiday.date())[0].due == MONDAY + timedelta(days=22)


def test_where_next_years_holidays_are_not_known_there_is_no_deadline(bench: Bench, four: Four) -> None:
    far = NOW.replace(year=2040)
    for post in (*four.head.posts.all(), *four.drafter.posts.all()):
        assert post.until is None
    bench.submit(bench.chain(HEAD), now=far)
    assert waiting_for(four.head, far.date())[0].due is None


def test_what_waits_is_found_with_the_same_number_of_queries_however_much_it_is(bench: Bench, four: Four) -> None:
    chain, asked = bench.chain(HEAD), []
    for number in range(1, 13):
        bench.paper(four.drafter, number)
        bench.submit(chain, number=number)
        if number in (2, 12):
            with CaptureQueriesContext(connection) as queries:
                assert len(waiting_for(four.head, MONDAY)) == number
            asked.append(len(queries))
    assert asked[0] == asked[1]
