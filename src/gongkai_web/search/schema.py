"""What the index holds of an item: nothing that could be shown, only what finds, filters and orders it."""

from __future__ import annotations

from dataclasses import dataclass

import tantivy

from gongkai_web.search.folding import fold
from gongkai_web.search.units import pairs_of, units_of_folded
from gongkai_web.search.words import ranking_words

VERSION = 3
"""To be raised whenever fields, folding or units change: an index of another version is built anew by itself."""

ITEM, MARK = "item", "mark"
_KEY_BITS = 44
_PARTING = "\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as it may be found. `published` is a day as `date.toordinal()`; `categories` are those of article 20."""

    key: int
    organ: int
    column: str
    year: int
    published: int
    validity: str
    categories: tuple[str, ...]
    title: str
    document_number: str
    index_number: str
    text: str


def _schema() -> tantivy.Schema:
    build = tantivy.SchemaBuilder()
    build.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    build.add_unsigned_field("upto", stored=True)
    build.add_unsigned_field("key", indexed=True, fast=True)
    build.add_unsigned_field("newest", fast=True)
    build.add_unsigned_field("organ", indexed=True)
    build.add_unsigned_field("year", indexed=True)
    for name in ("column", "validity", "category"):
        build.add_text_field(name, tokenizer_name="raw", index_option="basic")
    build.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
    build.add_text_field("units", tokenizer_name="whitespace", index_option="basic")
    build.add_text_field("head", tokenizer_name="whitespace", index_option="position")
    build.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    build.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    return build.build()


SCHEMA = _schema()


def document_of(entry: Entry) -> tantivy.Document:
    head = fold(_PARTING.join((entry.title, entry.document_number, entry.index_number)))
    folded = f"{head}{_PARTING}{fold(entry.text)}"
    units = units_of_folded(folded)
    document = tantivy.Document()
    document.add_text("kind", ITEM)
    document.add_unsigned("key", entry.key)
    document.add_unsigned("newest", entry.published << _KEY_BITS | entry.key)
    document.add_unsigned("organ", entry.organ)
    document.add_unsigned("year", entry.year)
    for name, value in (("column", entry.column), ("validity", entry.validity)):
        document.add_text(name, value)
    for category in entry.categories:
        document.add_text("category", category)
    document.add_text("pairs", pairs_of(units))
    document.add_text("units", " ".join(set(units)))
    document.add_text("head", pairs_of(units_of_folded(head)))
    document.add_text("words", " ".join(ranking_words(folded)))
    return document


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the log was followed, and the log's digest there: a log that was set back has another one."""

    upto: int
    digest: str = ""


def document_of_mark(mark: Mark) -> tantivy.Document:
    """Committed together with what was followed."""
    document = tantivy.Document()
    document.add_text("kind", MARK)
    document.add_unsigned("upto", mark.upto)
    document.add_text("digest", mark.digest)
    return document
