"""The made reports as drawn tables, with the liberties that offices and programs take with them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

from making import AFTER, HEADS_3, RESULTS, SECTIONS, Made, before, dispute_heads, label_cells, proactive_paths

from gongkai.reading import Document, Grid, GridCell, Paragraph
from gongkai.report import FORMS
from gongkai.report.forms import COLUMNS, GROUPS, REQUEST_LABELS

Cell = tuple[int, str, int]
Rows = list[list[Cell]]


def _cells(texts: Iterable[tuple[str, int]], start: int = 0) -> list[Cell]:
    """Cells from left to right: (column, text, columns it takes)."""
    out = []
    for text, span in texts:
        out.append((start, text, span))
        start += span
    return out


def _proactive(made: Made) -> Rows:
    rows, values = [], iter(made.proactive.values())
    for row in FORMS[made.code].tables[0].rows:
        boxes = [cell for cell in row if cell.path]
        if boxes:
            texts = [(text, box.colspan) for text, box in zip(next(values), boxes, strict=True) if text is not None]
            rows.append(_cells([(row[0].text, 1), *texts]))
        else:
            rows.append(_cells((cell.text, cell.colspan) for cell in row))
    return rows


def _heads(names: list[str]) -> Rows:
    own = len(names)
    return [
        _cells([(HEADS_3[0], 3), (HEADS_3[1], own + 2)]),
        _cells([("自然人", 1), ("法人或其他组织", own), ("总计", 1)], 3),
        _cells(((name, 1) for name in names), 4),
    ]


def _labels(row: str, seen: set[str]) -> list[Cell]:
    """The label cells of a row over three columns; the last one takes what is left."""
    texts, out, x = label_cells(row, seen), [], 0
    for i, text in enumerate(texts):
        span = 3 - x if i == len(texts) - 1 else 1
        if text:
            out.append((x, text, span))
        x += span
    return out


def _requests(made: Made) -> Rows:
    seen: set[str] = set()
    rows = _heads(list(COLUMNS.values())[1:6])
    for row, values in made.requests.items():
        rows.append(_labels(row, seen) + _cells([(v, 1) for v in values if v is not None], 3))
    return rows


def _disputes(made: Made) -> Rows:
    heads = dispute_heads()
    return [
        _cells([(heads[0][0], 5), (heads[0][1], 10)]),
        _cells([*((text, 1) for text in RESULTS), (heads[1][5], 5), (heads[1][6], 5)]),
        _cells(((text, 1) for text in heads[2]), 5),
        _cells((value, 1) for value in made.disputes if value is not None),
    ]


# ---- liberties: each takes the rows of table three


def as_the_form(rows: Rows, made: Made, chance: random.Random) -> list[Rows]:
    return [rows]


def over_two_pages(rows: Rows, made: Made, chance: random.Random) -> list[Rows]:
    at = chance.randrange(8, len(rows) - 3)
    return [rows[:at], [*rows[:3], *rows[at:]]]


def with_merged_cells_repeated(rows: Rows, made: Made, chance: random.Random) -> list[Rows]:
    """As a library gives merged cells back: the label in each of its columns."""
    out = rows[:3]
    for (row, _), cells in zip(made.requests.items(), rows[3:], strict=True):
        group = row.split("_")[0]
        first = REQUEST_LABELS[row] if row in ("new", "carried_in", "carried_out") else "三、本年度办理结果"
        second = GROUPS[group] if group in GROUPS and row != "other" else REQUEST_LABELS[row]
        labels = _cells([(first, 1), (second, 1), (REQUEST_LABELS[row], 1)])
        out.append(labels + [cell for cell in cells if cell[0] >= 3])
    return out and [out]


def with_labels_moved_up(rows: Rows, made: Made, chance: random.Random) -> list[Rows]:
    """Without merged cells: labels from the left, so that values begin in another column row by row."""
    out = rows[:3]
    for cells in rows[3:]:
        texts = [(text, 1) for x, text, _ in cells if x < 3]
        out.append(_cells(texts + [(text, 1) for x, text, _ in cells if x >= 3]))
    return [out]


def with_a_subtotal(rows: Rows, made: Made, chance: random.Random) -> list[Rows]:
    out = _heads([*list(COLUMNS.values())[1:6], "小计"])
    for cells in rows[3:]:
        values = [text for x, text, _ in cells if x >= 3]
        own = sum(int(text) for text in values[1:6])
        out.append(
            [cell for cell in cells if cell[0] < 3] + _cells([(v, 1) for v in (*values[:6], str(own), values[6])], 3)
        )
    return [out]


def with_numbers_in_a_group_row(rows: Rows, made: Made, chance: random.Random) -> list[Rows]:
    extra = _cells([("（三）不予公开", 3), *((str(chance.randrange(5)), 1) for _ in COLUMNS)])
    return [[*rows[:8], extra, *rows[8:]]]


LIBERTIES: dict[str, Callable[[Rows, Made, random.Random], list[Rows]]] = {
    f.__name__: f
    for f in (
        as_the_form,
        over_two_pages,
        with_merged_cells_repeated,
        with_labels_moved_up,
        with_a_subtotal,
        with_numbers_in_a_group_row,
    )
}


def drawn(made: Made, liberty: str, chance: random.Random, *, exact: bool = True) -> Document:
    """The made report as a document of paragraphs and grids; `exact` as a Word file knows its columns."""
    assert set(made.proactive) == set(proactive_paths(made.code))
    blocks: list[Paragraph | Grid] = [Paragraph(text) for text in before(made).split("\n") if text]
    tables = [[_proactive(made)], LIBERTIES[liberty](_requests(made), made, chance), [_disputes(made)]]
    for title, pieces in zip(SECTIONS, tables, strict=True):
        blocks.append(Paragraph(title))
        for rows in pieces:
            blocks += [_grid(rows, exact), Paragraph("— 3 —")]
    blocks += [Paragraph(text) for text in AFTER.split("\n") if text]
    return Document(blocks, "x.docx", "docx", "")


def _grid(rows: Rows, exact: bool) -> Grid:
    return Grid(tuple(tuple(GridCell(t, y, x, 1, s) for x, t, s in row) for y, row in enumerate(rows)), exact)
