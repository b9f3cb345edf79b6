"""Which recognised numbers count as read: two agreeing looks, or a relation whose other numbers are all certain."""

import pytest

from gongkai.reading.blocks import Document
from gongkai.reading.scans import doubtful_in, marked
from gongkai.report import FORM_2019, FORM_2021, Cell, Certainty, Form, Place

TOTAL, NATURAL = "requests.new.total", "requests.new.natural_person"


def seen(form: Form, changed: dict[str, int] | None = None) -> dict[str, Cell]:
    """A scanned report of zeros but for these numbers."""
    paths = enumerate(form.paths, 1)
    return {path: Cell.number((changed or {}).get(path, 0), at=Place(page=1, table=1, row=i)) for i, path in paths}


def doubted(form: Form, cells: dict[str, Cell], once: set[str]) -> set[str]:
    places = {cells[path].at for path in once}
    found = doubtful_in(form, cells, Document([], "x", "ocr", "", pictures=[1], once=places))
    after = marked(cells, found)
    return {path for path, cell in after.items() if cell.certainty is Certainty.UNCERTAIN}


@pytest.mark.parametrize("form", [FORM_2019, FORM_2021])
def test_numbers_seen_twice_are_read(form: Form):
    assert doubted(form, seen(form), set()) == set()


def test_a_relation_confirms_the_one_number_seen_once():
    assert doubted(FORM_2021, seen(FORM_2021), {NATURAL}) == set()


def test_no_relation_confirms_a_number_of_table_two():
    assert doubted(FORM_2021, seen(FORM_2021), {"proactive.licensing"}) == {"proactive.licensing"}


def test_two_doubtful_numbers_do_not_confirm_each_other():
    rows = ("new", "result_total", "granted")
    once = {f"requests.{row}.{column}" for row in rows for column in ("natural_person", "total")}
    assert doubted(FORM_2021, seen(FORM_2021), once) == once


def test_a_broken_relation_makes_what_nothing_else_confirms_doubtful():
    doubts = doubted(FORM_2021, seen(FORM_2021, {TOTAL: 8}), set())
    assert TOTAL in doubts
    assert NATURAL not in doubts


def test_a_number_from_text_is_not_doubted():
    cells = seen(FORM_2021, {TOTAL: 8})
    assert doubtful_in(FORM_2021, cells, Document([], "x", "pdf", "", pictures=[2])) == []
