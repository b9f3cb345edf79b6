"""Texts that say what another report says, sentence by sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

from gongkai.corpus import opened
from gongkai.corpus.similar import similar
from gongkai.report import AnnualReport, Section

from .making import corpus_of, made

WORDS = "主动公开依法申请办理答复机关政务平台更新目录培训监督考核评议整改问题措施机制责任人员栏目信息解读回应".strip()


def prose(seed: object, count: int = 12) -> list[str]:
    rng = Random(str(seed))
    return ["".join(rng.choice(WORDS) for _ in range(24)) for _ in range(count)]


def told(organ: str, year: int, lines: list[str]) -> AnnualReport:
    return replace(made(organ, year), sections=[Section(5, "存在的主要问题及改进情况", "。".join(lines) + "。")])


A, B, C = (f"甲县{name}乡人民政府" for name in "天地玄")


def pairs(folder: Path, *reports: AnnualReport, **more: object) -> list[dict]:
    with opened(corpus_of(folder, *reports)) as corpus:
        return similar(corpus, **more).dicts()


def test_last_years_text_is_found_with_its_sentences(tmp_path: Path) -> None:
    old, new = prose("a"), prose("b")
    rows = pairs(tmp_path, told(A, 2022, old), told(A, 2023, old[:9] + new[:3]))
    assert [(r["kind"], r["year"], r["other_year"], r["shared"]) for r in rows] == [("last_year", 2023, 2022, 9)]
    assert rows[0]["sentences"] == old[:9]
    assert 0.7 < rows[0]["share"] < 0.8


def test_a_sister_organs_text_is_found_once_and_another_text_is_not(tmp_path: Path) -> None:
    rows = pairs(tmp_path, told(A, 2023, prose("a")), told(B, 2023, prose("a")), told(C, 2023, prose("c")))
    assert [({r["organ"], r["other_organ"]}, r["similarity"]) for r in rows] == [({A, B}, 1.0)]


def test_numbers_and_marks_make_no_difference(tmp_path: Path) -> None:
    lines = prose("a")
    rows = pairs(tmp_path, told(A, 2023, [f"{x}12 件" for x in lines]), told(B, 2023, [f"{x}，345 件" for x in lines]))
    assert rows[0]["similarity"] == 1.0 and rows[0]["shared"] == 12


def test_below_the_threshold_nothing_is_said(tmp_path: Path) -> None:
    a = prose("a")
    reports = told(A, 2023, a), told(B, 2023, a[:6] + prose("b")[:6])
    assert pairs(tmp_path / "1", *reports) == []
    assert len(pairs(tmp_path / "2", *reports, threshold=0.2)) == 1


def test_what_everybody_says_in_one_line_is_not_told(tmp_path: Path) -> None:
    lines = ["本机关没有其他需要报告的事项"]
    assert pairs(tmp_path, told(A, 2023, lines), told(B, 2023, lines)) == []


def test_of_very_many_alike_only_a_few_are_named(tmp_path: Path) -> None:
    reports = [told(f"甲县{n}乡人民政府", 2023, prose("a")) for n in range(12)]
    rows = pairs(tmp_path, *reports, most=2)
    assert 6 <= len(rows) <= 24
    assert {r["organ"] for r in rows} | {r["other_organ"] for r in rows} == {r.agency for r in reports}


def test_half_alike_texts_are_found_nearly_always(tmp_path: Path) -> None:
    """The one estimate in it: 60 pairs that are 0.6 alike, all found."""
    reports = []
    for n in range(60):
        lines = prose(n, 16)
        reports += [
            told(f"甲县{n}乡人民政府", 2023, lines),
            told(f"乙县{n}乡人民政府", 2023, lines[:12] + prose(-n - 1, 4)),
        ]
    assert len(pairs(tmp_path, *reports, threshold=0.5)) == 60
