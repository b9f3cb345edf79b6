"""Typst with the fonts that come along: offline, always the same bytes.

Typst computes in threads that it starts once and keeps. A process forked after that believes that it has them, and would
wait for them without end; it has the .pdf made by a new process instead (`python -m gongkai.writing.typesetting`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from gongkai.errors import GongkaiError, MissingExtraError

try:
    import typst
except ImportError as error:
    raise MissingExtraError.of("writing .pdf", "pdf") from error

_FONTS = Path(__file__).parent / "fonts"
_threads_of: int | None = None
"""The process that has typst's threads."""


def typeset(template: Path, inputs: Mapping[str, str], *, archival: bool, borrow_fonts: bool = False) -> bytes:
    """The .pdf of a template with these inputs; `archival` asks for PDF/A-2b, which needs a date and every glyph.

    `borrow_fonts`: where a character has no glyph, the system's fonts are tried before a box is printed in its place.
    """
    if _threads_of not in (None, os.getpid()):
        return _typeset_apart(template, inputs, archival=archival, borrow_fonts=borrow_fonts)
    attempts = [(archival, False), *([(archival, True)] if borrow_fonts and archival else []), (False, borrow_fonts)]
    failure: Exception | None = None
    for in_archival_form, borrowed in dict.fromkeys(attempts):
        try:
            return _compiled(template, inputs, archival=in_archival_form, borrowed=borrowed)
        except typst.TypstError as error:
            failure = error
    raise _refusal() from failure


def _refusal() -> GongkaiError:
    return GongkaiError("不能生成 PDF", "请改为生成 Word 文件，并反馈这一问题", code="PDF_FAILED")


def _compiled(template: Path, inputs: Mapping[str, str], *, archival: bool, borrowed: bool) -> bytes:
    global _threads_of
    _threads_of = os.getpid()
    return typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(_FONTS)],
        ignore_system_fonts=not borrowed,
        format="pdf",
        sys_inputs=dict(inputs),
        pdf_standards=["a-2b"] if archival else [],
    )


def _typeset_apart(template: Path, inputs: Mapping[str, str], *, archival: bool, borrow_fonts: bool) -> bytes:
    asked = {"template": str(template), "inputs": dict(inputs), "archival": archival, "borrow_fonts": borrow_fonts}
    command = [sys.executable, "-m", "gongkai.writing.typesetting"]
    made = subprocess.run(command, input=json.dumps(asked).encode(), stdout=subprocess.PIPE, check=False)
    if made.returncode:
        raise _refusal()
    return made.stdout


if __name__ == "__main__":
    given = json.load(sys.stdin)
    sys.stdout.buffer.write(typeset(Path(given.pop("template")), given.pop("inputs"), **given))
