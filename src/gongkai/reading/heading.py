"""The report around its tables: title, organ, year, opening, sections, signature and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.reading.dates import DATE, date_of
from gongkai.reading.furniture import after_furniture, before_furniture, without_field_names, without_page_marks
from gongkai.reading.organs import is_organ, organ_name, squeezed, stated_organ
from gongkai.reading.problem import Clock, Limits
from gongkai.reading.sections import Start, section_starts, with_inner_headings
from gongkai.reading.titles import find_title, stated_year, with_title_apart
from gongkai.report import FORMS, Section

_MARKDOWN = re.compile(r"^\s*(?:#+|\*\*|>)\s*|\*\*\s*$")
_NO_SECTIONS = 40
_LAST_LINES = 12
_NO_HURRY = Clock(Limits(seconds=float("inf")))
_LONGEST_SIGNATURE = 45
_CAPTIONS = frozenset(table.title for form in FORMS.values() for table in form.tables)
_SHORTEST_CAPTION = 8


@dataclass(slots=True)
class Heading:
    """What the text around the tables says; everything None or empty that it does not."""

    title: str | None = None
    agency: str | None = None
    year: int | None = None
    opening: str | None = None
    sections: list[Section] = field(default_factory=list)
    signature: str | None = None
    signed_on: date | None = None


def read_heading(texts: Sequence[str], clock: Clock = _NO_HURRY) -> Heading:
    """`texts` are the lines of the report outside its tables, in order."""
    lines = with_title_apart(without_page_marks([_MARKDOWN.sub("", text).rstrip() for text in texts]))
    lines = with_inner_headings(lines)
    starts = section_starts(lines, clock)
    first = starts[0].line if starts else len(lines)
    title = find_title(lines[: max(first, 1) if starts else _NO_SECTIONS])
    heading = Heading()
    if title:
        heading.title, heading.agency, heading.year = title.text, title.agency, title.year
    begin = title.end if title else 0
    below = _organ_below(lines, begin, first) if title else None
    heading.opening = _text(lines[after_furniture(lines, begin, first) : first])
    earliest = starts[-1].line + 1 if starts else begin
    lines = without_field_names(lines[: before_furniture(lines, earliest)], earliest)
    end = _take_signature(heading, lines, earliest)
    heading.sections = _sections(lines, starts, end)
    heading.agency = heading.agency or organ_name(heading.signature) or below or stated_organ(lines)
    heading.year = heading.year or stated_year(lines)
    return heading


def _organ_below(lines: Sequence[str], begin: int, end: int) -> str | None:
    """The organ that stands on the line right below the title, as below a title without one."""
    line = next((line for line in lines[begin:end] if line.strip()), "")
    return organ_name(line) if is_organ(line) else None


def _text(lines: Sequence[str]) -> str | None:
    return "\n".join(line.strip() for line in lines if line.strip()) or None


def _sections(lines: Sequence[str], starts: Sequence[Start], end: int) -> list[Section]:
    bounds = [*(start.line for start in starts[1:]), end]
    return [
        Section(start.number, start.title, _text(_own(start, lines[start.line + 1 : bound])) or "")
        for start, bound in zip(starts, bounds, strict=False)
    ]


def _own(start: Start, lines: Sequence[str]) -> list[str]:
    """What the section says, without a line above its table that says no more than its title."""
    title = squeezed(start.title)
    said = (squeezed(line) for line in lines)
    repeats = [name in _CAPTIONS or (len(name) >= _SHORTEST_CAPTION and title.endswith(name)) for name in said]
    return [start.rest, *(line for line, repeated in zip(lines, repeats, strict=True) if not repeated)]


def _take_signature(heading: Heading, lines: Sequence[str], earliest: int) -> int:
    """The organ and the date at the end, on one line or on two; returns where the text before them ends."""
    filled = [at for at in range(earliest, len(lines)) if lines[at].strip()]
    for place in range(len(filled) - 1, max(-1, len(filled) - _LAST_LINES), -1):
        at = filled[place]
        signed = _signed(lines[at])
        if signed is None:
            continue
        organ = DATE.sub("", lines[at]).strip(" \u3000,，")
        above = filled[place - 1] if place else None
        if not organ and above is not None and _signs(lines[above], heading.agency):
            organ, at = lines[above].strip(), above
        if organ and not _signs(organ, heading.agency):
            continue
        heading.signature, heading.signed_on = organ or None, signed
        return at
    if filled and heading.agency and squeezed(lines[filled[-1]]) == heading.agency:
        heading.signature = lines[filled[-1]].strip()
        return filled[-1]
    return len(lines)


def _signed(line: str) -> date | None:
    return date_of(line) if len(squeezed(line)) <= _LONGEST_SIGNATURE and "。" not in line else None


def _signs(line: str, agency: str | None) -> bool:
    name = squeezed(line)
    return is_organ(line) or (agency is not None and 2 <= len(name) <= len(agency) and name in agency)
