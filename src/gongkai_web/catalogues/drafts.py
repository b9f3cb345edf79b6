"""What the library read → rows as they are kept, and which of the rows known before each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from gongkai.catalogue import CatalogueFile, Level, NoteKind, Table
from gongkai.catalogue import Row as ReadRow
from gongkai_web.catalogues.models import Row
from gongkai_web.organs.models import Organ

NOT_THIS_LEVEL = "目录没有勾选本级"
TEXTS = ("number", "process", "first", "second", "third", "content", "basis", "responsible", "group")
_LISTS = ("channels", "audience", "manners", "levels")
PERIOD = (
    "period_text",
    "period_kind",
    "period_number",
    "period_month",
    "period_day",
    "period_working",
    "period_certain",
)
_NOT_WORDS = re.compile(r"[^\w一-龥]+")
_ALIKE = 0.7


@dataclass(slots=True)
class Draft:
    """The values of a row to be. `number` of several that were one item is the first's."""

    values: dict[str, Any]
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        first = self.values["first"]
        return f"{first} · {self.values['second']}" if first else str(self.values["second"])


def drafts_of(table: Table, file: CatalogueFile, organ: Organ) -> list[Draft]:
    """One for each 二级事项; rows that say its contents line by line are put together, unless they differ in more."""
    found: dict[tuple[Any, ...], Draft] = {}
    for row in table.rows:
        values = _values(row, organ, has_levels=table.has_levels)
        sign = _sign(values)
        if sign in found:
            _join(found[sign].values, values)
        else:
            found[sign] = Draft(values)
        found[sign].notes += [note.text for note in file.notes_at(row.at) if note.kind is not NoteKind.ASIDE]
    return list(found.values())


def _values(row: ReadRow, organ: Organ, *, has_levels: bool) -> dict[str, Any]:
    levels = [level.value for level in row.levels]
    applies = not (has_levels and levels) or Level(organ.level).value in levels
    values: dict[str, Any] = {name: getattr(row, name)[: _longest(name)] for name in TEXTS}
    return values | {
        "channels": [[channel.name, channel.choice.value] for channel in row.channels],
        "audience": [one.value for one in row.audience],
        "manners": [one.value for one in row.manners],
        "levels": levels,
        "more": dict(row.more),
        "applies": applies,
        "applies_reason": "" if applies else NOT_THIS_LEVEL,
        "period_text": row.period.text,
        "period_kind": row.period.kind.value,
        "period_number": row.period.number,
        "period_month": row.period.month,
        "period_day": row.period.day,
        "period_working": row.period.working,
        "period_certain": row.period.certain,
    }


def _longest(name: str) -> int | None:
    length: int | None = Row._meta.get_field(name).max_length
    return length


def _sign(values: dict[str, Any]) -> tuple[Any, ...]:
    """Everything but what may be said line by line."""
    names = ("process", "first", "second", "third", "responsible", "group", *_LISTS, *PERIOD)
    return tuple(str(values[name]) for name in names)


def _join(values: dict[str, Any], more: dict[str, Any]) -> None:
    for name in ("content", "basis"):
        lines = dict.fromkeys([*values[name].split("\n"), *more[name].split("\n")])
        values[name] = "\n".join(line for line in lines if line)


class How(StrEnum):
    """How a row was found again: under its name, under another heading, or under a name that is alike."""

    SAME = "same"
    MOVED = "moved"
    ALIKE = "alike"


@dataclass(slots=True)
class Matching:
    """`pairs`: the index of a draft → the row it was and how that is known; `added` and `retired` are the rest."""

    pairs: dict[int, tuple[Row, How]]
    added: list[int]
    retired: list[Row]


def match(old: Sequence[Row], new: Sequence[Draft], apart: Iterable[int] = ()) -> Matching:
    """Each row known before is at most one of the new ones: by name first, then where only its 一级事项 changed, then by a
    name that is alike. `apart` are rows of which somebody said that the one alike is another; a row that was retired is
    found again only under its name."""
    left, open_ = dict(enumerate(new)), {row.pk: row for row in old}
    pairs: dict[int, tuple[Row, How]] = {}
    for how, key in ((How.SAME, _full_name), (How.SAME, _name), (How.MOVED, _second)):
        _take(pairs, left, open_, how, key)
    for pk in {*apart, *(row.pk for row in old if row.retired_on)}:
        open_.pop(pk, None)
    _take_alike(pairs, left, open_)
    paired = {row.pk for row, _how in pairs.values()}
    return Matching(pairs, sorted(left), [row for row in old if row.pk not in paired and row.retired_on is None])


def _take(pairs: dict[int, tuple[Row, How]], left: dict[int, Draft], open_: dict[int, Row], how: How, key: Any) -> None:
    """Pairs those whose key is one old row's, taken in order where several have it; moved ones only where one has."""
    by_key: dict[tuple[str, ...], list[Row]] = {}
    for row in open_.values():
        by_key.setdefault(key(_as_values(row)), []).append(row)
    several: dict[tuple[str, ...], int] = {}
    for draft in left.values():
        several[key(draft.values)] = several.get(key(draft.values), 0) + 1
    for index in sorted(left):
        sign = key(left[index].values)
        rows = by_key.get(sign, [])
        if not rows or (how is How.MOVED and (len(rows) > 1 or several[sign] > 1)):
            continue
        row = rows.pop(0)
        pairs[index] = (row, how)
        del left[index], open_[row.pk]


def _take_alike(pairs: dict[int, tuple[Row, How]], left: dict[int, Draft], open_: dict[int, Row]) -> None:
    """The best likeness first; nothing is alike below a threshold."""
    scored = [
        (_likeness(_as_values(row), draft.values), index, pk)
        for index, draft in left.items()
        for pk, row in open_.items()
    ]
    for score, index, pk in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if score >= _ALIKE and index in left and pk in open_:
            pairs[index] = (open_.pop(pk), How.ALIKE)
            del left[index]


def _likeness(old: dict[str, Any], new: dict[str, Any]) -> float:
    return SequenceMatcher(None, "".join(_name(old)), "".join(_name(new))).ratio()


def _as_values(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in TEXTS}


def _full_name(values: dict[str, Any]) -> tuple[str, ...]:
    return tuple(_plain(values[name]) for name in ("process", "first", "second", "third", "content"))


def _name(values: dict[str, Any]) -> tuple[str, ...]:
    return tuple(_plain(values[name]) for name in ("first", "second", "third"))


def _second(values: dict[str, Any]) -> tuple[str, ...]:
    return tuple(_plain(values[name]) for name in ("second", "third"))


def _plain(text: str) -> str:
    return _NOT_WORDS.sub("", text)
