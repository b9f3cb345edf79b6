"""Table two: the form by its heads, rows by their labels. No relation of one year confirms its numbers: count is all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from gongkai.reading.assemble import table_lines
from gongkai.reading.columns import Columns, Key, columns_of, key_of
from gongkai.reading.explain import RowTold, tell_rows
from gongkai.reading.heads import out_of_order
from gongkai.reading.labels import PROACTIVE_HEADS, PROACTIVE_ROWS, bare, is_article, proactive_head
from gongkai.reading.lines import Geometry, Line
from gongkai.reading.listed import HEADS, by_heads, one_row_a_line
from gongkai.reading.match import KNOWN, Alignment, FormRows, MatchedRow
from gongkai.reading.place import Placed, Slots, may_be_pieces, place
from gongkai.reading.problem import Clock
from gongkai.reading.reorder import in_form_order
from gongkai.reading.rules import finding
from gongkai.reading.search import align
from gongkai.reading.tables import TableReading
from gongkai.reading.torn.heads import has_loose_digits, is_whole_part, torn_row, under_torn_heads
from gongkai.report import FORMS, Certainty, Role
from gongkai.report.forms import PROACTIVE, cell_name

_DOCUMENT_ROW = 3
_FEWEST_NARROW = 2
_CLEAR = 0.85
_NUMBERED_HEAD = re.compile(r"([^\d-]+?)\s*-?\d[\d.,]*")
_ALL_HEADS = frozenset().union(*PROACTIVE_HEADS.values())
_UNIT = re.compile("[（(](?:单位)?[:：]?(万元|亿元|元)")


def form_votes(lines: Sequence[Line]) -> dict[str, int]:
    """How many heads and row labels of each form's table two the lines show that the other form does not have."""
    words = {word for line in lines for word in line.labels}
    own = {code: PROACTIVE_HEADS[code] | {row.words for row in rows.values()} for code, rows in PROACTIVE_ROWS.items()}
    shared = frozenset.intersection(*own.values())
    return {code: len(words & (known - shared)) for code, known in own.items()}


def read_proactive(lines: Sequence[Line], code: str, clock: Clock) -> TableReading:
    """The table as the form `code` has it."""
    heads = _heads(lines, code)
    rows = in_form_order(one_row_a_line(table_lines(lines, 0), _ROWS[code]), _ROWS[code], heads)
    paths = _paths(code)
    found = align(rows, _ROWS[code], heads, clock)
    rows = _cells_once(rows, found, [len(cells) for cells in paths.values()])
    columns = columns_of([rows[i] for row in found.rows.values() for i in row.lines], _DOCUMENT_ROW)
    loose = _loose(found, rows, _ROWS[code])
    is_torn = loose or any(index not in found.rows or not found.rows[index].lines for index in range(len(paths)))
    torn = under_torn_heads(lines, code) if is_torn else {}
    reading = TableReading()
    told: list[RowTold] = []
    by_order: list[str] = []
    for index, (name, cells) in enumerate(paths.items()):
        row = found.rows.get(index)
        if (row is None or row.beside < KNOWN) and (under := torn_row(torn, cells)):
            reading.put(_title(cells), cells, under, FORMS[code].money)
        elif row is None or not row.lines:
            what = "没有找到这一行" if row is None else "这一行没有数字"
            reading.findings.append(finding("READ-ROW", f"{_title(cells)}{what}，请对照原文核对", cells))
        else:
            headed = by_heads(rows, row.lines[0], HEADS[code][name]) if row.beside >= KNOWN else None
            placed = headed or _placed(rows[row.lines[0]], row, len(cells), columns, loose=index in loose)
            by_order += [] if headed else cells
            told.append(RowTold(_title(cells), row, placed))
            reading.put(_title(cells), cells, placed, FORMS[code].money)
    tell_rows("表二", told, rows, len(paths))
    _check_unit(reading, rows, code)
    _check_heads(reading, rows, code, by_order)
    return reading


def _heads(lines: Sequence[Line], code: str) -> frozenset[str]:
    """The words of these lines that are heads of the form, and the form's own."""
    own = PROACTIVE_HEADS[code]
    printed = {words for line in lines for words in line.labels}
    return own | {words for words in printed if is_article(words) or proactive_head(words, own)}


def _loose(found: Alignment, lines: Sequence[Line], rows: FormRows) -> set[int]:
    """Rows whose values may not be theirs, or not whole."""
    merged = {i for i, row in found.rows.items() if row.lines and _names_two(lines[row.lines[0]], rows)}
    if any(map(_is_head_with_number, lines)):
        return set(found.rows)
    return found.doubtful(rows, lines) | _apart(found, lines) | _broken_off(found, lines) | merged


def _is_head_with_number(line: Line) -> bool:
    """A head that swallowed a number, where rows moved up into the heads: every row may hold its neighbour's numbers."""
    printed = (_NUMBERED_HEAD.fullmatch(token.text.strip()) for token in line.tokens if token.is_label)
    return any(found and bare(found[1]) in _ALL_HEADS for found in printed)


def _broken_off(found: Alignment, lines: Sequence[Line]) -> set[int]:
    """Rows with digits right below that no row took: perhaps the rest of a number that was broken."""
    taken = {i for row in found.rows.values() for i in (*row.lines, *row.label_lines)}
    left = {i for i, line in enumerate(lines) if i not in taken and line.geometry is not Geometry.EXACT}
    below = {i - 1 for i in {*found.orphans, *(i for i in left if not lines[i].labels and has_loose_digits(lines[i]))}}
    ends = {row.row for row in found.rows.values() if row.lines and row.lines[-1] in below}
    return ends | {row.row for row in found.rows.values() if row.lines and _ends_in_point(lines, row.lines[0])}


