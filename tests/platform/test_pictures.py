"""Pieces of the page beside what is doubtful: where the file has pages, for their owner alone, and never on the server."""

import base64
import json
from dataclasses import replace

import pytest
from django.test import Client

from gongkai.reading import PageImage, Region, page_part, read
from gongkai.report import Cell
from gongkai.writing import pdf
from gongkai_web.reports import pictures
from tests.platform.pages import checked, hidden, text, upload

pytestmark = pytest.mark.django_db
TOTAL = "requests.new.total"


@pytest.fixture(scope="module")
def wrong_pdf() -> bytes:
    """A report whose total of one row is 10 too large."""
    from tests.platform.conftest import SAMPLES

    report = read(SAMPLES / "seed-001.txt")
    total = Cell.number((report.value(TOTAL) or 0) + 10)
    return pdf.to_bytes(replace(report, tables=report.tables | {TOTAL: total}))


def page_of(client: Client, data: bytes):
    return client.post("/check/", {"files": upload(data, "年报.pdf")})


def test_a_finding_of_a_pdf_shows_the_place_on_the_page(client: Client, wrong_pdf: bytes) -> None:
    page = page_of(client, wrong_pdf)
    assert f'data-piece-of="r1-c-{TOTAL.replace(".", "-")}"' in text(page)
    assert 'src="data:image/png;base64,' in text(page)
    assert "img-src 'self' data:" in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"


def test_the_pictures_travel_with_the_report_and_end_with_the_doubt(client: Client, wrong_pdf: bytes) -> None:
    fields = hidden(page_of(client, wrong_pdf))
    assert TOTAL in json.loads(fields["pictures"])
    again = client.post("/check/again/", fields)
    assert hidden(again)["pictures"] == fields["pictures"]
    total = json.loads(fields["report"])["tables"]["requests"]["new"]["total"]["value"]
    right = client.post("/check/again/", fields | {f"cell:{TOTAL}": str(total - 10)})
    assert TOTAL not in hidden(right).get("pictures", "")


def test_text_has_no_pages_and_no_pictures(client: Client, sample) -> None:
    assert "data:image" not in text(checked(client, sample("seed-002.txt")))


PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(20)).decode()


@pytest.mark.parametrize(
    "forged",
    [
        "{",
        "[]",
        "null",
        "[" * 99999,
        json.dumps({TOTAL: 5}),
        json.dumps({TOTAL: "<script>"}),
        json.dumps({TOTAL: base64.b64encode(b"<svg onload=alert(1)>").decode()}),
        json.dumps({TOTAL: base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(90_000)).decode()}),
        json.dumps({"requests.new.nobody": PNG}),
    ],
)
def test_what_is_no_picture_of_a_cell_is_left_out(client: Client, wrong_pdf: bytes, forged: str) -> None:
    fields = hidden(page_of(client, wrong_pdf))
    page = client.post("/check/again/", fields | {"pictures": forged})
    assert page.status_code == 200
    assert "data:image" not in text(page)


def test_only_so_many() -> None:
    given = json.dumps({f"c{i}": PNG for i in range(100)})
    assert len(pictures.unpacked(given, [f"c{i}" for i in range(100)])) == pictures.MOST_PICTURES


def test_the_part_holds_the_cell_whole_at_every_edge() -> None:
    import struct
    import zlib

    def png(width: int, height: int) -> bytes:
        def chunk(kind: bytes, content: bytes) -> bytes:
            return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

        head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
        rows = zlib.compress((b"\0" + b"\xff" * width) * height)
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")

    page = PageImage(png(200, 100), 200, 100, 1)
    for region in (Region(0, 0, 0.1, 0.1), Region(0.9, 0.9, 1, 1), Region(0.4, 0.4, 0.5, 0.5), Region(0, 0, 1, 1)):
        part = page_part(page, region, 60, 40)
        width, height = struct.unpack(">II", part[16:24])
        assert 60 <= width <= 200
        assert 40 <= height <= 100
        assert width >= (region.x1 - region.x0) * 200
