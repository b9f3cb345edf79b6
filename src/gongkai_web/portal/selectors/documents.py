"""规章和行政规范性文件 as of a day: the same list whenever it is asked for."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from gongkai_web.organs.models import Organ
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.validity import Validity, normative_documents

STATES = {state.value: state.label for state in Validity}


def documents_on(organ: Organ, day: date, now: datetime, state: str = "") -> QuerySet[Item]:
    """What had been published by this day; of one validity only where `state` names it."""
    published = normative_documents(organ, now).filter(published_on__lte=day)
    return published.filter(_on(Validity(state), day)) if state else published


def _on(state: Validity, day: date) -> Q:
    """`validity_of` as a question to the database."""
    repealed = Q(repealed_on__isnull=False, repealed_on__lte=day)
    expired = Q(expires_on__isnull=False, expires_on__lt=day) & ~repealed
    coming = Q(effective_on__isnull=False, effective_on__gt=day) & ~repealed & ~expired
    return {
        Validity.REPEALED: repealed,
        Validity.EXPIRED: expired,
        Validity.COMING: coming,
        Validity.VALID: ~repealed & ~expired & ~coming,
    }[state]
