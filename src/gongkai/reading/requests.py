"""Table three: rows by their labels and order, values by their columns; doubtful readings only where the relations decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, pairwise
from operator import itemgetter

from gongkai.reading.assemble import table_lines
from gongkai.reading.cells import cell_of
from gongkai.reading.explain import RowTold, asked, tell, tell_rows
from gongkai.reading.gaps import settle_gaps
from gongkai.reading.headed import is_rearranged
from gongkai.reading.heads import applicants_out_of_order, out_of_order
from gongkai.reading.labels import COLUMN_HEADS, GROUP_WORDS, REQUEST_HEADS, REQUEST_ROWS, RESULTS_WORDS, request_fits
from gongkai.reading.lines import Line, Token
from gongkai.reading.match import KNOWN, Alignment, FormRows, MatchedRow
from gongkai.reading.numbers import Shape
from gongkai.reading.place import Placed, all_numbers
from gongkai.reading.placer import WIDTH, Placer
from gongkai.reading.problem import Clock
from gongkai.reading.reorder import in_form_order, named_twice
from gongkai.reading.rules import finding
from gongkai.reading.search import align
from gongkai.reading.spread import spread_labels, word_columns
from gongkai.reading.sums import row_holds
from gongkai.reading.tables import TableReading
from gongkai.reading.torn.orders import Arrangement, by_headed_columns, by_order
from gongkai.report import FORM_2019, FORM_2021, FORMS, Certainty, Form, Verdict, judge, relations_of
from gongkai.report.forms import COLUMNS, OTHER_OUTCOMES, REQUESTS, row_name

_THIRD = re.compile(r"\s*[（(]?[3３]")
_SPEAKING, _NEARLY_ALL = 0.6, 0.8
_PART = "表三"
_ROWS = {
    form.code: FormRows((REQUEST_ROWS[name] for name in form.request_rows), (WIDTH for _ in form.request_rows))
    for form in FORMS.values()
}
_HEADS = frozenset({*REQUEST_HEADS, *GROUP_WORDS, RESULTS_WORDS})


@cache
def paths_of(row: str) -> tuple[str, ...]:
    return tuple(f"{REQUESTS}.{row}.{column}" for column in COLUMNS)


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
        best = _untorn(lines, rows, best, [form for form in forms if _is_named(form, seen)])
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


@dataclass(slots=True)
class _Candidate:
    """One reading of the whole table. `beside` are rows whose values stand beside their label, `loose` those whose values
    may belong to another row, `empty` those with a label but no values; `strays` are lines with values that no row took, `beside_columns`
    the values of columns that the form does not have. `is_rearranged`: its columns stand in another order."""

    form: Form
    placed: dict[str, Placed]
    beside: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    strays: list[Line] = field(default_factory=list)
    extra_column: int | None = None
    lost_column: int | None = None
    in_doubt: bool = False
    rows: dict[str, MatchedRow] = field(default_factory=dict)
    is_rearranged: bool = False
    beside_columns: tuple[Token, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return self.form.request_rows

    @property
    def is_whole(self) -> bool:
        """Every row of the form was found with values."""
        return len(self.placed) == len(self.names)

    def doubted(self) -> _Candidate:
        return replace(self, in_doubt=True)

    def doubted_everywhere(self) -> _Candidate:
        return replace(self, loose=frozenset(self.names), in_doubt=True)

    def reading(self) -> TableReading:
        reading = TableReading()
        for name in self.names:
            if name in self.placed:
                reading.put(_title(name), paths_of(name), self.placed[name])
        self._report_met_rows(reading)
        self._report_gaps(reading)
        return reading

    def _report_met_rows(self, reading: TableReading) -> None:
        """Several numbers in each cell of a row, beside a row that is empty: the empty one may have lost them."""
        rows = [name for name in self.names if name in self.placed]
        several = {name for name in rows if all(_is_several(token) for token in self.placed[name].slots)}
        if not several:
            return
        empty = {name for name in rows if all(token and token.is_blank for token in self.placed[name].slots)}
        met = {
            pair[pair[0] in several]
            for pair in pairwise(rows)
            if len(several & set(pair)) == len(empty & set(pair)) == 1
        }
        if met:
            cells = [path for name in rows if name in met for path in paths_of(name)]
            reading.mark(cells, Certainty.UNCERTAIN)
            names = "、".join(f"“{row_name(name)}”" for name in rows if name in met)
            text = f"表三{names}是空的，而相邻的一行每格有几个数，可能并到了那一行，请对照原文核对"
            reading.findings.append(finding("READ-MERGED", text, cells))

    def _report_gaps(self, reading: TableReading) -> None:
        lost = [name for name in self.names if name not in self.placed]
        for names, what in (
            ([name for name in lost if name not in self.empty], "没有找到"),
            ([name for name in lost if name in self.empty], "没有数字"),
        ):
            if names:
                rows = "、".join(f"“{row_name(name)}”" for name in names)
                cells = [path for name in names for path in paths_of(name)]
                reading.findings.append(finding("READ-ROW", f"表三{what}这些行：{rows}，请对照原文核对", cells))
        if self.in_doubt:
            cells = [path for name in self.names if name in self.loose for path in paths_of(name)]
            reading.mark(cells, Certainty.UNCERTAIN)
            text = "表三的行名与数字没有一一对上，哪些数字属于哪一行不能确定，请对照原文核对"
            reading.findings.append(finding("READ-ORDER", text, cells))
        if self.extra_column is not None:
            text = f"表三比规定格式多一列（数字的第 {self.extra_column + 1} 列），这一列没有采用"
            reading.findings.append(finding("READ-EXTRA", text))
        if self.beside_columns:
            left = " ".join(token.text for token in self.beside_columns)[:60]
            text = f"表三比规定格式多出列，这些列的数字没有采用：{left}"
            reading.findings.append(finding("READ-EXTRA", text))
        if self.lost_column is not None:
            column = tuple(COLUMNS)[self.lost_column]
            cells = [f"{REQUESTS}.{name}.{column}" for name in self.placed]
            text = f"表三没有“{COLUMNS[column]}”这一列，这一列空着，请核对"
            reading.findings.append(finding("READ-ROW", text, cells))
        for line in self.strays:
            printed = " ".join(token.text for token in line.tokens)[:60]
            reading.findings.append(finding("READ-EXTRA", f"表三有一行不在规定格式内，没有采用：{printed}"))

    def holding(self) -> float:
        """The share of the table's relations that hold without an empty cell."""
        cells = {
            path: cell_of(token, path, money=False)[0]
            for name, placed in self.placed.items()
            for path, token in zip(paths_of(name), placed.slots, strict=True)
        }
        relations = relations_of(FORM_2021, collapsed_other=self.form is FORM_2019)
        judged = [judge(relation, cells) for relation in relations if relation.rule.startswith("T3-")]
        return sum(found.verdict is Verdict.HOLDS and not found.blanks for found in judged) / len(judged)

    def agrees(self, other: _Candidate) -> bool:
        """Whether rows that the other reading knows by a label beside the values read the same here."""
        known = [name for name in other.beside if name in other.placed]
        return all(name in self.placed and self.placed[name].slots == other.placed[name].slots for name in known)


