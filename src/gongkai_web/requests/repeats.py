"""Requests that may be the same as one: shown, never decided (第三十六条第（六）项 wants the same applicant and information)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher

from django.db.models import Q

from gongkai_web.requests.models import Request

_LIKE = 0.6
_LOOKED_AT = 500
_MOST = 5
_BACK = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Likely:
    """`same_applicant`: a blind index agrees; `likeness`: how much the words asked for agree, in percent."""

    request: Request
    same_applicant: bool
    likeness: int


def likely_repeats(request: Request) -> list[Likely]:
    """The nearest earlier ones: of the same applicant with similar words, or of others with nearly the same words."""
    who = request.applicant
    keys = [(name, getattr(who, name)) for name in ("identity_key", "phone_key", "email_key", "name_key")]
    same = Q(pk=None)
    for name, value in keys:
        if value:
            same |= Q(**{f"applicant__{name}": value})
    earlier = Request.objects.filter(organ=request.organ_id, arrived_on__gte=request.arrived_on - _BACK)
    earlier = earlier.filter(pk__lt=request.pk).exclude(applicant=who.pk)
    of_same = list(earlier.filter(same).select_related("applicant").order_by("-pk")[:_LOOKED_AT])
    known = {one.pk for one in of_same}
    others = [one for one in earlier.select_related("applicant").order_by("-pk")[:_LOOKED_AT] if one.pk not in known]
    found = [Likely(one, True, _likeness(request, one)) for one in of_same]
    found += [Likely(one, False, _likeness(request, one)) for one in others]
    kept = [one for one in found if one.likeness >= (100 * _LIKE if one.same_applicant else 85)]
    return sorted(kept, key=lambda one: (not one.same_applicant, -one.likeness))[:_MOST]


def _likeness(one: Request, other: Request) -> int:
    texts = [f"{each.subject}{each.document_number}{each.description}"[:500] for each in (one, other)]
    matcher = SequenceMatcher(None, *texts, autojunk=False)
    if matcher.real_quick_ratio() < _LIKE or matcher.quick_ratio() < _LIKE:
        return 0
    return round(100 * matcher.ratio())
