"""What a PDF holds beside what its pages show, found in the process that reads PDF files: for the proof before release."""

from __future__ import annotations

from importlib import import_module

from gongkai.errors import MissingExtraError
from gongkai.reading.problem import Clock

PdfEntries = dict[str, list[tuple[int, str]]]


def behind_pdf(data: bytes, name: str, clock: Clock) -> tuple[PdfEntries, dict[str, str]]:
    """Entries (page, text) by kind: covered, pale, redactions, remarks, links; and what the file says of itself.

    Raises ReadingError for a damaged or locked file, MissingExtraError without the package that opens it.
    """
    try:
        pdf = import_module("gongkai.reading.loaders.pdf")
    except ImportError as error:
        raise MissingExtraError.of("looking behind a PDF", "pdf") from error
    said = pdf.behind(data, name, clock)
    return {kind: [(page, text) for page, text in said[kind]] for kind in said if kind != "about"}, said["about"]
