"""What a page shows: tables, a chart of them, and what is said below. The downloads are written from the very same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gongkai_web.research.words import state_label


@dataclass(frozen=True, slots=True)
class Cell:
    """`number` is None where nothing is counted; `mark` is a word beside it: a guess, an error; `link` leads to its source."""

    text: str
    number: Decimal | int | float | None = None
    mark: str = ""
    kind: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of each row is its head."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """Each with whether words stand below it."""
        plain = [all(row[at].number is None for row in self.rows) for at in range(len(self.columns))]
        return list(zip(self.columns, plain, strict=True))


@dataclass(slots=True)
class Shown:
    """`empty`: what to do where there is nothing to show; `chart`: as `charts` makes it."""

    title: str
    name: str
    tables: list[Table] = field(default_factory=list)
    chart: dict[str, Any] | None = None
    notes: list[str] = field(default_factory=list)
    empty: str = ""
    reports: int = 0
    extra: dict[str, Any] = field(default_factory=dict)


def words(text: object, link: str = "") -> Cell:
    return Cell(str(text), link=link)


def count(value: Any, state: str = "number", mark: str = "") -> Cell:
    """A number of the report as it stands there; what is none by its word, never as 0."""
    if value is None:
        return Cell(state_label(state), kind="none", mark=mark)
    number = Decimal(value)
    whole = number == number.to_integral_value()
    text = f"{number:,.0f}" if whole else f"{number.normalize():,f}"
    return Cell(text, int(number) if whole else number, mark=mark)


def share(part: Any, whole: Any) -> Cell:
    """A rate in per cent; a dash with its reason where there is none."""
    if part is None or whole is None:
        return Cell(_("缺数，不算"), kind="none")
    if whole <= 0:
        return Cell(_("分母为 0，不算"), kind="none")
    rate = round(float(part) / float(whole) * 100, 1)
    return Cell(f"{rate:.1f}%", rate)
