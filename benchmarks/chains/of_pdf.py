"""What programs and libraries make of a PDF: text in many manners, tables dumped as rows, Markdown, HTML; the pages turned."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.chains.step import Step, on_file

Rows = list[list[str]]
Dump = Callable[[Rows], str]


def _poppler(*options: str) -> Callable[[bytes], bytes]:
    return lambda data: on_file(data, "pdf", "pdftotext", *options, "{}", "-")


def _to_html(*options: str) -> Callable[[bytes], bytes]:
    return lambda data: on_file(data, "pdf", "pdftohtml", "-i", "-stdout", *options, "{}")


def _plumber(**options: object) -> Callable[[bytes], bytes]:
    return lambda data: "\n".join(page.extract_text(**options) for page in _plumbed(data)).encode()


def _plumbed(data: bytes) -> Iterator[Any]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        yield from document.pages


def _plumbed_tables(dump: Dump) -> Callable[[bytes], bytes]:
    """The text outside the tables, then each table, page by page, as half of all scripts do it."""

    def extract(data: bytes) -> bytes:
        out: list[str] = []
        for page in _plumbed(data):
            tables = page.find_tables()
            rest = page
            for table in tables:
                rest = rest.outside_bbox(table.bbox)
            out.append(rest.extract_text())
            out += [dump([[cell or "" for cell in row] for row in table.extract()]) for table in tables]
        return "\n\n".join(out).encode()

    return extract


def as_csv(rows: Rows) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def as_tabs(rows: Rows) -> str:
    return "\n".join("\t".join(cell.replace("\n", "") for cell in row) for row in rows)


def as_markdown(rows: Rows) -> str:
    lines = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in rows]
    return "\n".join([*lines[:1], "|" + " --- |" * len(rows[0]), *lines[1:]])


def as_lists(rows: Rows) -> str:
    """Python's own way to print a row."""
    return "\n".join(str([cell or None for cell in row]) for row in rows)


def _miner(data: bytes) -> bytes:
    from pdfminer.high_level import extract_text

    return extract_text(io.BytesIO(data)).encode()


def _pypdf(mode: str) -> Callable[[bytes], bytes]:
    def extract(data: bytes) -> bytes:
        from pypdf import PdfReader

        pages = PdfReader(io.BytesIO(data)).pages
        return "\n".join(page.extract_text(extraction_mode=mode) for page in pages).encode()

    return extract


def _pdfium(data: bytes) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document).encode()


def markitdown(suffix: str) -> Callable[[bytes], bytes]:
    def extract(data: bytes) -> bytes:
        from markitdown import MarkItDown, StreamInfo

        info = StreamInfo(extension=f".{suffix}")
        return MarkItDown(enable_plugins=False).convert_stream(io.BytesIO(data), stream_info=info).markdown.encode()

    return extract


def _camelot(flavor: str) -> Callable[[bytes], bytes]:
    def extract(data: bytes) -> bytes:
        import tempfile
        from pathlib import Path

        import camelot

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "report.pdf")
            path.write_bytes(data)
            tables = camelot.read_pdf(str(path), pages="all", flavor=flavor)
            return "\n\n".join(as_csv(table.df.values.tolist()) for table in tables).encode()

    return extract


def _pages(change: Callable[[Sequence[Any], Any], None]) -> Callable[[bytes], bytes]:
    def turn(data: bytes) -> bytes:
        from pypdf import PdfReader, PdfWriter

        writer, out = PdfWriter(), io.BytesIO()
        change(PdfReader(io.BytesIO(data)).pages, writer)
        writer.write(out)
        return out.getvalue()

    return turn


def _turned(pages: Sequence[Any], writer: Any) -> None:
    """Every page lies on its side and is shown upright."""
    for page in pages:
        writer.add_page(page).rotate(270).transfer_rotation_to_content()
        writer.pages[-1].rotate(90)


def _side_by_side(pages: Sequence[Any], writer: Any) -> None:
    """Two pages on one sheet."""
    from pypdf import Transformation

    for i in range(0, len(pages), 2):
        width, height = float(pages[i].mediabox.width), float(pages[i].mediabox.height)
        sheet = writer.add_blank_page(2 * width, height)
        for place, page in enumerate(pages[i : i + 2]):
            sheet.merge_transformed_page(page, Transformation().translate(place * width, 0))


def _text(one: Callable[[bytes], bytes], *needs: str, suffix: str = "txt", blanks: bool = False, group: str) -> Step:
    return Step("pdf", suffix, group, one, shows_blanks=blanks, needs=needs)


STEPS: dict[str, Step] = {
    "pdftotext": _text(_poppler(), "pdftotext", group="pdftotext"),
    "pdftotext layout": _text(_poppler("-layout"), "pdftotext", group="pdftotext -layout"),
    "pdftotext raw": _text(_poppler("-raw"), "pdftotext", group="pdftotext -raw"),
    "pdftotext fixed": _text(_poppler("-layout", "-nopgbrk", "-fixed", "4"), "pdftotext", group="pdftotext -fixed"),
    "pdftohtml": _text(_to_html(), "pdftohtml", suffix="html", group="pdftohtml"),
    "pdfplumber text": _text(_plumber(), ":pdfplumber", group="pdfplumber text"),
    "pdfplumber layout": _text(_plumber(layout=True), ":pdfplumber", group="pdfplumber layout"),
    "pdfplumber csv": _text(_plumbed_tables(as_csv), ":pdfplumber", blanks=True, group="pdfplumber tables"),
    "pdfplumber tabs": _text(_plumbed_tables(as_tabs), ":pdfplumber", blanks=True, group="pdfplumber tables"),
    "pdfplumber lists": _text(_plumbed_tables(as_lists), ":pdfplumber", blanks=True, group="pdfplumber tables"),
    "pdfplumber markdown": _text(
        _plumbed_tables(as_markdown), ":pdfplumber", suffix="md", blanks=True, group="pdfplumber tables"
    ),
    "pdfminer": _text(_miner, ":pdfminer", group="pdfminer text"),
    "pypdf": _text(_pypdf("plain"), ":pypdf", group="pypdf text"),
    "pypdf layout": _text(_pypdf("layout"), ":pypdf", group="pypdf layout"),
    "pdfium": _text(_pdfium, ":pypdfium2", group="pdfium text"),
    "markitdown pdf": _text(markitdown("pdf"), ":markitdown", suffix="md", group="markitdown of pdf"),
    "camelot": _text(_camelot("lattice"), ":camelot", suffix="csv", blanks=True, group="camelot tables"),
    "turned": Step("pdf", "pdf", "pdf, pages turned", _pages(_turned), needs=(":pypdf",)),
    "side by side": Step("pdf", "pdf", "pdf, two pages on a sheet", _pages(_side_by_side), needs=(":pypdf",)),
}
