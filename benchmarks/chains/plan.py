"""Which writer and which steps make the file of a given number: every last form in turn, the way to it drawn at random."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from random import Random

from benchmarks.chains import of_html, of_pdf, of_text, of_word, office, scans
from benchmarks.chains.step import Step, Writer, missing
from benchmarks.chains.writers import WRITERS
from benchmarks.corpus import damage, faults, wording
from benchmarks.corpus.numbers import SIZES

STEPS: dict[str, Step] = {
    **office.STEPS, **of_pdf.STEPS, **of_word.STEPS, **of_html.STEPS, **of_text.STEPS, **scans.STEPS,
}  # fmt: skip
_ONLY_LAST = {"office docx", "office xlsx", "turned", "side by side", *scans.STEPS, *of_text.STEPS}
_WITH_TABS = ("python-docx tabs", "openpyxl tabs", "pdfplumber tabs", "soup rows")
_STRUCTURE = ("subtotal_column", "lost_rows", "lost_disputes", "remark_row", "lost_column")
SHARES = {"fault": 0.2, "gap": 0.15, "hand": 0.1, "names": 0.3, "structure": 0.1, "collapsed": 0.06, "2019": 0.25}
"""How many files have each kind of change."""


@dataclass(frozen=True)
class Plan:
    """One file to be made. `changes` are names of `benchmarks.corpus` (faults, gaps, hands, wording, damage)."""

    number: int
    writer: str
    steps: tuple[str, ...]
    size: str
    code: str
    collapsed: bool
    changes: tuple[str, ...]

    @property
    def way(self) -> str:
        return " > ".join((self.writer, *self.steps))

    @property
    def stem(self) -> str:
        return f"{self.number:04d}-{self.way.replace(' > ', '+').replace(' ', '-')}"

    @property
    def group(self) -> str:
        return STEPS[self.steps[-1]].group if self.steps else WRITERS[self.writer].group

    @property
    def form(self) -> str:
        code = self.code + ("c" if self.collapsed else "")
        return " + ".join((self.way, self.size, code, *self.changes))


def lasts(only: str = "") -> list[tuple[str, str]]:
    """Every last form: ("writer", group) or ("step", name). `only`: a pattern or a part of the name or group."""
    groups = dict.fromkeys(writer.group for writer in WRITERS.values())
    found = [("writer", group) for group in groups] + [("step", name) for name in STEPS]
    return [last for last in found if _wanted(last, only)]


def _wanted(last: tuple[str, str], only: str) -> bool:
    names = [last[1], *([STEPS[last[1]].group] if last[0] == "step" else [])]
    return any(only in name or fnmatch(name, only) for name in names)


def absent() -> dict[str, list[str]]:
    """Steps and writers that cannot run here → what they lack."""
    needs = {name: missing(one.needs) for name, one in (*STEPS.items(), *WRITERS.items())}
    return {name: lack for name, lack in needs.items() if lack}


def plans(seed: int, count: int, only: str = "") -> Iterator[Plan]:
    """The same for the same seed, whatever is installed here: what cannot run is left out afterwards."""
    ends = lasts(only)
    for number in range(count):
        rng = Random(f"{seed}/chain/{number}")
        kind, name = ends[number % len(ends)]
        writer, *steps = _way(kind, name, rng)
        yield _plan(number, writer, tuple(steps), rng)


def _way(kind: str, name: str, rng: Random) -> list[str]:
    if kind == "writer":
        return [rng.choice([one for one, writer in WRITERS.items() if writer.group == name])]
    return [*_to(STEPS[name].takes, rng), name]


def _to(suffix: str, rng: Random) -> list[str]:
    """A way that ends in a file of this suffix."""
    writers = [name for name, writer in WRITERS.items() if writer.suffix == suffix and not writer.hides]
    steps = [name for name, step in STEPS.items() if step.suffix == suffix and name not in _ONLY_LAST]
    if suffix == "txt tabs":
        steps = list(_WITH_TABS)
    if writers and (not steps or suffix != "pdf" or rng.random() < 0.4):
        return [rng.choice(writers)]
    return _way("step", rng.choice(steps), rng)


def _plan(number: int, writer: str, steps: tuple[str, ...], rng: Random) -> Plan:
    size = rng.choices(list(SIZES), (3, 4, 3, 2))[0]
    code = "2019" if rng.random() < SHARES["2019"] else "2021"
    changes = []
    for share, names in (
        ("fault", faults.FAULTS), ("gap", faults.GAPS), ("hand", faults.HANDS),
        ("names", wording.NAMES), ("structure", _STRUCTURE),
    ):  # fmt: skip
        if rng.random() < SHARES[share]:
            changes.append(rng.choice(list(names)))
    if "subtotal_column" in changes and set(changes) & set(faults.GAPS):
        changes.remove("subtotal_column")  # a box more and a number less: no text shows which
    if WRITERS[writer].as_the_form:
        changes = [name for name in changes if name in {**faults.FAULTS, **faults.GAPS}]
    return Plan(number, writer, steps, size, code, rng.random() < SHARES["collapsed"], tuple(changes))


ON_PAPER = {*wording.NAMES, *damage.STRUCTURE}
__all__ = ["ON_PAPER", "STEPS", "WRITERS", "Plan", "Writer", "absent", "lasts", "plans"]
