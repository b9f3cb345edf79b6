"""What every page of disputes does first, and the page of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai_web.disputes.board import next_of, said
from gongkai_web.disputes.deriving import offered, work_of
from gongkai_web.disputes.errors import ChangedError
from gongkai_web.disputes.kinds import STEPS, Proof
from gongkai_web.disputes.models import Dispute
from gongkai_web.disputes.rules import may_handle, may_look, seen_by
from gongkai_web.disputes.services.common import holding_acts
from gongkai_web.disputes.story import Told, story
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.clockwork import tone_of, words_of
from gongkai_web.requests.rules import may_see
from gongkai_web.workflow.deadlines import working_calendar

SECTION = "disputes"


def looked_at(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    organ, person = organ_of(request, code), person_of(request)
    allowed(may_look(person, organ, timezone.localdate()))
    return organ, person


def handled_organ(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    organ, person = looked_at(request, code)
    allowed(may_handle(person, organ, timezone.localdate()))
    return organ, person


def dispute_in(request: HttpRequest, code: str, pk: int) -> tuple[Dispute, Person]:
    """One that exists for this person; 404 otherwise."""
    organ, person = looked_at(request, code)
    found = seen_by(person, organ, timezone.localdate())
    return get_object_or_404(found.select_related("organ", "request__applicant", "earlier", "by"), pk=pk), person


def handled_dispute(request: HttpRequest, code: str, pk: int) -> tuple[Dispute, Person]:
    found, person = dispute_in(request, code, pk)
    allowed(may_handle(person, found.organ, timezone.localdate()))
    return found, person


def version_of(request: HttpRequest) -> int:
    """The version whoever acts had before them; one that is not said matches none."""
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1


def changes_since(dispute: Dispute, error: GongkaiError | None) -> list[Told]:
    if not isinstance(error, ChangedError):
        return []
    return [told for told in story(dispute, everything=True) if told.act.version > error.since]


def status_of(error: GongkaiError | None, *, typed: bool = False) -> int:
    if isinstance(error, ChangedError):
        return 409
    return 422 if error or typed else 200


def asked(request: HttpRequest, template: str, dispute: Dispute, **shown: Any) -> HttpResponse:
    """A form with what was typed; after a conflict with what others did and their version, so that sending it once more is a
    decision."""
    error: GongkaiError | None = shown.get("error")
    if isinstance(error, ChangedError):
        dispute.refresh_from_db()
    context = {
        "organ": dispute.organ,
        "office_section": SECTION,
        "dispute": dispute,
        "changes": changes_since(dispute, error),
    }
    typed = request.method == "POST" and shown.get("effects") is None
    return render(request, template, context | shown, status=status_of(error, typed=typed))


def done(request: HttpRequest, dispute: Dispute, person: Person, act: Callable[[], object]) -> HttpResponse:
    """Do one thing and return to the page; what is refused is said there."""
    try:
        act()
    except GongkaiError as error:
        dispute.refresh_from_db()
        return dispute_page(request, dispute, person, error)
    return redirect("dispute", dispute.organ.code, dispute.pk)


def dispute_page(
    request: HttpRequest, dispute: Dispute, person: Person, error: GongkaiError | None = None, **more: Any
) -> HttpResponse:
    today = timezone.localdate()
    acts = holding_acts(dispute)
    work = work_of(dispute, acts, today, working_calendar())
    coming = next_of(dispute, work)
    steps = [(STEPS[code], refusal) for code, refusal in offered(dispute, acts)]
    running = work.answer is not None and work.answer.clock.ended_on is None and dispute.is_open
    shown = {
        "organ": dispute.organ,
        "office_section": SECTION,
        "dispute": dispute,
        "handles": may_handle(person, dispute.organ, today),
        "error": error,
        "changes": changes_since(dispute, error),
        "work": work,
        "running": running,
        "answer_words": words_of(work.answer.due, today) if running and work.answer else "",
        "answer_tone": tone_of(work.answer.due, today) if running and work.answer else "ended",
        "again_words": words_of(work.again.due, today) if work.again else "",
        "again_tone": tone_of(work.again.due, today) if work.again else "ended",
        "hearings": [one for one in work.running if one.what == "hearing"],
        "next": coming,
        "next_said": said(coming, today) if coming else ("", ""),
        "case": dispute.request if dispute.request and may_see(person, dispute.request, today) else None,
        "replies_again": bool(dispute.ordered_on and dispute.request and dispute.request.is_open),
        "allowed": [step for step, refusal in steps if refusal is None],
        "refused": [(step, refusal) for step, refusal in steps if refusal],
        "story": story(dispute),
        "papers": dispute.papers.select_related("file"),
        "proofs": Proof.choices,
        "suits": dispute.suits.all(),
    }
    return render(request, "disputes/dispute.html", shown | more, status=status_of(error))
