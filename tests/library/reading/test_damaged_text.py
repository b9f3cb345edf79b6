"""Whatever happened to a file: a wrong number is never given without a word, and a lost one is always named."""

import random

from damage import REPORT_DAMAGES, TEXT_DAMAGES
from hypothesis import example, given, settings
from hypothesis import strategies as st
from making import PRINTERS, make, silent_errors, silent_nulls

from gongkai.checks import checked
from gongkai.reading import ReadingError, read_bytes


@settings(max_examples=120, deadline=None)
@example(1044, "one_cell_a_line_dense", "blank_row", "without_adjacent_repeats")
@example(1045, "behind_tabs", "lost_cells", "lost_label")
@example(3, "one_space", "nothing", "lost_lines")
@example(61020, "laid_out", "lost_proactive", "bare_page_numbers")
@example(6, "tab_rows", "thousands", "cut_end")
@example(208, "columns_first", "blank_proactive", "bare_page_numbers")
@given(
    st.integers(0, 10**6),
    st.sampled_from(sorted(PRINTERS)),
    st.sampled_from(sorted(REPORT_DAMAGES)),
    st.sampled_from(sorted(TEXT_DAMAGES)),
)
def test_no_silent_error(seed: int, printer: str, of_report: str, of_text: str) -> None:
    chance = random.Random(seed)
    busy, most = chance.choice([0, 0.05, 0.3, 0.7]), chance.choice([5, 40, 3000])
    made = make(chance, chance.choice(["2021", "2019"]), busy=busy, most=most)
    REPORT_DAMAGES[of_report](made, chance)
    text = TEXT_DAMAGES[of_text](PRINTERS[printer](made), chance)
    try:
        report = read_bytes(text.encode(), "x.txt")[0]
    except ReadingError:
        return
    # A wrong number must be doubted by the reading itself; a blank may be named by the checks that come with it.
    assert (silent_errors(report, made), silent_nulls(checked(report), made)) == ({}, [])
