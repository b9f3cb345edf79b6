"""A query as tantivy takes it. Built of terms, never parsed from text: nothing that is typed can be an operator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import tantivy
from tantivy import FieldType, Occur

from gongkai_web.search.query import Query, Term, Units, Wanted
from gongkai_web.search.schema import ITEM, SCHEMA
from gongkai_web.search.units import pairs_of
from gongkai_web.search.words import ranking_words

_HEAD_WEIGHT = 3.0
_MOST_UNSIGNED = 2**63


def built(query: Query, wanted: Wanted, *, newest: int = 0, or_in_head: bool = False) -> tantivy.Query:
    """`newest` leaves out what is older, and with `or_in_head` only where the title does not have the words either."""
    must = [*(_exact("pairs", term) for term in wanted.terms), *_filters(query)] or [_word("kind", ITEM)]
    if newest:
        recent = tantivy.Query.range_query(SCHEMA, "newest", FieldType.Unsigned, lower_bound=newest)
        must.append(_any([recent, *(_exact("head", term) for term in wanted.terms)]) if or_in_head else recent)
    parts = [(Occur.Must, tantivy.Query.const_score_query(one, 0.0)) for one in must]
    return tantivy.Query.boolean_query([*parts, *((Occur.Should, one) for one in _ranking(wanted))])


def most(searcher: tantivy.Searcher, query: Query, wanted: Wanted) -> int:
    """No more items than this can match."""
    rarest = [sum(min(_frequencies(searcher, units)) for units in term.spellings) for term in wanted.terms]
    chosen = [sum(searcher.doc_freq(field, value) for value in values) for field, values in _chosen(query)]
    return min([searcher.num_docs, *rarest, *chosen])


def _frequencies(searcher: tantivy.Searcher, units: Units) -> list[int]:
    if len(units) == 1:
        return [searcher.doc_freq("units", units[0])]
    return [searcher.doc_freq("pairs", pair) for pair in _pairs(units)]


def _exact(field: str, term: Term) -> tantivy.Query:
    return _any([_spelling(field, units) for units in term.spellings])


def _spelling(field: str, units: Units) -> tantivy.Query:
    if len(units) == 1:
        return _word("units", units[0])
    pairs = _pairs(units)
    if len(pairs) == 1:
        return _word(field, pairs[0])
    # Every second pair covers all units; the last one may overlap.
    chosen = sorted({*range(0, len(pairs), 2), len(pairs) - 1})
    return tantivy.Query.phrase_query(SCHEMA, field, [(i, pairs[i]) for i in chosen])


def _pairs(units: Units) -> list[str]:
    return pairs_of(units).split(" ")


def _chosen(query: Query) -> Iterator[tuple[str, list[int] | list[str]]]:
    """Values that no index holds match nothing; they must not raise either."""
    for field, numbers in (("organ", query.organs), ("year", query.years)):
        if numbers:
            yield field, [number for number in numbers if 0 <= number < _MOST_UNSIGNED]
    for field, words in (("column", query.columns), ("validity", query.validities), ("category", query.categories)):
        if words:
            yield field, list(map(_encodable, words))


def _filters(query: Query) -> Iterator[tantivy.Query]:
    for field, values in _chosen(query):
        yield _any([tantivy.Query.term_query(SCHEMA, field, value, "basic") for value in values])


def _ranking(wanted: Wanted) -> Iterator[tantivy.Query]:
    for term in wanted.terms:
        if len(term.spellings[0]) > 1:
            yield tantivy.Query.boost_query(_exact("head", term), _HEAD_WEIGHT)
        for word in dict.fromkeys(ranking_words("".join(term.spellings[0]))):
            yield _word("words", word)


def _any(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """One of them; of none, nothing is found."""
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(Occur.Should, one) for one in queries])


def _word(field: str, value: str) -> tantivy.Query:
    return tantivy.Query.term_query(SCHEMA, field, _encodable(value), "freq")


def _encodable(value: str) -> str:
    return value.encode("utf-8", "replace").decode("utf-8")
