"""From the address of a search page to what it shows. The index only says where to look; every word shown is the database's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from gongkai_web.organs.models import Organ
from gongkai_web.portal.metadata import State, state_of
from gongkai_web.publishing.besides import Besides, of_keys
from gongkai_web.publishing.gate import names_ended, only_visible
from gongkai_web.publishing.journal import searchable_text
from gongkai_web.publishing.labels import Label, labels_of
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.rich_text import text_of
from gongkai_web.publishing.validity import Validity
from gongkai_web.search.query import DATE, MOST_HITS, RELEVANCE, Query
from gongkai_web.search.shelf import find
from gongkai_web.search.snippets import Pieces, holds, marked, snippet

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed and chosen; a filter that does not exist is none."""

    words: str = ""
    organ: Organ | None = None
    column: str = ""
    year: int | None = None
    validity: str = ""
    category: str = ""
    sort: str = RELEVANCE
    page: int = 1

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        year, page, validity = (given.get(name, "") for name in ("year", "page", "validity"))
        code = given.get("organ", "")
        return cls(
            words=given.get("q", "").strip(),
            organ=Organ.objects.filter(code=code).prefetch_related("names").first() if code else None,
            column=given.get("column", ""),
            year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
            validity=validity if validity in Validity.values else "",
            category=given.get("category", ""),
            sort=DATE if given.get("sort") == DATE else RELEVANCE,
            page=min(int(page), MOST_HITS // PER_PAGE) if page.isascii() and page.isdigit() and len(page) < 4 else 1,
        )

    @property
    def filtered(self) -> bool:
        return bool(self.column or self.year or self.validity or self.category)

    @property
    def anything(self) -> bool:
        return bool(self.words or self.organ or self.filtered)

    @property
    def query(self) -> Query:
        return Query(
            text=self.words,
            organs=(self.organ.pk,) if self.organ else (),
            columns=(self.column,) if self.column else (),
            years=(self.year,) if self.year else (),
            validities=(self.validity,) if self.validity else (),
            categories=(self.category,) if self.category else (),
            sort=self.sort,
            page=max(self.page, 1),
            per_page=PER_PAGE,
        )

    def address(self, **other: object) -> str:
        """The same search with something changed; None takes it out."""
        given = {
            "q": self.words,
            "organ": self.organ.code if self.organ else "",
            "column": self.column,
            "year": self.year,
            "validity": self.validity,
            "category": self.category,
            "sort": self.sort if self.sort != RELEVANCE else "",
        }
        return "?" + urlencode({name: value for name, value in (given | other).items() if value})


@dataclass(frozen=True, slots=True)
class Hit:
    """`title`, `text` and what the labels say are pieces, each with whether it was searched for."""

    url: str
    publisher: str
    published_on: date | None
    title: Pieces
    text: Pieces
    document_number: str = ""
    labels: tuple[tuple[str, Pieces], ...] = ()
    state: State | None = None
    kind: Any = ""


@dataclass(frozen=True, slots=True)
class Result:
    hits: tuple[Hit, ...]
    counted: int
    beyond: bool
    loosened: bool
    shortened: bool
    previous: str
    next: str


def results(asked: Asked, now: datetime) -> Result:
    """Raises SearchError where the index cannot be asked. What the gate does not let through is passed over in silence."""
    found = find(asked.query)
    seen = only_visible(found.keys, now)
    labels = labels_of(seen.values())
    others = of_keys([key for key in found.keys if key not in seen])
    hits = (
        _hit(seen[key], labels.get(key, []), asked.words, now) if key in seen else _beside(others[key], asked.words)
        for key in found.keys
        if key in seen or key in others
    )
    return Result(
        tuple(hit for hit in hits if hit is not None),
        found.counted,
        found.beyond,
        found.loosened,
        found.shortened,
        asked.address(page=asked.page - 1 if asked.page > 2 else None) if asked.page > 1 else "",
        asked.address(page=asked.page + 1) if found.more else "",
    )


def _beside(one: Besides, words: str) -> Hit:
    title = marked(one.title, words)
    return Hit(one.url, one.publisher, one.published_on, title, snippet(one.text, words), kind=one.kind)


def _hit(item: Item, labels: list[Label], words: str, now: datetime) -> Hit | None:
    """An ended 公示 is found by what its page still says, whatever the index has not yet forgotten."""
    day = timezone.localdate(now)
    title = marked(item.title, words)
    if names_ended(item, day):
        head = "\n".join((item.title, item.document_number, item.index_number or ""))
        return _of(item, title, []) if holds(head, words) else None
    text = _text(item, words)
    told = () if holds(f"{item.title}\n{text}", words) else tuple(_told(labels, words))
    return replace(_of(item, title, snippet(text, words)), labels=told, state=state_of(item, day))


def _of(item: Item, title: Pieces, text: Pieces) -> Hit:
    url = reverse("open_item", args=[item.pk])
    return Hit(url, item.publisher, item.published_on, title, text, document_number=item.document_number)


def _told(labels: list[Label], words: str) -> Iterator[tuple[str, Pieces]]:
    """Where words stand that the text does not have."""
    for label in labels:
        pieces = marked(label.words, words)
        if any(found for _part, found in pieces):
            yield label.name, pieces


def _text(item: Item, words: str) -> str:
    """The text itself; with that of its files where the words stand only there."""
    revision = item.revision
    text = "\n".join(part for part in (revision.summary, text_of(revision.body)) if part) if revision else ""
    return text if holds(text, words) else searchable_text(item)
