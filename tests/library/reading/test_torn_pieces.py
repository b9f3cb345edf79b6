"""Tables whose values PDF programs print apart from them: behind what follows, or under the heads of the columns."""

import random

import pytest
from making import Made, labels_first, make, right_share, silent_errors

from gongkai.reading import read_bytes
from gongkai.report import Certainty

_PAGE = 15
"""Rows of table three on its first page."""


def by_columns(rows: list[list[str | None]]) -> list[str]:
    return [cell or "" for column in zip(*rows, strict=True) for cell in column]


def second_page_behind_the_next_heading(made: Made) -> str:
    """The values of table three's second page stand behind the heading of section five."""
    rows = list(made.requests.values())
    lines = labels_first(made).split("\n")
    start = max(i for i, line in enumerate(lines) if "结转下年度" in line and "件" not in line) + 1
    stop = next(i for i in range(start, len(lines)) if lines[i].startswith("四、"))
    lines[start:stop] = by_columns(rows[:_PAGE])
    heading = next(i for i, line in enumerate(lines) if line.startswith("五、"))
    return "\n".join([*lines[: heading + 1], *by_columns(rows[_PAGE:]), *lines[heading + 1 :]])


@pytest.mark.parametrize("seed", range(4))
def test_the_values_of_the_second_page_may_stand_behind_the_next_heading(seed: int) -> None:
    made = make(random.Random(seed), busy=0.5)
    report = read_bytes(second_page_behind_the_next_heading(made).encode(), "x.txt")[0]
    assert silent_errors(report, made) == {} and right_share(report, made) == 1
    assert any("存在的主要问题" in section.title for section in report.sections)


@pytest.mark.parametrize("page", ["7", "35"])
def test_a_number_too_many_alone_between_the_labels_is_the_pages(page: str) -> None:
    made = make(random.Random(3), busy=0.5)
    text = labels_first(made).replace("2.重复申请", f"2.重复申请\n{page}")
    report = read_bytes(text.encode(), "x.txt")[0]
    assert silent_errors(report, made) == {} and right_share(report, made) == 1


def test_a_page_number_in_place_of_a_lost_value_gives_no_certain_cell_that_is_wrong() -> None:
    made = make(random.Random(3), busy=0.5)
    text = labels_first(made).replace("2.重复申请", "2.重复申请\n7").replace("\n0\n0\n0", "\n0\n0", 1)
    assert silent_errors(read_bytes(text.encode(), "x.txt")[0], made) == {}


def under_heads(made: Made) -> str:
    """Table two as it is printed by columns: all labels first, then every head with its values below it."""
    rows = made.proactive
    heads = ("本年制发件数", "本年废止件数", "现行有效件数")
    columns = zip(rows["rules"], rows["normative_documents"], strict=True)
    table = [
        "信息内容",
        "规章",
        "行政规范性文件",
        "行政许可",
        "行政处罚",
        "行政强制",
        "行政事业性收费",
        "第二十条第（一）项",
    ]
    for head, column in zip(heads, columns, strict=True):
        table += [head, *(value or "" for value in column)]
    table += ["第二十条第（五）项", "本年处理决定数量", rows["licensing"][0] or ""]
    table += ["第二十条第（六）项", "本年处理决定数量"]
    table += [rows["penalties"][0] or "", rows["compulsory_measures"][0] or ""]
    table += ["第二十条第（八）项", "本年收费金额（单位：万元）", rows["charges"][0] or ""]
    text = labels_first(made)
    start, stop = text.index("第二十条"), text.index("三、", text.index("第二十条"))
    return text[:start] + "\n".join(filter(None, table)) + "\n" + text[stop:]


def test_table_two_is_read_under_the_heads_of_its_columns() -> None:
    made = make(random.Random(4), busy=0.5)
    made.proactive["licensing"] = ["4321"]
    report = read_bytes(under_heads(made).encode(), "x.txt")[0]
    assert silent_errors(report, made) == {} and right_share(report, made) == 1
    certain = {path for path, cell in report.tables.items() if cell.certainty is Certainty.READ}
    assert "proactive.licensing" in certain


