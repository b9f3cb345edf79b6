"""How surely a recognised line is known: by its numbers, not by its labels."""

import pytest

from gongkai.reading.loaders.pdf_lines import seen_in
from gongkai.reading.loaders.pdf_shapes import Box, Glyph, Ink, Seen


@pytest.mark.parametrize(
    ("once", "known"),
    [
        ("行政处罚", Seen.TWICE),
        ("3.重复申请", Seen.TWICE),
        ("（三）不予公开", Seen.TWICE),
        ("量", Seen.TWICE),
        ("26", Seen.ONCE),
        ("一", Seen.ONCE),
        ("O", Seen.ONCE),
        ("行政处罚26", Seen.ONCE),
        ("17规章", Seen.ONCE),
    ],
)
def test_only_words_that_may_be_numbers_make_a_line_doubtful(once: str, known: Seen):
    box = Box(0, 0, 5, 10)
    label = [Glyph(char, box, Ink(1, 10, 10, seen=Seen.ONCE), 0) for char in once]
    number = [Glyph("7", box, Ink(2, 10, 10, seen=Seen.TWICE), 1)]
    assert seen_in([label, number]) is known
