"""What every view of the catalogues does first: who asks, about which organ, and what they may do there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from gongkai_web.catalogues.coverage import Span
from gongkai_web.catalogues.models import Catalogue, Duty, Row
from gongkai_web.catalogues.rules import may_keep, may_note_any, may_see
from gongkai_web.frame.asking import allowed, organ_of, person_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.rules import works_in

SECTION = "catalogues"
_FIRST_YEAR = 2008


@dataclass(frozen=True, slots=True)
class Asked:
    """`works`: they have a part in the office's own work, and do not only watch over it; `keeps`: they have charge of its
    catalogues."""

    request: HttpRequest
    person: Person
    organ: Organ
    day: date
    works: bool
    keeps: bool

    @property
    def span(self) -> Span:
        """The year in the address, else this one."""
        said = self.request.GET.get("year", "")
        year = int(said) if said.isdecimal() and len(said) == 4 else self.day.year
        return Span.of_year(year if _FIRST_YEAR <= year <= self.day.year else self.day.year)

    def page(self, template: str, status: int = 200, **shown: Any) -> HttpResponse:
        """`organ` is the one whose sections the bar shows: whoever watches from above keeps their own."""
        frame = {
            "organ": self.organ if self.works else None,
            "subject": self.organ,
            "office_section": SECTION,
            "works": self.works,
            "keeps": self.keeps,
            "notes_work": self.works and may_note_any(self.person, self.organ, self.day),
            "day": self.day,
            "span": self.span,
            "years": [self.day.year - back for back in range(3)],
        }
        return render(self.request, f"catalogues/{template}.html", frame | shown, status=status)


def seen(request: HttpRequest, code: str) -> Asked:
    """Whoever works in the organ or watches over it; for everybody else it is not there."""
    person, day = person_of(request), timezone.localdate()
    organ = get_object_or_404(Organ, code=code)
    allowed(may_see(person, organ, day))
    works = works_in(person, organ, day)
    if works:
        organ_of(request, code)
    return Asked(request, person, organ, day, works, may_keep(person, organ, day))


def working(request: HttpRequest, code: str) -> Asked:
    """Whoever has a part in the office's own work."""
    asked = seen(request, code)
    allowed(asked.works)
    return asked


def keeping(request: HttpRequest, code: str) -> Asked:
    asked = seen(request, code)
    allowed(asked.keeps)
    return asked


def catalogue_in(asked: Asked, pk: int) -> Catalogue:
    return get_object_or_404(Catalogue.objects.select_related("organ"), pk=pk, organ=asked.organ)


def row_in(asked: Asked, pk: int) -> Row:
    rows = Row.objects.select_related("catalogue__organ", "unit")
    return get_object_or_404(rows, pk=pk, catalogue__organ=asked.organ)


def duty_in(asked: Asked, pk: int) -> Duty:
    duties = Duty.objects.select_related("row__catalogue", "unit", "item", "organ", "dropped_by", "noted_by")
    return get_object_or_404(duties, pk=pk, organ=asked.organ)
