"""The guide to the decision: five questions one below the other, then what the reply rests on."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai.procedure.guide import QUESTIONS, Question, evidence_for
from gongkai.procedure.steps import NEXT_STEPS
from gongkai.report.forms import OUTCOME_LABELS
from gongkai.statute import EXEMPTIONS, REPLIES
from gongkai_web.requests import services
from gongkai_web.requests.models import Decision, Request
from gongkai_web.requests.repeats import likely_repeats
from gongkai_web.requests.rules import may_handle
from gongkai_web.requests.services.deciding import lacking
from gongkai_web.requests.views.common import SECTION, case_in, changes_since, handled_case, version_of


@login_required
def guide(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    if request.method != "POST":
        case, _ = case_in(request, code, pk)
        return _page(request, case, None, {})
    case, person = handled_case(request, code, pk)
    given, version, now = request.POST, version_of(request), timezone.now()
    try:
        if "question" in given:
            question, chosen = given["question"], given.get("answer", "")
            services.answer(by=person, request=case, version=version, question=question, chosen=chosen, now=now)
        else:
            typed = {name[9:]: text for name, text in given.items() if name.startswith("evidence_")}
            grounds = given.getlist("grounds")
            services.set_evidence(by=person, request=case, version=version, evidence=typed, grounds=grounds, now=now)
            messages.success(request, "已存入")
    except GongkaiError as error:
        case.refresh_from_db()
        return _page(request, case, error, given)
    return redirect(f"{request.path}#next")


def _page(request: HttpRequest, case: Request, error: GongkaiError | None, given: object) -> HttpResponse:
    decision = Decision.objects.filter(request=case).first()
    reply = REPLIES.get(decision.reply) if decision and decision.reply else None
    answers = decision.answers if decision else {}
    asked = [
        (question, question.answer(answers.get(question.code, ""))) for question in _asked(answers, reply is not None)
    ]
    shown = {
        "organ": case.organ,
        "office_section": SECTION,
        "case": case,
        "asked": asked,
        "leads_to": _leads_to(answers),
        "reply": reply,
        "row": OUTCOME_LABELS.get(reply.outcome, "") if reply else "",
        "evidence": _evidence(decision, given),
        "grounds": [(one, decision is not None and one.code in decision.grounds) for one in EXEMPTIONS.values()],
        "lacking": lacking(case) if reply else [],
        "repeats": likely_repeats(case),
        "handles": may_handle(request.user, case.organ, timezone.localdate()),  # type: ignore[arg-type]
        "error": error,
        "changes": changes_since(case, error),
    }
    return render(request, "requests/guide.html", shown, status=422 if error else 200)


def _asked(answers: dict[str, str], has_reply: bool) -> list[Question]:
    """Those answered, the next one, and the last as soon as a reply is chosen."""
    found = []
    for question in QUESTIONS[:-1]:
        found.append(question)
        answer = question.answer(answers.get(question.code, ""))
        if answer is None or answer.reply or answer.step:
            break
    return [*found, QUESTIONS[-1]] if has_reply else found


def _leads_to(answers: dict[str, str]) -> object:
    """The step that the last answer asks for."""
    for question in QUESTIONS:
        answer = question.answer(answers.get(question.code, ""))
        if answer and answer.step:
            return NEXT_STEPS[answer.step]
    return None


def _evidence(decision: Decision | None, given: object) -> list[tuple[object, str]]:
    if decision is None or not decision.reply:
        return []
    typed = given if hasattr(given, "get") else {}
    wanted = evidence_for(decision.reply, tuple(decision.grounds))
    return [(one, typed.get(f"evidence_{one.code}", decision.evidence.get(one.code, ""))) for one in wanted]
