"""Reports of three organs over four years, with one blank and one carry-over that does not fit."""

from __future__ import annotations

from gongkai.report import AnnualReport, Cell
from gongkai.report.forms import COLUMNS
from tests.library.corpus.making import made, with_cells

NEW = "requests.new.total"
SLIPPED = ("甲县小河镇人民政府", 2022)
"""Whose 上年结转 is not what it left over the year before."""
BLANK = ("甲县小河镇人民政府", 2021)
NAMES = ("甲县大河镇人民政府", "甲县小河镇人民政府", "甲县高山乡人民政府")


def many() -> list[AnnualReport]:
    """Three organs over four years, both forms; what is carried over fits but once, and one cell is blank."""
    reports = []
    for name in NAMES:
        left = None
        for year in (2020, 2021, 2022, 2023):
            report = made(name, year)
            if left is not None:
                report = with_cells(report, {f"requests.carried_in.{column}": value for column, value in left.items()})
            left = {column: report.value(f"requests.carried_out.{column}") for column in COLUMNS}
            if (name, year) == SLIPPED:
                report = with_cells(
                    report, {"requests.carried_in.total": report.value("requests.carried_in.total") + 7}
                )
            if (name, year) == BLANK:
                report = with_cells(report, {NEW: Cell.blank()})
            reports.append(report)
    return reports
