"""What an office gets wrong: numbers that break a relation, and cells it leaves without a number."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.corpus.case import Case
from gongkai.report.forms import COLUMNS, DISPUTE_GROUPS

Change = Callable[[Case, Random], None]


def wrong_total(case: Case, rng: Random) -> None:
    """One total of a row is off by a little."""
    _add(case, f"requests.{rng.choice(case.rows)}.total", rng.choice((1, 2, 10)))


def wrong_column(case: Case, rng: Random) -> None:
    """A number stands one column beside its own; its row still adds up."""
    rows = [row for row in case.outcomes if _at(case, row, "natural_person")] or ["granted"]
    row = rng.choice(rows)
    first, second = f"requests.{row}.natural_person", f"requests.{row}.business"
    case.values[first], case.values[second] = case.values[second], case.values[first]


def swapped_rows(case: Case, rng: Random) -> None:
    """Two rows in each other's place."""
    one, other = rng.choice((("new", "carried_out"), ("carried_in", "granted"), ("result_total", "carried_out")))
    for column in COLUMNS:
        a, b = f"requests.{one}.{column}", f"requests.{other}.{column}"
        case.values[a], case.values[b] = case.values[b], case.values[a]


def carried_wrong(case: Case, rng: Random) -> None:
    """More carried over than is left."""
    for column in ("natural_person", "total"):
        _add(case, f"requests.{rng.choice(('carried_in',))}.{column}", 1)


def dispute_total_zero(case: Case, rng: Random) -> None:
    """The total of a group of table four filed as 0."""
    group = rng.choice(list(DISPUTE_GROUPS))
    _add(case, f"disputes.{group}.upheld", 2)
    case.values[f"disputes.{group}.total"] = 0


def shifted_row(case: Case, rng: Random) -> None:
    """A row typed one cell to the right: its last number lost, a 0 in front."""
    row = rng.choice([row for row in case.outcomes if _at(case, row, "total")] or ["granted"])
    numbers = [case.values[path] for path in case.row_paths(row)]
    case.values.update(zip(case.row_paths(row), [0, *numbers[:-1]], strict=True))


def _at(case: Case, row: str, column: str) -> int:
    return int(case.values[f"requests.{row}.{column}"] or 0)


def _add(case: Case, path: str, more: int) -> None:
    case.values[path] = (case.values[path] or 0) + more


FAULTS: dict[str, Change] = {
    change.__name__: change
    for change in (wrong_total, wrong_column, swapped_rows, carried_wrong, dispute_total_zero, shifted_row)
}


def some_blank(case: Case, rng: Random) -> None:
    """A few cells left empty."""
    for path in rng.sample(list(case.values), 5):
        case.empty(path, "blank")


def zeros_blank(case: Case, _: Random) -> None:
    """Every 0 of table three left empty: the clerk filled in what there was."""
    for path, value in list(case.values.items()):
        if path.startswith("requests.") and value == 0:
            case.empty(path, "blank")


def rows_blank(case: Case, rng: Random) -> None:
    for row in rng.sample(list(case.rows), 2):
        for path in case.row_paths(row):
            case.empty(path, "blank")


def slashes(case: Case, rng: Random) -> None:
    """A mark for nothing in the cells that do not apply."""
    sign = rng.choice(("/", "—", "无", "-", "／", "——"))
    for path in rng.sample([path for path, value in case.values.items() if value == 0] or list(case.values), 4):
        case.empty(path, "not_applicable", sign)


def disputes_blank(case: Case, rng: Random) -> None:
    """One group of table four, or the whole of it, left empty."""
    for group in rng.choice((["reconsideration"], list(DISPUTE_GROUPS))):
        for path in [path for path in case.values if path.startswith(f"disputes.{group}.")]:
            case.empty(path, "blank")


def total_blank(case: Case, rng: Random) -> None:
    case.empty(f"requests.{rng.choice(case.rows)}.total", "blank")


def template(case: Case, _: Random) -> None:
    """Nothing filled in."""
    for path in case.values:
        case.empty(path, "blank")
    case.blank_template = True


GAPS: dict[str, Change] = {
    change.__name__: change
    for change in (some_blank, zeros_blank, rows_blank, slashes, disputes_blank, total_blank, template)
}


def full_width(case: Case, _: Random) -> None:
    _print_all(case, lambda text, _n: text.translate(str.maketrans("0123456789", "０１２３４５６７８９")))


def thousands(case: Case, _: Random) -> None:
    _print_all(case, lambda text, n: f"{int(text):,}" if text.isdigit() else text)


def pieces(case: Case, rng: Random) -> None:
    """The unit in the cell."""
    _print_some(case, rng, lambda text: text + "件")


def letter_o(case: Case, rng: Random) -> None:
    """The letter, or the Chinese circle, in place of the digit."""
    sign = rng.choice(("O", "o", "〇"))
    zeros = [path for path, value in case.values.items() if value == 0]
    for path in rng.sample(zeros, min(6, len(zeros))):
        case.printed[path] = sign


def chinese(case: Case, rng: Random) -> None:
    """A few numbers in characters."""
    words = dict(zip(range(11), "零一二三四五六七八九十", strict=True))
    small = [path for path, value in case.values.items() if value in words and value]
    for path in rng.sample(small, min(5, len(small))):
        case.printed[path] = words[int(case.values[path] or 0)]


def remarks(case: Case, rng: Random) -> None:
    """A bracketed remark with a number of its own behind the number."""
    paths = [path for path, value in case.values.items() if value and path.startswith("proactive.")]
    for path in rng.sample(paths, min(2, len(paths))):
        case.printed[path] = case.text(path) + rng.choice(("（其中修订1件）", "（含上年2件）", "(其中：失效1件)"))


def padded(case: Case, rng: Random) -> None:
    _print_all(case, lambda text, n: rng.choice(("\u3000", "\xa0 ", " ", "")) + text + rng.choice(("\xa0", "", " ")))


def leading_zeros(case: Case, rng: Random) -> None:
    _print_some(case, rng, lambda text: text if text.startswith(("0", "-")) else "0" + text)


def _print_all(case: Case, change: Callable[[str, object], str]) -> None:
    for path, value in case.values.items():
        if value is not None:
            case.printed[path] = change(case.text(path), value)


def _print_some(case: Case, rng: Random, change: Callable[[str], str]) -> None:
    given = [path for path, value in case.values.items() if value is not None]
    for path in rng.sample(given, min(8, len(given))):
        case.printed[path] = change(case.text(path))


HANDS: dict[str, Change] = {
    change.__name__: change
    for change in (full_width, thousands, pieces, letter_o, chinese, remarks, padded, leading_zeros)
}
