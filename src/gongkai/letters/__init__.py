"""The letters of a disclosure request: their wording as data, filled strictly, as docx and PDF in official form."""

from gongkai.letters.dating import UNDATED, dated_blocks, dated_docx, undated
from gongkai.letters.documents import default_template, to_bytes, to_docx, to_pdf
from gongkai.letters.errors import LetterError
from gongkai.letters.fields import FIELDS, Field, Kind
from gongkai.letters.filling import FilledLetter, fill
from gongkai.letters.grounds import foreign_fields, ground_fields
from gongkai.letters.letter import Block, Family, Letter, Part, RemedyRule
from gongkai.letters.occasion import Occasion, grounds_of, remedies_of, remedy_lines, reply_of
from gongkai.letters.shelf import LETTERS, letter, letter_for_reply

__all__ = [
    "FIELDS",
    "LETTERS",
    "UNDATED",
    "Block",
    "Family",
    "Field",
    "FilledLetter",
    "Kind",
    "Letter",
    "LetterError",
    "Occasion",
    "Part",
    "RemedyRule",
    "dated_blocks",
    "dated_docx",
    "default_template",
    "fill",
    "foreign_fields",
    "ground_fields",
    "grounds_of",
    "letter",
    "letter_for_reply",
    "remedies_of",
    "remedy_lines",
    "reply_of",
    "to_bytes",
    "to_docx",
    "to_pdf",
    "undated",
]
