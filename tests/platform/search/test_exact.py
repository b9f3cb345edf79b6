"""Whatever a text contains is found in it: against a scan of the texts, for every part of them."""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai_web.search.folding import fold
from gongkai_web.search.index import Index, Query
from gongkai_web.search.units import HAN, units_of
from tests.platform.search.making import entry, index_of

OFFICIAL = list("政府信息公开条例苏州市住房保障人民办公室通知")
HAN_CHARACTERS = st.one_of(st.sampled_from(OFFICIAL), st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))
MIXED = st.one_of(
    HAN_CHARACTERS, st.sampled_from(list("0123456789ABabＡ１ 　\n\t，。、《》“”〔〕()-|_/.")), st.characters()
)
TEXTS = st.lists(st.text(MIXED, max_size=60), min_size=1, max_size=6)


def keys(index: Index, text: str) -> set[int]:
    return set(index.search(Query(text, per_page=1000)).keys)


def han_parts(text: str) -> set[str]:
    """Every part of 1 to 8 characters that is nothing but Chinese characters."""
    parts = {text[i : i + n] for i in range(len(text)) for n in range(1, 9)}
    return {
        part for part in parts if units_of(part) and all(len(units_of(c)) == 1 for c in part) and part.strip() == part
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_part_of_chinese_characters_finds_exactly_the_texts_that_contain_it(texts: list[str]) -> None:
    rows = {key: "\0".join(units_of(text)) for key, text in enumerate(texts)}
    with tempfile.TemporaryDirectory() as folder:
        index = index_of(Path(folder), *(entry(key, text) for key, text in enumerate(texts)))
        for part in {part for text in texts for part in han_parts(text) if all(_is_han(c) for c in part)}:
            row = "\0".join(units_of(part))
            scanned = {key for key, whole in rows.items() if f"\0{row}\0" in f"\0{whole}\0"}
            assert keys(index, part) == scanned, part


def _is_han(character: str) -> bool:
    import re

    return bool(re.fullmatch(rf"[{HAN}]", character))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(MIXED, min_size=1, max_size=30), min_size=1, max_size=4))
def test_a_whole_mixed_text_in_quotes_finds_itself(texts: list[str]) -> None:
    texts = [text.replace('"', "").replace("“", "").replace("”", "") for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        index = index_of(Path(folder), *(entry(key, f"前 {text} 后") for key, text in enumerate(texts)))
        for key, text in enumerate(texts):
            if units_of(text):
                assert key in keys(index, f"“{text}”")


SAME = [
    ("ＰＭ２．５", "pm2.5"),
    ("政府信息公開條例", "政府信息公开条例"),
    ("臺灣後勤於此", "台湾后勤于此"),
    ("关 于 印 发", "关于印发"),
    ("关　于印发", "关于 印发"),
    ("“三公”经费", "三公经费"),
    ("《条例》第三十三条", "条例第三十三条"),
    ("二○二六年", "二〇二六年"),
    ("GB/T 9704—2012", "gb/t 9704-2012"),
    ("3 号", "3号"),
    ("Ａ４纸", "a4纸"),
    ("㎡", "m2"),
    ("①住房", "1住房"),
    ("放管\u200b服", "放管服"),
]


@pytest.mark.parametrize(("written", "typed"), [*SAME, *((b, a) for a, b in SAME)])
def test_what_reads_the_same_is_the_same(written: str, typed: str, tmp_path: Path) -> None:
    index = index_of(tmp_path, entry(1, f"前面，{written}，后面"), entry(2, "别的"))
    assert keys(index, typed) == {1}


def test_folding_again_changes_nothing_and_no_character_was_forgotten() -> None:
    characters = [chr(point) for point in range(0x30000) if not 0xD800 <= point < 0xE000]
    for character in characters:
        assert fold(fold(character)) == fold(character), hex(ord(character))
        plain = unicodedata.normalize("NFKC", character).lower()
        if units_of(character) and plain != character and character != "○":
            assert fold(character) == fold(plain), hex(ord(character))


NUMBERS = [
    "国发〔2026〕3号",
    "国发[2026]3号",
    "国发(2026)3号",
    "国发（2026）3号",
    "国发【2026】3号",
    "国发〔2026〕 3 号",
    "国发 (2026) 3 号",
    "国发 〔２０２６〕 ３ 号",
    "国发〔2026〕第3号",
    "国发〔2026〕03号",
    "国发《2026》3号",
    "国发［2026］3号",
    "国发〔2026〕3",
]


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """1 and more: the number in every way of writing; from 100: others that are like it."""
    others = ("国发〔2026〕13号", "国发〔2026〕30号", "国发〔2025〕3号", "国办发〔2026〕4号", "国发", "〔2026〕3号")
    same = (entry(i, f"根据{written}文件") for i, written in enumerate(NUMBERS[:-1], 1))
    return index_of(tmp_path_factory.mktemp("numbers"), *same, *(entry(i, text) for i, text in enumerate(others, 100)))


@pytest.mark.parametrize("typed", NUMBERS)
def test_a_document_number_is_found_however_it_is_written(numbers: Index, typed: str) -> None:
    assert keys(numbers, typed) == set(range(1, len(NUMBERS)))


def test_a_number_without_its_organ_finds_every_organ_s(tmp_path: Path) -> None:
    index = index_of(
        tmp_path, entry(1, "国发〔2026〕3号"), entry(2, "苏政发〔2026〕3号"), entry(3, "苏政发〔2026〕13号")
    )
    assert keys(index, "〔2026〕3号") == {1, 2}


def test_numbers_and_words_of_letters_are_found_whole(tmp_path: Path) -> None:
    index = index_of(tmp_path, entry(1, "共 428 件"), entry(2, "共 1428 件"), entry(3, "共4280件"))
    assert keys(index, "428") == {1}
    assert keys(index, "428件") == {1}


def test_title_and_numbers_are_searched_like_the_text(tmp_path: Path) -> None:
    one = entry(1, title="住房保障", document_number="苏府办〔2026〕3号", index_number="014123456/2026-00012")
    index = index_of(tmp_path, one, entry(2, "别的"))
    for typed in ("住房", "苏府办〔2026〕3号", "014123456/2026-00012", "2026-00012"):
        assert keys(index, typed) == {1}, typed


def test_the_end_of_a_title_and_the_beginning_of_a_text_make_no_word(tmp_path: Path) -> None:
    index = index_of(tmp_path, entry(1, "开支", title="办公"))
    assert keys(index, "公开") == set()
