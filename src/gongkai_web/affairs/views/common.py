"""What every page of the affairs does first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai_web.affairs.board import board
from gongkai_web.affairs.forms import ExpectForm
from gongkai_web.affairs.models import Affair
from gongkai_web.affairs.rules import may_keep, may_look, may_show
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.organs.models import Organ, Person

SECTION = "affairs"


def looked_at(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    organ, person = organ_of(request, code), person_of(request)
    allowed(may_look(person, organ, timezone.localdate()))
    return organ, person


def kept_by(request: HttpRequest, code: str) -> tuple[Organ, Person]:
    organ, person = looked_at(request, code)
    allowed(may_keep(person, organ, timezone.localdate()))
    return organ, person


def affair_in(organ: Organ, pk: int) -> Affair:
    return get_object_or_404(Affair.objects.select_related("organ", "unit", "shown_by", "by"), pk=pk, organ=organ)


def affair_page(
    request: HttpRequest,
    person: Person,
    affair: Affair,
    error: GongkaiError | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The five boxes; with `error`, said above them."""
    day = timezone.localdate()
    shown = {
        "organ": affair.organ,
        "office_section": SECTION,
        "affair": affair,
        "boxes": board(affair, person, timezone.now()),
        "expect": ExpectForm(),
        "keeps": may_keep(person, affair.organ, day),
        "shows": may_show(person, affair.organ, day),
        "error": error,
    }
    return render(request, "affairs/affair.html", shown | more, status=status)
