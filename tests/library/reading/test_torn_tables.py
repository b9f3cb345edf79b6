"""Table three as PDF programs print it that follow columns: the values of each page column by column, after the labels."""

import random

import pytest
from making import Made, labels_first, make, right_share, silent_errors

from gongkai.reading import read_bytes


def by_pages(made: Made, first_page: int) -> str:
    """All labels, then for each of two pages its values column by column; the page's number among the heads."""
    rows = list(made.requests.values())
    values = [
        cell or ""
        for page in (rows[:first_page], rows[first_page:])
        for column in zip(*page, strict=True)
        for cell in column
    ]
    text = labels_first(made)
    lines = text.split("\n")
    start = max(i for i, line in enumerate(lines) if "结转下年度" in line and "件" not in line) + 1
    stop = next(i for i in range(start, len(lines)) if lines[i].startswith("四、"))
    return "\n".join([*lines[:start], *values, *lines[stop:]])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("first_page", [5, 14, 20])
def test_values_by_columns_of_each_page(seed: int, first_page: int) -> None:
    made = make(random.Random(seed), busy=0.5)
    report = read_bytes(by_pages(made, first_page).encode(), "x.txt")[0]
    assert silent_errors(report, made) == {} and right_share(report, made) == 1


def test_what_two_readings_share_is_certain_and_where_they_differ_is_not() -> None:
    made = make(random.Random(2), busy=0)
    for row in ("new", "granted", "result_total"):
        made.requests[row] = ["1", "0", "0", "0", "0", "0", "1"]
    report = read_bytes(by_pages(made, 14).encode(), "x.txt")[0]
    assert silent_errors(report, made) == {}
