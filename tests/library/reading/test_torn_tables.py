"""Table three as PDF programs print it that follow columns: the values of each page column by column, after the labels."""

import random

import pytest
from making import Made, labels_first, make, one_cell_a_line_dense, right_share, silent_errors, tab_rows

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


def test_a_number_broken_over_two_lines_is_doubtful() -> None:
    made = make(random.Random(2), busy=0.5)
    made.proactive["compulsory_measures"] = ["8429667"]
    text = labels_first(made).replace("行政强制\n8429667", "行政强 8429\n制 667")
    assert "制 667" in text and silent_errors(read_bytes(text.encode(), "x.txt")[0], made) == {}


def test_fifteen_numbers_in_a_row_are_table_four_however_its_heads_are_broken() -> None:
    made = make(random.Random(2), busy=0.5)
    heads = "行政复议 行政诉讼\n结果维 结果纠 其他结 总\n持 正 果 计\n未经复议直接起诉 复议后起诉\n"
    before, _, rest = labels_first(made).rpartition("行政复议\n行政诉讼\n")
    end = rest.index("五、")
    text = before + heads + " ".join(value or "" for value in made.disputes) + "\n" + rest[end:]
    report = read_bytes(text.encode(), "x.txt")[0]
    assert report.value("disputes.reconsideration.total") == int(made.disputes[4] or 0)
    assert silent_errors(report, made) == {}


def test_the_number_of_a_group_before_the_beginning_of_a_label_is_no_value() -> None:
    """（三） 1.属于 in one cell: its words are too short to be known, and are words all the same."""
    made = make(random.Random(5), busy=0.5)
    made.requests["denied_state_secret"] = ["0", "0", "0", "0", "0", "0", "0"]
    rows = tab_rows(made).split("\n")
    at = next(i for i, row in enumerate(rows) if "1.属于国家秘密" in row)
    rows[at] = "（三） 1.属于\t0\t0\t0\t0\t0\t0"
    assert silent_errors(read_bytes("\n".join(rows).encode(), "x.txt")[0], made) == {}


def test_just_enough_values_are_too_few_where_every_other_row_has_one_more() -> None:
    """A subtotal in every row, no empty line for an empty cell: the row with seven values has lost one of its eight."""
    made = make(random.Random(3), busy=0.6)
    text = one_cell_a_line_dense(made)
    for row in made.requests.values():
        values = [value or "" for value in row]
        wide = [*values[:6], str(sum(map(int, values[1:6]))), values[6]]
        text = text.replace("\n" + "\n".join(values) + "\n", "\n" + "@".join(wide) + "\n", 1)
    name, values = next(item for item in made.requests.items() if item[0] == "granted")
    lost = "@".join([*(v or "" for v in values[:6]), str(sum(int(v or 0) for v in values[1:6])), values[6] or ""])
    text = text.replace(lost, lost.partition("@")[2], 1).replace("@", "\n")
    made.requests[name][0] = None
    assert silent_errors(read_bytes(text.encode(), "x.txt")[0], made) == {}


def test_a_stroke_in_front_of_a_number_is_no_cell() -> None:
    made = make(random.Random(3), "2019", busy=0.6)
    lines = one_cell_a_line_dense(made).split("\n")
    text = "\n".join(f"| {line}" if len(line) < 12 else line for line in lines)
    assert silent_errors(read_bytes(text.encode(), "x.txt")[0], made) == {}


def test_a_number_that_ends_with_its_point_is_not_read_from_its_rest() -> None:
    made = make(random.Random(3), busy=0.6)
    made.proactive["charges"] = ["7134.24"]
    text = one_cell_a_line_dense(made).replace("7134.24", "7134.\n24")
    assert silent_errors(read_bytes(text.encode(), "x.txt")[0], made) == {}


@pytest.mark.parametrize("pieces", ["33\n77", "3\n3", "33\n.7", "3 3", "33.\n7", "33. 7"])
def test_a_number_of_table_two_in_pieces_is_not_read_as_its_first_piece(pieces: str) -> None:
    """Even where the pieces look alike, or are as many as the row has cells."""
    made = make(random.Random(2), busy=0.5)
    made.proactive["compulsory_measures"] = ["8429667"]
    text = labels_first(made).replace("行政强制\n8429667", f"行政强制\n{pieces}")
    made.proactive["compulsory_measures"] = [pieces.replace("\n", "").replace(" ", "")]
    assert pieces in text and silent_errors(read_bytes(text.encode(), "x.txt")[0], made) == {}


def test_a_row_of_two_values_broken_into_three_is_doubtful() -> None:
    made = make(random.Random(2), "2019", busy=0.5)
    made.proactive["procurement"] = ["11", "22.7348"]
    text = labels_first(made).replace("政府集中采购\n11\n22.7348", "政府集中采购\n1 1\n22.7 348")
    assert "22.7 348" in text and silent_errors(read_bytes(text.encode(), "x.txt")[0], made) == {}
