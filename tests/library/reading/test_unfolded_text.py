"""Text without its line breaks, as some extractors give it: the words of the form tell where a row begins."""

import random

import pytest
from making import columns_first, make, one_cell_a_line_dense, one_space, right_share, silent_errors, tab_rows

from gongkai.reading import read_bytes
from gongkai.reading.unfold import unfolded

MADE = make(random.Random(3), busy=0.4)


@pytest.mark.parametrize("code", ["2021", "2019"])
@pytest.mark.parametrize("sign", [" ", "|", "\n|\n", " | "])
def test_everything_on_one_line(code: str, sign: str) -> None:
    made = make(random.Random(4), code, busy=0.4)
    text = sign.join(one_cell_a_line_dense(made).split())
    report = read_bytes(text.encode(), "x.txt")[0]
    assert silent_errors(report, made) == {} and right_share(report, made) == 1
    assert not [finding for finding in report.findings if finding.cells]


def test_digits_without_a_space_are_numbers_only_where_one_way_is_left() -> None:
    text = "".join(one_cell_a_line_dense(MADE).split())
    report = read_bytes(text.encode(), "x.txt")[0]
    assert silent_errors(report, MADE) == {}
    zeros = make(random.Random(4), busy=0)
    for row in ("rules", "normative_documents"):
        zeros.proactive[row] = ["0"] * 3
    report = read_bytes("".join(one_cell_a_line_dense(zeros).split()).encode(), "x.txt")[0]
    assert right_share(report, zeros) == 1


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("行政许可4", [["行政许可", "4"]]),
        ("规章 0 0 0", [["规章 0 0 0"]]),
        ("2.重复申请0000000", [["2.重复申请", "0000000"]]),
        ("全年办理行政许可4件，比上年增加2件。", [["全年办理行政许可4件，比上年增加2件。"]]),
        (
            "规章000行政规范性文件120第二十条第（五）项信息内容本年处理决定数量行政许可4",
            [["规章", "000"], ["行政规范性文件", "120"], ["第二十条第（五）项"], ["信息内容本年处理决定数量"], ["行政许可", "4"]],
        ),
    ],
)  # fmt: skip
def test_where_a_line_is_broken(line: str, rows: list[list[str]]) -> None:
    assert [[line[a:b] for a, b in spans] for spans in unfolded(line)] == rows


def test_a_number_between_the_heads_of_table_four_makes_its_columns_doubtful() -> None:
    lines = one_cell_a_line_dense(MADE).split("\n")
    values = [value for value in MADE.disputes if value is not None]
    last = len(lines) - 1 - lines[::-1].index("总计")
    torn = [*lines[: last + 1], *values[:4], "结果维持", "总计", *values[4:], *lines[last + 1 + len(values) :]]
    report = read_bytes("\n".join(torn).encode(), "x.txt")[0]
    assert silent_errors(report, MADE) == {}
    named = {path for finding in report.findings if finding.rule == "READ-ORDER" for path in finding.cells}
    assert len([path for path in named if path.startswith("disputes.")]) == 15


@pytest.mark.parametrize("printer", [one_space, one_cell_a_line_dense, columns_first], ids=lambda p: p.__name__)
def test_heads_in_another_order_are_noticed_however_they_are_printed(printer) -> None:
    text = printer(MADE).replace("商业企业", "…").replace("科研机构", "商业企业").replace("…", "科研机构")
    report = read_bytes(text.encode(), "x.txt")[0]
    assert "READ-HEADS" in {finding.rule for finding in report.findings}


def test_a_page_number_between_the_heads_of_table_four_is_none_of_its_values() -> None:
    head, _, tail = one_cell_a_line_dense(MADE).rpartition("尚未审结")
    report = read_bytes(f"{head}尚未审结\n— 3\n{tail}".encode(), "x.txt")[0]
    assert right_share(report, MADE) == 1 and not [finding for finding in report.findings if finding.cells]


def test_a_row_of_numbers_that_no_word_of_the_form_names_is_no_accident() -> None:
    text = tab_rows(MADE).replace("第二十条第（五）项", "备注\t1\t2\n第二十条第（五）项", 1)
    assert silent_errors(read_bytes(text.encode(), "x.txt")[0], MADE) == {}


def test_rows_broken_over_lines_wherever_the_page_was_full() -> None:
    """A row's numbers two or three a line, as where wide numbers were set apart on the page."""
    values = {" ".join(value or "" for value in row) for row in MADE.requests.values()}
    text = one_space(MADE)
    for row in sorted(values, key=len, reverse=True):
        first, second, *rest = row.split(" ")
        text = text.replace(f" {row}\n", f" {first} {second}\n{' '.join(rest[:3])}\n{' '.join(rest[3:])}\n")
    report = read_bytes(text.encode(), "x.txt")[0]
    assert text != one_space(MADE) and silent_errors(report, MADE) == {} and right_share(report, MADE) == 1


@pytest.mark.parametrize("piece", ["）", "四"])
def test_a_row_whose_count_comes_out_even_by_accident_is_doubtful(piece: str) -> None:
    """A piece of a group's label in front, two numbers in one cell behind it: seven cells, and none is where it seems."""
    made = make(random.Random(9), busy=0.4)
    made.requests["refused_publication"] = ["3", "0", "0", "0", "0", "1", "4"]
    text = tab_rows(made)
    row = next(line for line in text.split("\n") if "要求提供公开出版物" in line)
    text = text.replace(row, f"3.要求提供公开出版物\t{piece}\t3\t0\t0 0\t0\t1\t4")
    assert silent_errors(read_bytes(text.encode(), "x.txt")[0], made) == {}
