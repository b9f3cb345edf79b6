"""Scans: every cell is right or marked uncertain; without the extra `ocr` a clear refusal, and never zeros."""

from __future__ import annotations

import io
import random
import time

import pytest

from gongkai.errors import GongkaiError
from gongkai.reading import Limits, ReadingError, SlowError, page_image, read_bytes, read_with_source
from gongkai.reading.loaders import pdf, scan
from gongkai.reading.problem import Clock
from gongkai.report import FORM_2021, AnnualReport, Cell, CellState, Certainty

from .pdf_maker import HandPdf

LIMITS = Limits(seconds=120, page_seconds=120)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x01\x02" * 200


def without_the_extra(monkeypatch) -> None:
    monkeypatch.setattr(pdf, "can_recognise", lambda: False)
    monkeypatch.setattr(scan, "can_recognise", lambda: False)


@pytest.mark.parametrize("data", [PNG, b"\xff\xd8\xff\xe0" + bytes(range(256)), b"RIFF\x10\0\0\0WEBPVP8 \0\0"])
def test_a_picture_without_the_extra_says_what_it_needs(data: bytes, monkeypatch):
    without_the_extra(monkeypatch)
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, "x")
    assert caught.value.code == "READ_PICTURE"
    assert "没有文字层" in caught.value.text
    assert "pip install 'gongkai[ocr]'" in caught.value.remedy


def test_a_scanned_pdf_without_the_extra_says_what_it_needs(monkeypatch):
    without_the_extra(monkeypatch)
    with pytest.raises(ReadingError) as caught:
        read_bytes(HandPdf().page().save(), "x.pdf")
    assert caught.value.code == "READ_SCAN"
    assert "没有文字层" in caught.value.text
    assert "pip install 'gongkai[ocr]'" in caught.value.remedy


def report() -> AnnualReport:
    """Numbers of one to six digits, each relation holding."""
    rng = random.Random(7)
    cells = {path: Cell.number(rng.choice((0, 3, 17, 208, 9645))) for path in FORM_2021.paths if "proactive" in path}
    rows = [path.split(".")[1] for path in FORM_2021.paths if path.endswith("research")]
    outcomes = rows[2:-2]
    table = {row: [rng.choice((0, 0, 0, 1, 8, 46)) for _ in range(6)] for row in outcomes}
    table["result_total"] = [sum(table[row][i] for row in outcomes) for i in range(6)]
    table["carried_out"], table["carried_in"] = [2, 1, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0]
    table["new"] = [table["result_total"][i] + table["carried_out"][i] - table["carried_in"][i] for i in range(6)]
    columns = ("natural_person", "business", "research", "social_organization", "legal_service", "other", "total")
    for row, numbers in table.items():
        for column, number in zip(columns, (*numbers, sum(numbers)), strict=True):
            cells[f"requests.{row}.{column}"] = Cell.number(number)
    for group in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        parts = [rng.choice((0, 0, 1, 5)) for _ in range(4)]
        for result, number in zip(
            ("upheld", "corrected", "other", "pending", "total"), (*parts, sum(parts)), strict=True
        ):
            cells[f"disputes.{group}.{result}"] = Cell.number(number)
    return AnnualReport(
        agency="青溪县人民政府",
        year=2023,
        format="2021",
        title="青溪县人民政府2023年政府信息公开工作年度报告",
        tables={path: cells[path] for path in FORM_2021.paths},
    )


TRUTH = report()


@pytest.fixture(scope="module")
def printed() -> bytes:
    pytest.importorskip("rapidocr")
    writing = pytest.importorskip("gongkai.writing.pdf")
    return writing.to_bytes(TRUTH)


