"""What every page of this part does first."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai_web.annual.views.common import lock_of
from gongkai_web.campaign.models import Campaign, Filing, Submission
from gongkai_web.campaign.rules import leads, may_file, may_look
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.organs.models import Organ, Person

__all__ = [
    "SECTION",
    "campaign_led",
    "copy_led",
    "copy_of_ours",
    "filing_led",
    "filing_of_ours",
    "led",
    "lock_of",
    "ours",
]
SECTION = "campaign"


def led(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    """The collecting office, and one of those who lead there."""
    organ, person = organ_of(request, code), person_of(request)
    allowed(leads(person, organ, timezone.localdate()))
    return organ, person


def campaign_led(request: HttpRequest, code: str, pk: int) -> tuple[Campaign, Person]:
    organ, person = led(request, code)
    return get_object_or_404(Campaign.objects.select_related("organ"), pk=pk, organ=organ), person


def filing_led(request: HttpRequest, code: str, pk: int) -> tuple[Filing, Person]:
    organ, person = led(request, code)
    rows = Filing.objects.select_related("campaign__organ", "organ", "published_by")
    return get_object_or_404(rows, pk=pk, campaign__organ=organ), person


def copy_led(request: HttpRequest, code: str, pk: int) -> tuple[Submission, Person]:
    """What was withdrawn before anybody here opened it is not theirs to read."""
    organ, person = led(request, code)
    return get_object_or_404(_copies(), pk=pk, filing__campaign__organ=organ, withdrawn_at=None), person


def ours(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    """The organ that files, and somebody who works there."""
    organ, person = organ_of(request, code), person_of(request)
    allowed(may_look(person, organ, timezone.localdate()))
    return organ, person


def filing_of_ours(request: HttpRequest, code: str, pk: int, *, files: bool = False) -> tuple[Filing, Person]:
    """`files`: only for whoever may file."""
    organ, person = ours(request, code)
    rows = Filing.objects.select_related("campaign__organ", "organ", "published_by")
    found = get_object_or_404(rows, pk=pk, organ=organ)
    allowed(not files or may_file(person, found, timezone.localdate()))
    return found, person


def copy_of_ours(request: HttpRequest, code: str, pk: int, *, files: bool = False) -> tuple[Submission, Person]:
    organ, person = ours(request, code)
    found = get_object_or_404(_copies(), pk=pk, filing__organ=organ)
    allowed(not files or may_file(person, found.filing, timezone.localdate()))
    return found, person


def _copies() -> QuerySet[Submission]:
    return Submission.objects.select_related("filing__campaign__organ", "filing__organ", "opened_by", "withdrawn_by")
