"""What an uploaded main document looks like, without opening it in another program."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gongkai.errors import GongkaiError
from gongkai_web.files import storage
from gongkai_web.files.kinds import KINDS
from gongkai_web.files.models import StoredFile
from gongkai_web.publishing.rich_text import from_docx

_KEPT = 16


@dataclass(frozen=True, slots=True)
class Preview:
    """`html` of a docx, clean; `address` under which the browser itself shows a PDF or picture; or why there is neither.
    Other kinds have nothing: they are for downloading."""

    html: str = ""
    address: str = ""
    problem: str = ""


def preview(file: StoredFile) -> Preview:
    """For somebody whom the gate lets read the file."""
    if KINDS[file.kind].inline:
        return Preview(address=f"{file.get_absolute_url()}?inline=1")
    if file.kind != "docx":
        return Preview()
    try:
        return Preview(html=_html(file.sm3))
    except GongkaiError as error:
        return Preview(problem=str(error))


@lru_cache(maxsize=_KEPT)
def _html(sm3: str) -> str:
    """The same content is the same page for ever."""
    return from_docx(storage.read(sm3))
