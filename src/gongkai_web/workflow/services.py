"""Submitting, deciding, withdrawing, asking for haste. A subject's row is always held before its round's."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai_web.audit.services import record, together
from gongkai_web.organs.models import Person
from gongkai_web.workflow.errors import EndedError, NotAskedError, OpinionMissingError, StaleError, WorkflowError
from gongkai_web.workflow.models import Chain, Decision, Reminder, Round, State, Verdict
from gongkai_web.workflow.refusing import refuse_stuck, why_not
from gongkai_web.workflow.rules import may_remind, may_submit, may_withdraw
from gongkai_web.workflow.staffing import staff_of
from gongkai_web.workflow.standing import StageState, standing
from gongkai_web.workflow.subjects import Subject, SubjectView, handler_of


@transaction.atomic
def submit(*, by: Person, subject: Subject, chain: Chain, now: datetime) -> Round:
    """Begin a round on the subject as it is now. Refused where a stage of the chain has nobody who could decide it."""
    handler = handler_of(subject.kind)
    handler.lock(subject.id)
    view = handler.view(subject.id)
    day = day_of(now)
    if not may_submit(by, view.organ, day):
        raise NotAskedError(f"您在{view.organ}没有岗位，不能提交审核", "请安全管理员任命岗位，或请本机关的人员提交")
    chain = Chain.objects.get(pk=chain.pk)
    _refuse_chain(chain, view)
    writers = sorted({view.drafter_id, *view.writers})
    refuse_stuck(chain.parts, view.unit, writers, staff_of(view.organ, day))
    round = _begun(
        subject_kind=subject.kind,
        subject_id=subject.id,
        chain=chain,
        chain_name=chain.name,
        stages=chain.stages,
        digest=handler.digest(subject.id),
        organ=view.organ,
        unit=view.unit,
        drafter_id=view.drafter_id,
        submitted_by=by,
        writers=writers,
        started_at=now,
    )
    _note(round, "submitted", by, chain=chain.name, digest=round.digest)
    return round


def _begun(**given: Any) -> Round:
    """The database keeps a subject to one running round, also where several submit it in the same moment."""
    try:
        with transaction.atomic():
            return Round.objects.create(**given)
    except IntegrityError:
        raise WorkflowError("这件事正在审核，不能再次提交", "要修改的，请先撤回") from None


def _refuse_chain(chain: Chain, view: SubjectView) -> None:
    if chain.organ_id not in (None, view.organ.pk):
        raise WorkflowError("这个审核流程不是本机关的", "请选本机关的审核流程")
    if chain.retired:
        raise WorkflowError(f"审核流程“{chain.name}”已经停用", "请另选一个审核流程")


@transaction.atomic
def decide(
    *, by: Person, round_id: int, digest: str, verdict: Verdict, opinion: str, now: datetime, stage: str = ""
) -> Round:
    """Approve, return or reject in the stage that asks this person; `stage` chooses where two of them do.

    A decision holds for exactly `digest`, the version the person has read; a return or a rejection ends the round.
    """
    round = _running(round_id)
    _refuse_stale(round, digest)
    state = _asking(by, round, day_of(now), stage)
    if verdict is not Verdict.APPROVE and not opinion.strip():
        raise OpinionMissingError("没有写明意见", "退回或者不予通过，请写明哪里要改、为什么")
    if verdict is Verdict.APPROVE:
        handler_of(round.subject_kind).before_approval(round.subject_id, state.stage, by, now)
    with together():
        _decided(by, round, state, verdict, opinion.strip(), now)
        if verdict is Verdict.APPROVE:
            _go_on(round, now)
        else:
            _end(round, State.RETURNED if verdict is Verdict.RETURN else State.REJECTED, by, now)
    return round


def _asking(by: Person, round: Round, day: date, stage: str) -> StageState:
    states = standing(round, round.decisions.all(), staff_of(round.organ, day))
    open_ = [one for one in states if one.open and stage in ("", one.stage.key)]
    mine = next((one for one in open_ if one.may(by.pk)), None)
    if mine is None:
        raise why_not(by, round, states, stage)
    return mine


def _decided(by: Person, round: Round, state: StageState, verdict: Verdict, opinion: str, now: datetime) -> None:
    actor, seats = state.asked.people[by.pk], state.asked.seats_of(by.pk)
    role = next(seat.role for seat in state.asked.seats if seat.post_id in seats)
    twice = round.decisions.filter(by=by).exists()
    Decision.objects.create(
        round=round,
        stage=state.stage.key,
        by=by,
        role=role.value,
        instead_of=actor.instead_of,
        seats=list(seats),
        relaxed=state.asked.relaxed or twice,
        verdict=verdict,
        opinion=opinion,
        at=now,
        digest=round.digest,
    )
    said = {"stage": state.stage.name, "verdict": verdict.value, "instead_of": actor.instead_of}
    _note(round, "decided", by, digest=round.digest, relaxed=state.asked.relaxed or twice, **said)


def _go_on(round: Round, now: datetime) -> None:
    """Note which stages have passed, and end the round when all have."""
    states = standing(round, round.decisions.all(), staff_of(round.organ, day_of(now)))
    passed = {one.stage.key: now.isoformat() for one in states if one.open and one.complete}
    round.passed = {**round.passed, **passed}
    round.save(update_fields=["passed"])
    if len(round.passed) == len(states):
        _end(round, State.APPROVED, None, now)


@transaction.atomic
def settle(*, by: Person, round_id: int, now: datetime) -> Round:
    """Go on after the last one who was still asked in a 全部同意 stage has left office: nobody's decision would."""
    round = _running(round_id)
    if not may_withdraw(by, round, day_of(now)):
        raise NotAskedError("您不能办结这个环节", "请起草人或者政务公开经办人办理")
    with together():
        _note(round, "settled", by)
        before = len(round.passed)
        _go_on(round, now)
        if len(round.passed) == before:
            raise WorkflowError("还有人没有办理，不能办结这个环节", "请等他们办理，或者催办")
    return round


