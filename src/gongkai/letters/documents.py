"""A filled letter as a file: docx and PDF, by the default wording or by an office's own template."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from gongkai.letters.errors import LetterError
from gongkai.letters.filling import FilledLetter
from gongkai.letters.letter import Letter

_DAY = re.compile(r"(\d+)年(\d+)月(\d+)日")


def default_template(letter: Letter) -> bytes:
    """The default wording as a .docx with its fields unfilled: what an office changes to make its own."""
    from gongkai.letters.docx_write import template_bytes

    return template_bytes(letter)


def to_docx(filled: FilledLetter, template: bytes | None = None) -> bytes:
    """The letter as .docx. Raises LetterError where the template does not fit."""
    if template is not None:
        from gongkai.letters.template import fill_template

        return fill_template(template, filled.letter, filled.values)
    from gongkai.letters.docx_write import blocks_bytes

    return blocks_bytes(filled.blocks, filled.letter.title, filled.values["机关全称"])


def to_pdf(filled: FilledLetter, template: bytes | None = None) -> bytes:
    """The letter as PDF; an office's own template goes through LibreOffice. Raises LetterError, and ReadingError where
    that program is missing."""
    if template is not None:
        from gongkai.reading.loaders.office import to_pdf as converted

        return converted(to_docx(filled, template), filled.letter.name)
    from gongkai.letters.pdf import blocks_pdf

    return blocks_pdf(
        filled.blocks, filled.letter.title, author=filled.values["机关全称"], signed_on=_signed(filled.values)
    )


def _signed(values: Mapping[str, str]) -> date | None:
    found = _DAY.fullmatch(values.get("日期") or values.get("发出日期", ""))
    return date(*map(int, found.groups())) if found else None


FORMATS: Mapping[str, Callable[[FilledLetter, bytes | None], bytes]] = {".docx": to_docx, ".pdf": to_pdf}


def to_bytes(filled: FilledLetter, suffix: str, template: bytes | None = None) -> bytes:
    """The letter in the form of this suffix. Raises LetterError for one that is not in FORMATS."""
    writer = FORMATS.get(suffix.lower())
    if writer is None:
        said = f"不能写成“{suffix or '没有后缀'}”的文件"
        raise LetterError(said, f"可以写成：{'、'.join(FORMATS)}", code="UNKNOWN_FORMAT")
    return writer(filled, template)
