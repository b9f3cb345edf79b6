"""Text files: what word processors, PDF extractors, web pages and converters make of the tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from random import Random

from benchmarks.corpus.paper import Box, Paper, Sheet
from gongkai.report import Role

Line = list[str]
Convention = Callable[[Sheet, int, int], str | None]
PAGE = "\f"


def _left(sheet: Sheet, r: int, c: int) -> bool:
    return c == 0 or sheet.matrix[r][c - 1] is not sheet.matrix[r][c]


def _top(sheet: Sheet, r: int, c: int) -> bool:
    above = sheet.matrix[r - 1] if r else []
    return c >= len(above) or above[c] is not sheet.matrix[r][c]


def empty(sheet: Sheet, r: int, c: int) -> str | None:
    """Text at the upper left corner of a merged box, the rest of it empty."""
    return sheet.matrix[r][c].text if _left(sheet, r, c) and _top(sheet, r, c) else ""


def repeat(sheet: Sheet, r: int, c: int) -> str | None:
    return sheet.matrix[r][c].text


def drop(sheet: Sheet, r: int, c: int) -> str | None:
    """Only boxes that begin here; what a merge covers has no place at all."""
    return sheet.matrix[r][c].text if _left(sheet, r, c) and _top(sheet, r, c) else None


def drop_across(sheet: Sheet, r: int, c: int) -> str | None:
    """A place for what is merged downwards, none for what is merged to the right."""
    if not _left(sheet, r, c):
        return None
    return sheet.matrix[r][c].text if _top(sheet, r, c) else ""


def drift(sheet: Sheet, r: int, c: int) -> str | None:
    """Labels merged downwards stand in the middle row, as on paper."""
    box = sheet.matrix[r][c]
    rows = [i for i in range(len(sheet.matrix)) if c < len(sheet.matrix[i]) and sheet.matrix[i][c] is box]
    return box.text if _left(sheet, r, c) and r == rows[len(rows) // 2] else ""


def lines(sheet: Sheet, convention: Convention) -> Iterator[Line]:
    """The table's rows under one convention for merged boxes; a page's end is the line [PAGE]."""
    for r, row in enumerate(sheet.matrix):
        if r in sheet.cuts:
            yield [PAGE]
        yield [text for c in range(len(row)) if (text := convention(sheet, r, c)) is not None]


def _with_pages(paper: Paper, sheet: Sheet, rows: list[Line], as_text: Callable[[Line], str]) -> list[str]:
    out: list[str] = []
    for row in rows:
        if row != [PAGE]:
            out.append(as_text(row))
            continue
        out += ["", *paper.furniture, ""]
        out += [as_text(head) for head in rows[: sheet.heads] if head != [PAGE]] if paper.repeat_heads else []
    return out


def flat(text: str) -> str:
    return text.replace("\n", " ")


def _document(paper: Paper, table: Callable[[Sheet], list[str]], mark: str = "") -> str:
    out = [mark + paper.title, ""]
    for block in paper.blocks:
        if isinstance(block, Sheet):
            out += ["", *table(block), ""]
        else:
            out.append(block.replace("#", mark + " " if mark else "", 1) if block.startswith("#") else block)
    return "\n".join(out) + "\n"


def _separated(sign: str, convention: Convention, edge: str = "") -> Callable[[Paper, Random], str]:
    def render(paper: Paper, _: Random) -> str:
        def row(cells: Line) -> str:
            return f"{edge}{sign.join(flat(text) for text in cells)}{edge}"

        return _document(paper, lambda sheet: _with_pages(paper, sheet, list(lines(sheet, convention)), row))

    return render


def leading_lost(paper: Paper, rng: Random) -> str:
    """Tabs; after each page the column of 三、本年度办理结果 is gone, as in converters that look at each page alone."""
    text = _separated("\t", empty)(paper, rng)
    cut = text.find("\n- 4 -\n")
    if cut < 0:
        return text
    rows = text[cut:].split("\n")
    return text[:cut] + "\n".join(row[1:] if row.startswith("\t") else row for row in rows)


def ragged_tabs(paper: Paper, rng: Random) -> str:
    """Tabs; each row keeps or loses its empty places at either end."""

    def row(cells: Line) -> str:
        text = "\t".join(flat(cell) for cell in cells)
        return rng.choice((text, text, text.rstrip("\t"), text + "\t"))

    return _document(paper, lambda sheet: _with_pages(paper, sheet, list(lines(sheet, drop_across)), row))


def spaces(paper: Paper, _: Random) -> str:
    """One line a row, a space between, empty places invisible: text selected in a PDF viewer."""

    def row(cells: Line) -> str:
        return " ".join(flat(text) for text in cells if text.strip())

    return _document(paper, lambda sheet: _with_pages(paper, sheet, list(lines(sheet, drop)), row))


def cells_tab(paper: Paper, _: Random) -> str:
    """One cell a line, each with a tab in front, an empty line between rows: a word processor's own text."""
    return _cells(paper, drop_across, "\t", [""])


def cells_gap(paper: Paper, _: Random) -> str:
    """One cell a line, empty cells as empty lines, no mark between rows."""
    return _cells(paper, drop_across, "", [])


