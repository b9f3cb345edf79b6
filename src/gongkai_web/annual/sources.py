"""Disputes as the report needs them: the rows of table four, and where the record of each opens."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse

from gongkai_web.disputes import facts
from gongkai_web.disputes.rules import seen_by
from gongkai_web.organs.models import Organ, Person


def disputes_of(organ: Organ, year: int) -> list[dict[str, Any]]:
    """In the form of the facts; each id is the number of its record."""
    return facts.disputes_of(organ, year)


def dispute_addresses(organ: Organ, person: Person, day: date) -> dict[str, str]:
    """By number, of those that this person may see."""
    found = seen_by(person, organ, day).select_related("request")
    return {one.number: _address(organ.code, one.pk, one.request_id) for one in found}


def _address(code: str, pk: int, request: int | None) -> str:
    """Its own page, or that of the request it is about."""
    try:
        return reverse("dispute", args=[code, pk])
    except NoReverseMatch:
        return reverse("request", args=[code, request]) if request else ""
