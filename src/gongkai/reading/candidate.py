"""One reading of table three, and what a person has to be told about it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from gongkai.reading.cells import cell_of
from gongkai.reading.lines import Line, Token
from gongkai.reading.match import MatchedRow
from gongkai.reading.numbers import Shape
from gongkai.reading.place import Placed
from gongkai.reading.rules import finding
from gongkai.reading.tables import TableReading
from gongkai.report import FORM_2019, FORM_2021, Certainty, Form, Verdict, judge, relations_of
from gongkai.report.forms import COLUMNS, REQUESTS, row_name


@cache
def paths_of(row: str) -> tuple[str, ...]:
    return tuple(f"{REQUESTS}.{row}.{column}" for column in COLUMNS)


_MANY_STRAYS = 3


@dataclass(slots=True)
class Candidate:
    """One reading of the whole table. `beside` are rows whose values stand beside their label, `loose` those whose values
    may belong to another row, `empty` those with a label but no values; `strays` are lines with values that no row took,
    `beside_strays` the rows that may have taken their neighbour's values instead of these, `beside_columns`
    the values of columns that the form does not have. `is_rearranged`: its columns stand in another order."""

    form: Form
    placed: dict[str, Placed]
    beside: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    strays: list[Line] = field(default_factory=list)
    beside_strays: frozenset[str] = frozenset()
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

    @property
    def in_doubt_everywhere(self) -> bool:
        return self.in_doubt and len(self.loose) == len(self.names)

    def doubted(self) -> Candidate:
        return replace(self, in_doubt=True)

    def doubted_everywhere(self) -> Candidate:
        return replace(self, loose=frozenset(self.names), in_doubt=True)

    @property
    def is_wreck(self) -> bool:
        """Lines were left over, and most rows are not sure of their values: what looks sure may be a neighbour's."""
        sure = sum(placed.certainty is not Certainty.UNCERTAIN for placed in self.placed.values())
        return len(self.strays) >= _MANY_STRAYS and sure * 2 < len(self.names)

    def reading(self) -> TableReading:
        if self.is_wreck and not self.in_doubt_everywhere:
            return self.doubted_everywhere().reading()
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
        if self.beside_strays:
            cells = [path for name in self.names if name in self.beside_strays for path in paths_of(name)]
            reading.mark(cells, Certainty.UNCERTAIN)
            text = "表三缺了一行的行名，而近旁有一行数字没有行名，相邻各行的数字属于哪一行不能确定，请对照原文核对"
            reading.findings.append(finding("READ-ORDER", text, cells))

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

    def agrees(self, other: Candidate) -> bool:
        """Whether rows that the other reading knows by a label beside the values read the same here."""
        known = [name for name in other.beside if name in other.placed]
        return all(name in self.placed and self.placed[name].slots == other.placed[name].slots for name in known)


def _is_several(token: Token | None) -> bool:
    return token is not None and token.printed.shape is Shape.SEVERAL


def _title(name: str) -> str:
    return f"表三“{row_name(name)}”一行"