def cells_bare(paper: Paper, _: Random) -> str:
    """One cell a line, nothing for an empty one."""
    text = _cells(paper, drop, "", [])
    return "\n".join(line for line in text.split("\n") if line.strip()) + "\n"


def _cells(paper: Paper, convention: Convention, mark: str, between: Line) -> str:
    def table(sheet: Sheet) -> list[str]:
        out: list[str] = []
        for row in lines(sheet, convention):
            out += paper.furniture if row == [PAGE] else [mark + text for text in row] + between
        return out

    return _document(paper, table)


def by_columns(paper: Paper, rng: Random) -> str:
    """Reading order column by column: first all labels, then the numbers of each column."""

    def table(sheet: Sheet) -> list[str]:
        if sheet.key != "requests" or any(len(row) != len(sheet.matrix[0]) for row in sheet.matrix):
            return [" ".join(flat(t) for t in row if t.strip()) for row in lines(sheet, drop) if row != [PAGE]]
        out = []
        for c in range(len(sheet.matrix[0])):
            texts = [drop(sheet, r, c) for r in range(len(sheet.matrix))]
            out += [flat(text) for text in texts if text]
        return out

    return _document(paper, table)


def markdown(paper: Paper, rng: Random) -> str:
    return _markdown(paper, empty)


def markdown_repeat(paper: Paper, rng: Random) -> str:
    return _markdown(paper, repeat)


def _markdown(paper: Paper, convention: Convention) -> str:
    def row(cells: Line) -> str:
        return "| " + " | ".join(text.replace("\n", "<br>") for text in cells) + " |"

    def table(sheet: Sheet) -> list[str]:
        rows = list(lines(sheet, convention))
        out = _with_pages(paper, sheet, rows, row)
        return [out[0], "|" + "---|" * len(rows[0]), *out[1:]]

    return _document(paper, table, "#")


def markdown_lost_empties(paper: Paper, rng: Random) -> str:
    return _markdown(paper, drop)


def comma_separated(paper: Paper, _: Random) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([paper.title])
    for block in paper.blocks:
        if isinstance(block, Sheet):
            writer.writerows(row for row in lines(block, empty) if row != [PAGE])
        else:
            writer.writerow([block.lstrip("#")])
    return out.getvalue()


def columns(paper: Paper, rng: Random) -> str:
    """Columns kept by spaces, labels wrapped over lines, the numbers at the middle line of a wrapped label."""

    def table(sheet: Sheet) -> list[str]:
        out: list[str] = []
        for r in range(len(sheet.matrix)):
            out += paper.furniture if r in sheet.cuts else []
            out += _block(sheet, r, rng)
        return out

    return _document(paper, table)


def _wide(text: str) -> int:
    return sum(2 if ord(sign) > 0x2000 else 1 for sign in text)


def _fit(text: str, width: int) -> str:
    return text + " " * max(1, width - _wide(text))


def _block(sheet: Sheet, r: int, rng: Random) -> list[str]:
    texts = [drift(sheet, r, c) or "" for c in range(len(sheet.matrix[r]))]
    width = 24 if sheet.key == "proactive" else 11 if sheet.key == "requests" else 9
    wrapped = [_wrap(text, (width - 2) // 2) if text else [] for text in texts]
    height = max(1, *(len(parts) for parts in wrapped))
    rows = []
    for line in range(height):
        out = ""
        for parts in wrapped:
            at = line - (height - len(parts)) // 2
            out += _fit(parts[at] if 0 <= at < len(parts) else "", width)
        rows.append(out.rstrip())
    return rows


def _wrap(text: str, width: int) -> list[str]:
    if text.isascii():
        return [text]
    return [part[i : i + width] for part in text.split("\n") for i in range(0, len(part), width)]


def is_value(box: Box) -> bool:
    return box.role is Role.VALUE


TEXTS: dict[str, tuple[str, str, Callable[[Paper, Random], str]]] = {
    "tabs empty": ("text tabs", "txt", _separated("\t", empty)),
    "tabs repeat": ("text tabs", "txt", _separated("\t", repeat)),
    "tabs drop": ("text tabs", "txt", _separated("\t", drop)),
    "tabs drift": ("text tabs", "txt", _separated("\t", drift)),
    "tabs ragged": ("text tabs", "txt", ragged_tabs),
    "tabs leading lost": ("text tabs", "txt", leading_lost),
    "spaces": ("text spaces", "txt", spaces),
    "bars": ("text bars", "txt", _separated(" | ", empty, "|")),
    "broken bars": ("text bars", "txt", _separated("¦", empty, "¦")),
    "bars drop": ("text bars", "txt", _separated("|", drop)),
    "cells tab": ("text one cell a line", "txt", cells_tab),
    "cells gap": ("text one cell a line", "txt", cells_gap),
    "cells bare": ("text one cell a line", "txt", cells_bare),
    "columns": ("text layout", "txt", columns),
    "by columns": ("text column-major", "txt", by_columns),
    "markdown": ("markdown", "md", markdown),
    "markdown repeat": ("markdown", "md", markdown_repeat),
    "markdown lost empties": ("markdown", "md", markdown_lost_empties),
    "csv": ("csv", "csv", comma_separated),
}
"""Layout: group, suffix, renderer."""
