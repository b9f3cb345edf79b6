"""Whose personal data is kept how long after a request has ended; the request itself stays for the statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from gongkai_web.requests.models import Applicant, Consultation
from gongkai_web.vault.retention import Schedule

YEARS = 10
"""As long as an archive of ordinary files keeps them (定期10年); disputes are long past by then."""

_FIELDS = (
    "name", "identity_number", "representative", "contact", "phone", "email", "address", "postcode",
    "agent_name", "agent_identity", "agent_phone",
)  # fmt: skip
_KEYS = ("name_key", "identity_key", "phone_key", "email_key")


def erase(now: datetime) -> Mapping[str, int]:
    """The applicants all of whose requests ended long ago, and the third parties of those requests."""
    day = timezone.localdate(now)
    try:
        before = day.replace(year=day.year - YEARS)
    except ValueError:
        before = day.replace(year=day.year - YEARS, day=28)
    found = Applicant.objects.filter(erased_at=None).exclude(requests__is_open=True)
    found = found.annotate(last=Max("requests__ended_on")).filter(last__lt=before).select_related("organ")
    done: Counter[str] = Counter()
    for one in found:
        Consultation.objects.filter(request__applicant=one, kind="third_party").update(name="", contact="")
        for name in (*_FIELDS, *_KEYS):
            setattr(one, name, "")
        one.erased_at = now
        one.save()
        done[one.organ.code] += 1
    return done


SCHEDULE = Schedule(
    code="requests",
    what="申请人、第三方的个人信息",
    keeps=f"办结后 {YEARS} 年",
    why="《个人信息保护法》第十九条，文书档案定期10年",
    erase=erase,
)
