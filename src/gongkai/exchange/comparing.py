"""When two reports say the same, and where they do not: what an import asks before it takes anything.

What counts is what an office states: numbers, marks and texts. From which file a cell was read, how certain the reading was, and
what checks found are no part of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.exchange.quoting import plain
from gongkai.report import AnnualReport, Cell, CellState, cell_name
from gongkai.writing.layout import chinese_date, heading, one_line

NOTHING = "（空）"
_MISSING_WORD, _LONGEST = "（没有这一格）", 60
_FIELDS = {"title": "标题", "agency": "机关", "signature": "署名"}


@dataclass(frozen=True, slots=True)
class Difference:
    """`where` in Chinese, with the path of the cell where it is one; what stood there, what stands there now."""

    where: str
    before: str
    after: str
    path: str | None = None

    def __str__(self) -> str:
        return f"{self.where}：原为“{self.before}”，现为“{self.after}”"


def content_digest(report: AnnualReport) -> str:
    """The SM3 of what the report states. Two reports have the same exactly when `differences` finds nothing."""
    stated = {
        "year": report.year,
        "format": report.format,
        "fields": [_field(report, name) for name in _FIELDS],
        "opening": plain(report.opening or ""),
        "sections": [[section.number, one_line(section.title), plain(section.text)] for section in report.sections],
        "signed_on": report.signed_on.isoformat() if report.signed_on else None,
        "cells": {path: _cell(report.cell(path)) for path in report.paths()},
    }
    text = json.dumps(stated, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.new("sm3", text.encode("utf-8", "surrogatepass")).hexdigest()


def differences(before: AnnualReport, after: AnnualReport) -> tuple[Difference, ...]:
    """From the head to the signature, cells in the order of the form; empty where both say the same."""
    return tuple(_differences(before, after))


def _differences(before: AnnualReport, after: AnnualReport) -> Iterator[Difference]:
    yield from _changed("统计年度", str(before.year or ""), str(after.year or ""))
    yield from _changed("版式", before.format or "", after.format or "")
    for name, word in _FIELDS.items():
        yield from _changed(word, _field(before, name), _field(after, name))
    yield from _changed("开头", plain(before.opening or ""), plain(after.opening or ""))
    yield from _sections(before, after)
    days = [chinese_date(report.signed_on) if report.signed_on else "" for report in (before, after)]
    yield from _changed("日期", *days)
    for path in dict.fromkeys((*before.paths(), *after.paths())):
        old, new = before.cell(path), after.cell(path)
        if _cell(old) != _cell(new):
            yield Difference(cell_name(path), _shown(old), _shown(new), path)


def _sections(before: AnnualReport, after: AnnualReport) -> Iterator[Difference]:
    """By their place: a section that was put in moves those behind it, which is then shown as it is."""
    for place in range(max(len(before.sections), len(after.sections))):
        old, new = (report.sections[place] if place < len(report.sections) else None for report in (before, after))
        name = heading(old or new) if (old or new) else ""  # type: ignore[arg-type]
        heads = [heading(section) if section else "" for section in (old, new)]
        yield from _changed(f"第 {place + 1} 部分的标题", *heads)
        yield from _changed(name, *(plain(section.text) if section else "" for section in (old, new)))


def _changed(where: str, before: str, after: str) -> Iterator[Difference]:
    if before != after:
        yield Difference(where, *_where_they_part(before, after))


def _where_they_part(before: str, after: str) -> tuple[str, str]:
    """Long texts from the first character that differs, with a little before it."""
    common = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    start = max(0, common - 10) if max(len(before), len(after)) > _LONGEST else 0
    first, second = (_cut(text, start) or NOTHING for text in (before, after))
    return first, second


def _cut(text: str, start: int) -> str:
    part = text[start : start + _LONGEST].replace("\n", " ")
    return f"{'…' if start and part else ''}{part}{'…' if len(text) > start + _LONGEST else ''}"


def _field(report: AnnualReport, name: str) -> str:
    return one_line(getattr(report, name) or "")


def _cell(cell: Cell) -> tuple[str, str, str | None]:
    """A blank and a cell that is not there are both nothing stated; the decimals of money are as printed."""
    state = CellState.BLANK if cell.state is CellState.MISSING else cell.state
    return state.value, one_line(cell.printed), cell.unit


def _shown(cell: Cell) -> str:
    if cell.state is CellState.MISSING:
        return _MISSING_WORD
    return f"{one_line(cell.printed)}{cell.unit or ''}" or NOTHING
