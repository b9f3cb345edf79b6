"""What every page of redactions does first."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from gongkai_web.organs.models import Person
from gongkai_web.redactions.models import Redaction
from gongkai_web.requests.models import Request
from gongkai_web.requests.views.common import SECTION, handled_case

__all__ = ["SECTION", "number_of", "redaction_in"]


def redaction_in(request: HttpRequest, code: str, pk: int, redaction: int) -> tuple[Redaction, Request, Person]:
    """One of a request that this person handles; 404 otherwise."""
    case, person = handled_case(request, code, pk)
    rows = Redaction.objects.select_related("request__organ", "original", "pages", "result", "paper")
    return get_object_or_404(rows, pk=redaction, request=case), case, person


def number_of(text: str | None, otherwise: int = -1) -> int:
    given = text or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else otherwise
