"""However a program draws its tables, the numbers stand in the cells in which they are printed."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from .pdf_reading import read
from .pdf_sheets import DIGITS, LINES, Sheet, Style, draw, numbers_read, random_sheet

SHEET = random_sheet(1)


def reads_exactly(sheet: Sheet, style: Style, seed: int = 0) -> bool:
    return numbers_read(read(draw(sheet, style, seed)), len(sheet.numbers[0])) == sheet.numbers


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize("lines", LINES)
def test_each_way_to_draw_lines_and_digits(lines: str, digits: str):
    assert reads_exactly(SHEET, Style(lines=lines, digits=digits))


@pytest.mark.parametrize("rotate", range(4))
@pytest.mark.parametrize("turned", range(4))
def test_turned_pages_and_turned_content(turned: int, rotate: int):
    assert reads_exactly(SHEET, Style(turned=turned, rotate=rotate))


def test_the_order_of_drawing_does_not_matter():
    assert all(reads_exactly(SHEET, Style(shuffled=True), seed) for seed in range(5))


def test_open_sides():
    assert reads_exactly(SHEET, Style(open_sides=True))


def test_a_table_over_two_pages_is_two_grids_each_with_its_page():
    document = read(draw(SHEET, Style(break_after=2)))
    assert [grid.at.page for grid in document.grids()] == [1, 2]
    assert numbers_read(document, 5) == SHEET.numbers


styles = st.builds(
    Style,
    lines=st.sampled_from(LINES),
    digits=st.sampled_from(DIGITS),
    align=st.sampled_from(["left", "right", "middle"]),
    turned=st.integers(0, 3),
    rotate=st.integers(0, 3),
    shuffled=st.booleans(),
    upright_label=st.booleans(),
    open_sides=st.booleans(),
    size=st.sampled_from([7, 8.5, 10]),
    break_after=st.sampled_from([0, 0, 2]),
)


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000), rows=st.integers(3, 14), columns=st.integers(2, 8), style=styles)
def test_any_table_in_any_style(seed: int, rows: int, columns: int, style: Style):
    assume(not (style.lines == "coloured" and style.break_after))  # too few rows on a page to be sure of a table
    assert reads_exactly(random_sheet(seed, rows, columns), style, seed)
