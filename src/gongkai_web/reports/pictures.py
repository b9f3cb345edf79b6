"""Pieces of the page a cell was read from, shown beside the question about it.

They travel in the page like the report, so that the server keeps none of them and nobody else can ever ask for one. What
comes back is a stranger's: it is only ever shown to the same person, as a picture, if it is one of ours by size and kind.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongkai import reading
from gongkai.errors import GongkaiError
from gongkai.report import AnnualReport, Cell, cell_name
from gongkai_web.reports.remarks import cell_anchor, remarks_of
from gongkai_web.reports.sheets import needs_a_person
from gongkai_web.reports.uploads import Upload

MOST_PICTURES = 40
_MOST_BYTES = 80_000
_DPI = 150.0
_WIDE, _HIGH = 540, 170
_PNG = b"\x89PNG\r\n\x1a\n"

Pictures = Mapping[str, bytes]
"""Cell path → PNG."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One piece as a page shows it: of the cell `path`, whose place on the page is `anchor`; `read` is what was read."""

    path: str
    name: str
    anchor: str
    page: int | None
    read: str
    address: str


def picture(path: str, cell: Cell, key: str, png: bytes) -> Picture:
    page = cell.at.page if cell.at else None
    address = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    return Picture(path, cell_name(path), cell_anchor(key, path), page, cell.printed, address)


def pictures_of(report: AnnualReport, document: reading.Document | None, upload: Upload) -> dict[str, bytes]:
    """For the cells a person will look at, where the file has pages; none where the page cannot be drawn."""
    if document is None or not document.regions:
        return {}
    pages: dict[int, reading.PageImage] = {}
    pictures: dict[str, bytes] = {}
    for path in list(_doubtful(report))[:MOST_PICTURES]:
        at = report.cell(path).at
        region = document.region(at)
        if region is None or at is None or at.page is None:
            continue
        try:
            if at.page not in pages:
                pages[at.page] = reading.page_image(upload.data, upload.name, at.page, dpi=_DPI)
            pictures[path] = reading.page_part(pages[at.page], region, _WIDE, _HIGH)
        except (GongkaiError, ValueError):
            return pictures
    return pictures


def _doubtful(report: AnnualReport) -> Iterator[str]:
    """Uncertain cells as the form has them, then those that other findings stand on; each once."""
    told = (remark.principal[:1] for remark in remarks_of(report, report.findings, ""))
    paths = [path for path in report.paths() if needs_a_person(report.cell(path))]
    yield from dict.fromkeys([*paths, *(path for principal in told for path in principal)])


def packed(pictures: Pictures) -> str:
    return json.dumps({path: base64.b64encode(png).decode() for path, png in pictures.items()}) if pictures else ""


def unpacked(text: str, paths: Iterable[str]) -> dict[str, bytes]:
    """What the browser kept for us, of these cells; what does not look like it is left out."""
    try:
        data = json.loads(text) if text else {}
        found = {path: base64.b64decode(data[path], validate=True) for path in paths if path in data}
    except (ValueError, TypeError, binascii.Error, RecursionError):
        return {}
    known = {path: png for path, png in found.items() if png.startswith(_PNG) and len(png) <= _MOST_BYTES}
    return dict(list(known.items())[:MOST_PICTURES])
