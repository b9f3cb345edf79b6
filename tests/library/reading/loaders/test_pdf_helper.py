"""A hostile PDF costs its own time and memory: the program that asked lives, says so, and reads the next file."""

import time

import pytest

from gongkai.reading import ReadingError
from gongkai.reading.loaders import pdf_helper
from gongkai.reading.loaders.pdf import load
from gongkai.reading.problem import Clock, Limits

from .pdf_maker import HandPdf, text
from .pdf_reading import ROWS, read, table, tables

GOOD = HandPdf().page(text(50, 800, "一、总体情况"), *table()).save()


def refusal(data: bytes, seconds: float) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        load(data, "x.pdf", Clock(Limits(seconds=seconds), "x.pdf"))
    return caught.value


def drawing_of_drawings(depth: int, times: int) -> bytes:
    """A drawing that holds the next one so many times, so deep."""
    forms = [
        HandPdf.form("/X Do " * times, "/BBox [0 0 9 9]").replace("/Font", f"/XObject << /X @{i + 1} >> /Font")
        for i in range(depth)
    ]
    pdf = HandPdf(extras=[*forms, HandPdf.form("", "/BBox [0 0 9 9]")], resources="/XObject << /X @0 >>")
    return pdf.page("/X Do").save()


def test_the_helper_answers_as_the_reader_itself():
    assert load(GOOD, "x.pdf", Clock(Limits())) == read(GOOD)


def test_the_helper_brings_errors_home():
    error = refusal(HandPdf().page().save(), 20)
    assert (error.code, error.where) == ("READ_SCAN", "x.pdf")


def test_a_drawing_that_never_ends_is_ended():
    started = time.monotonic()
    assert refusal(drawing_of_drawings(30, 2), 1).code == "READ_TIME"
    assert time.monotonic() - started < 20


def test_a_drawing_larger_than_memory_is_refused():
    assert refusal(drawing_of_drawings(7, 10), 60).code in ("READ_BROKEN", "READ_TIME")


def test_the_next_file_is_read_after_a_bad_one():
    refusal(drawing_of_drawings(30, 2), 1)
    assert tables(load(GOOD, "x.pdf", Clock(Limits()))) == [ROWS]


def test_a_helper_that_died_waiting_is_replaced():
    load(GOOD, "x.pdf", Clock(Limits()))
    [*waiting] = pdf_helper.idle()
    for helper in waiting:
        helper.end()
    assert tables(load(GOOD, "x.pdf", Clock(Limits()))) == [ROWS]


def test_no_helper_is_left_over():
    load(GOOD, "x.pdf", Clock(Limits()))
    pdf_helper.end_all()
    assert not pdf_helper.idle()
