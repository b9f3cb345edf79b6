"""The piece that is shown: from the text that was handed in, with what was found marked, and nothing a page could trip over."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai_web.search.snippets import BLANK, WIDTH, marked, snippet

LONG = "其他内容。" * 60


def hits(text: str, typed: str) -> list[str]:
    return [part for part, hit in snippet(text, typed) if hit]


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("政府信息公开指南", "公开", ["公开"]),
        ("政府信息公開指南", "公开", ["公開"]),
        ("“三公”经费", "三公经费", ["三公”经费"]),
        ("关 于 印 发", "关于印发", ["关 于 印 发"]),
        ("国发〔2026〕 3 号", "国发(2026)3号", ["国发〔2026〕 3 号"]),
        ("共 1428 件，428 件", "428", ["428"]),
        ("①住房②公开", "公开", ["公开"]),
        ("ＰＭ２．５", "pm2.5", ["ＰＭ２．５"]),
        ("住房、公开", "公开 住房", ["住房", "公开"]),
        ("住房公开", "住房房公开", ["住房", "公开"]),
        ("公开公开", "开公", ["开公"]),
        ("没有", "公开", []),
        ("", "公开", []),
    ],
)
def test_what_was_found_is_marked_as_it_stands(text: str, typed: str, expected: list[str]) -> None:
    assert hits(text, typed) == expected


def test_the_window_is_where_most_different_words_are() -> None:
    text = f"公开公开公开{LONG}住房公开{LONG}"
    assert hits(text, "公开 住房") == ["住房", "公开"]


def test_a_window_within_a_text_says_so_and_keeps_its_width() -> None:
    pieces = snippet(f"{LONG}住房{LONG}", "住房")
    assert pieces[0] == ("……", False)
    assert pieces[-1] == ("……", False)
    assert len("".join(part for part, _ in pieces)) <= WIDTH + 4


def test_near_the_end_the_window_reaches_back() -> None:
    pieces = snippet(f"{LONG}住房", "住房")
    assert len("".join(part for part, _ in pieces)) >= WIDTH


def test_without_a_hit_it_is_the_beginning() -> None:
    assert snippet(f"开头{LONG}", "住房")[0][0].startswith("开头")


def test_markup_stays_text() -> None:
    assert ("<script>", False) in snippet("<script>公开", "公开")


def test_all_of_a_title_is_shown() -> None:
    assert marked(f"{LONG}公开", "公开") == [(LONG, False), ("公开", True)]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400), st.text(max_size=40))
def test_the_pieces_are_the_text_and_nothing_else(text: str, typed: str) -> None:
    shown = "".join(part for part, _ in marked(text, typed))
    assert re.sub(r"\s", "", shown) == re.sub(BLANK, "", text)
    assert not any(part == "" for part, _ in snippet(text, typed))
