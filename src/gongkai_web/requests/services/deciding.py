"""The decision: what was answered to the five questions, the reply a person chose, what it rests on; then the reply itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.procedure.guide import QUESTIONS, bare_reasons, missing_evidence
from gongkai.procedure.steps import reply_options
from gongkai.statute import EXEMPTIONS, REPLIES
from gongkai_web.organs.models import Person
from gongkai_web.requests.deriving import history_of
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Act, Decision, Request
from gongkai_web.requests.recomputing import holding_acts
from gongkai_web.requests.services.common import advance, held, log, require_handler
from gongkai_web.requests.services.taking import Step, take
from gongkai_web.workflow.deadlines import working_calendar


@transaction.atomic
def answer(*, by: Person, request: Request, version: int, question: str, chosen: str, now: datetime) -> Decision:
    """One of the five questions is answered. An answer that leads to a reply chooses it, and ends the questions before
    the last; an answer again, later ones are asked again."""
    kept = held(request, version)
    require_handler(by, kept.organ, now)
    codes = [one.code for one in QUESTIONS]
    asked = next((one for one in QUESTIONS if one.code == question), None)
    given = asked.answer(chosen) if asked else None
    if asked is None or given is None:
        raise RequestError("没有选答案", "请选一项；拿不准的，先看提示")
    if given.reply:
        _check_reply(kept, given.reply, now)
    decision, _ = Decision.objects.get_or_create(request=kept, defaults={"by": by, "at": now})
    before = {one: decision.answers[one] for one in codes[: codes.index(question)] if one in decision.answers}
    last = question == codes[-1]
    decision.answers = {**before, question: chosen}
    decision.reply = decision.reply if last else given.reply
    decision.by, decision.at = by, now
    decision.save()
    _note(kept, "answer", by, now, question=question, chosen=chosen, reply=decision.reply)
    return decision


def _check_reply(request: Request, reply: str, now: datetime) -> None:
    today = timezone.localdate(now)
    offered = reply_options(history_of(request.received_on, holding_acts(request)), today, calendar=working_calendar())
    refusal = next((one.refusal for one in offered if one.reply.code == reply), "现在不能作出这种答复")
    if refusal:
        raise RequestError(refusal, "请先办理这一步，或者选别的答案", REPLIES[reply].name)


@transaction.atomic
def set_evidence(
    *,
    by: Person,
    request: Request,
    version: int,
    evidence: Mapping[str, str],
    grounds: Sequence[str] = (),
    now: datetime,
) -> Decision:
    """What the chosen reply rests on, as far as it is written down yet."""
    kept = held(request, version)
    require_handler(by, kept.organ, now)
    decision = Decision.objects.select_for_update().filter(request=kept).first()
    if decision is None or not decision.reply:
        raise RequestError("还没有选答复的种类", "请先回答前面的问题")
    decision.grounds = [code for code in EXEMPTIONS if code in grounds]
    note_evidence(kept, decision, evidence, by, now)
    return decision


def note_evidence(request: Request, decision: Decision, evidence: Mapping[str, str], by: Person, now: datetime) -> None:
    """Of a request and a decision whose rows are held."""
    decision.evidence = {**decision.evidence, **{name: text.strip() for name, text in evidence.items()}}
    decision.by, decision.at = by, now
    decision.save()
    _note(request, "evidence", by, now, reply=decision.reply, fields=sorted(evidence))


def _note(request: Request, step: str, by: Person, now: datetime, **data: object) -> None:
    advance(request, Act(step=step, on=timezone.localdate(now), data=data), by, now)
    log(step, by, request, None, **data)


def lacking(request: Request) -> list[str]:
    """What still stands against replying, each in words; empty: one may reply."""
    return lacking_in(request, Decision.objects.filter(request=request).first())


def lacking_in(request: Request, decision: Decision | None) -> list[str]:
    if decision is None or not decision.reply:
        return ["还没有选答复的种类"]
    grounds = tuple(decision.grounds)
    found = [f"缺：{one.label}" for one in missing_evidence(decision.reply, decision.evidence, grounds)]
    bare = bare_reasons(decision.reply, decision.evidence, grounds)
    found += [f"{one.label}：只有条文或者处数，请补充具体的事实和理由" for one in bare]
    if decision.reply == "R37" and not grounds:
        found.append("没有选不予公开部分的依据")
    if decision.reply == "R36_6" and request.repeat_of_id is None:
        found.append("没有对应到以前答复过的那一件")
    if decision.answers.get(QUESTIONS[-1].code) != "yes":
        found.append("最后一问“当不当”还没有确认")
    return found


def reply_step(request: Request, on: date, letter_number: str = "", note: str = "") -> Step:
    """The reply as it was decided."""
    decision = Decision.objects.filter(request=request).first()
    reply = decision.reply if decision else ""
    data = {"grounds": decision.grounds, "evidence": decision.evidence} if decision else {}
    return Step(code="reply", on=on, fields={"reply": reply}, letter_number=letter_number, note=note, data=data)


@transaction.atomic
def reply(*, by: Person, request: Request, version: int, step: Step, now: datetime) -> Act:
    """Raises RequestError while anything is lacking: a reply without its evidence does not stand."""
    missing = lacking(request)
    if missing:
        raise RequestError("；".join(missing), "请在“五问”里补齐")
    return take(by=by, request=request, version=version, step=step, now=now)


@transaction.atomic
def archive(*, by: Person, request: Request, version: int, step: Step, number: str, now: datetime) -> Act:
    """第四十五条: the last of 登记、审核、办理、答复、归档."""
    if not number.strip():
        raise RequestError("没有写归档号", "请写本机关档案的编号")
    act = take(by=by, request=request, version=version, step=step, now=now)
    Request.objects.filter(pk=request.pk).update(archive_number=number.strip())
    return act
