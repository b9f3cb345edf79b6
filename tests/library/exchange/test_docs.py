"""The page says what the formats hold."""

from pathlib import Path

import pytest

from gongkai.exchange import formulas, manifest, packing, workbook_writing
from gongkai.exchange.text_rows import AGENCY, FURTHER, OPENING, SIGNATURE, SIGNED_ON, TITLE, UNNUMBERED
from gongkai.writing.xlsx_grid import SHEETS

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "exchange.md").read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        (workbook_writing.SCHEMA, manifest.SCHEMA, manifest.MANIFEST),
        (workbook_writing.GUIDE_SHEET, workbook_writing.CHECK_SHEET, *SHEETS.values(), *workbook_writing.MARKS),
        (TITLE, AGENCY, OPENING, SIGNATURE, SIGNED_ON, FURTHER, UNNUMBERED),
        (formulas.HOLDS, formulas.FAILS, formulas.EMPTY, formulas.UNREAD),
        (packing.REPORT_FILE, packing.WORKBOOK_FILE, packing.TEXT_FILE, packing.ATTACHMENTS, *manifest.Kind),
    ],
)
def test_every_name_is_described(words: tuple[str, ...]) -> None:
    assert [word for word in words if word not in PAGE] == []
