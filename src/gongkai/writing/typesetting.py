"""Typst with the fonts that come along: offline, always the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gongkai.errors import GongkaiError, MissingExtraError

try:
    import typst
except ImportError as error:
    raise MissingExtraError.of("writing .pdf", "pdf") from error

_FONTS = Path(__file__).parent / "fonts"


def typeset(template: Path, inputs: Mapping[str, str], *, archival: bool, borrow_fonts: bool = False) -> bytes:
    """The .pdf of a template with these inputs; `archival` asks for PDF/A-2b, which needs a date and every glyph.

    `borrow_fonts`: where a character has no glyph, the system's fonts are tried before a box is printed in its place.
    """
    attempts = [(archival, False), *([(archival, True)] if borrow_fonts and archival else []), (False, borrow_fonts)]
    failure: Exception | None = None
    for in_archival_form, borrowed in dict.fromkeys(attempts):
        try:
            return _compiled(template, inputs, archival=in_archival_form, borrowed=borrowed)
        except typst.TypstError as error:
            failure = error
    raise GongkaiError("不能生成 PDF", "请改为生成 Word 文件，并反馈这一问题", code="PDF_FAILED") from failure


def _compiled(template: Path, inputs: Mapping[str, str], *, archival: bool, borrowed: bool) -> bytes:
    return typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(_FONTS)],
        ignore_system_fonts=not borrowed,
        format="pdf",
        sys_inputs=dict(inputs),
        pdf_standards=["a-2b"] if archival else [],
    )
