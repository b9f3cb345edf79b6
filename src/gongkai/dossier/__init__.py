"""A case as one paged PDF: cover, list of contents with its page numbers, every document on A4 with its running number."""

from gongkai.dossier.a4 import NotPagesError, pages_of
from gongkai.dossier.binding import bind
from gongkai.dossier.pieces import Bound, Cover, Entry, LeftOut, Piece
from gongkai.dossier.sheets import left_file_sheet, note_sheet

__all__ = [
    "Bound",
    "Cover",
    "Entry",
    "LeftOut",
    "NotPagesError",
    "Piece",
    "bind",
    "left_file_sheet",
    "note_sheet",
    "pages_of",
]
