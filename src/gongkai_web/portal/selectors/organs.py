"""The organs as the public finds them: by level, those of a government together, and the way up to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai_web.organs.models import Level, Organ
from gongkai_web.organs.selectors import ancestors


@dataclass(frozen=True, slots=True)
class Group:
    level: str
    organs: tuple[Organ, ...]


def standing(day: date) -> QuerySet[Organ]:
    """Organs that have not ended; what they published before they ended stays where it is."""
    return Organ.objects.exclude(ended_on__lte=day).prefetch_related("names")


def by_level(day: date) -> list[Group]:
    """Grouped as citizens look for them: the province's, then the city's, the county's, the townships'."""
    organs = list(standing(day))
    groups = [(level, tuple(organ for organ in organs if organ.level == level)) for level in Level]
    return [Group(level.label, found) for level, found in groups if found]


def lineage(organ: Organ) -> list[Organ]:
    """The organ and the governments above it, the nearest first."""
    return [organ, *ancestors(organ)]


def named(groups: list[Group], words: str) -> list[Group]:
    """Those whose name, full or short, has all that was typed."""
    parts = words.lower().split()
    found = [Group(group.level, tuple(one for one in group.organs if _has(one, parts))) for group in groups]
    return [group for group in found if group.organs]


def _has(organ: Organ, parts: list[str]) -> bool:
    names = " ".join(f"{name.full} {name.short}" for name in organ.names.all()).lower()
    return all(part in names for part in parts)