def _ends_in_point(lines: Sequence[Line], at: int) -> bool:
    """The whole part of a number right before the values."""
    before = lines[at].tokens[: len(lines[at].tokens) - len(lines[at].values)] or lines[max(0, at - 1)].tokens
    return bool(before) and is_whole_part(before[-1])


def _cells_once(lines: Sequence[Line], found: Alignment, widths: Sequence[int]) -> list[Line]:
    """Where every row with fewer cells than the table is wide prints its last value for each column that it spans, once
    for all: one such row alone might be a number whose digits came apart."""
    narrow = {row.lines[0]: widths[i] for i, row in found.rows.items() if row.lines and widths[i] < _DOCUMENT_ROW}
    repeated = [at for at, width in narrow.items() if _ends_repeated(lines[at], width)]
    whole = any(not may_be_pieces(lines[at], lines[at].values[-1].text) for at in repeated)
    if len(narrow) < _FEWEST_NARROW or len(repeated) < len(narrow) or not whole:
        return list(lines)
    return [_shorter(line, narrow[at]) if at in narrow else line for at, line in enumerate(lines)]


def _ends_repeated(line: Line, width: int) -> bool:
    last = {token.text for token in line.values[width - 1 :]}
    return len(line.values) == line.value_count == _DOCUMENT_ROW and len(last) == 1


def _shorter(line: Line, width: int) -> Line:
    spare = line.values[width:]
    return replace(line, tokens=[token for token in line.tokens if not any(token is other for other in spare)])


def _names_two(line: Line, rows: FormRows) -> bool:
    """Two rows ran into one line that could not be parted: the values may be those of either."""
    return sum(fit.score >= _CLEAR for _, fit in rows.fits(line.labels)) > 1


def _apart(found: Alignment, lines: Sequence[Line]) -> set[int]:
    """Rows whose values stand alone on a line, where most rows have them beside their label: perhaps a page's number."""
    filled = {index: row for index, row in found.rows.items() if row.lines}
    alone = {index for index, row in filled.items() if lines[row.lines[0]].only_values}
    return alone if len(alone) * 2 < len(filled) else set()


def _placed(line: Line, row: MatchedRow, width: int, columns: Mapping[Key, Columns], *, loose: bool) -> Placed:
    """The values of one row. No relation can confirm a row without its label: it gets none."""
    if row.label < KNOWN:
        return Placed((None,) * width, Certainty.UNCERTAIN, "READ-ORDER", tuple(line.values))
    key = key_of(line)
    placed = _place(line, width, columns.get(key) if key else None)
    if loose and placed.certainty is not Certainty.UNCERTAIN:
        return Placed(placed.slots, Certainty.UNCERTAIN, "READ-ORDER", placed.extra)
    return placed


def _paths(code: str) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for path in FORMS[code].table(PROACTIVE).paths:
        rows.setdefault(path.split(".")[1], []).append(path)
    return rows


_ROWS = {
    code: FormRows(rows.values(), (len(cells) for cells in _paths(code).values()))
    for code, rows in PROACTIVE_ROWS.items()
}


def _title(cells: Sequence[str]) -> str:
    return f"{cell_name(cells[0]).split('”')[0]}”"


def _place(line: Line, width: int, columns: Columns | None) -> Placed:
    values = [token for token in line.values if token.is_value]
    last = {token.text for token in values[width - 1 :]}
    if line.geometry in (Geometry.EXACT, Geometry.COUNTED) and width < len(values) == _DOCUMENT_ROW and len(last) == 1:
        return Placed(tuple(values[:width]))  # the last cell is merged, and came back once for each of its columns
    return place(line, width, columns if width == _DOCUMENT_ROW else None, _decides_nothing)


def _decides_nothing(slots: Slots) -> bool | None:
    return None


def _check_heads(reading: TableReading, lines: Sequence[Line], code: str, by_order: Sequence[str]) -> None:
    """Heads in another order: cells of rows that were read `by_order` are doubtful."""
    heads = [cell.text for row in FORMS[code].table(PROACTIVE).rows for cell in row if cell.role is Role.HEAD]
    order = list(dict.fromkeys(bare(text) for text in heads))
    if out_of_order(lines, {words: words for words in order}, order):
        paths = [path for path in reading.cells if path.count(".") > 1 and path in by_order]
        reading.mark(paths, Certainty.UNCERTAIN)
        how = "数字按印出的次序填入，请逐列核对" if paths else "数字已按各自的表头填入，请核对"
        reading.findings.append(finding("READ-HEADS", f"表二表头的列序与规定格式不同，{how}", paths))


def _check_unit(reading: TableReading, lines: Sequence[Line], code: str) -> None:
    """A head that states another unit than the form's; where the form states none, the unit is kept with the cell."""
    money = next(iter(FORMS[code].money))
    cell = reading.cells.get(money)
    stated = {found[1] for line in lines for token in line.tokens if (found := _UNIT.search(token.text))}
    if cell is None or len(stated) != 1:
        return
    unit = stated.pop()
    if code == "2021" and unit != "万元":
        reading.findings.append(
            finding("READ-UNIT", f"{cell_name(money)}的表头写的单位是{unit}，规定的单位是万元，请核对", [money])
        )
        reading.mark([money], Certainty.UNCERTAIN)
    elif code == "2019" and cell.value is not None and cell.unit is None:
        reading.cells[money] = replace(cell, unit=unit)
