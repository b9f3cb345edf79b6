"""One file of the corpus: a random report, what the office did to it, what happened to the file, and its truth."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.corpus import damage, faults, wording, wreck
from benchmarks.corpus.case import Case, truth
from benchmarks.corpus.forms import FILE_LAYOUTS, LAYOUTS, TEXT_LAYOUTS, Layout
from benchmarks.corpus.numbers import SIZES, report
from benchmarks.corpus.paper import Paper, paper

SHARES = {"fault": 0.25, "gap": 0.2, "hand": 0.2, "names": 0.6, "structure": 0.35, "ragged": 0.25, "pages": 0.35}
"""How many of the files have each kind of change."""


@dataclass(frozen=True)
class Made:
    """A file's name, bytes and truths (one a report in it)."""

    stem: str
    suffix: str
    data: bytes
    truths: tuple[dict[str, object], ...]

    def save(self, folder: Path) -> None:
        (folder / "files").mkdir(parents=True, exist_ok=True)
        (folder / "truth").mkdir(exist_ok=True)
        (folder / "files" / f"{self.stem}.{self.suffix}").write_bytes(self.data)
        for number, one in enumerate(self.truths, 1):
            name = self.stem if len(self.truths) == 1 else f"{self.stem}_{number}"
            text = json.dumps(one, ensure_ascii=False, indent=1)
            (folder / "truth" / f"{name}.json").write_text(text, encoding="utf-8")


@dataclass
class Recipe:
    """The names of all changes of one file, in the order in which they happen. `two`: last year's report follows in the
    same file; `old_form`: the form of before 2021 for a later year."""

    layout: str
    size: str
    code: str
    collapsed: bool
    steps: list[str]
    wreck: str | None = None
    two: bool = False
    old_form: bool = False

    @property
    def form(self) -> str:
        whole = [name for name, is_so in (("two reports", self.two), ("old form", self.old_form)) if is_so]
        steps = [*self.steps, *([self.wreck] if self.wreck else []), *whole]
        return " + ".join([self.layout, self.size, self.code + ("c" if self.collapsed else ""), *steps])


STEPS: dict[str, Callable[..., None]] = {
    **faults.FAULTS, **faults.GAPS, **faults.HANDS,
    **wording.NAMES, **damage.STRUCTURE, **damage.RAGGED, **damage.PAGES,
}  # fmt: skip


def recipe(rng: Random, layout: str) -> Recipe:
    """What happens to a file of this layout, drawn from what can happen to it."""
    kind = LAYOUTS[layout]
    size = rng.choices(list(SIZES), (1, 3, 3, 2))[0]
    code = "2019" if rng.random() < 0.25 else "2021"
    steps: list[str] = []
    for share, names in (
        ("fault", faults.FAULTS), ("gap", faults.GAPS), ("hand", faults.HANDS),
        ("names", wording.NAMES), ("structure", damage.STRUCTURE if kind.structure else {}),
        ("ragged", damage.RAGGED if kind.counted else {}), ("pages", damage.PAGES if kind.pages else {}),
    ):  # fmt: skip
        if names and rng.random() < SHARES[share]:
            steps.append(rng.choice(list(names)))
    ruin = rng.choice(list(kind.wrecks)) if kind.wrecks and rng.random() < 0.15 else None
    plan = Recipe(layout, size, code, rng.random() < 0.08, steps, ruin)
    if layout not in TEXT_LAYOUTS and rng.random() < 0.1:
        plan.two, plan.old_form = rng.choice(((True, False), (False, True)))
    return plan


def make(plan: Recipe, rng: Random, stem: str) -> Made:
    """The file of this recipe; the same generator in the same state gives the same file."""
    layout = LAYOUTS[plan.layout]
    cases = [report(rng, plan.size, "2019" if plan.old_form else plan.code, plan.collapsed)]
    if plan.old_form:
        _old_form(cases[0], rng)
    sheets = _printed(cases[0], plan, layout, rng)
    if plan.two:
        cases.append(_year_before(cases[0], plan, rng))
        earlier = paper(cases[1])
        sheets.blocks += [earlier.title, *earlier.blocks]
    data = layout.render(sheets, rng)
    if plan.wreck:
        data = wreck.WRECKS[plan.wreck](cases[0], data, rng)
    return Made(stem, layout.suffix, data, tuple(truth(case, layout.group, plan.form) for case in cases))


def _old_form(case: Case, rng: Random) -> None:
    case.year = rng.randint(2021, 2025)
    case.complete = False
    case.expected.append({"rule": "FORM-WRONG", "cells": []})


def _year_before(case: Case, plan: Recipe, rng: Random) -> Case:
    earlier = report(rng, plan.size, case.form.code, plan.collapsed)
    earlier.agency, earlier.year = case.agency, case.year - 1
    return earlier


def _printed(case: Case, plan: Recipe, layout: Layout, rng: Random) -> Paper:
    on_case = [step for step in plan.steps if step not in damage_names()]
    for step in on_case:
        STEPS[step](case, rng)
        case.deliberate = case.deliberate or step in faults.FAULTS
    if not layout.shows_blanks:
        accept_lost_blanks(case)
    if plan.layout == "xlsx uncached":
        case.accept_null([path for path in case.values if path.endswith(".total")])
    sheets = paper(case)
    for step in plan.steps:
        if step not in on_case:
            STEPS[step](case, sheets, rng)
    return sheets


def damage_names() -> set[str]:
    return {*wording.NAMES, *damage.STRUCTURE, *damage.RAGGED, *damage.PAGES}


def accept_lost_blanks(case: Case) -> None:
    """Where an empty box leaves no trace, nobody can say which of a row's boxes was empty."""
    rows = {path.rsplit(".", 1)[0] if path.startswith("requests") else path.split(".")[0] for path in case.state}
    case.accept_null([path for path in case.values if any(path.startswith(row + ".") for row in rows)])


def corpus(seed: int, count: int, layouts: tuple[str, ...] = ()) -> list[tuple[str, Recipe, Random]]:
    """Name, recipe and generator of each file; each is independent of the others."""
    names = layouts or (*TEXT_LAYOUTS, *FILE_LAYOUTS)
    out = []
    for number in range(count):
        rng = Random(f"{seed}/{number}")
        plan = recipe(rng, names[number % len(names)])
        out.append((f"{number:04d}-{plan.layout.replace(' ', '-')}", plan, rng))
    return out
