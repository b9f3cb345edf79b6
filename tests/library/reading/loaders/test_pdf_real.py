"""PDF files that other programs made: every cell of the sample, and pages set by typst."""

import json
from pathlib import Path

import pytest
import typst

from gongkai import writing
from gongkai.reading import load

from .pdf_reading import outline, tables

SAMPLES = Path(__file__).parents[3] / "samples"


def sample_tables() -> list[list[list[str]]]:
    return tables(load((SAMPLES / "text-layer.pdf").read_bytes(), "text-layer.pdf"))


def truth() -> dict:
    return json.loads((SAMPLES / "truth" / "text-layer.json").read_text("utf-8"))["tables"]


def test_the_sample_has_every_row_of_requests_in_order():
    rows = [row[-7:] for table in sample_tables() for row in table if len(row) >= 8 and row[-1].isdigit()]
    expected = [[str(n) for n in row.values()] for row in truth()["requests"].values()]
    assert rows[:25] == expected


def test_the_sample_has_every_dispute():
    numbers = [str(n) for group in truth()["disputes"].values() for n in group.values()]
    assert sample_tables()[-1][-1] == numbers


def test_the_sample_has_every_number_of_proactive_disclosure():
    rows = {row[0]: row[1:] for table in sample_tables()[:2] for row in table}
    proactive = truth()["proactive"]
    assert rows["规章"] == [str(n) for n in proactive["rules"].values()]
    assert rows["行政规范性文件"] == [str(n) for n in proactive["normative_documents"].values()]
    assert [rows[name] for name in ("行政许可", "行政处罚", "行政强制", "行政事业性收费")] == [
        [str(proactive[key])] for key in ("licensing", "penalties", "compulsory_measures", "charges")
    ]


FONTS = Path(writing.__file__).parent / "fonts"


def set_page(source: str) -> bytes:
    """With the project's own font, so that the machine's fonts do not matter."""
    return typst.compile(source.encode(), font_paths=[str(FONTS)])


NUMBERS = [[str((i * 37 + j * 11) % 500) for j in range(7)] for i in range(12)]


def set_by_typst(table: str, page: str = "") -> list[list[list[str]]]:
    """A table with a label before each row of NUMBERS."""
    cells = "\n".join(f"[第{i + 1}项], " + ", ".join(f"[{n}]" for n in row) + "," for i, row in enumerate(NUMBERS))
    source = f'#set page({page})\n#set text(font: "Gongkai Serif")\n一、总体情况\n#table({table}\n{cells})'
    return tables(load(set_page(source), "x.pdf"))


@pytest.mark.parametrize(
    "table",
    [
        "columns: 8,",
        "columns: 8, stroke: 0.2pt + gray,",
        'columns: 8, stroke: (dash: "dotted"),',
        "columns: 8, stroke: none, fill: (x, y) => if calc.odd(x + y) { luma(230) } else { luma(245) },",
        "columns: 8, stroke: (x, y) => (bottom: 1pt, right: 0.5pt),",
        "columns: (1fr,) * 8, align: right, inset: 1pt,",
    ],
    ids=["plain", "hairline", "dotted", "coloured", "half ruled", "narrow"],
)
def test_tables_set_by_typst(table: str):
    [rows] = set_by_typst(table)
    assert [row[1:] for row in rows] == NUMBERS


def test_a_table_set_over_several_pages():
    found = set_by_typst("columns: 8,", "width: 16cm, height: 6cm, margin: 1cm")
    assert len(found) > 1
    assert [row[1:] for table in found for row in table] == NUMBERS


def test_the_text_before_a_table_is_a_paragraph():
    document = load(set_page("一、总体情况\n#table(columns: 2, [甲], [1])"), "x.pdf")
    assert outline(document) == ["一、总体情况", "[甲]"]
