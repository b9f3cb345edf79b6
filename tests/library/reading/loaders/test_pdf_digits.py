"""Digits are glued only where they touch: two numbers never become one, and none is lost."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .pdf_maker import HandPdf, stream, text
from .pdf_reading import frame, outline, read, tables

DIGIT = 5.56
"""The width of a digit of ten points."""


def cell_of(*content: str) -> str:
    [[[found, _]]] = tables(read(HandPdf().page(*frame(50, 780, 2, 1, width=150), *content, text(230, 766, "9"))))
    return found


def test_digits_drawn_one_by_one_are_one_number():
    assert cell_of(*(text(60 + i * DIGIT, 766, digit) for i, digit in enumerate("3440"))) == "3440"


@pytest.mark.parametrize("apart", [1.3, 1.6, 2, 3, 6])
def test_two_numbers_in_one_cell_stay_two(apart: float):
    assert cell_of(text(60, 766, "0"), text(60 + apart * DIGIT, 766, "0")).split() == ["0", "0"]


def test_a_typed_space_parts_two_numbers_however_narrow():
    assert cell_of(text(60, 766, "12 3", before="-2 Tw")) == "12 3"


def test_a_few_spaced_numbers_prove_nothing():
    assert cell_of(text(60, 766, "12", before="3 Tc")) == "1 2"


def test_evenly_spaced_zeros_are_several_zeros():
    assert cell_of(text(60, 766, "000", before="3 Tc")) == "0 0 0"


def test_bold_by_printing_twice_is_there_once():
    assert cell_of(text(60, 766, "77"), text(60.3, 766, "77"), text(60.3, 766.2, "77")) == "77"


def test_equal_digits_side_by_side_are_two():
    assert cell_of(text(60, 766, "7"), text(60 + DIGIT, 766, "7")) == "77"


def test_numbers_printed_over_one_another_are_not_mixed():
    assert cell_of(text(60, 766, "1357"), text(62.5, 766, "2468")).split() == ["1357", "2468"]


def test_raised_remarks_do_not_join_the_number():
    assert cell_of(text(60, 766, "22"), text(75, 771, "1", size=5)).split() == ["1", "22"]


def test_kerning_within_one_number():
    assert cell_of("BT /latin 10 Tf 60 766 Td [(1) 40 (57) -30 (3)] TJ ET") == "1573"


def test_wide_kerning_parts_numbers():
    assert cell_of("BT /latin 10 Tf 60 766 Td [(15) -300 (73)] TJ ET") == "15 73"


@pytest.mark.parametrize(("unit", "scale", "size"), [(1000, 0.001, 10), (1, 1, 10), (1000, 1, 0.01)])
def test_digits_that_are_drawings(unit: float, scale: float, size: float):
    """A font of drawings may state any size: what counts is how large they come out."""
    box = f"{unit / 2} 0 0 0 {unit * 0.45} {unit * 0.7} d1 0 0 {unit * 0.45} {unit * 0.7} re f"
    codes = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange"
        " 1 beginbfrange <30> <39> <0030> endbfrange endcmap end end"
    )
    names = [f"/d{digit}" for digit in range(10)]
    font = (
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 {unit} {unit}] /FontMatrix [{scale} 0 0 {scale} 0 0]"
        f" /FirstChar 48 /LastChar 57 /Widths [{f'{unit / 2} ' * 10}] /ToUnicode @1 /Resources << >>"
        f" /Encoding << /Type /Encoding /Differences [48 {' '.join(names)}] >>"
        f" /CharProcs << {' @0 '.join(names)} @0 >> >>"
    )
    pdf = HandPdf(extras=[stream(box), stream(codes)], fonts={"drawn": font})
    pdf.page(*frame(50, 780, 2, 1), f"BT /drawn {size} Tf 60 766 Td (3440) Tj ET", text(113, 766, "9"))
    assert tables(read(pdf)) == [[["3440", "9"]]]


placements = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30), st.sampled_from("0123456789")), max_size=12)


@given(placements)
def test_no_digit_is_lost_or_invented(places: list[tuple[int, int, str]]):
    """Digits anywhere, over lines and over one another: each is somewhere, once."""
    apart = {(x, y): digit for x, y, digit in places}
    content = [text(40 + x * 7.1, 790 - y * 4.3, digit) for (x, y), digit in apart.items()]
    read_back = read(HandPdf().page(*frame(50, 780, 6, 5), text(50, 100, "末行"), *content))
    grids = [said for grid in tables(read_back) for row in grid for said in row]
    printed = "".join([*outline_texts(read_back), *grids])
    assert Counter(filter(str.isdigit, printed)) == Counter(apart.values())


def outline_texts(document) -> list[str]:
    return [said for said in outline(document) if not said.startswith("[")]
