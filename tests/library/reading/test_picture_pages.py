"""Several pictures are the pages of one report: wrapped into one PDF, upright, in the order people count."""

import struct
import zlib

import pytest

from gongkai.reading import ReadingError, as_pdf, is_page_picture, natural_order, page_image

pdfium = pytest.importorskip("pypdfium2")


def png(width: int, height: int, colour: int = 2, depth: int = 8, interlaced: int = 0) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    bits = width * depth * {0: 1, 2: 3, 3: 1, 6: 4}[colour]
    rows = zlib.compress((b"\0" + b"\x55" * ((bits + 7) // 8)) * height)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))
    palette = chunk(b"PLTE", bytes(range(12)))
    return b"\x89PNG\r\n\x1a\n" + head + palette + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(orientation: int = 1, order: str = ">") -> bytes:
    """The head of a picture 300 wide and 400 high: as much as is looked at."""
    entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    mark = b"MM" if order == ">" else b"II"
    exif = b"Exif\0\0" + mark + struct.pack(f"{order}HIH", 42, 8, 1) + entry
    frame = struct.pack(">BHHB", 8, 400, 300, 3) + bytes(9)
    segment = lambda kind, content: struct.pack(">BBH", 0xFF, kind, len(content) + 2) + content  # noqa: E731
    return b"\xff\xd8" + segment(0xE1, exif) + segment(0xC0, frame) + b"\xff\xd9"


def pages(data: bytes) -> list[tuple[int, int]]:
    pdf = pdfium.PdfDocument(data)
    sizes = [tuple(round(side) for side in pdf.get_page_size(i)) for i in range(len(pdf))]
    pdf.close()
    return sizes


def test_each_picture_is_a_page_of_paper_size() -> None:
    made = as_pdf([("1.png", png(300, 400)), ("2.jpg", jpeg()), ("3.png", png(400, 300, colour=0))])
    assert pages(made) == [(632, 842), (632, 842), (842, 632)]


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("orientation", "size"), [(1, (632, 842)), (6, (842, 632)), (8, (842, 632)), (3, (632, 842))])
def test_a_photograph_is_turned_as_the_camera_says(orientation: int, size: tuple[int, int], order: str) -> None:
    assert pages(as_pdf([("1.jpg", jpeg(orientation, order))])) == [size]


@pytest.mark.parametrize("picture", [png(8, 8), png(8, 8, colour=0), png(8, 8, colour=3), png(8, 8, colour=3, depth=2)])
def test_the_pixels_arrive(picture: bytes) -> None:
    pdf = pdfium.PdfDocument(as_pdf([("1.png", picture)]))
    drawn = pdf[0].render(scale=0.05)
    assert bytes(drawn.buffer)[: 3 * drawn.width] != b"\xff" * 3 * drawn.width
    pdf.close()


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", b"\xff\xd8", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", png(8, 8, colour=6), png(8, 8, interlaced=1)],
)
def test_what_does_not_fit_is_named(data: bytes) -> None:
    with pytest.raises(ReadingError) as refusal:
        as_pdf([("好.png", png(8, 8)), ("坏.jpg", data)])
    assert refusal.value.where == "坏.jpg"
    assert "JPEG" in refusal.value.remedy


def test_pages_come_in_the_order_people_count() -> None:
    names = ["第10页.jpg", "第2页.jpg", "第1页.jpg", "封面.jpg", "1.jpg"]
    assert sorted(names, key=natural_order) == ["1.jpg", "封面.jpg", "第1页.jpg", "第2页.jpg", "第10页.jpg"]


def test_only_photographs_and_screenshots_are_offered_to_be_joined() -> None:
    assert is_page_picture(jpeg())
    assert is_page_picture(png(8, 8))
    assert not is_page_picture(b"%PDF-1.5")


def test_a_photograph_is_a_page_to_be_shown() -> None:
    image = page_image(png(300, 400), "照片.png", 1, dpi=72)
    assert image.pages == 1
    # With Pillow the picture is shown as it is, without as a page of paper: of the same shape either way.
    assert abs(image.width / image.height - 300 / 400) < 0.01
