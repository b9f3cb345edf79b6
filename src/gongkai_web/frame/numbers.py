"""编号 that citizens type: of which thing it is the number, told from how it looks alone. Whether there is one is never asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from gongkai_web.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Kind:
    """`mark` stands before the year: T1-X2026-0001 has X. `page` is the address at which number and code are asked for, `name`
    what it is the number of, `leads` what the button says."""

    mark: str
    page: str
    name: Any
    leads: Any


@dataclass(frozen=True, slots=True)
class Place:
    kind: Kind
    organ: Organ
    number: str

    @property
    def url(self) -> str:
        """The number goes along: it is no secret, the code is."""
        return f"{reverse(self.kind.page, args=[self.organ.code])}?{urlencode({'number': self.number})}"


_kinds: dict[str, Kind] = {}
_LONGEST = 60
_LOOKS = re.compile(r"(?P<organ>.+)-(?P<mark>[A-Z]?)\d{4}-\d{4,}")


def register(kind: Kind) -> Kind:
    """Called from an app's `ready`; of one mark the last one counts."""
    _kinds[kind.mark] = kind
    return kind


def place_of(number: str) -> Place | None:
    """Where something with such a number would be asked for; None where it looks like none of ours."""
    asked = number.strip().upper().replace("－", "-").replace("—", "-")
    looks = _LOOKS.fullmatch(asked) if len(asked) <= _LONGEST else None
    kind = _kinds.get(looks["mark"]) if looks else None
    if looks is None or kind is None:
        return None
    organ = Organ.objects.filter(code__iexact=looks["organ"]).prefetch_related("names").first()
    return Place(kind, organ, asked) if organ else None


def elsewhere(number: str, page: str, organ: Organ) -> Place | None:
    """The page such a number belongs on, where it is not this one of this organ."""
    place = place_of(number)
    return place if place and (place.kind.page, place.organ.pk) != (page, organ.pk) else None
