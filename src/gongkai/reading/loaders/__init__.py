"""One module for each file form: bytes → blocks. A new form is one module and one line in `LOADERS`.

Modules are imported when first needed, so that a missing optional package costs only its own file form.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType

from gongkai.errors import MissingExtraError
from gongkai.reading.blocks import Document
from gongkai.reading.loaders.sheets import Sheet
from gongkai.reading.problem import Clock, ReadingError

Loader = Callable[[bytes, str, Clock], Document]

LOADERS: dict[str, tuple[str, str]] = {
    "text": ("gongkai.reading.loaders.text", ""),
    "docx": ("gongkai.reading.loaders.docx", "docx"),
    "pdf": ("gongkai.reading.loaders.pdf", "pdf"),
    "picture": ("gongkai.reading.loaders.scan", "ocr"),
    "html": ("gongkai.reading.loaders.html", "html"),
    "mht": ("gongkai.reading.loaders.mht", "html"),
    "json": ("gongkai.reading.loaders.structured", "html"),
    "report": ("gongkai.reading.loaders.structured", "html"),
    "markdown": ("gongkai.reading.loaders.markdown", ""),
    "xlsx": ("gongkai.reading.loaders.xlsx", "xlsx"),
    "xls": ("gongkai.reading.loaders.xlsx", "xlsx"),
    "ods": ("gongkai.reading.loaders.ods", ""),
    "doc": ("gongkai.reading.loaders.office", "docx"),
    "rtf": ("gongkai.reading.loaders.office", "docx"),
    "odt": ("gongkai.reading.loaders.office", "docx"),
    "wordml": ("gongkai.reading.loaders.office", "docx"),
}
"""Kind of file (see `sniff`) → module with a function `load`, and the extra it needs."""


def load_as(kind: str, data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError for what cannot be read, MissingExtraError where the form's package is not installed."""
    load: Loader = _module(kind).load
    try:
        return load(data, name, clock)
    except ReadingError as error:
        error.where = error.where or name
        raise


def sheets_as(kind: str, data: bytes, clock: Clock) -> tuple[list[Sheet], list[str]]:
    """The visible sheets of a workbook (`xlsx`, `xls`, `ods`) as they are, and what was left out; raises as `load_as`."""
    sheets_in: Callable[[bytes, Clock], tuple[list[Sheet], list[str]]] = _module(kind).sheets_in
    return sheets_in(data, clock)


def _module(kind: str) -> ModuleType:
    module, extra = LOADERS[kind]
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError.of(f"reading .{kind}", extra) from error