def test_a_page_number_may_stand_for_a_blank_cell_of_table_two() -> None:
    made = make(random.Random(4), busy=0.5)
    made.proactive |= {"penalties": ["150"], "compulsory_measures": ["211"]}
    text = under_heads(made).replace("150\n211", "211\n7")
    assert "211\n7" in text and silent_errors(read_bytes(text.encode(), "x.txt")[0], made) == {}


def test_values_behind_three_heads_may_be_rows_or_columns() -> None:
    """Only what is the same both ways is certain."""
    made = make(random.Random(4), busy=0.5)
    made.proactive |= {"rules": ["0", "0", "0"], "normative_documents": ["9", "17", "22"]}
    text = under_heads(made)
    for by_turns in ("9\n本年废止件数\n0\n17\n现行有效件数\n0\n22", "0\n9\n17\n22"):
        first = text.replace("9\n本年废止件数\n0\n17\n现行有效件数\n0\n22", by_turns)
        first = (
            first.replace("本年制发件数\n0\n", "本年制发件数\n本年废止件数\n现行有效件数\n0\n0\n")
            if by_turns[0] == "0"
            else first
        )
        assert silent_errors(read_bytes(first.encode(), "x.txt")[0], made) == {}


def test_a_lost_value_of_table_two_makes_all_of_it_doubtful() -> None:
    made = make(random.Random(4), busy=0.5)
    made.proactive |= {"penalties": ["15"], "compulsory_measures": ["21"]}
    text = under_heads(made).replace("15\n21", "21")
    assert silent_errors(read_bytes(text.encode(), "x.txt")[0], made) == {}


def test_the_last_total_of_table_four_may_stand_at_the_end_of_the_page() -> None:
    made = make(random.Random(5), busy=0.6)
    text = labels_first(made)
    values = "\n".join(value or "" for value in made.disputes)
    assert values in text
    moved = (
        text.replace(values, "\n".join(value or "" for value in made.disputes[:-1]))
        + f"\n总计\n\n{made.disputes[-1]}\n"
    )
    report = read_bytes(moved.encode(), "x.txt")[0]
    assert silent_errors(report, made) == {} and right_share(report, made) == 1
    assert report.tables["disputes.litigation_after_reconsideration.total"].certainty is Certainty.READ
    broken = moved.replace(f"\n总计\n\n{made.disputes[-1]}\n", "\n总计\n\n3\n")
    assert silent_errors(read_bytes(broken.encode(), "x.txt")[0], made) == {}


def test_a_total_of_table_four_that_stands_alone_below_its_head_is_certain_where_the_sums_hold() -> None:
    made = make(random.Random(5), busy=0.6)
    values = [value or "" for value in made.disputes]
    apart = "\n总计\n".join(["\n".join(values[:4]), values[4] + "\n结果维持\n结果纠正\n" + "\n".join(values[5:])])
    text = labels_first(made).replace("\n".join(values), apart)
    report = read_bytes(text.encode(), "x.txt")[0]
    assert apart in text and silent_errors(report, made) == {} and right_share(report, made) == 1
    assert report.tables["disputes.reconsideration.total"].certainty is Certainty.READ
    report = read_bytes(text.replace(apart, apart.replace("\n总计\n", "\n")).encode(), "x.txt")[0]
    assert silent_errors(report, made) == {}


@pytest.mark.parametrize("seed", range(6))
def test_the_first_values_of_some_rows_may_stand_elsewhere(seed: int) -> None:
    """The first two of one row and the first of the next are printed behind the others, after a piece of a head."""
    made = make(random.Random(seed), busy=0.6)
    values = [value or "" for row in made.requests.values() for value in row]
    moved = [*values[2:7], *values[8:], "机构", *values[:2], values[7]]
    text = labels_first(made).replace("\n".join(values), "\n".join(moved))
    report = read_bytes(text.encode(), "x.txt")[0]
    assert "机构\n" in text and silent_errors(report, made) == {} and right_share(report, made) > 0.95
