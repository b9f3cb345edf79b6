"""Table three: rows by their labels and order, values by their columns; doubtful readings only where the relations decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.reading.assemble import table_lines
from gongkai.reading.candidate import Candidate, paths_of
from gongkai.reading.explain import RowTold, asked, tell, tell_rows
from gongkai.reading.gaps import settle_gaps
from gongkai.reading.headed import is_rearranged
from gongkai.reading.heads import applicants_out_of_order, out_of_order
from gongkai.reading.labels import COLUMN_HEADS, GROUP_WORDS, REQUEST_HEADS, REQUEST_ROWS, RESULTS_WORDS, request_fits
from gongkai.reading.lines import Line
from gongkai.reading.match import KNOWN, Alignment, FormRows, MatchedRow
from gongkai.reading.place import Placed, all_numbers
from gongkai.reading.placer import WIDTH, Placer
from gongkai.reading.problem import Clock
from gongkai.reading.reorder import in_form_order, named_twice
from gongkai.reading.rules import finding
from gongkai.reading.search import align
from gongkai.reading.spread import spread_labels, word_columns
from gongkai.reading.sums import row_holds
from gongkai.reading.tables import TableReading
from gongkai.reading.torn.choice import untorn
from gongkai.report import FORM_2019, FORM_2021, FORMS, Certainty, Form, relations_of
from gongkai.report.forms import COLUMNS, OTHER_OUTCOMES, row_name

_THIRD = re.compile(r"\s*[（(]?[3３]")
_NEARLY_ALL = 0.8
_PART = "表三"
_ROWS = {
    form.code: FormRows((REQUEST_ROWS[name] for name in form.request_rows), (WIDTH for _ in form.request_rows))
    for form in FORMS.values()
}
_HEADS = frozenset({*REQUEST_HEADS, *GROUP_WORDS, RESULTS_WORDS})


def read_requests(lines: Sequence[Line], clock: Clock, likely: Form | None = None) -> tuple[TableReading, bool]:
    """The table, and whether 其他处理 is one row in it (the 2019 form, or a 2021 report filed that way).

    `likely` is the form that the other tables show: it decides where this one ends before it shows its own.
    """
    rows = table_lines(lines, WIDTH)
    seen = _rows_named(rows)
    forms = (FORM_2021,) if seen & set(OTHER_OUTCOMES[:2]) or _names_rest(rows) else (FORM_2021, FORM_2019)
    tried = [_aligned(rows, form, clock) for form in forms]
    fittest = max(tried, key=lambda one: (one.found.score, one.form is likely))
    best = fittest.placed()
    _tell(tried, fittest, best, rows)
    if best.loose:
        best = untorn(lines, rows, best, [form for form in forms if _is_named(form, seen)])
    reading = best.reading()
    twice = [best.names[at] for at in sorted(named_twice(rows, _ROWS[best.form.code]))]
    if twice:
        cells = [path for name in twice for path in paths_of(name)]
        reading.mark(cells, Certainty.UNCERTAIN)
        names = "、".join(f"“{row_name(name)}”" for name in twice)
        text = f"表三{names}各有两行，数字不同，采用了一行，请对照原文核对"
        reading.findings.append(finding("READ-EXTRA", text, cells))
    if best.is_rearranged:
        text = "表三表头的列序与规定格式不同，数字已按各自的表头填入，请核对"
        reading.findings.append(finding("READ-HEADS", text))
    elif out_of_order(rows, COLUMN_HEADS, tuple(COLUMNS)) or applicants_out_of_order(rows):
        cells = [path for name in best.placed for path in paths_of(name)]
        reading.mark(cells, Certainty.UNCERTAIN)
        reading.findings.append(
            finding("READ-HEADS", "表三表头的列序与规定格式不同，数字按印出的次序填入，请逐列核对", cells)
        )
    return reading, best.form is FORM_2019


@dataclass(frozen=True, slots=True)
class _Aligned:
    """The lines of the table, in the order of this form, and which of them are its rows."""

    form: Form
    lines: Sequence[Line]
    found: Alignment

    def placed(self) -> Candidate:
        """The same with every row's values in their columns."""
        form, lines, found = self.form, self.lines, self.found
        count = len(form.request_rows)
        rows = {form.request_rows[i]: row for i, row in found.rows.items()}
        placer = Placer.of([lines[i] for row in rows.values() for i in row.lines], lines, _HEADS)
        placed = {
            name: _by_order(placer.place(lines[row.lines[0]]), row, found, count)
            for name, row in rows.items()
            if row.lines
        }
        return Candidate(
            form,
            settle_gaps(placed, relations_of(FORM_2021, collapsed_other=form is FORM_2019)),
            beside=frozenset(name for name, row in rows.items() if row.beside >= KNOWN),
            loose=frozenset(form.request_rows[i] for i in found.doubtful(_ROWS[form.code], lines)),
            empty=frozenset(name for name, row in rows.items() if not row.lines),
            strays=[lines[i] for i in found.orphans],
            beside_strays=frozenset(form.request_rows[i] for i in _beside_strays(found, lines, count)),
            extra_column=placer.extra,
            lost_column=placer.lost,
            rows=rows,
            is_rearranged=placer.by_heads and is_rearranged(placer.heads),
            beside_columns=placer.strays,
        )


