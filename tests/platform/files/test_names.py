"""Hostile and unlucky names."""

from __future__ import annotations

import pytest

from gongkai_web.files.names import LONGEST_BYTES, safe_name, suffix_of, with_suffix

GIVEN = [
    ("通知.docx", "通知.docx"),
    ("../../etc/passwd", "passwd"),
    ("..\\..\\windows\\system32\\通知.pdf", "通知.pdf"),
    ("C:\\Users\\王芳\\Desktop\\通知.pdf", "通知.pdf"),
    ("/", "未命名"),
    ("..", "未命名"),
    ("", "未命名"),
    (" . .pdf", "pdf"),
    ("通知\u202efdp.exe", "通知fdp.exe"),
    ("通\u200b知\ufeff.pdf", "通知.pdf"),
    ("通知\x00.pdf\r\nSet-Cookie: a=1", "通知.pdf Set-Cookie a=1"),
    ('"><script>.pdf', "script.pdf"),
    ("CON.docx", "_CON.docx"),
    ("nul", "_nul"),
    ("lpt1.tar.gz", "_lpt1.tar.gz"),
    ("　关于  印发\t通知 .docx", "关于 印发 通知 .docx"),
    ("\ud800通知.pdf", "通知.pdf"),
    ("e\u0301.pdf", "é.pdf"),
    ("100%已完成#1?.pdf", "100%已完成#1.pdf"),
]


@pytest.mark.parametrize(("given", "kept"), GIVEN)
def test_a_name_is_made_fit(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@pytest.mark.parametrize("given", [f"{'关于' * 300}.docx", "关" * 1000, f"a{'𠮷' * 200}.pdf", f"x.{'y' * 500}"])
def test_a_name_that_no_disk_takes_is_cut_between_characters(given: str) -> None:
    kept = safe_name(given)
    assert LONGEST_BYTES - 4 <= len(kept.encode()) <= LONGEST_BYTES
    assert kept.isprintable()
    assert suffix_of(kept) == suffix_of(given)


def test_making_fit_twice_changes_nothing_more() -> None:
    for given, _ in GIVEN:
        assert safe_name(safe_name(given)) == safe_name(given)


@pytest.mark.parametrize(
    ("given", "suffix", "with_pdf"),
    [
        ("通知.DOCX", "docx", "通知.pdf"),
        ("会议纪要2026.11.20", "", "会议纪要2026.11.20.pdf"),
        ("第1.2号", "", "第1.2号.pdf"),
        ("pdf", "", "pdf.pdf"),
        ("a.tar.gz", "gz", "a.tar.pdf"),
    ],
)
def test_what_is_an_ending(given: str, suffix: str, with_pdf: str) -> None:
    assert suffix_of(given) == suffix
    assert with_suffix(given, "pdf") == with_pdf
