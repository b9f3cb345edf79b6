"""Lists in parts that stay as they are when something is added: counted from the oldest, the newest part first to be read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai_web.export.addresses import part, relative
from gongkai_web.export.folder import digest_of

PER_PART = 50


@dataclass(frozen=True, slots=True)
class Line:
    """What a list shows of an item. The names are those of `Item`, for the portal's templates."""

    pk: int
    title: str
    document_number: str
    publisher: str
    published_on: date | None

    @property
    def said(self) -> tuple[object, ...]:
        return self.pk, self.title, self.document_number, self.publisher, str(self.published_on)


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list, newest first. `pages.rows`, `count` and `beyond` are what the portal's templates ask for."""

    path: str
    rows: tuple[Line, ...]
    count: int
    is_first: bool
    older: str
    newer: str

    beyond = False

    @property
    def older_link(self) -> str:
        return relative(self.path, self.older) if self.older else ""

    @property
    def newer_link(self) -> str:
        return relative(self.path, self.newer) if self.newer else ""

    @property
    def inputs(self) -> str:
        """Changes when the page would."""
        said = [self.path, self.older, self.newer, self.count if self.is_first else 0, [one.said for one in self.rows]]
        return digest_of(json.dumps(said, ensure_ascii=False).encode())


def parts(first: str, lines: Sequence[Line], per_part: int = PER_PART) -> Iterator[Part]:
    """`lines` are the oldest first. All full parts but the last stand alone; the first page has the last full part and
    what is newer, so that a new item changes that page alone until there is a part more."""
    full = max(0, len(lines) // per_part - 1)
    paths = [part(first, number) for number in range(1, full + 1)]
    for number, path in enumerate(paths):
        rows = lines[number * per_part : (number + 1) * per_part]
        newer = paths[number + 1] if number + 1 < full else first
        yield Part(path, tuple(reversed(rows)), len(lines), False, paths[number - 1] if number else "", newer)
    rows = lines[full * per_part :]
    yield Part(first, tuple(reversed(rows)), len(lines), True, paths[-1] if paths else "", "")
