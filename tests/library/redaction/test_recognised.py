"""What stays of a redacted page is a picture: recognising its words finds those beside a box, never those below it."""

from __future__ import annotations

import pytest

pytest.importorskip("PIL")
pytest.importorskip("pypdfium2")
pytest.importorskip("onnxruntime")

from gongkai.reading import load
from gongkai.redaction import Box, find, redact, source_of

from .making import PHONE, pdf_of


def test_recognition_finds_no_covered_word() -> None:
    source = source_of(pdf_of(["Zhang San called from", PHONE, "about the road of 2023"]), "a.pdf")
    covered = [
        Box(spot.page, spot.left, spot.top, spot.right, spot.bottom, "personal")
        for group in find(source.letters(), PHONE)
        for spot in group
    ]
    beside = [Box(1, 0.8, 0.9, 0.9, 0.95, "personal")]
    before, after = (_recognised(redact(source, boxes).pdf) for boxes in (beside, covered))
    assert PHONE in before
    assert "road" in after and "2023" in after
    assert PHONE[3:7] not in after


def _recognised(pdf: bytes) -> str:
    return "".join("".join(line.text.split()) for line in load(pdf, "a.pdf").paragraphs())
