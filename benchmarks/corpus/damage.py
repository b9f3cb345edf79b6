"""What happens to the tables between the office's computer and the file one gets: changes of the paper itself."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.corpus.case import Case
from benchmarks.corpus.paper import Box, Paper, Sheet
from gongkai.report import Role
from gongkai.report.forms import COLUMNS

Damage = Callable[[Case, Paper, Random], None]
ROWS_OF_SEVEN = 7


def subtotal_column(_: Case, paper: Paper, rng: Random) -> None:
    """A column 法人小计 that the form does not have: the sum of the five kinds of organisation."""
    sheet = paper.sheet("requests")
    if sheet is None:
        return
    place = rng.choice((4, 9))
    for index, row in enumerate(sheet.matrix):
        boxes = row[4:9]
        numbers = [box.text.strip() for box in boxes]
        text = str(sum(int(n) for n in numbers)) if all(n.isdigit() for n in numbers) else ""
        new = row[5] if index < 2 else Box("小计", Role.HEAD) if index == 2 else Box(text, Role.VALUE)
        row.insert(place, new)


def lost_column(case: Case, paper: Paper, rng: Random) -> None:
    """A column of table three that the file does not have."""
    sheet = paper.sheet("requests")
    if sheet is None:
        return
    place = rng.randint(5, 8)
    for row in sheet.matrix:
        del row[place]
    for row_name in case.rows:
        _gone(case, f"requests.{row_name}.{list(COLUMNS)[place - 3]}")


def lost_rows(case: Case, paper: Paper, rng: Random) -> None:
    """Rows without a case left out."""
    sheet = paper.sheet("requests")
    if sheet is None:
        return
    zero = [row for row in case.outcomes if not case.values[f"requests.{row}.total"]]
    for name in rng.sample(zero, min(rng.randint(1, 4), len(zero))):
        index = sheet.row_of(f"requests.{name}.total")
        if index is not None and len(sheet.matrix) > 8:
            del sheet.matrix[index]
            for path in case.row_paths(name):
                _gone(case, path)


def lost_disputes(case: Case, paper: Paper, _: Random) -> None:
    paper.blocks = [block for block in paper.blocks if not (isinstance(block, Sheet) and block.key == "disputes")]
    paper.blocks.insert(-3, "本年度没有因政府信息公开被申请行政复议、提起行政诉讼的情况。")
    for path in [path for path in case.values if path.startswith("disputes.")]:
        _gone(case, path)


def _gone(case: Case, path: str) -> None:
    case.empty(path, "missing")
    case.printed.pop(path)


def glued_rows(case: Case, paper: Paper, rng: Random) -> None:
    """The seven numbers of a row in one box, no space between."""
    for sheet, index in _some_rows(paper, rng, 3):
        boxes = sheet.values(index)
        texts = [box.text for box in boxes]
        if not all(text.isascii() and text.isdigit() for text in texts):
            continue
        _one_box(sheet, index, "".join(texts))
        if len(_splits("".join(texts))) != 1:
            case.accept_null([box.path for box in boxes if box.path])


def _splits(digits: str, count: int = ROWS_OF_SEVEN) -> list[tuple[int, ...]]:
    """Every way to cut the digits into numbers without leading zeros whose last is the sum of the others."""
    found: list[tuple[int, ...]] = []

    def cut(rest: str, taken: tuple[int, ...]) -> None:
        if len(taken) == count:
            if not rest and sum(taken[:-1]) == taken[-1]:
                found.append(taken)
            return
        for size in range(1, len(rest) - (count - len(taken) - 1) + 1):
            if size == 1 or rest[0] != "0":
                cut(rest[size:], (*taken, int(rest[:size])))

    cut(digits, ())
    return found


def spaced_in_one_box(_: Case, paper: Paper, rng: Random) -> None:
    """The seven numbers of a row in one box, spaces between."""
    for sheet, index in _some_rows(paper, rng, 3):
        _one_box(sheet, index, " ".join(box.text or "\u3000" for box in sheet.values(index)))


def _one_box(sheet: Sheet, index: int, text: str) -> None:
    box = Box(text, Role.VALUE)
    row = sheet.matrix[index]
    sheet.matrix[index] = [box if old.role is Role.VALUE else old for old in row]


def two_rows_in_one(case: Case, paper: Paper, rng: Random) -> None:
    """The numbers of two rows stand in the boxes of one, the other's are empty."""
    sheet = paper.sheet("requests")
    if sheet is None:
        return
    first = rng.randint(7, len(sheet.matrix) - 4)
    if len(sheet.values(first)) != ROWS_OF_SEVEN or len(sheet.values(first + 1)) != ROWS_OF_SEVEN:
        return
    full, sign = rng.choice((0, 1)), rng.choice((" ", "\n"))
    for upper, lower in zip(sheet.values(first), sheet.values(first + 1), strict=True):
        case.accept_null([path for path in (upper.path, lower.path) if path])
        both = f"{upper.text}{sign}{lower.text}"
        upper.text, lower.text = (both, "") if full == 0 else ("", both)
    case.complete = False


