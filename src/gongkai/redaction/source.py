"""The document as pages: a PDF or a picture as it is, a Word document as LibreOffice would print it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.reading import Limits, PageImage, page_image
from gongkai.reading.problem import Clock
from gongkai.reading.sniff import sniff
from gongkai.redaction.boxes import Box
from gongkai.redaction.errors import RedactionError
from gongkai.redaction.finding import PageText

_WORDS = {"docx": "docx", "doc": "doc", "rtf": "rtf", "odf": "odt", "odt": "odt"}
LIMITS = Limits(seconds=120.0)
SCREEN_DPI = 110.0


@dataclass(frozen=True, slots=True)
class Source:
    """`data` is a PDF, or a picture with `is_picture`; `pages` how many."""

    data: bytes
    name: str
    pages: int
    is_picture: bool

    def page(self, number: int, dpi: float = SCREEN_DPI, limits: Limits = LIMITS) -> PageImage:
        """Page `number` (from 1) as a person sees it. Raises ReadingError."""
        return page_image(self.data, self.name, number, dpi=dpi, limits=limits)

    def words(self, boxes: Sequence[Box], limits: Limits = LIMITS) -> tuple[list[str], list[str]]:
        """What the text layer has below each box, and on each page beside them; of a picture nothing."""
        if self.is_picture:
            return [""] * len(boxes), []
        from gongkai.reading.loaders.pdf import words_under

        places = [(box.page, box.left, box.top, box.right, box.bottom) for box in boxes]
        return words_under(self.data, self.name, places, Clock(limits, self.name))

    def letters(self, limits: Limits = LIMITS) -> list[PageText]:
        """The text layer page by page, with places; of a picture nothing, of a scan pages without text."""
        if self.is_picture:
            return []
        from gongkai.reading.loaders.pdf import letters

        found = letters(self.data, self.name, Clock(limits, self.name))
        return [PageText(number, text, tuple(edges)) for number, (text, edges) in enumerate(found, 1)]


def source_of(data: bytes, name: str, limits: Limits = LIMITS) -> Source:
    """Raises ReadingError for a damaged file and where LibreOffice is missing, RedactionError for one without pages."""
    kind = sniff(data, name, limits)
    if kind in _WORDS:
        from gongkai.reading.loaders.office import to_pdf

        data, kind = to_pdf(data, name, suffix=_WORDS[kind], limits=limits), "pdf"
    if kind not in ("pdf", "picture"):
        raise RedactionError("这种文件没有页面，不能遮盖", "请打印或另存为 PDF 后再遮盖", name, "REDACTION_NO_PAGES")
    pages = page_image(data, name, 1, dpi=20, limits=limits).pages
    return Source(data, name, pages, kind == "picture")
