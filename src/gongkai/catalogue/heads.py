"""Where a table's head stands, how many lines it has, and what each column below it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.catalogue.labels import Kind, label_of
from gongkai.catalogue.model import Level
from gongkai.catalogue.pages import Box, Page

_FEWEST_LABELS, _FEWEST_SUB, _TALLEST = 4, 2, 4
_UPPER = frozenset(
    {
        *(Kind.NUMBER, Kind.ITEM, Kind.FIRST, Kind.SECOND, Kind.CONTENT, Kind.BASIS, Kind.PERIOD, Kind.RESPONSIBLE),
        *(Kind.CHANNELS, Kind.AUDIENCE, Kind.MANNER, Kind.LEVELS),
    }
)
_ITEMS = frozenset({Kind.ITEM, Kind.FIRST, Kind.SECOND, Kind.THIRD})
_SEVERAL = frozenset({Kind.LEVEL, Kind.MORE})


@dataclass(frozen=True, slots=True)
class Column:
    """`label` as printed, the head above it before a dash where it has one."""

    kind: Kind
    at: int
    label: str
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """`first` and `last` are its lines; `doubts` what about it a person should know."""

    columns: tuple[Column, ...]
    first: int
    last: int
    width: int
    doubts: tuple[str, ...] = ()

    def of(self, kind: Kind) -> Column | None:
        return next((column for column in self.columns if column.kind is kind), None)

    def all(self, kind: Kind) -> list[Column]:
        return [column for column in self.columns if column.kind is kind]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(column.label for column in self.columns)


def head_at(page: Page, index: int) -> Head | None:
    """The head that begins in this line. At least four of its words must be those of the form, one of them the item's."""
    kinds = {label.kind for box in page.own(index) if (label := label_of(box.text))}
    if len(kinds & _UPPER) < _FEWEST_LABELS:
        return None
    last = _last_line(page, index)
    columns = list(_columns(page, index, last))
    if not any(column.kind in _ITEMS for column in columns):
        return None
    columns, doubts = _settled(columns)
    return Head(tuple(columns), index, last, len(page.lines[index].boxes), tuple(doubts))


def _last_line(page: Page, index: int) -> int:
    """Merged cells of the first line reach down to it; without them it is the last line of nothing but labels."""
    last = index
    while last + 1 < len(page.lines) and last - index + 1 < _TALLEST:
        own = page.own(last + 1)
        reached = any(box.bottom > last for box in page.filled(last) if label_of(box.text))
        if not reached and (last > index or len(own) < _FEWEST_SUB):
            break
        if any(label_of(box.text) is None for box in own) and not _is_unknown_sub(page, index, own):
            break
        last += 1
    return last


def _is_unknown_sub(page: Page, index: int, own: list[Box]) -> bool:
    """A line with a word the form does not know is still part of the head where most of its words are known."""
    known = sum(label_of(box.text) is not None for box in own)
    heads = {id(box) for box in page.own(index) if box.width > 1}
    below = all(id(page.lines[index].boxes[box.left]) in heads for box in own)
    return known * 2 > len(own) and below


def _columns(page: Page, first: int, last: int) -> Iterator[Column]:
    above = ""
    for x in range(len(page.lines[first].boxes)):
        texts = list(dict.fromkeys(page.lines[y].text(x) for y in range(first, last + 1) if page.lines[y].text(x)))
        if not texts:
            continue
        top = page.lines[first].text(x)
        above = _word(top) if top else above
        label = label_of(texts[-1])
        words = " / ".join(dict.fromkeys([*([above] if above and not top else []), *map(_word, texts)]))
        yield Column(label.kind, x, words, label.levels) if label else Column(Kind.MORE, x, words)


def _word(text: str) -> str:
    return "".join(text.split())


def _settled(columns: list[Column]) -> tuple[list[Column], list[str]]:
    """A head that spans two columns without words of its own over each; a kind that comes twice; 市级 of a city's county."""
    doubts: list[str] = []
    columns = _items_named(columns)
    columns, more = _county_city(columns)
    doubts += more
    seen: set[Kind] = set()
    out = []
    for column in columns:
        if column.kind in seen and column.kind not in _SEVERAL:
            doubts.append(f"有两列都像“{column.label}”，后一列的内容另存，没有作为这一项")
            column = replace(column, kind=Kind.MORE)
        seen.add(column.kind)
        out.append(column)
    doubts += [f"“{column.label}”不是标准目录的栏目，内容另存" for column in out if column.kind is Kind.MORE]
    return out, doubts


def _items_named(columns: list[Column]) -> list[Column]:
    """公开事项 over two or three columns is 一级, 二级 (三级); over one it is what is counted, the 二级事项."""
    items = [column for column in columns if column.kind is Kind.ITEM]
    taken = {column.kind for column in columns}
    if taken & {Kind.FIRST, Kind.SECOND}:
        names = [Kind.SECOND] if Kind.SECOND not in taken else [Kind.FIRST] if Kind.FIRST not in taken else []
    else:
        names = [Kind.SECOND] if len(items) == 1 else [Kind.FIRST, Kind.SECOND, Kind.THIRD]
    new = dict(zip((column.at for column in items), names, strict=False))
    return [replace(column, kind=new.get(column.at, column.kind)) for column in columns]


def _county_city(columns: list[Column]) -> tuple[list[Column], list[str]]:
    """Beside 乡级 and without 县级, 市级 is that of a city at county level."""
    levels = {level for column in columns for level in column.levels}
    if Level.CITY not in levels or Level.COUNTY in levels or Level.TOWNSHIP not in levels:
        return columns, []
    changed = [replace(column, levels=_as_county(column.levels)) for column in columns]
    return changed, ["层级写的是“市级”和乡级，没有县级：按县级市的本级理解"]


def _as_county(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    return tuple(Level.COUNTY if level is Level.CITY else level for level in levels)
