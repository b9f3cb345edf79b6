"""Digits that stand apart in their own cell are one number only where the row's relation leaves no other way."""

import pytest

from gongkai.reading.broken import joined_values
from gongkai.reading.lines import Geometry, Line, Token
from gongkai.reading.numbers import printed
from gongkai.reading.sums import row_holds

ZEROS = ["0", "0", "0"]


def row(texts: list[str], geometry: Geometry = Geometry.EXACT, gaps: dict[int, int] | None = None) -> Line:
    """Values three characters apart, or as far as `gaps` says of the one before."""
    x, tokens = 0, []
    for i, text in enumerate(texts):
        x += (gaps or {}).get(i, 3)
        tokens.append(Token(text, printed(text), x, x + len(text)))
        x += len(text)
    return Line(tokens, geometry, 0)


def joined(line: Line) -> list[str] | None:
    found = joined_values(line, line.values, 7, row_holds)
    return [token.text for token in found] if found else None


@pytest.mark.parametrize("broken", ["1274\n9", "1 2749", "12\n74\n9"])
def test_a_number_broken_in_its_cell(broken: str):
    assert joined(row([broken, "1", "0", *ZEROS, "12750"])) == ["12749", "1", "0", *ZEROS, "12750"]


def test_where_the_sum_does_not_hold_nothing_is_joined():
    assert joined(row(["1274\n9", "2", "0", *ZEROS, "12750"])) is None


def test_two_rows_in_one_row_of_cells_are_not_joined():
    assert joined(row(["3\n5", "1\n2", "2\n1", "1\n1", "1\n1", "1\n1", "9\n11"])) is None


def test_a_number_printed_twice_in_its_cell_is_not_joined():
    assert joined(row(["7 7", "0", "0", *ZEROS, "7 7"])) is None


def test_letter_spaced_digits_where_columns_stand_further_apart():
    texts = ["3", "1", "2", "0", *ZEROS, "3", "3"]
    assert joined(row(texts, Geometry.LAYOUT, {1: 1, 8: 1})) == ["31", "2", "0", *ZEROS, "33"]
    assert joined(row(texts, Geometry.LAYOUT)) is None
