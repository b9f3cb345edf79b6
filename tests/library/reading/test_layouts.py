"""The same report in every layout that loses nothing: all cells right, and nobody is bothered."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import PRINTERS, make, right_share, silent_errors

from gongkai.checks import checked
from gongkai.reading import read_bytes

MADE = st.builds(
    lambda seed, code, busy, most: make(random.Random(seed), code, busy=busy, most=most),
    st.integers(0, 10**6),
    st.sampled_from(["2019", "2021"]),
    st.sampled_from([0.0, 0.05, 0.3, 0.7]),
    st.sampled_from([5, 40, 3000]),
)


@pytest.mark.parametrize("printer", PRINTERS.values(), ids=PRINTERS)
@settings(max_examples=8, deadline=None)
@given(made=MADE)
def test_every_layout_reads_alike(printer, made) -> None:
    report = read_bytes(printer(made).encode(), "x.txt")[0]
    assert (right_share(report, made), silent_errors(report, made), report.findings) == (1.0, {}, [])
    assert (report.agency, report.year, report.format) == (made.agency, made.year, made.code)


def test_what_is_put_together_from_order_alone_is_marked_as_repaired() -> None:
    made = make(random.Random(3), busy=0.7)
    report = read_bytes(PRINTERS["columns_first"](made).encode(), "x.txt")[0]
    assert {report.tables[path].certainty.value for path in report.tables if path.startswith("requests.")} == {
        "repaired"
    }


@pytest.mark.parametrize("printer", PRINTERS.values(), ids=PRINTERS)
def test_a_form_nobody_has_filled_in_is_one_and_not_a_report_without_tables(printer) -> None:
    made = make(random.Random(1))
    for table in (made.proactive, made.requests):
        table.update({row: [""] * len(values) for row, values in table.items()})
    made.disputes = [""] * len(made.disputes)
    report = checked(read_bytes(printer(made).encode(), "x.txt")[0])
    assert {cell.state.value for cell in report.tables.values()} == {"blank"}
    assert [f.rule for f in report.findings if f.severity.value == "error"] == ["FORM-TEMPLATE"]