@transaction.atomic
def withdraw(*, by: Person, round_id: int, now: datetime) -> Round:
    """Take it back to change it; what was decided in this round lapses."""
    round = _running(round_id)
    if not may_withdraw(by, round, day_of(now)):
        raise NotAskedError("您不能撤回这件事", "请起草人或者政务公开经办人撤回")
    with together():
        _end(round, State.WITHDRAWN, by, now)
    return round


@transaction.atomic
def supersede(*, round_id: int, now: datetime, by: Person | None = None) -> Round:
    """The content has changed under the round: its decisions lapse. The caller owns the subject and tells it itself."""
    round = _running(round_id)
    _end(round, State.SUPERSEDED, by, now)
    return round


@transaction.atomic
def remind(*, by: Person, round_id: int, now: datetime) -> Reminder:
    """Whoever is asked sees it on 今天. Once a day is enough."""
    round, day = _running(round_id), day_of(now)
    if not may_remind(by, round, day):
        raise NotAskedError("您不能催办这件事", "请起草人或者政务公开经办人催办")
    if Reminder.objects.filter(round=round, day=day).exists():
        raise WorkflowError("今天已经催办过了", "一天催办一次，对方打开“今天”就能看到")
    reminder = Reminder.objects.create(round=round, by=by, at=now, day=day)
    _note(round, "reminded", by)
    return reminder


def _running(round_id: int) -> Round:
    """The round, held until the transaction ends; its subject's row first."""
    known = Round.objects.get(pk=round_id)
    handler_of(known.subject_kind).lock(known.subject_id)
    round = Round.objects.select_for_update(of=("self",), no_key=True).get(pk=round_id)
    if round.state != State.RUNNING:
        raise EndedError(f"这次审核已经结束：{State(round.state).label}", "请刷新页面，看看现在的情况")
    return round


def _refuse_stale(round: Round, digest: str) -> None:
    if not digest == round.digest == handler_of(round.subject_kind).digest(round.subject_id):
        raise StaleError("内容在您打开之后改过，刚才的意见没有提交", "请重新打开，看过现在的内容再办理")


def _end(round: Round, state: State, by: Person | None, now: datetime) -> None:
    round.state, round.ended_at = state, now
    round.save(update_fields=["state", "ended_at"])
    if state in (State.WITHDRAWN, State.SUPERSEDED, State.APPROVED):
        _note(round, state.value, by, digest=round.digest)
    if state is not State.SUPERSEDED:
        handler_of(round.subject_kind).ended(round)


def _note(round: Round, act: str, by: Person | None, **data: object) -> None:
    record(key=f"round.{act}", actor=by, organ=round.organ.code, target=round.target, round=round.pk, **data)


def day_of(now: datetime) -> date:
    return timezone.localtime(now).date()
