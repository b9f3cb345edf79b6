"""The guide to the decision: five questions one below the other, then what the reply rests on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai.procedure.guide import QUESTIONS, Evidence, Question, cites_only, missing_evidence, needs_of
from gongkai.procedure.steps import NEXT_STEPS
from gongkai.report.forms import outcome_in_full
from gongkai.statute import EXEMPTIONS, REPLIES
from gongkai_web.organs.models import Person
from gongkai_web.requests import services
from gongkai_web.requests.cautioning import cautions_of
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Decision, Request
from gongkai_web.requests.prefilling import Prefilled, prefilled
from gongkai_web.requests.recomputing import holding_acts
from gongkai_web.requests.repeats import likely_repeats
from gongkai_web.requests.rules import may_handle
from gongkai_web.requests.services import pointing
from gongkai_web.requests.services.deciding import lacking_in
from gongkai_web.requests.views.common import SECTION, case_in, changes_since, handled_case, version_of
from gongkai_web.workflow.deadlines import working_calendar


@login_required
def guide(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    if request.method != "POST":
        case, _ = case_in(request, code, pk)
        return _page(request, case, None, {})
    case, person = handled_case(request, code, pk)
    given, version, now = request.POST, version_of(request), timezone.now()
    try:
        if "point" in given or "unpoint" in given:
            _point(request, case, person)
            return redirect(f"{request.path}#rests")
        typed = {name[9:]: text for name, text in given.items() if name.startswith("evidence_")}
        kept = {"by": person, "request": case, "evidence": typed, "grounds": given.getlist("grounds"), "now": now}
        if "question" in given:
            question, chosen = given["question"], given.get("answer", "")
            with transaction.atomic():
                # The last question stands under what was typed: it is kept with the answer, not lost by it.
                if typed:
                    services.set_evidence(version=version, **kept)
                    version += 1
                services.answer(by=person, request=case, version=version, question=question, chosen=chosen, now=now)
        else:
            services.set_evidence(version=version, **kept)
            messages.success(request, "已存入")
    except GongkaiError as error:
        case.refresh_from_db()
        return _page(request, case, error, given)
    return redirect(f"{request.path}#next")


def _point(request: HttpRequest, case: Request, person: Person) -> None:
    """第三十六条第（一）项: a published item is chosen, or taken back."""
    given, version, now = request.POST, version_of(request), timezone.now()
    pk = given.get("point") or given.get("unpoint") or ""
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        raise RequestError("没有选信息", "请重新查找")
    if "point" in given:
        site = settings.SITE_ADDRESS or request.build_absolute_uri("/").rstrip("/")
        services.point(by=person, request=case, version=version, item=int(pk), site=site, now=now)
    else:
        services.unpoint(by=person, request=case, version=version, pointer=int(pk), now=now)


def _page(request: HttpRequest, case: Request, error: GongkaiError | None, given: object) -> HttpResponse:
    decision = Decision.objects.filter(request=case).first()
    reply = REPLIES.get(decision.reply) if decision and decision.reply else None
    answers = decision.answers if decision else {}
    asked = [(question, question.answer(answers.get(question.code, ""))) for question in _asked(answers)]
    last = QUESTIONS[-1]
    filled = prefilled(case, decision, _typed(given), _ticked(given)) if decision and reply else None
    shown = {
        "organ": case.organ,
        "office_section": SECTION,
        "case": case,
        "asked": asked,
        "last": [(last, last.answer(answers.get(last.code, "")))],
        "next": _next(decision, asked),
        "leads_to": _leads_to(answers),
        "reply": reply,
        "row": outcome_in_full(reply.outcome) if reply else "",
        "evidence": _evidence(filled),
        "grounds": [
            (one, bool(filled and one.code in filled.grounds), needs_of(one.code)) for one in EXEMPTIONS.values()
        ],
        "known": filled.known if filled else None,
        "unsaved": filled.unsaved if filled else (),
        "lacking": lacking_in(case, decision) if reply else [],
        "to_add": _to_add(case, decision, filled),
        "cautions": _cautions(case, decision) if case.is_open else [],
        "points": reply is not None and reply.code == pointing.REPLY,
        "pointed": pointing.pointed(case, timezone.now()),
        "words": request.GET.get("q", ""),
        "found": pointing.found(case.organ, request.GET.get("q", ""), timezone.now()),
        "repeats": likely_repeats(case),
        "handles": may_handle(request.user, case.organ, timezone.localdate()),  # type: ignore[arg-type]
        "error": error,
        "changes": changes_since(case, error),
    }
    return render(request, "requests/guide.html", shown, status=422 if error else 200)


def _cautions(case: Request, decision: Decision | None) -> list[str]:
    if decision is None or not decision.reply:
        return []
    return cautions_of(case, decision, holding_acts(case), timezone.localdate(), working_calendar())


def _asked(answers: dict[str, str]) -> list[Question]:
    """Those answered, and the next one; the last stands below what the reply rests on."""
    found = []
    for question in QUESTIONS[:-1]:
        found.append(question)
        answer = question.answer(answers.get(question.code, ""))
        if answer is None or answer.reply or answer.step:
            break
    return found


def _next(decision: Decision | None, asked: list[tuple[Question, Any]]) -> str:
    """Where the page opens after an answer: at the next question, then at the evidence, then at the last question."""
    if decision is None or not decision.reply:
        return asked[-1][0].code
    return (
        "evidence"
        if missing_evidence(decision.reply, decision.evidence, tuple(decision.grounds))
        else QUESTIONS[-1].code
    )


def _leads_to(answers: dict[str, str]) -> object:
    """The step that the last answer asks for."""
    for question in QUESTIONS:
        answer = question.answer(answers.get(question.code, ""))
        if answer and answer.step:
            return NEXT_STEPS[answer.step]
    return None


def _typed(given: object) -> dict[str, str]:
    """What was sent and refused: nothing typed is lost."""
    items = given.items() if hasattr(given, "items") else ()
    return {name[9:]: text for name, text in items if name.startswith("evidence_")}


def _ticked(given: object) -> tuple[str, ...]:
    found = given.getlist("grounds") if hasattr(given, "getlist") else ()
    return tuple(code for code in EXEMPTIONS if code in found)


def _evidence(filled: Prefilled | None) -> list[tuple[Evidence, str, bool]]:
    """Each with its words, and whether they are a draft that does not say why yet."""
    fields = filled.fields if filled else ()
    return [(one, words, one.code.startswith("reason") and cites_only(words)) for one, words in fields]


def _to_add(case: Request, decision: Decision | None, filled: Prefilled | None) -> list[str]:
    """What is lacking still when what the form is filled with is saved. The decision itself is not touched."""
    if decision is None or filled is None:
        return []
    as_if = Decision(
        request=case,
        reply=decision.reply,
        answers=decision.answers,
        grounds=list(filled.grounds),
        evidence={**decision.evidence, **filled.evidence},
    )
    return lacking_in(case, as_if)
