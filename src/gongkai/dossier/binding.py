"""Pieces → one PDF: the lists are written last, when every piece's pages are known, and the numbers are put on the pages."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from gongkai.dossier import sheets
from gongkai.dossier.pieces import Bound, Cover, Entry, LeftOut, Piece


def bind(
    cover: Cover,
    pieces: Sequence[Piece],
    *,
    left_out: Sequence[LeftOut] = (),
    evidence: bool = False,
    notes: Sequence[str] = (),
) -> Bound:
    """The dossier. `evidence` puts a 证据目录 behind the 卷内目录; `notes` are lines for the 备考表. The pages of the pieces
    are numbered from 1; cover, lists and 备考表 bear no number."""
    import pypdfium2 as pdfium

    body = pdfium.PdfDocument.new()
    counts = [_append(body, piece.pages) for piece in pieces]
    lasts = list(accumulate(counts))
    entries = tuple(
        Entry(piece, last - count + 1, last) for piece, count, last in zip(pieces, counts, lasts, strict=True)
    )
    total = len(body)
    _number(body)
    end = sheets.end_part(cover, len(pieces), total, left_out, notes)
    front = [sheets.cover_part(cover, len(pieces), total), sheets.contents_part(entries)]
    if evidence:
        front.append(sheets.evidence_part(entries, left_out))
    before = pdfium.PdfDocument(sheets.printed(front, cover.title, cover.organ))
    joined = _joined([before, body, pdfium.PdfDocument(sheets.printed([end], cover.title, cover.organ))])
    return Bound(joined, total, len(before), entries)


def _append(body: Any, pdf: bytes) -> int:
    """Raises ValueError for a piece without pages: its line in the list would lie."""
    import pypdfium2 as pdfium

    source = pdfium.PdfDocument(pdf)
    count = len(source)
    if not count:
        raise ValueError("a piece without pages")
    body.import_pages(source)
    return count


def _number(body: Any) -> None:
    import pypdfium2 as pdfium

    sizes = [body.get_page_size(index) for index in range(len(body))]
    if not sizes:
        return
    numbers = pdfium.PdfDocument(sheets.stamps(sizes))
    for index in range(len(body)):
        page = body[index]
        page.insert_obj(numbers.page_as_xobject(index, body).as_pageobject())
        page.gen_content()


def _joined(documents: Iterable[Any]) -> bytes:
    import pypdfium2 as pdfium

    out = pdfium.PdfDocument.new()
    for one in documents:
        out.import_pages(one)
    written = io.BytesIO()
    out.save(written)
    return written.getvalue()
