"""Workbooks: merged or not, numbers as text, formulas with and without their values, more columns and sheets."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from benchmarks.corpus.paper import Box, Paper, Sheet, anchors
from gongkai.report import Role


@dataclass(frozen=True)
class Hand:
    merged: bool = True
    sheets: bool = False
    as_text: bool = False
    margin: int = 0
    remarks: bool = False
    last_year: bool = False
    cached: bool = True


def _write(page: Any, row: int, column: int, box: Box, hand: Hand) -> None:
    text = box.text
    if box.path and box.path.endswith(".total") and not hand.as_text and text.isdigit() and not hand.sheets:
        page.write_formula(
            row, column, f"=SUM(A{row + 900}:F{row + 900})+{text}", None, int(text) if hand.cached else ""
        )
    elif box.role is Role.VALUE and not hand.as_text and text.isascii() and text.lstrip("-").isdigit():
        page.write_number(row, column, int(text))
    else:
        page.write_string(row, column, text)


def _on_one_page(page: Any) -> Any:
    """As wide as the paper, where it is printed."""
    page.set_landscape()
    page.fit_to_pages(1, 0)
    return page


def _table(page: Any, top: int, sheet: Sheet, hand: Hand) -> int:
    for r, row in enumerate(anchors(sheet.matrix)):
        for c, box, down, across in row:
            first = (top + r, c + hand.margin)
            if hand.merged and (down > 1 or across > 1):
                page.merge_range(*first, first[0] + down - 1, first[1] + across - 1, "")
            if box.text:
                _write(page, *first, box, hand)
        if hand.remarks and row:
            page.write(top + r, len(sheet.matrix[r]) + hand.margin, "备注" if not r else 2024 if r % 5 == 0 else "")
    return top + len(sheet.matrix) + 1


def _render(hand: Hand) -> Callable[[Paper, Random], bytes]:
    def render(paper: Paper, rng: Random) -> bytes:
        import xlsxwriter

        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            book.set_properties({"created": datetime(2024, 1, 8)})  # noqa: DTZ001 — a fixed time of no zone
            if hand.cached:
                book.set_calc_mode("manual")
            _fill(book, paper, hand)
            if hand.last_year:
                _old(book, paper, hand)
        return out.getvalue()

    return render


def _fill(book: Any, paper: Paper, hand: Hand) -> None:
    page, top = _on_one_page(book.add_worksheet("年度报告")), 2
    page.write(0, hand.margin, paper.title)
    for block in paper.blocks:
        if isinstance(block, str):
            page.write(top, hand.margin, block.lstrip("#"))
            top += 1
        elif hand.sheets:
            _table(_on_one_page(book.add_worksheet(_tab(book, block))), 0, block, hand)
        else:
            top = _table(page, top, block, hand)


def _tab(book: Any, sheet: Sheet) -> str:
    name = {"proactive": "表二", "requests": "表三"}.get(sheet.key, "表四")
    return name if book.get_worksheet_by_name(name) is None else f"{name} (2)"


def _old(book: Any, paper: Paper, hand: Hand) -> None:
    """Last year's numbers on a hidden sheet."""
    page, sheet = book.add_worksheet("上年底稿"), paper.sheet("requests")
    page.hide()
    if sheet is not None:
        old = [[box if box.role is not Role.VALUE else Box("77", Role.VALUE) for box in row] for row in sheet.matrix]
        _table(page, 0, Sheet("requests", old, sheet.heads), hand)


XLSX: dict[str, Callable[[Paper, Random], bytes]] = {
    "xlsx": _render(Hand()),
    "xlsx faked merges": _render(Hand(merged=False)),
    "xlsx sheets": _render(Hand(sheets=True)),
    "xlsx text": _render(Hand(as_text=True)),
    "xlsx margin": _render(Hand(margin=2, remarks=True)),
    "xlsx hidden sheet": _render(Hand(last_year=True)),
    "xlsx uncached": _render(Hand(cached=False)),
}
"""Layout: renderer. In `uncached` the totals are formulas that no program has computed: nobody can state them."""
