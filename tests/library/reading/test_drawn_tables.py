"""Drawn tables: merged, repeated, cut by pages, with a column or a row too many, and with lost cells."""

import random

import pytest
from damage import REPORT_DAMAGES
from drawn import LIBERTIES, drawn
from hypothesis import given
from hypothesis import strategies as st
from making import make, right_share, silent_errors, silent_nulls

from gongkai.reading import Document, Grid, GridCell
from gongkai.reading.problem import Clock, Limits
from gongkai.reading.reader import reports_in
from gongkai.report import AnnualReport, Certainty


def read(document) -> AnnualReport:
    return reports_in(document, Clock(Limits()))[0]


def rules(report: AnnualReport) -> list[str]:
    return [finding.rule for finding in report.findings]


@pytest.mark.parametrize("exact", [True, False], ids=["exact", "counted"])
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("liberty", LIBERTIES)
def test_every_liberty_is_seen_through(liberty: str, seed: int, exact: bool) -> None:
    chance = random.Random(seed)
    made = make(chance, chance.choice(["2021", "2019"]), busy=0.4)
    report = read(drawn(made, liberty, chance, exact=exact))
    assert (right_share(report, made), silent_errors(report, made)) == (1.0, {})
    assert Certainty.UNCERTAIN not in {cell.certainty for cell in report.tables.values()}


@pytest.mark.parametrize(
    ("liberty", "said"), [("with_a_subtotal", 1), ("with_numbers_in_a_group_row", 1), ("as_the_form", 0)]
)
def test_what_is_left_out_is_said(liberty: str, said: int) -> None:
    made = make(random.Random(1), busy=0.4)
    assert rules(read(drawn(made, liberty, random.Random(1)))) == ["READ-EXTRA"] * said


@given(
    st.integers(0, 10**6),
    st.sampled_from(sorted(set(LIBERTIES) - {"with_a_subtotal"})),
    st.sampled_from(sorted(REPORT_DAMAGES)),
    st.booleans(),
)
def test_no_silent_error_in_a_drawn_table(seed: int, liberty: str, damage: str, exact: bool) -> None:
    chance = random.Random(seed)
    made = make(
        chance, chance.choice(["2021", "2019"]), busy=chance.choice([0, 0.1, 0.6]), most=chance.choice([5, 900])
    )
    REPORT_DAMAGES[damage](made, chance)
    report = read(drawn(made, liberty, chance, exact=exact))
    assert (silent_errors(report, made), silent_nulls(report, made)) == ({}, [])


def test_a_subtotal_among_strokes_is_no_total() -> None:
    """Where strokes stand for 0, no relation confirms which of eight cells to leave out: that stays doubtful."""
    made = make(random.Random(900), busy=0.05)
    document = drawn(made, "with_a_subtotal", random.Random(900))
    REPORT_DAMAGES["slashes"](made, random.Random(900))
    at, grid = next((i, b) for i, b in enumerate(document.blocks) if isinstance(b, Grid) and len(b.rows) > 25)
    rows = [[c._replace(text="/") if c.text == "0" and c.column not in (9,) else c for c in row] for row in grid.rows]
    document.blocks[at] = Grid(tuple(map(tuple, rows)))
    assert silent_errors(read(document), made) == {}


def with_heads_swapped(document: Document, one: str, other: str) -> Document:
    texts = {one: other, other: one}
    for at, grid in enumerate(document.blocks):
        if isinstance(grid, Grid):
            rows = [[c._replace(text=texts.get(c.text, c.text)) for c in row] for row in grid.rows]
            document.blocks[at] = Grid(tuple(map(tuple, rows)), grid.exact)
    return document


def test_columns_in_another_order_are_read_by_their_heads() -> None:
    made = make(random.Random(2), busy=0.4)
    document = with_heads_swapped(drawn(made, "as_the_form", random.Random(2)), "商业企业", "科研机构")
    for values in made.requests.values():
        values[1], values[2] = values[2], values[1]
    report = read(document)
    assert rules(report) == ["READ-HEADS"]
    assert (silent_errors(report, made), right_share(report, made)) == ({}, 1.0)


def test_heads_under_which_no_row_adds_up_make_every_cell_doubtful() -> None:
    document = drawn(make(random.Random(2), busy=0.9), "as_the_form", random.Random(2))
    document = with_heads_swapped(document, "自然人", "总计")
    report = read(document)
    assert "READ-HEADS" in rules(report)
    assert {report.cell(f"requests.new.{c}").certainty for c in ("business", "total")} == {Certainty.UNCERTAIN}


def test_the_same_table_twice_with_other_numbers_is_doubtful_where_they_differ() -> None:
    made = make(random.Random(3), busy=0.4)
    document = drawn(made, "as_the_form", random.Random(3))
    made.requests["new"] = ["1"] * 7
    again = next(grid for grid in drawn(made, "as_the_form", random.Random(3)).grids() if len(grid.rows) > 25)
    document.blocks.insert(-2, again)
    report = read(document)
    assert rules(report) == ["READ-EXTRA"]
    assert report.cell("requests.new.total").certainty is Certainty.UNCERTAIN
    assert report.cell("requests.granted.total").certainty is Certainty.READ


def test_notes_beside_a_table_that_lacks_a_column_are_no_totals() -> None:
    """Six columns and a note behind some rows: what stands under 总计 is the total, the note is not."""
    made = make(random.Random(4), busy=0.6)
    document = drawn(made, "as_the_form", random.Random(4))
    at, grid = next((i, b) for i, b in enumerate(document.blocks) if isinstance(b, Grid) and len(b.rows) > 25)
    rows = [[_moved(cell) for cell in row if cell.column != 8] for row in grid.rows]
    for y, row in enumerate(rows[3:], 3):
        row.append(GridCell("2024" if y % 4 == 0 else "", y, 9))
    document.blocks[at] = Grid(tuple(map(tuple, rows)))
    for values in made.requests.values():
        values[5] = None
    report = read(document)
    assert (silent_errors(report, made), silent_nulls(report, made), right_share(report, made)) == ({}, [], 1.0)


def _moved(cell: GridCell) -> GridCell:
    """The cell in a table without the column 其他."""
    if cell.column == 9:
        return cell._replace(column=8)
    return cell._replace(colspan=cell.colspan - 1) if cell.column < 8 < cell.column + cell.colspan else cell
