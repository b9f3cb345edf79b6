"""What every page of requests does first, and the page of one request."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai.procedure.receipt import Channel
from gongkai.procedure.steps import State
from gongkai.report.forms import outcome_in_full
from gongkai_web.files.digests import sm3
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.letters.delivering import letters_about
from gongkai_web.letters.readiness import unready
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.rules import may_draft
from gongkai_web.requests.beside import marks_of, panels_of
from gongkai_web.requests.clockwork import clockwork, tone_of, words_of
from gongkai_web.requests.completeness import lacking_of
from gongkai_web.requests.deriving import ORGAN, THIRD_PARTY
from gongkai_web.requests.errors import ChangedError
from gongkai_web.requests.handing_over import meant, offered, transfer_of
from gongkai_web.requests.kinds import Proof
from gongkai_web.requests.leading import Lead, lead_of
from gongkai_web.requests.models import Consultation, Handover, Request, Suggestion
from gongkai_web.requests.namesakes import warned
from gongkai_web.requests.repeats import alike, likely_repeats, several
from gongkai_web.requests.results import told_besides
from gongkai_web.requests.rules import may_consent, may_handle, may_look, seen_by
from gongkai_web.requests.services.deciding import lacking
from gongkai_web.requests.services.pointing import pointed
from gongkai_web.requests.services.receiving import notice_of, receipt_of
from gongkai_web.requests.services.writing import SUBJECT
from gongkai_web.requests.story import Told, story

SECTION = "requests"
_ENDING = ("replied", "closed", "withdrawn")
OTHER_PAGES = frozenset({"confirm", "open_dispute", "close_dispute", "order_reply"})
"""Steps with a page of their own, or that stand among the rarer ones."""


def looked_at(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    organ, person = organ_of(request, code), person_of(request)
    allowed(may_look(person, organ, timezone.localdate()))
    return organ, person


def case_in(request: HttpRequest, code: str, pk: int) -> tuple[Request, Person]:
    """A request that exists for this person; 404 otherwise."""
    organ, person = looked_at(request, code)
    found = seen_by(person, organ, timezone.localdate()).select_related(
        "organ", "applicant", "unit", "handler", "confirmed_by", "repeat_of", "split_from"
    )
    return get_object_or_404(found.distinct(), pk=pk), person


def handled_case(request: HttpRequest, code: str, pk: int) -> tuple[Request, Person]:
    """The same, for those who may act on it."""
    case, person = case_in(request, code, pk)
    allowed(may_handle(person, case.organ, timezone.localdate()))
    return case, person


def handled_organ(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    organ, person = looked_at(request, code)
    allowed(may_handle(person, organ, timezone.localdate()))
    return organ, person


def version_of(request: HttpRequest) -> int:
    """The version whoever acts had before them; one that is not said matches none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def digest_of(given: Mapping[str, object]) -> str:
    """Of what a form gave: whether what is sent now is what its consequence was shown for."""
    return sm3(json.dumps(given, ensure_ascii=False, sort_keys=True, default=str).encode())


def changes_since(case: Request, error: GongkaiError | None) -> list[Told]:
    """What others did since the version one had, for whoever comes second."""
    if not isinstance(error, ChangedError):
        return []
    return [told for told in story(case, everything=True) if told.act.version > error.since]


def asked_again(request: HttpRequest, template: str, case: Request, **shown: Any) -> HttpResponse:
    """A form with what was typed; after a conflict with what others did, and their version, so that sending it once more
    is a decision."""
    error: GongkaiError | None = shown.get("error")
    if isinstance(error, ChangedError):
        case.refresh_from_db()
    fine = request.method != "POST" or (error is None and shown.get("preview") is not None)
    status = 409 if isinstance(error, ChangedError) else 200 if fine else 422
    context = {
        "organ": case.organ,
        "office_section": SECTION,
        "case": case,
        "changes": changes_since(case, error),
        "today": timezone.localdate(),
    }
    return render(request, template, context | shown, status=status)


def done(
    request: HttpRequest, case: Request, person: Person, act: Callable[[], object], where: str = ""
) -> HttpResponse:
    """Do one thing and return to the request's page; what is refused is said there."""
    try:
        act()
    except GongkaiError as error:
        case.refresh_from_db()
        return case_page(request, case, person, error)
    return redirect(f"/office/{case.organ.code}/requests/{case.pk}/{where}")


