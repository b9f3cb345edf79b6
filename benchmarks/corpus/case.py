"""One made report: what is printed in each cell, and the truth a reader is held against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.report import FORMS, Form
from gongkai.report.forms import APPLICANTS, COLUMNS, DISPUTE_GROUPS, DISPUTE_RESULTS, OTHER_OUTCOMES

Value = int | Decimal | None
Fault = dict[str, object]
ABSENT = ("missing", "unreadable")


@dataclass
class Case:
    """`values` by path as the file shows them, None with its `state`; `printed` where the text is not just the number."""

    form: Form
    agency: str
    year: int
    values: dict[str, Value]
    kind: str
    collapsed: bool = False
    state: dict[str, str] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    acceptable: dict[str, list[object]] = field(default_factory=dict)
    original: dict[str, Value] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    deliberate: bool = False
    complete: bool = True
    blank_template: bool = False
    unrecoverable: bool = False
    expected: list[Fault] = field(default_factory=list)

    @property
    def rows(self) -> tuple[str, ...]:
        return ("new", "carried_in", *self.outcomes, "result_total", "carried_out")

    @property
    def outcomes(self) -> tuple[str, ...]:
        if not self.collapsed:
            return self.form.outcomes
        return (*(name for name in self.form.outcomes if name not in OTHER_OUTCOMES), "other")

    def text(self, path: str) -> str:
        """What stands in the cell on paper."""
        value = self.values.get(path)
        return self.printed.get(
            path, "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
        )

    def empty(self, path: str, state: str, text: str = "") -> None:
        """No number at this place any more: `blank`, `not_applicable`, `missing` or `unreadable`."""
        self.values[path] = None
        self.state[path] = state
        self.printed[path] = text
        self.complete = False

    def accept_null(self, paths: Iterator[str] | list[str]) -> None:
        """Where even a careful person could not be sure, saying nothing is right as well."""
        for path in paths:
            if self.values.get(path) is not None and None not in self.acceptable.setdefault(path, []):
                self.acceptable[path].append(None)

    def row_paths(self, row: str) -> list[str]:
        return [f"requests.{row}.{column}" for column in COLUMNS]


def relations(case: Case) -> Iterator[tuple[str, list[str], list[str]]]:
    """The arithmetic of one year (domain rules T3-ROW, T3-SUM, T3-BALANCE, T4-SUM), stated here on its own so that the
    corpus does not share a mistake with what it tests: rule, parts, totals."""
    for row in case.rows:
        yield "T3-ROW", [f"requests.{row}.{c}" for c in APPLICANTS], [f"requests.{row}.total"]
    for column in COLUMNS:
        yield "T3-SUM", [f"requests.{row}.{column}" for row in case.outcomes], [f"requests.result_total.{column}"]
        parts = [f"requests.{row}.{column}" for row in ("new", "carried_in")]
        yield "T3-BALANCE", parts, [f"requests.{row}.{column}" for row in ("result_total", "carried_out")]
    for group in DISPUTE_GROUPS:
        cells = [f"disputes.{group}.{result}" for result in DISPUTE_RESULTS]
        yield "T4-SUM", cells[:-1], cells[-1:]


def judged(case: Case) -> tuple[list[Fault], list[Fault]]:
    """The relations that do not hold, and those that an empty cell leaves open."""
    fails: list[Fault] = []
    undetermined: list[Fault] = []
    for rule, parts, totals in relations(case):
        entry: Fault = {"rule": rule, "cells": [*parts, *totals]}
        if _open(case, [*parts, *totals], totals[0]):
            undetermined.append(entry)
        elif sum(case.values.get(p) or 0 for p in parts) != sum(case.values.get(p) or 0 for p in totals):
            fails.append(entry)
    return fails, undetermined


def _open(case: Case, cells: list[str], first_total: str) -> bool:
    if case.values.get(first_total) is None:
        return True
    return any(case.values.get(p) is None and case.state.get(p, "missing") in ABSENT for p in cells)


def truth(case: Case, group: str, form: str) -> dict[str, object]:
    """The truth file of the samples' format (`gongkai.truth/1`)."""
    fails, undetermined = judged(case)
    return {
        "schema": "gongkai.truth/1",
        "agency": case.agency,
        "year": case.year,
        "format": case.form.code,
        "group": group,
        "form": form,
        "numbers": f"invented: {case.kind}",
        "tables": _nested(case.values),
        "state": {path: state for path, state in case.state.items() if case.values[path] is None},
        "fails": fails + case.expected,
        "undetermined": undetermined,
        "acceptable": case.acceptable,
        "original": _nested(case.original),
        "deliberate": case.deliberate,
        "form_complete": case.complete and not case.collapsed,
        "blank_template": case.blank_template,
        "unrecoverable": case.unrecoverable,
        "notes": case.notes,
    }


def _nested(values: dict[str, Value]) -> dict[str, object]:
    out: dict[str, object] = {}
    for path, value in values.items():
        node = out
        *keys, last = path.split(".")
        for key in keys:
            node = node.setdefault(key, {})  # type: ignore[assignment]
        node[last] = f"{value:f}" if isinstance(value, Decimal) else value
    return out


__all__ = ["FORMS", "Case", "Fault", "Value", "judged", "relations", "truth"]
