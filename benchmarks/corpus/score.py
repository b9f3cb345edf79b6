"""A reading held against the truth, by the rules of docs/reference/report-json.md: what is a silent error, what a needless
flag."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.report import AnnualReport, Certainty, Finding, Kind, Severity

Number = int | Decimal | None
LOUD = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True)
class Reading:
    """What a reader says: the number of each path, the paths it warns about (`unsure`: because of their certainty), the
    rules by which it calls the report itself wrong, and all paths, rows and tables that any finding names."""

    values: dict[str, Number]
    flagged: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()
    accused: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    year: int | None = None


@dataclass
class Score:
    """Counts of cells. `clean_right` are right numbers of files without any fault, of which `needless` are flagged;
    `null`: nothing said where the file has a number (`silent_null`: and no finding says so); `accused`: files without a
    broken relation that are called wrong."""

    files: int = 0
    perfect: int = 0
    cells: int = 0
    right: int = 0
    wrong: int = 0
    null: int = 0
    silent_null: int = 0
    silent: int = 0
    unsure_right: int = 0
    unsure_wrong: int = 0
    accused: int = 0
    clean_right: int = 0
    needless: int = 0

    def add(self, other: Score) -> None:
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class _Wanted:
    values: dict[str, Number]
    acceptable: dict[str, list[Number]]
    absent: set[str]
    original: dict[str, Number]
    lenient: bool
    complete: bool
    faultless: bool

    @property
    def clean(self) -> bool:
        return self.complete and self.faultless


def reading(report: AnnualReport) -> Reading:
    """What a report of this library says."""
    unsure = {path for path, cell in report.tables.items() if cell.certainty is Certainty.UNCERTAIN}
    named = {path for finding in report.findings if finding.severity in LOUD for path in finding.cells}
    accused = {finding.rule for finding in report.findings if finding.severity is Severity.ERROR and _accuses(finding)}
    values = {path: cell.value for path, cell in report.tables.items()}
    all_named = frozenset(path for finding in report.findings for path in finding.cells)
    return Reading(values, frozenset(unsure | named), frozenset(unsure), frozenset(accused), all_named, report.year)


def _accuses(finding: Finding) -> bool:
    return finding.kind is Kind.FILING and not finding.rule.startswith("READ-")


def score(truth: dict[str, object], readings: Iterable[Reading]) -> Score:
    """The best of the readings of a file against one truth; without a reading every number is lost."""
    wanted = _wanted(truth)
    scores = [_score(wanted, one) for one in readings] or [_lost(wanted)]
    return max(scores, key=lambda one: (one.right, -one.silent))


def _score(wanted: _Wanted, said: Reading) -> Score:
    out = Score(files=1)
    for path in sorted({*wanted.values, *(p for p, value in said.values.items() if value is not None)}):
        value, flagged = said.values.get(path), path in said.flagged
        if value is None and path in wanted.absent:
            continue
        out.cells += 1
        if _is_right(wanted, path, value, flagged=flagged):
            out.right += 1
            out.clean_right += wanted.clean and value is not None
            out.needless += wanted.clean and value is not None and flagged
            out.unsure_right += value is not None and path in said.unsure
        else:
            out.null += value is None
            out.silent_null += value is None and not flagged and not said.named.intersection(_places(path))
            out.wrong += value is not None
            out.silent += value is not None and not flagged
            out.unsure_wrong += value is not None and path in said.unsure
    out.perfect = int(out.right == out.cells)
    out.accused = int(
        wanted.faultless and any(wanted.complete or not rule.startswith("FORM-") for rule in said.accused)
    )
    return out


def _lost(wanted: _Wanted) -> Score:
    """A refusal: right for a file of which nothing can be read, else every cell is lost."""
    if wanted.lenient:
        return _score(wanted, Reading({}))
    count = len(wanted.values) - sum(value is None and path in wanted.absent for path, value in wanted.values.items())
    return Score(files=1, cells=count, null=count, perfect=int(not count))


def _places(path: str) -> tuple[str, str, str]:
    """The cell, its row, its table."""
    return path, path.rpartition(".")[0], path.partition(".")[0]


def _is_right(wanted: _Wanted, path: str, value: Number, *, flagged: bool) -> bool:
    if value == wanted.values.get(path) or value in wanted.acceptable.get(path, ()):
        return True
    return wanted.lenient and (flagged or value is None or value == wanted.original.get(path))


def _wanted(truth: dict[str, object]) -> _Wanted:
    values, state = dict(_leaves(truth["tables"])), dict(_leaves(truth["state"]))
    accepted = {path: [_number(one) for one in some] for path, some in _items(truth["acceptable"])}
    absent = {path for path, how in state.items() if how == "missing"}
    relations = [fault for fault in truth["fails"] if str(fault["rule"]).startswith(("T", "P"))]  # type: ignore[attr-defined]
    return _Wanted(
        {path: _number(value) for path, value in values.items()},
        accepted,
        absent,
        {path: _number(value) for path, value in _leaves(truth["original"])},
        bool(truth["blank_template"] or truth["unrecoverable"]),
        bool(truth["form_complete"]),
        not relations,
    )


def _items(node: object) -> Iterator[tuple[str, list[object]]]:
    if isinstance(node, dict):
        yield from node.items()


def _leaves(node: object, path: str = "") -> Iterator[tuple[str, object]]:
    if not isinstance(node, dict):
        yield path, node
        return
    for key, value in node.items():
        yield from _leaves(value, f"{path}.{key}" if path else key)


def _number(value: object) -> Number:
    if value is None or isinstance(value, (int, Decimal)):
        return value
    return Decimal(str(value))