def scanned(printed: bytes, form: str, *, dpi: int, tilt: float = 0.0, turn: int = 0, noise: int = 0) -> bytes:
    """The printed pages as pictures: tilted by degrees, turned by quarters, with grain of this strength."""
    import numpy as np
    import pypdfium2 as pdfium
    from PIL import Image

    grain = np.random.default_rng(3)
    pages = []
    for page in pdfium.PdfDocument(printed):
        picture = page.render(scale=dpi / 72).to_pil().convert("L")
        picture = picture.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255).rotate(90 * turn, expand=True)
        pixels = np.asarray(picture, np.float32) * 0.8 + 30 + grain.normal(0, noise, (picture.height, picture.width))
        pages.append(Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)))
    out = io.BytesIO()
    pages[0].save(out, form, save_all=True, append_images=pages[1:], resolution=dpi, dpi=(dpi, dpi))
    return out.getvalue()


def right_and_silent(read: AnnualReport) -> tuple[int, list[str]]:
    """How many cells are right and certain, and the wrong ones that say they are certain."""
    cells = {path: read.tables[path] for path in FORM_2021.paths}
    certain = {path: cell for path, cell in cells.items() if cell.certainty is not Certainty.UNCERTAIN}
    numbers = {path: cell for path, cell in certain.items() if cell.state is CellState.NUMBER}
    wrong = [path for path, cell in numbers.items() if cell.value != TRUTH.tables[path].value]
    return len(numbers) - len(wrong), wrong


@pytest.mark.parametrize(
    ("form", "dpi", "tilt", "turn", "noise", "least"),
    [
        ("PDF", 130, 1.4, 0, 12, 180),
        ("TIFF", 200, -2.2, 1, 4, 190),
    ],
    ids=["tilted and coarse", "sideways"],
)
def test_every_cell_of_a_scan_is_right_or_uncertain(printed, form, dpi, tilt, turn, noise, least):
    data = scanned(printed, form, dpi=dpi, tilt=tilt, turn=turn, noise=noise)
    told: list[tuple[int, int]] = []
    (read,), document = read_with_source(data, "scan", limits=LIMITS, tell=lambda *done: told.append(done))
    right, silent = right_and_silent(read)
    assert silent == []
    assert right >= least
    assert read.source.reader == "ocr"
    pages = [one for one in dict.fromkeys(told) if one[0]]
    assert pages == [(page, len(document.pictures)) for page in document.pictures]
    assert all(document.region(cell.at) for cell in read.tables.values() if cell.value is not None)
    named = {path for found in read.findings if found.rule.startswith("READ-") for path in found.cells}
    assert {path for path, cell in read.tables.items() if cell.certainty is Certainty.UNCERTAIN} <= named


def test_a_scan_is_refused_where_there_is_no_time(printed):
    with pytest.raises(SlowError):
        read_bytes(scanned(printed, "PDF", dpi=72), "scan.pdf", limits=Limits(quick=True))


def test_the_page_of_a_picture_file_can_be_shown(printed):
    picture = page_image(scanned(printed, "TIFF", dpi=80), "scan.tif", 2, dpi=72)
    assert (picture.width, picture.height) == (596, 842)
    assert picture.pages == 2


def test_a_broken_picture_is_refused(printed):
    with pytest.raises(GongkaiError) as caught:
        read_bytes(PNG, "x.png", limits=LIMITS)
    assert caught.value.code == "READ_BROKEN"


def test_several_pages_in_one_high_picture_are_read(printed):
    """What many a website shows: all pages in one picture."""
    import numpy as np
    from PIL import Image, ImageSequence

    frames = Image.open(io.BytesIO(scanned(printed, "TIFF", dpi=130)))
    pages = [np.asarray(page) for page in ImageSequence.Iterator(frames)]
    out = io.BytesIO()
    Image.fromarray(np.concatenate(pages)).save(out, "PNG")
    (read,), _ = read_with_source(out.getvalue(), "all.png", limits=LIMITS)
    right, silent = right_and_silent(read)
    assert silent == []
    assert right >= 190


def test_recognition_takes_none_of_the_time_for_the_rest():
    clock = Clock(Limits(seconds=0.05))
    with clock.apart():
        time.sleep(0.1)
    clock.check()