def swallowed(case: Case, paper: Paper, rng: Random) -> None:
    """The first number of a row stands at the end of its label, its own box is empty."""
    for sheet, index in _some_rows(paper, rng, 2):
        boxes = sheet.values(index)
        label = [box for box in sheet.matrix[index] if box.role is Role.LABEL][-1]
        if boxes[0].text.isdigit():
            label.text, boxes[0].text = f"{label.text} {boxes[0].text}", ""
            case.accept_null([box.path for box in boxes if box.path])
            case.complete = False


def shifted_left(case: Case, paper: Paper, rng: Random) -> None:
    """A row one column to the left of its heads, its last box empty."""
    sheet = paper.sheet("requests")
    if sheet is None:
        return
    index = rng.choice([sheet.row_of(f"requests.{row}.total") or 0 for row in ("result_total", "carried_out", "new")])
    row = sheet.matrix[index]
    if row[1] is row[2] or row[0] is row[2]:
        sheet.matrix[index] = [*row[:2], *row[3:], Box("", Role.VALUE)]
        case.complete = False


def shifted_right(case: Case, paper: Paper, rng: Random) -> None:
    """Rows with an empty box too many before the numbers: eleven boxes in a table of ten."""
    for sheet, index in _some_rows(paper, rng, 4):
        row = sheet.matrix[index]
        sheet.matrix[index] = [*row[:3], Box("", Role.LABEL), *row[3:]]
    case.complete = False


def first_zero_lost(case: Case, paper: Paper, rng: Random) -> None:
    """A row that has lost the box of its first number."""
    _lose(case, paper, rng, 0)


def last_number_lost(case: Case, paper: Paper, rng: Random) -> None:
    """A row whose total fell off the page."""
    _lose(case, paper, rng, -1)


def middle_number_lost(case: Case, paper: Paper, rng: Random) -> None:
    _lose(case, paper, rng, rng.randint(1, 5))


def _lose(case: Case, paper: Paper, rng: Random, which: int) -> None:
    for sheet, index in _some_rows(paper, rng, 2):
        boxes = sheet.values(index)
        lost = boxes[which]
        if len(boxes) != ROWS_OF_SEVEN or lost.path is None:
            continue
        case.accept_null([box.path for box in boxes if box.path])
        case.original[lost.path] = case.values[lost.path]
        _gone(case, lost.path)
        sheet.matrix[index] = [box for box in sheet.matrix[index] if box is not lost]


def one_number_more(case: Case, paper: Paper, rng: Random) -> None:
    """A stray 0 at the end of the row of table four, as where a column was added by mistake."""
    sheet = paper.sheet("disputes")
    if sheet is None or rng.random() < 0:
        return
    for index, row in enumerate(sheet.matrix):
        row.append(Box("0" if index == len(sheet.matrix) - 1 else "", Role.VALUE))
    case.complete = False


def remark_row(case: Case, paper: Paper, rng: Random) -> None:
    """A merged row below the table that speaks of numbers."""
    sheet = paper.sheet("requests")
    if sheet is None:
        return
    box = Box(f"备注：第2项含{case.year - 1}年受理的5件，第3项另有12件转交其他机关。", Role.LABEL)
    sheet.matrix.append([box] * len(sheet.matrix[0]))


def page_ends(_: Case, paper: Paper, rng: Random) -> None:
    """Pages end between rows; page numbers and running heads stand there."""
    for sheet in paper.sheets():
        last = len(sheet.matrix) - 1
        if last > sheet.heads + 2:
            sheet.cuts = sorted(rng.sample(range(sheet.heads + 1, last), 1 if sheet.key != "requests" else 2))
    paper.repeat_heads = rng.random() < 0.5
    paper.furniture = rng.choice(([], ["- 4 -"], ["4"], ["第 4 页 共 8 页", paper.title], ["— 4 —", "", paper.title]))


def sentences_between(case: Case, paper: Paper, rng: Random) -> None:
    """A line of text with numbers between two rows."""
    page_ends(case, paper, rng)
    paper.repeat_heads = False
    paper.furniture = [f"（接上页）截至{case.year}年底共办理23件，其中2件延期。"]


def _some_rows(paper: Paper, rng: Random, count: int) -> list[tuple[Sheet, int]]:
    sheet = paper.sheet("requests")
    if sheet is None:
        return []
    rows = [i for i in range(sheet.heads, len(sheet.matrix)) if len(sheet.values(i)) == ROWS_OF_SEVEN]
    return [(sheet, index) for index in sorted(rng.sample(rows, min(count, len(rows))))]


STRUCTURE: dict[str, Damage] = {
    damage.__name__: damage
    for damage in (
        subtotal_column, lost_column, lost_rows, lost_disputes, glued_rows, spaced_in_one_box, two_rows_in_one,
        swallowed, one_number_more, remark_row,
    )
}  # fmt: skip
"""Boxes are merged, added or gone; every row still has as many places as its table."""

RAGGED: dict[str, Damage] = {
    damage.__name__: damage
    for damage in (shifted_left, shifted_right, first_zero_lost, last_number_lost, middle_number_lost)
}
"""Rows are longer or shorter than their table: only where columns are counted, never in a real table."""

PAGES: dict[str, Damage] = {damage.__name__: damage for damage in (page_ends, sentences_between)}