@dataclass(frozen=True, slots=True)
class _Aligned:
    """The lines of the table, in the order of this form, and which of them are its rows."""

    form: Form
    lines: Sequence[Line]
    found: Alignment

    def placed(self) -> _Candidate:
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
        return _Candidate(
            form,
            settle_gaps(placed, relations_of(FORM_2021, collapsed_other=form is FORM_2019)),
            beside=frozenset(name for name, row in rows.items() if row.beside >= KNOWN),
            loose=frozenset(form.request_rows[i] for i in found.doubtful(_ROWS[form.code], lines)),
            empty=frozenset(name for name, row in rows.items() if not row.lines),
            strays=[lines[i] for i in found.orphans],
            extra_column=placer.extra,
            lost_column=placer.lost,
            rows=rows,
            is_rearranged=placer.by_heads and is_rearranged(placer.heads),
            beside_columns=placer.strays,
        )


def _aligned(lines: Sequence[Line], form: Form, clock: Clock) -> _Aligned:
    lines = in_form_order(lines, _ROWS[form.code], _HEADS)
    return _Aligned(form, lines, align(lines, _ROWS[form.code], _HEADS, clock))


def _tell(tried: Sequence[_Aligned], fittest: _Aligned, best: _Candidate, lines: Sequence[Line]) -> None:
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


def _untorn(printed: Sequence[Line], lines: Sequence[Line], best: _Candidate, forms: Sequence[Form]) -> _Candidate:
    """Labels and values do not come out even: the one reading that satisfies every relation; else the likeliest, doubtful."""
    others = [c for c in _candidates(by_order(printed, forms)) if c.agrees(best)]
    fitting = _distinct(c for c in (best, *others) if c.is_whole and c.holding() == 1)
    tell(_PART, f"行名与数字没有一一对上：另试 {len(others)} 种排法，{len(fitting)} 种满足全部勾稽关系")
    if fitting:
        return _agreed(fitting)
    torn = sorted(((c.holding(), c) for c in _distinct(others)), key=itemgetter(0), reverse=True)
    if torn and torn[0][0] >= _SPEAKING and all(share < torn[0][0] for share, _ in torn[1:]):
        return torn[0][1].doubted_everywhere()
    headed = [c for c in _candidates(by_headed_columns(lines, forms)) if c.agrees(best)]
    return headed[0].doubted_everywhere() if len(headed) == 1 else best.doubted()


def _agreed(fitting: Sequence[_Candidate]) -> _Candidate:
    """One reading; of several, what they all say: where they differ, every cell of the row is doubtful."""
    first, *others = fitting
    same_form = all(other.form is first.form for other in others)
    differ = {
        name for name in first.names if not same_form or any(_texts(o, name) != _texts(first, name) for o in others)
    }
    return replace(first, loose=frozenset(differ), in_doubt=True) if differ else first


def _texts(candidate: _Candidate, row: str) -> list[str]:
    return [token.text if token else "" for token in candidate.placed[row].slots]


def _candidates(arrangements: Iterable[Arrangement]) -> Iterator[_Candidate]:
    for form, rows in arrangements:
        yield _Candidate(form, {name: Placed(slots, Certainty.REPAIRED) for name, slots in rows.items()})


def _distinct(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Readings that differ in what they say, not only in how they came to it."""
    seen = {
        tuple(token.text if token else "" for token in chain.from_iterable(p.slots for p in c.placed.values())): c
        for c in candidates
    }
    return list(seen.values())


def _is_several(token: Token | None) -> bool:
    return token is not None and token.printed.shape is Shape.SEVERAL


def _title(name: str) -> str:
    return f"表三“{row_name(name)}”一行"
