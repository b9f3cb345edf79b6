"""A small picture of the place a finding is about: the row as printed, or the cells of a column, and the sum that fails."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from gongkai.report import AnnualReport, Finding
from gongkai.report.forms import COLUMNS, DISPUTE_GROUPS, DISPUTE_RESULTS, cell_name, row_name

MOST_LINES = 8
SHORT = {
    "natural_person": "自然人",
    "business": "企业",
    "research": "科研",
    "social_organization": "公益",
    "legal_service": "法律",
    "other": "其他",
    "total": "总计",
}


def picture(report: AnnualReport, finding: Finding) -> list[str]:
    """Lines of plain text, cells the finding names in brackets; none for a finding without cells."""
    rows = [path.rsplit(".", 1)[0] for path in finding.cells]
    if not rows:
        return []
    whole_rows = [row for row, _ in groupby(rows) if row.startswith(("requests.", "disputes."))]
    if len(set(rows)) <= 2 and whole_rows:
        return [line for row in dict.fromkeys(whole_rows) for line in _row(report, row, finding.cells)]
    return list(_column(report, finding.cells))


def _row(report: AnnualReport, row: str, marked: tuple[str, ...]) -> Iterator[str]:
    table, key = row.split(".")
    columns = COLUMNS if table == "requests" else DISPUTE_RESULTS
    heads = (
        [SHORT.get(column, columns[column]) for column in columns] if table == "requests" else list(columns.values())
    )
    texts = [_text(report, f"{row}.{column}", marked) for column in columns]
    widths = [max(width(head), width(text)) for head, text in zip(heads, texts, strict=True)]
    name = row_name(key) if table == "requests" else DISPUTE_GROUPS[key]
    yield f"{' ' * width(name)} │ {'  '.join(_right(head, w) for head, w in zip(heads, widths, strict=True))}"
    yield f"{name} │ {'  '.join(_right(text, w) for text, w in zip(texts, widths, strict=True))}"


def _column(report: AnnualReport, paths: tuple[str, ...]) -> Iterator[str]:
    """The cells one below the other; zeros are left out of a long sum, as they are in one's head."""
    telling = [path for path in paths if report.cell(path).value != 0] if len(paths) > MOST_LINES else list(paths)
    for path in telling[:MOST_LINES]:
        yield f"{_right(_text(report, path, ()), 10)} │ {cell_name(path)}"
    left = len(paths) - len(telling[:MOST_LINES])
    if left:
        yield f"{_right('…', 10)} │ 另有 {left} 格{'为 0' if len(telling) <= MOST_LINES else ''}"


def _text(report: AnnualReport, path: str, marked: tuple[str, ...]) -> str:
    cell = report.cell(path)
    text = cell.printed or {"blank": "空", "missing": "缺"}.get(cell.state, "?")
    return f"[{text}]" if path in marked and len(marked) < 7 else text


def width(text: str) -> int:
    """Columns the text takes on a terminal: a Chinese character takes two."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _right(text: str, columns: int) -> str:
    return " " * (columns - width(text)) + text


def where(report: AnnualReport, finding: Finding) -> str:
    """The place in the file, as much as is known: 第 3 页 表 2 第 7 行."""
    at = next((place for path in finding.cells if (place := report.cell(path).at)), None)
    if at is None:
        return f"第{finding.section}部分" if finding.section else ""
    parts = [
        f"第 {at.page} 页" if at.page else "",
        f"第 {at.line} 行" if at.line else "",
        f"第 {at.table} 个表格第 {at.row} 行" if at.table and at.row and not at.line else "",
    ]
    return " ".join(part for part in parts if part)
