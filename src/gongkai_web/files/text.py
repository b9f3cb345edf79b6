"""The words of a file, for search: read once for each content, and only where that takes no program and no recognition."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.errors import MissingExtraError
from gongkai.reading import Block, Grid, Limits, ReadingError, SlowError, load
from gongkai_web.files.errors import FileError
from gongkai_web.files.models import FileText, StoredFile
from gongkai_web.files.services import content

MOST_CHARACTERS = 1_000_000
_LIMITS = Limits(quick=True, seconds=10.0)
_SMALL_BYTES = 100_000
_WORDLESS = frozenset({"zip", "ofd", "pptx", "ppt"})
"""What the reading knows nothing of, or is several files."""

State = FileText.State


def text_of(file: StoredFile) -> str:
    """Paragraphs and rows by line, cells by tab; "" where it cannot be read quickly (a scan, Word 97), and for a sealed file,
    which nobody is to find."""
    if file.sealed:
        return ""
    known = FileText.objects.filter(pk=file.sm3).first()
    return known.text if known else _read(file)


def is_quick(file: StoredFile) -> bool:
    """Whether somebody who waits for a page may wait for `text_of`: its words are known, or it is small."""
    return file.sealed or file.size <= _SMALL_BYTES or FileText.objects.filter(pk=file.sm3).exists()


def _read(file: StoredFile) -> str:
    """Two at once read it twice and keep one. What the disk has lost, or a package that is not installed, is no fact about
    the file: that is not kept."""
    try:
        state, text = _words(file.kind, content(file), file.name)
    except (FileError, MissingExtraError):
        return ""
    FileText.objects.bulk_create([FileText(sm3=file.sm3, state=state, text=text)], ignore_conflicts=True)
    return text


def _words(kind: str, handed_in: bytes, name: str) -> tuple[str, str]:
    if kind in _WORDLESS:
        return State.UNREADABLE, ""
    try:
        document = load(handed_in, name, limits=_LIMITS)
    except SlowError:
        return State.SLOW, ""
    except ReadingError:
        return State.UNREADABLE, ""
    text = "\n".join(line for block in document.blocks for line in _lines(block))
    return State.READ, text.replace("\x00", "")[:MOST_CHARACTERS]


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Grid):
        yield from ("\t".join(" ".join(cell.text.split()) for cell in row) for row in block.rows)
    else:
        yield block.text
