"""Who works on the same file beside us: the bare floor of its form, and the libraries one would take instead."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from benchmarks.chains.of_pdf import markitdown
from benchmarks.chains.step import missing

Work = Callable[[bytes], object]


def _word_xml(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def _sheet_xml(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")]


def _characters(data: bytes) -> object:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def _plumber_tables(data: bytes) -> object:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_tables() for page in document.pages]


def _camelot(data: bytes) -> object:
    import camelot

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.pdf")
        path.write_bytes(data)
        return camelot.read_pdf(str(path), pages="all", flavor="lattice")


_ALL: dict[str, tuple[tuple[str, str, Work], ...]] = {
    "text": (("floor: decode and split lines", ":json", lambda data: data.decode().splitlines()),),
    "docx": (("floor: unzip and parse the XML", ":lxml", _word_xml), ("markitdown", ":markitdown", markitdown("docx"))),
    "html": (("floor: parse the page", ":lxml", etree.HTML), ("markitdown", ":markitdown", markitdown("html"))),
    "xlsx": (
        ("floor: unzip and parse the XML", ":lxml", _sheet_xml),
        ("markitdown", ":markitdown", markitdown("xlsx")),
    ),
    "pdf": (
        ("floor: pypdfium2, the characters", ":pypdfium2", _characters),
        ("pdfplumber, its tables alone", ":pdfplumber", _plumber_tables),
        ("markitdown", ":markitdown", markitdown("pdf")),
        ("camelot, its tables alone", ":camelot", _camelot),
    ),
}


def peers(kind: str) -> dict[str, Work]:
    """Those of this form that are installed."""
    return {name: work for name, need, work in _ALL[kind] if not missing((need,))}
