"""Values that moved up by one row: each label stands beside its neighbour's numbers, and only the ends of the table show it."""

from __future__ import annotations

from pathlib import Path

from gongkai.reading import read_bytes
from gongkai.report import AnnualReport, Certainty

SAMPLE = Path(__file__).parents[2] / "samples" / "tab-separated.txt"
WIDTH = 7


def is_row(line: str) -> bool:
    cells = line.split("\t")
    return len(cells) > WIDTH and all(cell.strip().isdigit() for cell in cells[-WIDTH:])


def moved_up(text: str) -> str:
    """The first row's numbers stand alone, every other row's beside the label above them, the last label without any."""
    lines = text.splitlines()
    at = [i for i, line in enumerate(lines) if is_row(line) and len(line.split("\t")) < 2 * WIDTH]
    cells = {i: lines[i].split("\t") for i in at}
    below = dict(zip(at, [*at[1:], None], strict=True))
    for i in at:
        values = cells[below[i]][-WIDTH:] if below[i] is not None else [""] * WIDTH
        lines[i] = "\t".join([*cells[i][:-WIDTH], *values])
    alone = [*[""] * (len(cells[at[0]]) - WIDTH), *cells[at[0]][-WIDTH:]]
    lines.insert(at[0], "\t".join(alone))
    return "\n".join(lines)


def test_no_number_of_a_table_that_moved_is_believed() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    right = read_bytes(text.encode(), "x.txt")[0]
    moved = read_bytes(moved_up(text).encode(), "x.txt")[0]
    silent = [path for path in right.paths() if path.startswith("requests.") and is_silent(moved, right, path)]
    assert silent == []


def is_silent(moved: AnnualReport, right: AnnualReport, path: str) -> bool:
    cell = moved.cell(path)
    said = any(path in found.cells for found in moved.findings if found.rule.startswith("READ-"))
    return cell.value not in (None, right.value(path)) and cell.certainty is not Certainty.UNCERTAIN and not said


def test_a_head_that_swallowed_a_number_makes_table_two_doubtful() -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("本年处理决定数量", "本年处理决定数量 17", 1)
    report = read_bytes(text.encode(), "x.txt")[0]
    assert report.cell("proactive.licensing").certainty is Certainty.UNCERTAIN
