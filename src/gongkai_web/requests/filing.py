"""Who reads the papers of a request, for the gate of files, and who sees its letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from gongkai_web.files.models import StoredFile
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.offering import Offer
from gongkai_web.letters.owners import About, Doubt, Owner
from gongkai_web.organs.models import Person
from gongkai_web.requests.bearing_out import doubts
from gongkai_web.requests.corrections.rules import may_see as may_see_correction
from gongkai_web.requests.kinds import Proof
from gongkai_web.requests.models import CorrectionPaper, Paper, Request
from gongkai_web.requests.rules import may_handle, may_see

_OFFICE_ONLY = {Proof.IDENTITY, Proof.AUTHORITY}


def reads(file: StoredFile, person: Person | None, now: datetime) -> bool:
    """Whoever sees the request; proofs of identity only those who handle it. What the citizen reads, the citizen's side
    says."""
    if person is None:
        return False
    day = timezone.localdate(now)
    for paper in Paper.objects.filter(file=file).select_related("request__organ"):
        if may_handle(person, paper.request.organ, day):
            return True
        if paper.kind not in _OFFICE_ONLY and may_see(person, paper.request, day):
            return True
    return False


_OFFERED = (Proof.HANDED_OUT, Proof.OTHER)


def offers(request_id: int) -> list[Offer]:
    """What may go out with a letter of this request: the information to be provided, and other files that are not sealed."""
    papers = Paper.objects.filter(request=request_id, kind__in=_OFFERED, file__sealed=False).select_related("file")
    return [Offer(one.file, one.get_kind_display(), one.kind == Proof.HANDED_OUT) for one in papers]


def reads_correction(file: StoredFile, person: Person | None, now: datetime) -> bool:
    """Evidence for whoever sees the correction; who asks, only for those who handle it."""
    if person is None:
        return False
    day = timezone.localdate(now)
    for paper in CorrectionPaper.objects.filter(file=file).select_related("correction__organ"):
        if may_handle(person, paper.correction.organ, day):
            return True
        if paper.kind == CorrectionPaper.Kind.EVIDENCE and may_see_correction(person, paper.correction, day):
            return True
    return False


class LetterOwner(Owner):
    """A letter of a request is seen by whoever sees the request."""

    def may_see(self, subject_id: int, person: Person, day: date) -> bool | None:
        case = Request.objects.select_related("organ").filter(pk=subject_id).first()
        return case is not None and may_see(person, case, day)

    def about(self, subject_id: int) -> About | None:
        case = Request.objects.select_related("organ").filter(pk=subject_id).first()
        if case is None:
            return None
        return About(f"{case.number} {case.subject}", reverse("request", args=[case.organ.code, case.pk]))

    def needs(self, subject_id: int) -> bool:
        return Request.objects.filter(pk=subject_id, applicant__erased_at=None).exists()

    def doubts(self, letter: OutgoingLetter) -> Sequence[Doubt]:
        return doubts(letter, letter.subject_id) if letter.subject_id is not None else ()