def case_page(
    request: HttpRequest, case: Request, person: Person, error: GongkaiError | None = None, **more: Any
) -> HttpResponse:
    today = timezone.localdate()
    handles = may_handle(person, case.organ, today)
    found = alike(case) if handles and not case.repeat_of_id else []
    shown = {
        "organ": case.organ,
        "office_section": SECTION,
        "case": case,
        "who": case.applicant,
        "today": today,
        "handles": handles,
        "consents": may_consent(person, case.organ, today),
        "error": error,
        "changes": changes_since(case, error),
        "next_words": words_of(case.next_on, today) if case.is_open and case.next_on else "",
        "next_tone": tone_of(case.next_on, today) if case.is_open else "ended",
        "story": story(case, revealed=bool(more.get("revealed"))),
        "work": clockwork(case, today),
        "notice": _notice(case) if handles and case.state == State.CORRECTING else None,
        "missing": lacking_of(case) if case.is_open else [],
        "repeats": likely_repeats(case, found) if found and case.is_open else [],
        "several": several(case, found) if found else None,
        "suggestion": Suggestion.objects.filter(request=case).select_related("by").first(),
        **_handing(case, today),
        "unready": unready(person, case.organ, today) if case.is_open and handles else None,
        "drafts": may_draft(person, case.organ, today),
        "published_as": case.published_as.select_related("item"),
        "namesakes": warned(case) if handles else "",
        "siblings": _siblings(case),
        "parts": case.co_handlings.select_related("unit", "answered_by"),
        "asked": _asked(case),
        "consent": case.consents.select_related("by", "decided_by").first(),
        "planned": case.planned.filter(taken=None).exclude(letter__state="void").select_related("letter"),
        "letters": letters_about(SUBJECT, case.pk),
        "gone": [one for one, seen in pointed(case, timezone.now()) if not seen],
        "papers": case.papers.select_related("file", "by"),
        "decision": getattr(case, "decision", None),
        "lacking": lacking(case) if case.is_open and handles else [],
        "unsigned": case.channel == Channel.ORAL
        and case.is_open
        and not case.papers.filter(kind=Proof.LETTER).exists(),
        "recounts": case.recounts.filter(seen_at=None).select_related("recount"),
        "row": outcome_in_full(case.outcome),
        "panels": panels_of(case, person, today),
        "marks": marks_of(case.organ, [case.pk]).get(case.pk, ()) if handles else (),
        "reply_name": told_besides(case.outcome, case.reply),
    }
    if handles and not shown["planned"]:
        shown["lead"] = _lead(case, shown)
        shown["under_way"] = case.planned.filter(letter__state="dispatched", taken__event__in=_ENDING).last()
    status = 200 if error is None else 409 if isinstance(error, ChangedError) else 422
    return render(request, "requests/case.html", shown | more, status=status)


def _lead(case: Request, shown: dict[str, Any]) -> Lead | None:
    decision = shown["decision"]
    decided = decision is not None and bool(decision.reply)
    allowed_now = {one.step.code for one in shown["work"].allowed}
    return lead_of(State(case.state), allowed_now, decided=decided, lacking=len(shown["lacking"]))


def _asked(case: Request) -> list[Consultation]:
    """With the day its addressee had the letter, and the last day of the opinion as it is counted now."""
    found = list(case.consultations.select_related("asked", "answered"))
    due = {clock.party: clock.due for clock in case.clocks.filter(kind__in=(THIRD_PARTY, ORGAN))}
    for one in found:
        known = receipt_of(one.asked)
        one.came = (known.received if known else None) or one.asked.received  # type: ignore[attr-defined]
        one.last = due.get(one.label)  # type: ignore[attr-defined]
    return found


def _notice(case: Request) -> dict[str, Any] | None:
    """The notice to correct whose period runs from its receipt: when that was, or where it is recorded."""
    act = notice_of(case)
    if act is None:
        return None
    known, written = receipt_of(act), case.planned.filter(letter__state="dispatched", taken=act).first()
    return {"act": act, "received": known.received if known else None, "letter": written}


def _siblings(case: Request) -> list[Request]:
    root = case.split_from_id or case.pk
    found = Request.objects.filter(split_from=root) | Request.objects.filter(pk=root)
    return list(found.exclude(pk=case.pk).order_by("pk"))


def _handing(case: Request, today: date) -> dict[str, Any]:
    """To which organ of the platform a transferred request went, or may go."""
    handover = Handover.objects.filter(request=case).select_related("to", "arrived").first()
    act = None if handover else transfer_of(case)
    came = Handover.objects.filter(arrived=case).select_related("request__organ").first()
    if act is None:
        return {"handover": handover, "came_from": came}
    organs = offered(case.organ, today)
    return {"came_from": came, "transfer": act, "receivers": organs, "receiver": meant(act, organs)}
