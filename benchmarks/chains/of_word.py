"""What converters make of Word files and workbooks."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.chains.of_pdf import Rows, as_csv, as_markdown, as_tabs, markitdown
from benchmarks.chains.step import Step, on_file


def pandoc(given: str, to: str) -> Callable[[bytes], bytes]:
    return lambda data: on_file(data, given, "pandoc", "-f", given, "-t", to, "{}")


def _mammoth(kind: str) -> Callable[[bytes], bytes]:
    def convert(data: bytes) -> bytes:
        import mammoth

        return str(getattr(mammoth, f"convert_to_{kind}")(io.BytesIO(data)).value).encode()

    return convert


def _docx2txt(data: bytes) -> bytes:
    import docx2txt

    return docx2txt.process(io.BytesIO(data)).encode()


def _docx2python(data: bytes) -> bytes:
    from docx2python import docx2python

    with docx2python(io.BytesIO(data)) as content:
        return content.text.encode()


def _python_docx(row: Callable[[Rows], str]) -> Callable[[bytes], bytes]:
    """Paragraphs and tables in their order, a merged cell once for every place it covers: the usual script."""

    def dump(data: bytes) -> bytes:
        import docx

        content = docx.Document(io.BytesIO(data)).iter_inner_content()
        return "\n".join(_block(block, row) for block in content).encode()

    return dump


def _block(block: Any, row: Callable[[Rows], str]) -> str:
    if not hasattr(block, "rows"):
        return str(block.text)
    return row([[cell.text for cell in line.cells] for line in block.rows])


def _without_repeats(rows: Rows) -> str:
    """A merged cell once: neighbours with the same words are taken for one, as many scripts do."""
    out = ([cell for i, cell in enumerate(row) if i == 0 or cell != row[i - 1] or _is_number(cell)] for row in rows)
    return "\n".join(" | ".join(cell.replace("\n", "") for cell in row) for row in out)


def _is_number(cell: str) -> bool:
    return not re.search(r"[^\W\d_]", cell) or len(cell.strip()) < 2


def _sheets(write: Callable[[Rows], str]) -> Callable[[bytes], bytes]:
    def dump(data: bytes) -> bytes:
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(data), data_only=True)
        rows = (list(_values(page)) for page in book.worksheets if page.sheet_state == "visible")
        return "\n".join(write(page) for page in rows if page).encode()

    return dump


def _values(page: Any) -> Iterator[list[str]]:
    for row in page.iter_rows(values_only=True):
        yield ["" if value is None else str(value) for value in row]


def _word(
    one: Callable[[bytes], bytes], need: str, suffix: str, group: str, takes: str = "docx", *, blanks: bool = True
) -> Step:
    return Step(takes, suffix, group, one, shows_blanks=blanks, needs=(need,))


STEPS: dict[str, Step] = {
    "pandoc gfm": _word(pandoc("docx", "gfm"), "pandoc", "md", "pandoc Markdown"),
    "pandoc markdown": _word(pandoc("docx", "markdown"), "pandoc", "md", "pandoc Markdown"),
    "pandoc plain": _word(pandoc("docx", "plain"), "pandoc", "txt", "pandoc plain text"),
    "pandoc html": _word(pandoc("docx", "html"), "pandoc", "html", "pandoc HTML"),
    "pandoc rst": _word(pandoc("docx", "rst"), "pandoc", "rst", "pandoc plain text"),
    "mammoth html": _word(_mammoth("html"), ":mammoth", "html", "mammoth HTML"),
    "mammoth markdown": _word(_mammoth("markdown"), ":mammoth", "md", "mammoth Markdown", blanks=False),
    "markitdown docx": _word(markitdown("docx"), ":markitdown", "md", "markitdown of docx"),
    "docx2txt": _word(_docx2txt, ":docx2txt", "txt", "docx2txt", blanks=False),
    "docx2python": _word(_docx2python, ":docx2python", "txt", "docx2python"),
    "python-docx tabs": _word(_python_docx(as_tabs), ":docx", "txt", "python-docx script"),
    "python-docx once": _word(_python_docx(_without_repeats), ":docx", "txt", "python-docx script", blanks=False),
    "python-docx markdown": _word(_python_docx(as_markdown), ":docx", "md", "python-docx script"),
    "antiword": _word(lambda data: on_file(data, "doc", "antiword", "-m", "UTF-8", "{}"), "antiword", "txt", "antiword", "doc"),
    "catdoc": _word(lambda data: on_file(data, "doc", "catdoc", "-d", "utf-8", "{}"), "catdoc", "txt", "catdoc", "doc", blanks=False),
    "unrtf": _word(lambda data: on_file(data, "rtf", "unrtf", "--html", "{}"), "unrtf", "html", "unrtf", "rtf"),
    "markitdown xlsx": _word(markitdown("xlsx"), ":markitdown", "md", "markitdown of xlsx", "xlsx"),
    "openpyxl csv": _word(_sheets(as_csv), ":openpyxl", "csv", "csv", "xlsx"),
    "openpyxl tabs": _word(_sheets(as_tabs), ":openpyxl", "txt", "csv", "xlsx"),
}  # fmt: skip
