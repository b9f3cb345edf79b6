"""A table's lines as the matcher needs them: page furniture out, runs of single values made into rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from gongkai.reading.lines import Geometry, Line, Token
from gongkai.reading.numbers import Shape, printed

_FURNITURE = re.compile(
    r"[-—–─]+\s*\d{1,3}\s*[-—–─]+|[-—–─]+\s\d{1,3}|[-—–\s]*第\s*\d{1,3}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,3}\s*页)?[-—–\s]*|\d{1,3}\s*[/／]\s*\d{1,3}"
    r"|(?:Page|P)\.?\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?",
    re.IGNORECASE,
)
_LONGEST_PAGE_NUMBER = 3
_IN_WORDS = (Geometry.ORDER, Geometry.LAYOUT)


def table_lines(lines: Sequence[Line], width: int) -> list[Line]:
    """`width` is how many values a row of this table has; 0 where rows differ, so that runs of values are left whole."""
    gridded = sum(line.geometry not in _IN_WORDS for line in lines) * 2 > len(lines)
    kept = [line for line in lines if line.tokens and not is_furniture(line) and not (gridded and _is_stray(line))]
    rows: list[Line] = []
    runs = [list(group) for _, group in groupby(kept, key=lambda line: _is_part(line, width))]
    gaps_tell = width > 0 and _gaps_tell(runs, width)
    for i, run in enumerate(runs):
        if not _is_part(run[0], width):
            rows.extend(_with_empty_rows(run, runs[i + 1][0].gap if i + 1 < len(runs) else 0, width, gaps_tell))
            continue
        if not all(map(_is_single_value, run)):
            rows.extend(_rows_of_parts(run, width, rows))
            continue
        run = _without_words(run, width)
        after = runs[i + 1][0].gap if i + 1 < len(runs) else 0
        whole = _with_gaps(run, after, width) if gaps_tell and len(run) < width else None
        rows.extend([whole] if whole else _rows_of_run(run, width, rows))
    return rows


def page_numbers(lines: Sequence[Line]) -> set[int]:
    """Lines that are nothing but the page's number: the first or last of their page, and rising with the pages."""
    edges: dict[int, tuple[int, int]] = {}
    for at, line in enumerate(lines):
        if line.page and line.tokens:
            edges[line.page] = (edges.get(line.page, (at, at))[0], at)
    found: set[int] = set()
    for edge in (0, 1):
        numbers = {page: (ends[edge], _lone_number(lines[ends[edge]])) for page, ends in edges.items()}
        steps = {page - number for page, (_, number) in numbers.items() if number is not None}
        rising = [at for at, number in numbers.values() if number is not None]
        if len(steps) == 1 and (len(rising) > 1 or steps == {0}):
            found.update(rising)
    return found


def _lone_number(line: Line) -> int | None:
    if line.geometry not in _IN_WORDS or len(line.tokens) != 1:
        return None
    only = line.tokens[0].printed
    number = only.numbers[0] if only.shape is Shape.NUMBER else None
    return number if isinstance(number, int) else None


def is_furniture(line: Line) -> bool:
    """- 4 -, 第4页, 4 / 9: a page number that says so itself."""
    if line.geometry not in _IN_WORDS:
        return False
    return _FURNITURE.fullmatch(line.text.strip()) is not None


def _is_stray(line: Line) -> bool:
    """A small number by itself between the rows of a drawn table: the page's number."""
    return _lone_number(line) is not None and len(line.text.strip()) <= _LONGEST_PAGE_NUMBER


def _is_single_value(line: Line) -> bool:
    return line.geometry in _IN_WORDS and line.only_values and len(line.tokens) == 1


def _is_part(line: Line, width: int) -> bool:
    """A single value, or some values of a row that was broken over lines."""
    return _is_single_value(line) or (
        line.geometry is Geometry.ORDER and line.only_values and line.value_count == len(line.tokens) < width
    )


def _rows_of_parts(run: list[Line], width: int, before: list[Line]) -> list[Line]:
    """Rows broken over lines, where the parts come out even; else the lines as they are."""
    started = before[-1].value_count if before and before[-1].geometry is Geometry.ORDER else 0
    short = width - started if 0 < started < width else 0
    count = sum(line.value_count for line in run)
    even = (count - short) % width == 0 and count >= short
    return _rows_of_run(run, width, before) if even else run


# ---- empty lines for empty cells


def _gaps_tell(runs: Sequence[list[Line]], width: int) -> bool:
    """In this text an empty line is an empty cell: the values of whole rows never have one between them."""
    whole = [run for run in runs if _is_single_value(run[0]) and len(run) == width]
    return len(whole) > 1 and not any(line.gap for run in whole for line in run)


def _with_gaps(run: list[Line], after: int, width: int) -> Line | None:
    """A row with empty cells; None where the empty lines do not come out even."""
    tokens: list[Token] = []
    for line in run:
        tokens += [_empty(line)] * line.gap + line.tokens
    left = width - len(tokens)
    if not 0 <= left <= after:
        return None
    return Line(tokens + [_empty(run[-1])] * left, Geometry.COUNTED, run[0].block, page=run[0].page)


def _with_empty_rows(run: list[Line], after: int, width: int, gaps_tell: bool) -> Iterator[Line]:
    """Labels; behind one that a row of empty lines follows, the row is there and empty."""
    gaps = [line.gap for line in run[1:]] + [after]
    for line, gap in zip(run, gaps, strict=True):
        if gaps_tell and gap >= width and line.labels and line.geometry in _IN_WORDS:
            blanks = [_empty(line)] * width
            yield Line([*line.tokens, *blanks], Geometry.COUNTED, line.block, line.gap, line.text, line.page)
        else:
            yield line


def _empty(line: Line) -> Token:
    return Token("", printed(""), at=line.at)


# ---- runs of values


def _rows_of_run(run: list[Line], width: int, before: list[Line]) -> list[Line]:
    tokens = [token for line in run for token in line.tokens]
    if width and len(tokens) < width and all(token.printed.shape is Shape.NOT_APPLICABLE for token in tokens):
        return []
    if before and width:
        started = before[-1]
        short = width - started.value_count
        if started.value_count and 0 < short <= len(tokens) and started.geometry is Geometry.ORDER:
            before[-1] = _joined(started, tokens[:short])
            tokens = tokens[short:]
    if not tokens:
        return []
    even = width and len(tokens) % width == 0
    cuts = [*range(0, len(tokens), width if even else len(tokens)), len(tokens)]
    return [_line(run[0], tokens[a:b]) for a, b in pairwise(cuts)]


def _without_words(run: list[Line], width: int) -> list[Line]:
    """Labels written one character a line leave 三 or 无 beside the values: not values, where the rest makes whole rows."""
    start, end = 0, len(run)
    while end > start and _is_word(run[end - 1]):
        end -= 1
    while start < end and _is_word(run[start]):
        start += 1
    kept = run[start:end]
    return kept if width and kept and len(kept) < len(run) and len(kept) % width == 0 else run


def _is_word(line: Line) -> bool:
    return re.search("[\u3007\u4e00-\u9fff]", line.tokens[0].text) is not None and not re.search(
        r"\d", line.tokens[0].text
    )


def _line(like: Line, tokens: list[Token]) -> Line:
    return Line(list(tokens), Geometry.ORDER, like.block, page=like.page)


def _joined(line: Line, more: list[Token]) -> Line:
    return Line([*line.tokens, *more], Geometry.ORDER, line.block, line.gap, line.text, line.page)
