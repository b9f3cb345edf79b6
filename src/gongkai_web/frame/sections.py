"""The sections of the back office's bar: 事项, 目录, 设置 …, each of one app, for one organ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai_web.organs.models import Organ, Person

Shown = Callable[[Person, Organ, date], bool]


def everybody(person: Person, organ: Organ, day: date) -> bool:
    """For sections and cards that everybody who belongs to the organ may open."""
    return True


@dataclass(frozen=True, slots=True)
class Section:
    """`key` is what a page gives as `office_section`; `url_name` is reversed with the organ's code alone."""

    key: str
    label: str
    url_name: str
    order: int
    shown: Shown = everybody

    def url(self, organ: Organ) -> str:
        return reverse(self.url_name, args=[organ.code])


_sections: dict[str, Section] = {}


def register(section: Section) -> Section:
    """A section of the same key takes the place of the earlier one."""
    _sections[section.key] = section
    return section


def sections_of(person: Person, organ: Organ, day: date) -> list[Section]:
    """Those that this person may open in this organ, in their order."""
    shown = [one for one in _sections.values() if one.shown(person, organ, day)]
    return sorted(shown, key=lambda one: (one.order, one.key))
