"""The picture of a page, and where on it a cell stands: what a person looks at who must confirm a number."""

import zlib

import pytest

from gongkai.reading import ReadingError, load, page_image
from gongkai.reading.loaders.pdf_shapes import Box, View, turned

from .pdf_maker import HandPdf, text
from .pdf_reading import table

PAGE = (595, 842)
SHEET = HandPdf().page(text(50, 800, "一、总体情况"), *table())


def test_the_picture_is_a_png_of_the_page_at_its_size():
    picture = page_image(SHEET.save(), "x.pdf", 1, dpi=72)
    assert picture.png.startswith(b"\x89PNG")
    assert (picture.width, picture.height, picture.pages) == (*PAGE, 1)


def test_every_line_and_cell_has_its_place_on_the_page():
    document = load(SHEET.save(), "x.pdf")
    places = [cell.at for grid in document.grids() for row in grid.rows for cell in row]
    places += [paragraph.at for paragraph in document.paragraphs()]
    assert all(document.region(at) for at in places)


def test_the_ink_of_a_cell_is_inside_its_region():
    document = load(SHEET.save(), "x.pdf")
    cell = next(c for grid in document.grids() for row in grid.rows for c in row if c.text)
    region = document.region(cell.at)
    picture = page_image(SHEET.save(), "x.pdf", 1)
    left, top = round(region.x0 * picture.width) + 3, round(region.y0 * picture.height) + 3
    right, low = round(region.x1 * picture.width) - 3, round(region.y1 * picture.height) - 3
    rows = pixel_rows(picture)
    assert any(min(row[3 * left : 3 * right]) < 128 for row in rows[top:low])


def pixel_rows(picture) -> list[bytes]:
    packed = picture.png[picture.png.index(b"IDAT") + 4 : -16]
    pixels, row = zlib.decompress(packed), picture.width * 3 + 1
    return [pixels[start + 1 : start + row] for start in range(0, len(pixels), row)]


@pytest.mark.parametrize("turn", range(4))
def test_a_turned_page_gives_the_places_as_it_is_seen(turn: int):
    seen, width, height = Box(10, 20, 110, 60), 400, 800
    box = turned(seen, turn, (width, height))
    view = View(*((height, width) if turn % 2 else (width, height)), turn)
    assert view.shares(box) == pytest.approx((10 / 400, 20 / 800, 110 / 400, 60 / 800))


def test_a_page_that_is_not_there():
    with pytest.raises(ReadingError) as caught:
        page_image(SHEET.save(), "x.pdf", 2)
    assert caught.value.code == "READ_PAGE"


def test_a_file_without_pages():
    with pytest.raises(ReadingError) as caught:
        page_image("一、总体情况".encode(), "x.txt", 1)
    assert caught.value.code == "READ_NO_PAGES"