def _beside_strays(found: Alignment, lines: Sequence[Line], count: int) -> set[int]:
    """Rows between a line of as many numbers as a row has, and a row without any: each may have taken the line of its
    neighbour, one after the other."""
    at = {i: row.lines[0] for i, row in found.rows.items() if row.lines and lines[row.lines[0]].value_count}
    lost = [i for i in range(count) if i not in at]
    between: set[int] = set()
    for orphan in found.orphans:
        if len(lines[orphan].tokens) >= len(COLUMNS):
            above = max((i for i, line in at.items() if line < orphan), default=-1)
            between |= set(range(above + 1, min((i for i in lost if i > above), default=0)))
            between |= set(range(max((i for i in lost if i <= above), default=count) + 1, above + 1))
    return between & set(at)


def _aligned(lines: Sequence[Line], form: Form, clock: Clock) -> _Aligned:
    lines = in_form_order(lines, _ROWS[form.code], _HEADS)
    return _Aligned(form, lines, align(lines, _ROWS[form.code], _HEADS, clock))


def _tell(tried: Sequence[_Aligned], fittest: _Aligned, best: Candidate, lines: Sequence[Line]) -> None:
    if not asked():
        return
    for one in tried:
        chosen = "，采用" if one is fittest else ""
        shares = f"对得上的程度 {one.found.score:.1f}，勾稽关系成立 {one.placed().holding():.0%}"
        tell(_PART, f"按 {one.form.code} 年版式 {len(one.form.request_rows)} 行读：{shares}{chosen}")
    rows = (RowTold(row_name(name), best.rows[name], best.placed.get(name)) for name in best.names if name in best.rows)
    tell_rows(_PART, rows, lines, len(best.names))


def _by_order(placed: Placed, row: MatchedRow, found: Alignment, count: int) -> Placed:
    """A row without its label: its place in the order must leave no choice, and its own sum must agree."""
    if row.label >= KNOWN or placed.certainty is Certainty.UNCERTAIN:
        return placed
    if all_numbers(placed.slots) and _is_pinned(row.row, found, count) and row_holds(placed.slots):
        return Placed(placed.slots, Certainty.REPAIRED)
    return Placed(placed.slots, Certainty.UNCERTAIN, "READ-ORDER", placed.extra)


def _is_pinned(index: int, found: Alignment, count: int) -> bool:
    """Between the known rows above and below, as many rows were found as the form has."""
    above, below = index, index
    while above >= 0 and (above not in found.rows or found.rows[above].label < KNOWN):
        above -= 1
    while below < count and (below not in found.rows or found.rows[below].label < KNOWN):
        below += 1
    between = range(above + 1, below)
    return above >= 0 and all(i in found.rows and found.rows[i].lines for i in between)


def _names_rest(lines: Sequence[Line]) -> bool:
    """Whether 3.其他 stands among the rows, which only the form with three rows of other outcomes has."""
    rest = REQUEST_ROWS[OTHER_OUTCOMES[2]].words
    beside = any(line.value_count and rest in line.labels for line in lines)
    return beside or any(_THIRD.match(token.text) and token.words == rest for line in lines for token in line.tokens)


def _is_named(form: Form, seen: set[str]) -> bool:
    """Nearly all rows of the form stand somewhere in the table, so that none was left out."""
    return sum(name in seen for name in form.request_rows) >= _NEARLY_ALL * len(form.request_rows)


def _rows_named(lines: Sequence[Line]) -> set[str]:
    """Rows whose label, or its beginning, stands somewhere in the table, perhaps broken over lines."""
    words = {word for line in lines for word in line.labels}
    broken = spread_labels(word_columns(lines), {label.words: name for name, label in REQUEST_ROWS.items()}).values()
    return set(broken) | {
        name for word in words for name, fit in request_fits(word) if fit.score >= KNOWN and fit.start == 0
    }
