"""Text that a spreadsheet must not take for a formula."""

from __future__ import annotations

import re

_HARMLESS = re.compile(r"[-+]+|[-+]?\d+(\.\d+)?")
_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def neutral(text: str) -> str:
    """The text with ' before it where Excel, WPS or LibreOffice would compute it on opening a CSV or on editing the cell.

    A plain number and a dash alone stay as they are.
    """
    is_formula = text.startswith(_STARTS) or text.lstrip().startswith(_STARTS)
    return f"'{text}" if is_formula and not _HARMLESS.fullmatch(text) else text
