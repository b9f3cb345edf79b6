"""What the rules look at: one report, last year's where it fits, and the text made easy to search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from gongkai.report import AnnualReport, Section
from gongkai.report.headings import section_number
from gongkai.report.prose import Prose, even
from gongkai.report.rollup import RollUp

_NUMERALS = "一二三四五六"


def part(section: str | None) -> str:
    """A section as a message names it: 第一部分; the opening has no number."""
    if section is None or section not in "123456":
        return "开头"
    return f"第{_NUMERALS[int(section) - 1]}部分"


def _in_form(number: int | None) -> int | None:
    return number if number and number <= len(_NUMERALS) else None


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where plausibility begins to end. An office may set its own."""

    jump: Decimal = Decimal("0.5")
    """T2-JUMP: a change of more than this share of last year's number."""
    jump_from: int = 10
    """T2-JUMP: numbers below this in both years are not compared."""
    unit_factor: Decimal = Decimal(10)
    """T2-UNIT: a fee this many times higher or lower than last year's."""
    township_fee: Decimal = Decimal(1000)
    """T2-UNIT: 万元 that a township does not collect in a year."""
    duplicate: Decimal = Decimal("0.5")
    """TX-DUP: the share of the text that last year's report had too."""
    percent: Decimal = Decimal("0.1")
    """TX-PCT: percentage points a quoted share may be off."""
    blank_rows: int = 5
    """FORM-BLANK, FORM-MISSING: more rows of a table than this are one finding."""


@dataclass(frozen=True)
class Case:
    """`previous` is the report of the same organ one year before; `offered` is what the user gave as such. `sums` is the roll-up
    of an organ's parts; `compared`: the report is one that was typed, to be held against it. `usual`: sentences without numbers
    and marks that every report of the organ is begun with, which nobody repeats."""

    report: AnnualReport
    previous: AnnualReport | None = None
    offered: AnnualReport | None = None
    thresholds: Thresholds = field(default_factory=Thresholds)
    sums: RollUp | None = None
    compared: bool = False
    usual: frozenset[str] = frozenset()

    @cached_property
    def sections(self) -> tuple[tuple[int | None, Section], ...]:
        """Each section with the number it has in the form, whatever is printed; None for one the form does not have."""
        return tuple((section_number(s.title) or _in_form(s.number), s) for s in self.report.sections)

    @cached_property
    def prose(self) -> tuple[tuple[int | None, Prose], ...]:
        """The even text of the opening (None) and of each section."""
        texts = [(None, self.report.opening or ""), *((n, s.text) for n, s in self.sections)]
        return tuple((number, even(text)) for number, text in texts)

    def has_section(self, number: int) -> bool:
        return any(n == number for n, _ in self.sections)

    def text(self, *numbers: int) -> str:
        """The even text of these sections; of the opening and all sections when none is named."""
        return "\n".join(p.text for n, p in self.prose if not numbers or n in numbers)

    def places(self) -> Iterator[tuple[str | None, Prose]]:
        """Each text with the section as a finding names it."""
        for number, prose in self.prose:
            yield (None if number is None else str(number)), prose
