"""Whose personal data is kept how long after a request has ended; the request itself stays for the statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from gongkai_web.requests.kinds import Proof
from gongkai_web.requests.models import (
    Applicant,
    Consultation,
    Correction,
    CorrectionPaper,
    CorrectionStep,
    Paper,
    Planned,
    Suggestion,
)
from gongkai_web.vault.retention import ARCHIVE_YEARS, Schedule, years_before

YEARS = ARCHIVE_YEARS
"""Disputes are long past by then."""

_FIELDS = (
    "name", "identity_number", "representative", "contact", "phone", "email", "address", "postcode",
    "agent_name", "agent_identity", "agent_phone", "identity_reason",
)  # fmt: skip
_OF_CORRECTION = ("record", "wrong", "right", "evidence", "answer")
_KEYS = ("name_key", "identity_key", "phone_key", "email_key")


def erase(now: datetime) -> Mapping[str, int]:
    """The applicants all of whose requests and corrections ended long ago, what the corrections say of them, and the third
    parties of those requests."""
    before = years_before(timezone.localdate(now), YEARS)
    lately = Correction.objects.filter(applicant=OuterRef("pk")).exclude(ended_on__lt=before)
    found = Applicant.objects.filter(~Exists(lately), erased_at=None).exclude(requests__is_open=True)
    last = {"last": Max("requests__ended_on"), "corrected": Max("corrections__ended_on")}
    ended = Q(last__lt=before) | Q(last=None, corrected__lt=before)
    found = found.annotate(**last).filter(ended).select_related("organ")
    done: Counter[str] = Counter()
    for one in found:
        Consultation.objects.filter(request__applicant=one, kind="third_party").update(name="", contact="")
        Correction.objects.filter(applicant=one).update(**dict.fromkeys(_OF_CORRECTION, ""))
        CorrectionStep.objects.filter(correction__applicant=one).update(text="")
        for name in (*_FIELDS, *_KEYS):
            setattr(one, name, "")
        one.erased_at = now
        one.save()
        done[one.organ.code] += 1
    return done


SCHEDULE = Schedule(
    code="requests",
    what="申请人、第三方的个人信息，要求更正的记录",
    keeps=f"办结后 {YEARS} 年",
    why="《个人信息保护法》第十九条，文书档案定期10年",
    erase=erase,
)


def erase_papers(now: datetime) -> Mapping[str, int]:
    """The files of applicants whose names are gone; what was provided to them is the organ's own, and stays."""
    gone = {"request__applicant__erased_at__isnull": False}
    papers = Paper.objects.filter(**gone).exclude(kind=Proof.HANDED_OUT)
    of_corrections = CorrectionPaper.objects.filter(correction__applicant__erased_at__isnull=False)
    Suggestion.objects.filter(**gone).exclude(text="").update(text="")
    Planned.objects.filter(**gone).exclude(given="").update(given="")
    done = Counter(papers.values_list("request__organ__code", flat=True))
    done += Counter(of_corrections.values_list("correction__organ__code", flat=True))
    papers.delete()
    of_corrections.delete()
    return done


PAPERS = Schedule(
    code="requests.papers",
    what="申请人交来的材料、身份证明，答复文书的扫描件",
    keeps=f"办结后 {YEARS} 年，随申请人的个人信息",
    why="《个人信息保护法》第十九条，文书档案定期10年",
    erase=erase_papers,
)
