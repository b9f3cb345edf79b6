"""Data of programs (JSON, JSONP, JavaScript) that hold a report → blocks: markup in strings, rows in arrays.

All strings count, in their order, since some interfaces send one string a section; a string that another contains (a
summary, a plain copy) is left out.
"""

from __future__ import annotations

import base64
import html
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from gongkai.reading.blocks import Block, Document, Grid, GridCell
from gongkai.reading.encoding import decode
from gongkai.reading.loaders.html_flow import numbered
from gongkai.reading.loaders.html_page import markup_blocks
from gongkai.reading.loaders.script_values import Digits, literals_in, values_in
from gongkai.reading.loaders.text import blocks_of, split_lines
from gongkai.reading.problem import Clock, ReadingError

MEDIA_TYPE = "application/json"
_MARKUP = re.compile(r"<(?:table|tr|td|th|p|div|br|span|h[1-6])\b", re.IGNORECASE)
_ESCAPED_MARKUP = re.compile(r"&(?:amp;)*lt;/?(?:table|tr|td|p|div|br|span)\b", re.IGNORECASE)
_QUOTED_MARKUP = re.compile("%3C(?:table|tr|td|p|div)", re.IGNORECASE)
_BASE64, _SHORTEST_BASE64 = re.compile(r"(?:data:[\w/;=.+-]{0,60},)?[A-Za-z0-9+/\s]+={0,2}\s*"), 400
_CHINESE = re.compile("[\u4e00-\u9fff]")
_TAGS = re.compile(r"<[^<>]*>|\s|&\w+;")
_DEEPEST, _MOST_PIECES, _WIDEST = 60, 5_000, 500
_ARTICLE = 12
_JSON_INSIDE = 4


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError where nothing in it looks like text or a table."""
    blocks, notes = data_blocks(decode(data, name), clock)
    if not blocks:
        raise ReadingError("数据里没有表格，也没有正文", "请确认这是年度报告的数据", name, "READ_JSON")
    return Document(blocks, name, "json", MEDIA_TYPE, notes=notes)


def data_blocks(text: str, clock: Clock) -> tuple[list[Block], list[str]]:
    """The blocks of JSON or of a script, and what should be known about them."""
    values, outside = values_in(text)
    pieces: list[Piece] = []
    found = (piece for value in values for piece in _pieces(value, clock))
    for piece in itertools.chain(found, _script_pieces(outside)):
        pieces.append(piece)
        if len(pieces) > _MOST_PIECES:
            raise ReadingError("数据里的文字太多，已停止读取", "请确认这是年度报告的数据", clock.name, "READ_LINES")
    return _blocks(pieces, clock)


Piece = str | Grid


def _script_pieces(text: str) -> Iterator[str]:
    """Strings of a script; markup that is put together from many of them is one."""
    strings = [_decoded(literal) for literal in literals_in(text)]
    markup = [piece for piece in strings if _is_markup(piece) or "</t" in piece]
    if len(markup) > 2 and not any("<table" in piece and "</table" in piece for piece in markup):
        yield "".join(strings)
    else:
        yield from (piece for piece in strings if _is_markup(piece) or _CHINESE.search(piece))


def _is_markup(piece: Piece) -> bool:
    return isinstance(piece, str) and _MARKUP.search(piece) is not None


def _decoded(text: str) -> str:
    """Markup that was escaped for the way, as often as it was."""
    if len(text) > _SHORTEST_BASE64 and _BASE64.fullmatch(text):
        text = _from_base64(text)
    if _QUOTED_MARKUP.search(text):
        text = unquote(text)
    for _ in range(3):
        if not _ESCAPED_MARKUP.search(text):
            break
        text = html.unescape(text)
    return text


def _from_base64(text: str) -> str:
    try:
        inside = base64.b64decode(text.rpartition(",")[2], validate=False).decode("utf-8")
    except (ValueError, UnicodeDecodeError):
        return text
    return inside if _CHINESE.search(inside) else text


# ---- values


def _pieces(value: Any, clock: Clock, depth: int = 0) -> Iterator[Piece]:
    """Strings and tables of a value, in their order."""
    if depth > _DEEPEST:
        return
    clock.check()
    if isinstance(value, Digits):
        return
    if isinstance(value, str):
        yield from _string_pieces(value, clock, depth)
        return
    grid = _grid_of(value)
    if grid:
        yield grid
    elif _is_lines(value):
        yield "\n".join(line or "" for line in value)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _pieces(item, clock, depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _pieces(item, clock, depth + 1)


def _string_pieces(text: str, clock: Clock, depth: int) -> Iterator[Piece]:
    """A string may hold JSON again."""
    decoded = _decoded(text)
    if depth < _JSON_INSIDE * 4 and decoded.lstrip()[:1] in ("{", "["):
        inner, rest = values_in(decoded)
        if inner and not rest:
            yield from _pieces(inner[0], clock, depth + 4)
            return
    if _is_markup(decoded) or _CHINESE.search(decoded):
        yield decoded


def _grid_of(value: Any) -> Grid | None:
    """A list of rows, of records with the same fields, or a record of Chinese names and values; None for anything else."""
    if isinstance(value, list) and len(value) > 1:
        if all(isinstance(row, list) and _is_row(row) for row in value):
            return _grid([[_text(cell) for cell in row] for row in value])
        if all(isinstance(row, Mapping) and _is_row(list(row.values())) for row in value):
            return _record_grid(value)
    if isinstance(value, Mapping) and len(value) > 1 and all(_CHINESE.search(str(key)) for key in value):
        rows = [[str(key), *_cells(item)] for key, item in value.items()]
        return _grid(rows) if all(len(row) > 1 for row in rows) else None
    return None


def _is_lines(value: Any) -> bool:
    """A list of plain strings: the lines of one text, numbers and repeated ones among them."""
    if not isinstance(value, list) or not all(item is None or isinstance(item, str) for item in value):
        return False
    texts = [item for item in value if item]
    return any(map(_CHINESE.search, texts)) and not any(
        _is_markup(text) or _ESCAPED_MARKUP.search(text) for text in texts
    )


def _is_row(cells: Sequence[Any]) -> bool:
    """Short scalars, some of them numbers or words; a record with an article in it is no row."""
    return 1 < len(cells) <= _WIDEST and all(_is_scalar(cell) for cell in cells)


def _is_scalar(value: Any) -> bool:
    return (
        value is None or isinstance(value, bool) or (isinstance(value, str) and len(value) < 200 and "<" not in value)
    )


def _cells(value: Any) -> list[str]:
    items = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else [value]
    return [_text(item) for item in items] if all(_is_scalar(item) for item in items) else []


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).strip()


def _record_grid(records: Sequence[Mapping[str, Any]]) -> Grid | None:
    """Fields are columns, in the order of the first record that names them; Chinese field names are the head."""
    fields = list(dict.fromkeys(key for record in records for key in record))
    if len(fields) > _WIDEST:
        return None
    head = [fields] if all(_CHINESE.search(field) for field in fields) else []
    return _grid([*head, *([_text(record.get(field)) for field in fields] for record in records)])


def _grid(rows: Sequence[Sequence[str]]) -> Grid | None:
    """None for what is no table of words and numbers, such as a list of links."""
    if not any(_CHINESE.search(cell) for row in rows for cell in row):
        return None
    exact = len({len(row) for row in rows}) == 1
    return Grid(tuple(tuple(GridCell(cell, y, x) for x, cell in enumerate(row)) for y, row in enumerate(rows)), exact)


# ---- blocks


def _blocks(pieces: Sequence[Piece], clock: Clock) -> tuple[list[Block], list[str]]:
    blocks: list[Block] = []
    notes: list[str] = []
    for piece in _without_copies(pieces, clock):
        if isinstance(piece, Grid):
            blocks.append(piece)
        elif _is_markup(piece):
            more, said = markup_blocks(piece, clock)
            blocks += more
            notes += said
        else:
            blocks += blocks_of(split_lines(piece, clock), clock)
    return numbered(blocks), notes


def _without_copies(pieces: Sequence[Piece], clock: Clock) -> list[Piece]:
    """Longest first: a string whose words a longer one contains says nothing new."""
    words = {i: _TAGS.sub("", piece) for i, piece in enumerate(pieces) if isinstance(piece, str)}
    kept: set[int] = set()
    said: set[str] = set()
    articles: list[str] = []
    for i in sorted(words, key=lambda i: (-len(words[i]), i)):
        clock.check()
        if words[i] in said or any(words[i] in article for article in articles):
            continue
        kept.add(i)
        said.add(words[i])
        if len(words[i]) >= _ARTICLE:
            articles.append(words[i])
    return [piece for i, piece in enumerate(pieces) if isinstance(piece, Grid) or i in kept]
