"""What may be typed and chosen, and what comes of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai_web.search.index import Index, Query
from gongkai_web.search.query import MOST_HITS
from tests.platform.search.making import entry, index_of


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    day = date(2026, 3, 2).toordinal()
    return index_of(
        tmp_path_factory.mktemp("index"),
        entry(1, "政府信息公开指南", organ=1, column="guide", year=2026, published=day),
        entry(
            2,
            "信息要及时公开，住房信息",
            organ=2,
            column="notices",
            year=2025,
            published=day - 400,
            validity="repealed",
        ),
        entry(3, "住房保障的信息", organ=2, year=2026, published=day + 5, categories=("1", "12")),
        entry(4, "办公开支", organ=3, year=2026, published=day + 1, categories=("12",)),
    )


def keys(index: Index, text: str = "", **filters: object) -> list[int]:
    return list(index.search(Query(text, **filters)).keys)  # type: ignore[arg-type]


def test_several_words_must_all_be_there(index: Index) -> None:
    assert set(keys(index, "信息 公开")) == {1, 2}
    assert keys(index, "住房　公开") == [2]
    assert keys(index, "住房、公开") == [2]


@pytest.mark.parametrize("typed", ["“信息公开”", '"信息公开"', "＂信息公开＂", "「信息公开」", "“信息 公开”"])
def test_a_phrase_in_quotes_is_one(index: Index, typed: str) -> None:
    assert keys(index, typed) == [1]


def test_where_nothing_holds_the_whole_its_parts_are_looked_for_and_that_is_said(index: Index) -> None:
    hits = index.search(Query("住房信息公开"))
    assert hits.keys == (2,)
    assert hits.loosened
    assert not index.search(Query("信息公开")).loosened


def test_a_phrase_in_quotes_is_never_taken_apart(index: Index) -> None:
    assert keys(index, "“住房信息公开”") == []


def test_text_that_is_only_marks_finds_nothing_and_no_text_finds_everything(index: Index) -> None:
    assert keys(index, "，。") == []
    assert len(keys(index, "  ")) == 4


FILTERS = [
    ({"organs": (2,)}, {2, 3}),
    ({"organs": (1, 3)}, {1, 4}),
    ({"columns": ("guide",)}, {1}),
    ({"years": (2025,)}, {2}),
    ({"validities": ("repealed",)}, {2}),
    ({"categories": ("1",)}, {3}),
    ({"categories": ("12",)}, {3, 4}),
    ({"organs": (2,), "years": (2026,)}, {3}),
    ({"organs": (-1,)}, set()),
    ({"organs": (2**80,)}, set()),
    ({"columns": ("\ud800",)}, set()),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS)
def test_filters(index: Index, filters: dict[str, object], expected: set[int]) -> None:
    assert set(keys(index, **filters)) == expected


def test_filters_narrow_a_search(index: Index) -> None:
    assert keys(index, "信息", organs=(2,), years=(2026,)) == [3]


def test_by_date_the_newest_is_first(index: Index) -> None:
    assert keys(index, "信息", sort="date") == [3, 1, 2]
    assert keys(index) == [3, 4, 1, 2]


def test_by_relevance_the_title_and_the_word_come_first(tmp_path: Path) -> None:
    padding = "其他内容" * 30
    index = index_of(
        tmp_path,
        entry(1, f"{padding}办公开支{padding}"),
        entry(2, f"{padding}公开{padding}"),
        entry(3, padding, title="公开"),
    )
    assert keys(index, "公开") == [3, 2, 1]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Index:
    entries = (entry(key, "公开" if key <= MOST_HITS else "公开信息") for key in range(1, MOST_HITS + 2))
    return index_of(tmp_path_factory.mktemp("crowd"), *entries)


def test_a_thousand_are_counted_exactly_and_more_are_not(crowd: Index) -> None:
    hits = crowd.search(Query("公开"))
    assert (hits.counted, hits.beyond, hits.more) == (MOST_HITS, True, True)
    assert not crowd.search(Query("信息")).beyond


def test_pages_show_every_hit_once_and_end(crowd: Index) -> None:
    pages = [crowd.search(Query("公开", sort="date", page=page, per_page=300)) for page in range(1, 6)]
    found = [key for page in pages for key in page.keys]
    assert [len(page.keys) for page in pages] == [300, 300, 300, 100, 0]
    assert [page.more for page in pages] == [True, True, True, False, False]
    assert len(set(found)) == MOST_HITS


HOSTILE = [
    "AND OR NOT",
    "title:公开",
    "公开 -信息 +住房",
    "*:*",
    "[1 TO *]",
    "(((((",
    '"',
    '"公开',
    "“公开",
    "”公开“",
    '公开"信息"开"',
    "公开~2^10",
    "\\",
    "\x00\x01\x1b",
    "公\x00开",
    "\ud800公开",
    "公开\ud800",
    "'; drop table --",
    "_|_|_",
    "〔2026〕号",
    "〔〔〔2026〕3号",
    "〔2026〕3号" * 40,
    "公开" * 5000,
    "公 " * 5000,
    '"公" ' * 5000,
    "x" * 10000,
    "〔" * 10000,
    " " * 10000,
    "\u202e公开\u202c",
    "🏛️公开",
    "é" * 500,
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("sort", ["relevance", "date", "'"])
def test_nothing_that_is_typed_raises(index: Index, typed: str, sort: str) -> None:
    assert index.search(Query(typed, sort=sort)).counted <= 4


@settings(max_examples=200, deadline=None)
@given(typed=st.text(max_size=300), page=st.integers(), per_page=st.integers())
def test_nothing_at_all_raises(index: Index, typed: str, page: int, per_page: int) -> None:
    assert index.search(Query(typed, page=page, per_page=per_page)).counted <= 4


def test_what_was_left_out_of_a_long_query_is_said(index: Index) -> None:
    assert index.search(Query("公开 " * 100)).shortened
    assert not index.search(Query("公开")).shortened
